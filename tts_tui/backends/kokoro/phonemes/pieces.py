"""A text in its marks, the words between them, and those whose phonemes are given by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tts_tui.text.by_hand import IPA
from tts_tui.text.cut import cut
from tts_tui.text.scripts import CJK

# One character for one, so that indices stay.
_MARKS = str.maketrans("«»„「」『』。，、！？；：।–―[]{}\n\r\t\u2019\u2018", "“”““”“”.,,!?;:.——()()   ''")

# A stop, comma or colon inside a word or number (3.14, 5:30, U.S, example.com) or after an initial (J. R. R. Tolkien)
# is no mark, unless the text ends there. Where no spaces are written, one before a letter is.
_TOKEN = re.compile(
    rf"""\((?P<word>[^()]+)\)\((?P<ipa>{IPA})\)
    | (?P<mark> \.{{2,}} | … | [;!?—“”()]+ | "+ | -{{2,}} | (?<=\s)-(?=\s)
        | [,:](?!\w) | \.(?!\w) (?: (?<!\b[^\W\d_]\.) | (?=[\s”")]*$) )
        | [.,:](?=[{CJK}]) )""",
    re.VERBOSE,
)

_LONGEST_CLAUSE = 240
"""Characters that espeak-ng gets at once."""

_SPACES = (re.compile(r"(?=\s)"),)


class Piece(Struct, frozen=True):
    """A stretch of the text: a mark, a word with its phonemes by hand, or a clause when `symbols` is empty."""

    start: int
    end: int
    spaced: bool
    symbols: str = ""
    mark: bool = False


def marked(text: str) -> str:
    """A text with the marks that the model knows in place of others, as long as it was."""
    return text.translate(_MARKS)


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text, in order.

    Args:
        text: as `marked` gives it.
    """
    done = 0
    for token in _TOKEN.finditer(text):
        yield from _between(text, done, token.start())
        done = token.end()
        spaced = text[token.start() - 1 : token.start()].isspace()
        if token["ipa"]:
            yield Piece(token.start("word"), token.end("word"), spaced, token["ipa"][1:-1])
        else:
            yield Piece(
                token.start(), done, spaced, _spoken_mark(token["mark"], text, token.start()), mark=True
            )
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Piece]:
    clause = text[start:end]
    start += len(clause) - len(clause.lstrip())
    for first, last in cut(text, _LONGEST_CLAUSE, _SPACES, start, start + len(clause.strip())):
        yield Piece(first, last, spaced=first > 0 and text[first - 1].isspace())


def _spoken_mark(mark: str, text: str, at: int) -> str:
    if mark[0] == '"':
        opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "(—“"
        return "“" if opens else "”"
    if mark[0] == "-":
        return "—"
    return "…" if mark.startswith("..") else mark[:2]
