"""Which language's rules a text is cut by where nobody says."""

from __future__ import annotations

import pytest

from tts_tui.text.scripts import usual_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello there.", "en-US"),
        ("", "en-US"),
        ("1945.", "en-US"),
        ("Café déjà vu", "en-US"),
        ("He said 你好 to me", "en-US"),
        ("Привет, мир", "ru"),
        ("今日は良い天気です。", "ja"),
        ("今天天气很好。", "zh"),
        ("안녕하세요", "ko"),
        ("नमस्ते", "hi"),
        ("Γειά σου", "el"),
        ("مرحبا", "ar"),
        ("שלום", "he"),
        ("สวัสดี", "th"),
        ("iPhone で撮った写真を送ってください", "ja"),
    ],
)
def test_a_script_tells_its_language(text: str, language: str) -> None:
    assert usual_language(text) == language
