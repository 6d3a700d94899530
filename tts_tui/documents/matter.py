"""Which chapters are the text itself, and which stand before and behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.documents.model import Block, Matter

_TYPES: dict[str, tuple[Matter, str]] = {
    "cover": ("front", "cover"),
    "frontcover": ("front", "cover"),
    "titlepage": ("front", "title page"),
    "title-page": ("front", "title page"),
    "halftitlepage": ("front", "title page"),
    "halftitle": ("front", "title page"),
    "fulltitle": ("front", "title page"),
    "seriespage": ("front", "other books"),
    "copyright-page": ("front", "copyright"),
    "copyright": ("front", "copyright"),
    "imprint": ("front", "copyright"),
    "imprimatur": ("front", "copyright"),
    "toc": ("front", "contents"),
    "landmarks": ("front", "contents"),
    "page-list": ("front", "list of pages"),
    "loi": ("front", "list of pictures"),
    "lot": ("front", "list of tables"),
    "loa": ("front", "list of sounds"),
    "lov": ("front", "list of films"),
    "dedication": ("front", "dedication"),
    "acknowledgments": ("back", "acknowledgements"),
    "acknowledgements": ("back", "acknowledgements"),
    "contributors": ("back", "contributors"),
    "other-credits": ("back", "credits"),
    "credits": ("back", "credits"),
    "colophon": ("back", "colophon"),
    "errata": ("back", "errata"),
    "index": ("back", "index"),
    "index-locator-list": ("back", "index"),
    "bibliography": ("back", "bibliography"),
    "glossary": ("back", "glossary"),
    "footnotes": ("back", "notes"),
    "endnotes": ("back", "notes"),
    "rearnotes": ("back", "notes"),
    "notes": ("back", "notes"),
    "backcover": ("back", "cover"),
    "auxiliary": ("back", "beside the text"),
    "loa:advertisement": ("back", "advertisement"),
}
"""By `epub:type`, role, and the types of an EPUB 2's guide."""

_BODY_TYPES = frozenset(
    [
        "bodymatter",
        "text",
        "chapter",
        "part",
        "volume",
        "division",
        "prologue",
        "epilogue",
        "preface",
        "foreword",
        "introduction",
        "preamble",
        "conclusion",
        "afterword",
        "appendix",
        "epigraph",
        "start",
    ]
)

_TITLES: tuple[tuple[Matter, str, str], ...] = (
    ("front", "contents", r"(?:table of |list of )?contents|inhalt(?:sverzeichnis)?|table des mati[èe]res|sommaire|"
     r"[ií]ndice(?: general)?|sum[áa]rio|indice|inhoud(?:sopgave)?|目次|目录|विषय[- ]?सूची"),
    ("front", "title page", r"title ?page|half[- ]?title(?: page)?|titelseite|page de titre|portada|frontespizio|扉"),
    ("front", "cover", r"(?:front )?cover(?: page)?|umschlag|couverture|cubierta|copertina|capa|表紙|封面"),
    ("front", "copyright", r"copyright(?: page| notice| information)?|imprint|impressum|mentions l[ée]gales|"
     r"cr[ée]ditos|colofon|奥付|版权.{0,2}"),
    ("front", "dedication", r"dedication|widmung|d[ée]dicace|dedicatoria|dedica"),
    ("front", "list of pictures", r"(?:list of )?(?:illustrations|figures|plates|maps|tables|pictures)|abbildungsverzeichnis|"
     r"table des (?:illustrations|figures)"),
    ("front", "other books", r"(?:also|other (?:books|works|titles)|books|by the same author).{0,4}(?:by|from)?\b.{0,60}"),
    ("front", "praise", r"praise for .{1,80}|advance praise.{0,80}"),
    ("back", "acknowledgements", r"acknowledge?ments?|danksagung|remerciements|agradecimientos|ringraziamenti|agradecimentos"),
    ("back", "about the author", r"about the (?:authors?|publisher|translators?|editors?|type)|[üu]ber (?:den autor|die autorin)|"
     r"(?:à propos|a propos) de l.auteur|sobre (?:el|la|o|a) autora?|l.autore|the authors?"),
    ("back", "index", r"(?:\w+ (?:and \w+ )?)?index(?: of .{1,40})?|(?:sach|namen|personen)?register|索引"),
    ("back", "notes", r"(?:end ?|foot ?)?notes(?: to .{1,40})?|anmerkungen|fu[ßs]+noten|notas|note(?: al testo)?|注釈?"),
    ("back", "bibliography", r"(?:select(?:ed)? )?bibliography|references|works cited|sources|further reading|"
     r"literatur(?:verzeichnis)?|bibliogra(?:phie|f[íi]a|fia)|参考文献"),
    ("back", "glossary", r"glossary(?: of .{1,40})?|glossar|glossaire|glosario|glossario"),
    ("back", "colophon", r"colophon|kolophon"),
    ("back", "advertisement", r"advertisements?|catalogue|newsletter|(?:an )?excerpt from .{1,80}|preview.{0,60}|coming soon.{0,60}"),
    ("back", "credits", r"(?:photo |image |illustration |text )?credits|permissions"),
    ("back", "licence", r"(?:the )?(?:full )?project gutenberg.{0,3} (?:license|licence).{0,40}|start: full license|"
     r"the full project gutenberg.{0,30}"),
    ("back", "transcriber's note", r"transcriber.{0,3}s? notes?.{0,20}"),
)  # fmt: skip

