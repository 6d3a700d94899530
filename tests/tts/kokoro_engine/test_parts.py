"""What `doctor` says of Kokoro's parts."""

from __future__ import annotations

import importlib.util

import pytest

from tts_tui.backends.kokoro import parts


@pytest.mark.parametrize("there", [True, False])
def test_the_fallback_engine_is_missed_where_it_is_not_there(
    monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    def find(name: str) -> object:
        return importlib.util.find_spec(name) if there or name != "kokoro_onnx" else None

    monkeypatch.setattr(parts, "find_spec", find)
    found = [(each.part, each.state) for each in parts.examine() if each.part == "fallback"]
    assert found == ([] if there else [("fallback", "warn")])
