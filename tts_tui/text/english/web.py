"""Addresses of the web, of people on it, and of files: said sign by sign, words as words and letters as letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.acronym_lists import ACRONYM_WORDS, NAMES, SMALL, SPELLED
from tts_tui.text.english.numbers import spelled as digits
from tts_tui.text.english.spelling import as_word, sayable, spelled
from tts_tui.text.english.stops import INNER_STOPS

_SIGNS = {
    ".": "dot", "-": "dash", "_": "underscore", "/": "slash", "\\": "backslash", "@": "at", ":": "colon",
    "?": "question mark", "=": "equals", "&": "ampersand", "#": "hash", "%": "percent", "~": "tilde",
    "+": "plus", ",": "comma", "!": "exclamation mark", "*": "star", "(": "open bracket",
    ")": "close bracket", ";": "semicolon", "'": "apostrophe", "$": "dollar",
}  # fmt: skip
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+|\d+|[^\w\s]|_")

_LETTERS = frozenset(
    "md py js ts rs cs rb ai io tv uk us eu de fr jp ca au nz ch nl se es it br cn ru pl me"
    " ac wav jpg pdf csv exe html"
    " htm css xml sql php gz mp rtf dll svg"
    " txt yml ppt pptx doc docx xls xlsx edu www http https ftp ssh cgi asp aspx jsp api url ip id".split()
) - {"exe", "edu", "es", "it", "me", "us", "doc", "se"}
"""Endings and other short pieces that are spelled."""

_NAMED = {
    "doe": "doe", "ana": "Ana", "ira": "Ira", "sat": "sat", "led": "led",
    "com": "com", "co": "co", "org": "org", "net": "net", "gov": "gov", "edu": "E D U", "exe": "E X E", "jpeg": "JPEG",
    "json": "Json", "yaml": "Yaml", "toml": "toml", "gmail": "G mail", "png": "P N G", "gif": "GIF",
    "tar": "tar", "zip": "zip", "github": "git hub", "usr": "user", "localhost": "local host",
    "youtube": "you tube", "wikipedia": "Wikipedia", "linkedin": "linked in", "icloud": "I cloud",
    "config": "config", "conf": "conf", "nginx": "engine X", "bashrc": "bash R C", "readme": "read me",
    "docs": "docs", "src": "source", "lib": "lib", "etc": "E T C", "tmp": "temp", "var": "var",
}  # fmt: skip

_LONGEST = 80
"""Characters of a web address that is still said in full."""

_TLD = (
    "com|org|net|edu|gov|mil|int|info|biz|dev|app|xyz|online|site|blog|io|ai|tv|fm|gg|ly|sh|(?:co|ac|gov|org)\\.uk|com?\\.[a-z]{2}|de|fr|jp"
    "|ca|eu|nl|ch|uk|au|nz|ru|cn|br|pl|cz|dk|fi|museum|tech|cloud|store|shop|wiki|news|tk|cc|ws|su|kr"
)
_FILE = (
    "md|txt|py|js|ts|jsx|tsx|json|ya?ml|toml|xml|html?|css|csv|tsv|pdf|docx?|xlsx?|pptx?|rtf|odt|epub|zip|tar\\.gz|tar|gz|rar|7z|exe|dll|dmg|iso"
    "|jpe?g|png|gif|svg|bmp|webp|mp3|mp4|wav|flac|ogg|opus|avi|mov|mkv|c|h|cpp|hpp|cs|java|rs|rb|php|sh|bat|ps1|sql|db|log|ini|cfg|conf|lock|srt|vtt|ipynb|kt|swift|lua|pl|r|tex|bib"
)


@lru_cache(2048)
def _piece(piece: str) -> str:
    """A stretch of letters, of digits, or a sign."""
    if piece[0].isdigit():
        return digits(piece)
    if not piece[0].isalpha():
        return _SIGNS.get(piece, "")
    if not piece.isascii():
        return piece
    low = piece.lower()
    if low in _NAMED:
        return _NAMED[low]
    if low in SMALL or low in _LETTERS or (len(low) > 2 and low.upper() in SPELLED) or len(low) == 1:
        return spelled(low)
    if low.upper() in ACRONYM_WORDS:
        return low.capitalize() if low.upper() in NAMES else low.upper()
    if as_word(low):
        return low
    if len(low) > 5 and (parts := _compound(low)):
        return " ".join(spelled(part) if part in _TAILS else part for part in parts)
    return low if (sayable(low) and len(low) > 2) or len(low) > 7 else spelled(low)


_OF_TWO = frozenset("my of to in on we go it is up me".split())
_TAILS = frozenset("js py db ai io tv fm hq".split())
"""Letters at the end of names, each named by itself: nodejs."""


def _compound(low: str) -> list[str]:
    """The common words that a long one is made of; empty if it is none. Fewest words win."""
    low = low[:60]
    best: list[list[str] | None] = [[]]
    for end in range(1, len(low) + 1):
        found: list[str] | None = None
        for start in range(max(0, end - 14), end):
            word, before = low[start:end], best[start]
            if before is None or (found is not None and len(before) + 1 >= len(found)):
                continue
            tail = end == len(low) and word in _TAILS
            if (len(word) > 2 and as_word(word)) or word in _OF_TWO or tail:
                found = [*before, word]
        best.append(found)
    parts = best[-1] or []
    return parts if len(parts) <= max(2, len(low) // 3) else []


def wording(written: str) -> str:
    """What is written without a space, in words."""
    return " ".join(filter(None, map(_piece, _PIECES.findall(written))))


_TRAILING = ".,;:!?'\"”’*_"


def _bare(written: str) -> tuple[str, str]:
    """An address and the marks behind it that belong to the sentence."""
    address = written.rstrip(_TRAILING)
    while (
        address
        and address[-1] in ")]}"
        and address.count("([{"[")]}".index(address[-1])]) < address.count(address[-1])
    ):
        address = address[:-1].rstrip(_TRAILING)
    return address, written[len(address) :]


def _address(match: re.Match[str]) -> Sequence[Part] | None:
    address, rest = _bare(match[0])
    if not address:
        return None
    return (wording(address), rest)


def _host_alone(match: re.Match[str]) -> Sequence[Part] | None:
    """Of an address too long to listen to, its host."""
    address, rest = _bare(match[0])
    if len(address) <= _LONGEST:
        return None
    return (wording(re.sub(r"^www\.", "", match["host"])), rest)


def _file(match: re.Match[str]) -> Sequence[Part] | None:
    return (wording(match[0]),)


_DIRECTIVES = frozenset("define undef include ifdef ifndef endif pragma elif".split())


def _tag(match: re.Match[str]) -> Sequence[Part]:
    sign = "hash" if match[1] in _DIRECTIVES else "hashtag"
    return (f"{sign} {_words(match[1])}",)


def _handle(match: re.Match[str]) -> Sequence[Part]:
    return ("at " + _words(match[1]),)


_VARIABLES = frozenset("HOME PATH USER SHELL PWD LANG TERM HOST PS EDIT".split())
"""Of a shell, not of an exchange."""


def _share(match: re.Match[str]) -> Sequence[Part] | None:
    return None if match[1] in _VARIABLES else (spelled(match[1]),)


def _words(written: str) -> str:
    """A tag or a name as words: `_` and capitals part them, and aren't said."""
    return (
        " ".join(
            _piece(piece) if not piece.isdigit() else piece
            for piece in _PIECES.findall(written)
            if piece != "_"
        )
        or "underscore"
    )


