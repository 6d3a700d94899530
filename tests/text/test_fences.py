"""Fenced code is found as CommonMark says, and nothing else is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tts_tui.text import fences
from tts_tui.text.fences import prose
from tts_tui.text.headings import headings
from tts_tui.text.normalize import normalize
from tts_tui.text.segments import segments

LISTED = "- a\n  ```\n  x\n  ```\n\nLost.\n\n```\ny\n```\nEnd."
FOUR = "Before.\n\n````markdown\n```python\nx = 1\n```\nStill code.\n````\n\nAfter."
QUOTED = "> Said.\n>\n> ```sh\n> rm -rf\n> ```\n> More.\n\nAfter.\n"
NESTED = "1. One\n   - Two\n\n     ~~~~\n     code\n     ~~~~\n\n     Three.\n2. Four\n"
OPEN_IN_LIST = "- ```\n  code\n\nAfter.\n\n```\ny\n```\nEnd.\n"
CRLF = "Before.\r\n\r\n```\r\nx\r\n```\r\n\r\nAfter."


def said(text: str) -> str:
    spoken = " ".join(normalize(segment.text, "en").text for segment in segments(text, "en", 400))
    return " ".join(spoken.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LISTED, "a Lost. End."),
        (FOUR, "Before. After."),
        (QUOTED, "Said. More. After."),
        (NESTED, "one. One Two Three. two. Four"),
        (OPEN_IN_LIST, "After. End."),
        (CRLF, "Before. After."),
        ("```\nnever\n\nclosed", "never closed"),
        ("``` not `code` ```\nis read", "not code is read"),
        ("Text\n    ```\n    is wrapped", "Text is wrapped"),
    ],
)
def test_prose_is_read_and_code_is_not(text: str, words: str) -> None:
    assert said(text) == words
    assert all(text[each.start : each.end] == each.text for each in segments(text, "en", 400))


def test_a_comment_in_code_of_a_list_is_no_heading() -> None:
    assert [h.title for h in headings("- a\n  ```\n  # no\n  ```\n\n# Yes\n")] == ["Yes"]


PARTS = [
    "```",
    "````",
    "~~~",
    "`",
    " ",
    "  ",
    "    ",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\n",
    "\n\n",
    "word",
    "py",
    "# h",
    "<!--",
    "\t",
]
"""Enough to make lists, quotes, indentation and fences of any depth."""


@given(st.lists(st.sampled_from(PARTS), max_size=60).map("".join), st.sampled_from([1, 10, 40, 4000]))
def test_parsed_in_windows_it_is_the_same_as_parsed_whole(text: str, window: int) -> None:
    whole = whole_prose(text)
    usual, fences.WINDOW = fences.WINDOW, window
    try:
        found = list(prose(text))
    finally:
        fences.WINDOW = usual
    assert [(a, b) for a, b in found if a >= b] == []
    inside = {at for start, end in found for at in range(start, end)}
    assert inside == whole


def whole_prose(text: str) -> set[int]:
    """Indices of what isn't in a closed fence, by one parse of the whole text."""
    markdown = MarkdownIt("commonmark").disable("reference")
    markdown.core.ruler.enableOnly(["block"])
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    inside = set(range(len(text)))
    for token in markdown.parse(text + "\n"):
        if token.type == "fence" and token.map:
            first, last = token.map
            end = starts[min(last, len(lines))]
            if last - first - 2 == token.content.count("\n") or end < len(text):
                inside -= set(range(starts[first], end))
    return inside


def test_the_first_sentences_of_megabytes_wait_for_no_parser() -> None:
    text = "A sentence. " * 40 + "\n\n" + ("# Head\n\nProse.\n\n```\ncode\n```\n\n" * 100_000)
    code = (
        "import sys; from tts_tui.text.segments import segments; text = sys.stdin.read(); "
        "found = segments(text, 'en', 400); next(found); print('markdown_it' in sys.modules); "
        "[next(found) for _ in range(60)]; print('markdown_it' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    "text",
    ["- a\n  ```\n  x\n  ```\n", "```\n", "    ```\n\n", "> ```\n", "```a\n~~~b\n", "- " * 30 + "```\n"],
)
def test_many_fences_are_parsed_a_few_times_only(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = 0
    parse = fences._parse

    def counted(text: str, begin: int, end: int) -> tuple[list[fences.Span], int, bool]:
        nonlocal parsed
        parsed += end - begin
        return parse(text, begin, end)

    monkeypatch.setattr(fences, "_parse", counted)
    long = text * (200_000 // len(text))
    list(prose(long))
    assert parsed <= 6 * len(long)
