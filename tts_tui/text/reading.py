"""How a text is taken: as Markdown, as HTML, or as it stands."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, get_args

from tts_tui.speech.request import TextFormatChoice

TextFormat = Literal["markdown", "html", "plain"]
"""`markdown` takes marks out where they are marks, and tags where they are tags: prose without any stays as it is.
`html` knows tags alone; its line ends mean nothing. `plain` takes every character for what it is."""

MANNERS: tuple[TextFormatChoice, ...] = get_args(TextFormatChoice)

_BY_SUFFIX: dict[str, TextFormatChoice] = {
    ".ssml": "ssml",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
}  # fmt: skip

_PAGE = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|(?:div|p|article|section|main|h[1-6]|table|ul|ol)\b[^<>]{0,200}>(?=.{0,4000}</))",
    re.I | re.S,
)
"""How a page, or a piece of one, begins."""

_LOOKED_AT = 20_000
"""Characters from the beginning that tell."""


def by_name(name: str) -> TextFormatChoice | None:
    """How a file of that name is taken; None where its name doesn't tell."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def reading_of(text: str, manner: TextFormatChoice = "auto", name: str = "") -> TextFormat:
    """How a text is taken; of SSML, what its tags leave.

    Args:
        manner: what the user asked for.
        name: of its file, if it has one.
    """
    if manner == "auto":
        manner = by_name(name) or "auto"
    if manner == "ssml":
        return "plain"
    if manner != "auto":
        return manner
    return "html" if _PAGE.match(text, 0, _LOOKED_AT) else "markdown"
