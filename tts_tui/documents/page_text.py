"""Bytes of HTML or XML to text: what they say of their encoding counts where they don't show another."""

from __future__ import annotations

import codecs
import re

from tts_tui.documents.markup import declared_entities
from tts_tui.speech.errors import DocumentError

_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.I)
_LOOKED_AT = 2048
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN = frozenset({"iso8859-1", "ascii", "utf-8", "cp1252"})
"""Declared, and not valid as UTF-8: then it is Windows-1252, as browsers take it."""

_KNOWN = re.compile(
    r"iso8859-\d+|cp125\d|koi8-[ru]|mac-[a-z]+|shift_jis|euc_jp|euc_kr|gb2312|gbk|gb18030|big5|cp932|cp949"
)


def decoded(data: bytes) -> str:
    """The text of a page; any bytes are one."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:_LOOKED_AT]
    if b"\0" in head[:200]:
        return data.decode("utf-16-be" if head[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _otherwise(data, head)


def _otherwise(data: bytes, head: bytes) -> str:
    declared = _DECLARED.search(head)
    name = ""
    if declared:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
        except (LookupError, ValueError):
            name = ""
    if name and name not in _WESTERN and _KNOWN.fullmatch(name):
        return data.decode(name, "replace")
    text = data.decode("utf-8", "replace")
    if name == "utf-8" and text.count("\ufffd") < 1 + len(text) // 10_000:
        return text  # UTF-8 with a damaged place or two
    return data.decode("cp1252", "replace")


def safe(data: bytes, name: str) -> str:
    """The text of a part of a document, none of whose entities are its own.

    Raises:
        DocumentError: it declares entities.
    """
    text = decoded(data)
    if entities := declared_entities(text):
        raise DocumentError(
            f"“{name}” declares XML entities of its own ({', '.join(entities[:3])}), as documents do that read files "
            "of this machine or fill its memory; they aren't expanded.",
            hint="Convert it with a program that you trust, or choose another.",
        )
    return text