_NUMBER = re.compile(r"^[\W_]*(?:(?:\d+|[ivxlc]+)[.):]\s+)?|[\W_]+$", re.I)
_COMPILED: list[tuple[Matter, str, re.Pattern[str]]] = []

_RIGHTS = re.compile(
    r"all rights reserved|\bISBN\b|©|\(c\)\s*\d{4}|copyright\s+(?:©|\d{4}|by)|library of congress|first published|"
    r"alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|no part of this (?:book|publication)",
    re.I,
)
_SHORT = 3000
"""Characters of a page about rights; where they are mentioned in a longer chapter, that is the text."""

_OF_RIGHTS = 0.3
"""Of the characters: a line at the foot of each page is less."""

_LISTED = 0.6
"""Of the blocks: links from end to end, in a table of contents or an index."""


def by_type(types: frozenset[str]) -> tuple[Matter, str] | None:
    """What a section is that is said to be this; None where its types don't tell."""
    for each in types:
        if found := _TYPES.get(each):
            return found
    return ("body", "") if types & _BODY_TYPES else None


def by_title(title: str) -> tuple[Matter, str] | None:
    """What a chapter of that name is, front or back matter; None where the name doesn't tell."""
    if not _COMPILED:
        _COMPILED.extend((matter, why, re.compile(pattern, re.I)) for matter, why, pattern in _TITLES)
    name = _NUMBER.sub("", " ".join(title.split()))
    if len(name) > 100:
        return None
    return next(((matter, why) for matter, why, pattern in _COMPILED if pattern.fullmatch(name)), None)


def by_content(blocks: Sequence[Block], linked: int) -> tuple[Matter, str] | None:
    """What blocks are that make a chapter by themselves.

    Args:
        linked: how many of them are links from end to end.
    """
    if (
        blocks
        and all(block.kind in ("note", "heading") for block in blocks)
        and any(block.kind == "note" for block in blocks)
    ):
        return "back", "notes"
    if blocks and not any(block.spoken for block in blocks):
        return "front", blocks[0].why
    texts = [block for block in blocks if block.kind != "heading"]
    if len(texts) >= 4 and linked > _LISTED * len(texts):
        return "front", "contents"
    length = sum(len(block.text) for block in blocks)
    rights = [block.text for block in blocks if _RIGHTS.search(block.text)]
    if (
        length <= _SHORT
        and sum(len(_RIGHTS.findall(text)) for text in rights) >= 2
        and sum(map(len, rights)) >= _OF_RIGHTS * length
    ):
        return "front", "copyright"
    return None
