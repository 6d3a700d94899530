"""Files that aren't text, known by how they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is.

    Attributes:
        name: for people, with its article.
        command: prints its text; `FILE` stands for the file's name. Empty where there is none.
        hint: what else helps.
    """

    name: str
    command: str = ""
    hint: str = "Choose a text."


_SAVE = "Save it as plain text in the program it was made with."

_KINDS = (
    (re.compile(rb"\s*%PDF-\d"), FileKind("a PDF", "pdftotext FILE -")),
    (re.compile(rb"\s*\{\\rtf\d"), FileKind("an RTF document", "pandoc -f rtf -t plain FILE")),
    (
        re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.S),
        FileKind("an EPUB", "pandoc -f epub -t plain FILE"),
    ),
    (
        re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.S),
        FileKind("an OpenDocument text", "pandoc -f odt -t plain FILE"),
    ),
    (  # packed by programs that don't know what comes first
        re.compile(rb"PK\x03\x04.*META-INF/container\.xml", re.S),
        FileKind("an EPUB", "pandoc -f epub -t plain FILE"),
    ),
    (re.compile(rb"PK\x03\x04.*word/", re.S), FileKind("a Word document", "pandoc -f docx -t plain FILE")),
    (re.compile(rb"PK\x03\x04.*ppt/", re.S), FileKind("a presentation", hint=_SAVE)),
    (re.compile(rb"PK\x03\x04.*xl/", re.S), FileKind("a spreadsheet", hint=_SAVE)),
    (re.compile(rb"PK[\x03\x05]"), FileKind("a ZIP archive", "unzip -p FILE")),
    (
        re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        FileKind("an old Office document", "libreoffice --cat FILE"),
    ),
    (re.compile(rb".{60}BOOKMOBI", re.S), FileKind("a Kindle book", hint=_SAVE)),
    (re.compile(rb"AT&TFORM.{4}DJV", re.S), FileKind("a DjVu", "djvutxt FILE")),
    (re.compile(rb"%!PS-Adobe"), FileKind("PostScript", "ps2ascii FILE")),
    (re.compile(rb"\x1f\x8b"), FileKind("compressed by gzip", "gzip -dc FILE")),
    (re.compile(rb"BZh\d1AY"), FileKind("compressed by bzip2", "bzip2 -dc FILE")),
    (re.compile(rb"\xfd7zXZ\0"), FileKind("compressed by xz", "xz -dc FILE")),
    (re.compile(rb"\x28\xb5\x2f\xfd"), FileKind("compressed by zstd", "zstd -dc FILE")),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP", re.S),
        FileKind("a picture", "tesseract FILE -"),
    ),
    (re.compile(rb"RIFF.{4}WAVE|ID3[\x02-\x04]|OggS\0|fLaC\0|\xff[\xfb\xf3\xf2]", re.S), FileKind("sound")),
    (re.compile(rb"\0.{3}ftyp|\x1a\x45\xdf\xa3", re.S), FileKind("sound or film")),
    (re.compile(rb"\x7fELF|MZ[\x90\x78\0]|\xcf\xfa\xed\xfe", re.S), FileKind("a program")),
    (re.compile(rb"SQLite format 3\0"), FileKind("a database")),
)

_WHOLE_ARCHIVE = 1 << 20
"""Bytes of an archive in which the names of its parts are sought, and at its end, where all of them are listed."""


def kind_of(data: bytes) -> FileKind | None:
    """What the file is that holds these bytes, if it is known and no text."""
    head = data[:1100]
    if data.startswith(b"PK"):
        head = data if len(data) <= 2 * _WHOLE_ARCHIVE else data[:_WHOLE_ARCHIVE] + data[-_WHOLE_ARCHIVE:]
    return next((kind for begin, kind in _KINDS if begin.match(head)), None)
