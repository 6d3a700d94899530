"""Markdown: rendered to HTML, which is read as any other."""

from __future__ import annotations

import re

from tts_tui.documents.flow import read_page
from tts_tui.documents.model import Document
from tts_tui.documents.web import document_of

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"(?m)^(title|author|authors|creator|lang|language):[ \t]*(.{1,500}?)[ \t]*$")
_LIST_FIELD = re.compile(r"(?m)^authors?:[ \t]*\n((?:[ \t]*-[ \t]+.{1,200}(?:\n|\Z)){1,20})")
_LOOKS = re.compile(
    r"(?m)^#{1,6}[ \t]+\S|^(?:```|~~~)|^\S[^\n]{0,120}\n(?:={3,}|-{3,})[ \t]*$|\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)|"
    r"^\[\^[^\]\n]{1,50}\]:|^>[ \t]|(?<!\S)\*\*[^*\n]{1,200}\*\*(?!\S)"
)
_LOOKED_AT = 200_000
"""Characters in which marks of Markdown are sought."""


def is_markdown(text: str) -> bool:
    """Whether a text has marks that occur only in Markdown."""
    return bool(_FRONT.match(text)) or bool(_LOOKS.search(text, 0, _LOOKED_AT))


def read_markdown(text: str) -> Document:
    """
    Raises:
        DocumentError: there is no text in it.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    fields: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    if front := _FRONT.match(text):
        fields = {name: value.strip("\"' ") for name, value in _FIELD.findall(front[1])}
        if several := _LIST_FIELD.search(front[1]):
            authors = tuple(line.strip(" \t-\"'") for line in several[1].splitlines() if line.strip())
        text = text[front.end() :]
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    page = read_page(markdown.render(text))
    author = fields.get("author") or fields.get("authors") or fields.get("creator") or ""
    return document_of(
        page,
        "Markdown",
        title=fields.get("title", ""),
        authors=authors or tuple(each.strip() for each in author.strip("[]").split(",") if each.strip()),
        language=fields.get("lang") or fields.get("language") or "",
    )
