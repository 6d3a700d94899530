"""The tests that every backend must pass; they need `pip install 'tts-tui[testing]'`, the program itself doesn't.

    from tts_tui.testing import BackendContract
    from my_package import SPEC

    class TestMine(BackendContract):
        spec = SPEC
        model = "mine-v1"

and `pytest` does the rest. See docs/adding-a-backend.md.
"""

import pytest

pytest.register_assert_rewrite("tts_tui.testing.contract")  # a failure shows the values that it compared

from tts_tui.testing.contract import BackendContract, closing  # noqa: E402

__all__ = ["BackendContract", "closing"]