_URL = r"(?:(?:https?|ftps?|sftp|ssh|git|file|wss?)://|(?<![\w.@/-])www\.)(?P<host>[^\s/?#<>\"“”]{1,300})[^\s<>\"“”]*"

LONG_ADDRESSES = Kind(
    "long web addresses",
    "https://example.com/a/very/long/path... → example dot com",
    (Rule(_URL, _host_alone),),
    frozenset("/"),
)
WEB = Kind(
    "web addresses",
    "ann@example.org/news → ann at example dot org slash news",
    (
        Rule(_URL, _address),
        Rule(
            r"(?:mailto:)?(?<![\w.+%-])[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}",
            _address,
        ),
        Rule(
            rf"(?<![\w.@/-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})\.){{1,5}}(?:{_TLD})(?![\w-]|\.[a-z])(?::\d{{1,5}})?(?:/[^\s<>\"“”]*)?",
            _address,
        ),
    ),
    frozenset(".@"),
    INNER_STOPS,
)
HASHTAGS = Kind(
    "hashtags and handles",
    "#MachineLearning, @nasa → hashtag Machine Learning, at NASA",
    (
        # a colour
        Rule(
            r"(?<![\w&#/])#(?=[A-Fa-f]{0,7}\d)([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})(?!\w)",
            lambda match: None if match[1].isdecimal() else (" ".join(("hash", *map(_piece, match[1]))),),
        ),
        # of a thing that has a number
        Rule(
            r"\b((?i:order|item|ticket|invoice|part|model|case|serial|account|bug|issue|suite|apt|unit)\s)"
            r"#(?=[A-Z]{1,4}-?\d)",
            (1, "number "),
        ),
        Rule(r"(?<![\w&#/])#([^\W\d½¼¾⅓⅔⅛]\w{0,100}|\d{1,4}(?!(?:st|nd|rd|th)\b)[^\W\d_½¼¾]\w{0,100})", _tag),
        Rule(r"(?<![\w.@/])@([A-Za-z_]\w{1,50})", _handle),
        # of a share: $AAPL
        Rule(r"(?<![\w$])\$(?!(?:US|NZ|A|CAN)\b)([A-Z]{1,5})(?!\w|\s?\d)", _share),
    ),
    frozenset("#@$"),
)
FILES = Kind(
    "files and paths",
    "README.md, /usr/bin → read me dot M D, slash user slash bin",
    (
        Rule(r"(?<![\w])[A-Za-z]:\\[^\s<>\"|?*,;]*[^\s<>\"|?*,;.]", _file),
        Rule(
            r"(?<![\w/.~])(?:(?:\.{1,2})?(?:/[A-Za-z0-9_.@+-]{1,255}){2,40}|(?:~|\.{1,2})(?:/[A-Za-z0-9_.@+-]{1,255}){1,40})/?(?<![.])",
            _file,
        ),
        Rule(
            r"(?<![\w/.])(?:~|\.{1,2})?/(?:usr|etc|bin|tmp|home|var|opt|dev|proc|root|lib|srv|mnt|sys|boot|Users|Applications)\b/?",
            _file,
        ),
        Rule(
            rf"(?<![\w./-])(?:[A-Za-z0-9_.-]{{1,255}}/){{1,40}}[A-Za-z0-9_-]{{1,255}}\.(?:{_FILE})\b(?!/)",
            _file,
        ),
        Rule(
            rf"(?<![\w./-])(?!\d{{1,9}}\.|(?:[A-Za-z]\.){{2}}[A-Za-z]\b)[A-Za-z0-9_][A-Za-z0-9_-]{{0,255}}(?:\.[A-Za-z0-9_-]{{1,40}}){{0,3}}\.(?:{_FILE})\b(?![\w(-]|\.\w)",
            _file,
        ),
        # a page of a server: /index.html
        Rule(rf"(?<![^\s(\"“'`])/[A-Za-z0-9_-]{{1,100}}\.(?:{_FILE})\b(?![\w(-]|\.\w)", _file),
        Rule(r"(?<![^\s(\"“])\.([a-z]{2,5})(?![\w.])", lambda match: ("dot " + wording(match[1]),)),
        # a name with a path: os.path.join, np.array(
        Rule(
            r"(?<![\w.@/])[a-z_]\w{1,40}(?:(?:\.[a-z_]\w{0,40}){2,8}(?![\w.])|\.[a-z_]\w{1,40}(?=\())",
            lambda match: (match[0].replace(".", " dot "),),
        ),
        Rule(r"(?<![\w.*])\*\.([A-Za-z0-9]{1,5})\b", lambda match: ("star dot " + wording(match[1]),)),
    ),
    frozenset("./\\"),
    ("/", "\\", *INNER_STOPS),
)
