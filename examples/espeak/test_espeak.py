"""The backend keeps tts-tui's contract: `pytest` in this folder."""

from tts_tui_espeak import SPEC

from tts_tui.testing import BackendContract


class TestEspeak(BackendContract):
    spec = SPEC
    model = "espeak-ng"
