"""No text is dear for what it repeats: what is twice as long takes twice as long, not four times."""

from __future__ import annotations

import time

import pytest

from tts_tui.speech.request import TextFormatChoice
from tts_tui.text.readable import readable
from tts_tui.text.segments import segments

CHARACTERS = 30_000
MOST_SECONDS = 4.0
"""Of the processor's time; it takes a tenth of a second, and where time grows with the square, minutes."""

REPEATED = [
    *"a A0.,!?-_*#`~<>[]()|&/\\\"'“”’—…:;\n\r\t",
    "。",
    "中",
    "\u0301",
    "\xad",
    "😀",
    "\n\n",
    "](",
    "<a>",
    "* ",
    "a-\n",
]


@pytest.mark.parametrize("repeated", REPEATED)
@pytest.mark.parametrize("manner", ["markdown", "html", "plain"])
def test_a_long_text_of_one_thing(repeated: str, manner: TextFormatChoice) -> None:
    text = (repeated * CHARACTERS)[:CHARACTERS]
    began = time.process_time()
    for segment in segments(text, "en-US", 400, manner=manner):
        assert text[segment.start : segment.end] == segment.text
    readable(text, manner)
    assert time.process_time() - began < MOST_SECONDS
