"""Addresses of the web, versions, powers, serials and acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.numbers import DIGITS, cardinal, figures, wording
from tts_tui.text.hindi.tables import (
    ACRONYM_WORDS,
    LETTERS,
    MARKS,
    WEB,
)

RAISED = "²³¹⁰⁴-⁹₀-₉"
_TOKEN = re.compile(rf"[A-Za-z]+|[{RAISED}]|[^\W\d_]+|\d+|\S")


def spelt(token: str) -> str:
    """An address, a path or a serial: names that are words as such, other letters, figures and marks one by one."""
    parts = []
    for part in _TOKEN.findall(token):
        if part.isdecimal():
            parts.append(figures(part))
        elif part.isdigit():
            parts.append(figures(str(unicodedata.digit(part))))
        elif part.isascii() and part.isalpha():
            parts.append(WEB.get(part.lower()) or " ".join(LETTERS[char] for char in part.lower()))
        else:
            parts.append(part if part.isalnum() else MARKS.get(part, ""))
    return " ".join(filter(None, parts))


def _spelt(match: re.Match[str]) -> Sequence[Part]:
    return (spelt(match[0]),)


ADDRESSES = Kind(
    "web addresses",
    "ram@gmail.com → आर ए एम एट जीमेल डॉट कॉम",
    (
        Rule(r"(?i)\b(?:https?|ftp)://[^\s<>()\"]{0,2000}[\w/]", _spelt),
        Rule(r"(?i)(?<![\w@.])www\.[^\s<>()\"]{0,2000}[\w/]", _spelt),
        Rule(r"(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?!\w)", _spelt),
        Rule(
            r"(?i)(?<![\w@.-])[a-z][\w-]{0,62}(?:\.[\w-]{1,62}){0,4}\.(?:com|org|net|edu|gov|info|io|in|co|pdf|txt|"
            r"docx?|xlsx?|jpe?g|png|mp[34]|zip|csv|html?|py|exe)(?:/[\w/.-]{0,200})?(?![\w@])",
            _spelt,
        ),
        Rule(r"(?<!\w)[A-Za-z]:\\[\w\\.-]{1,200}", _spelt),
        Rule(r"(?<![\w/.])/[A-Za-z][\w/.-]{1,200}", _spelt),
        Rule(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)", _spelt),
    ),
    frozenset("@./\\"),
)


_WORDS = "|".join(ACRONYM_WORDS)


def _version(match: re.Match[str]) -> Sequence[Part]:
    return (" डॉट ".join(map(wording, match[1].split("."))),)


VERSIONS = Kind(
    "versions and models",
    "2.0.1 → दो डॉट शून्य डॉट एक",
    (
        Rule(r"\b[vV](?=\d{1,4}\.\d)", ("वर्ज़न ",)),
        Rule(r"(?<![\w.,])4K(?!\w)", ("फोर के",)),
        Rule(r"(?<![\w\u0900-\u0963])टी-?20(?!\d)", ("टी ट्वेंटी",)),
        Rule(r"(?<![\w.,])(\d{1,4}(?:\.\d{1,4}){2,6})(?![\w/]|[.,]\d)", _version),
        Rule(
            r"(?<![\w.,-])(7\d7)-([1-9]00)\b",
            lambda match: (f"{cardinal(int(match[1]))} {cardinal(int(match[2]))}",),
        ),
        Rule(
            r"(?<![\w.,/])(\d)['′’](\d{1,2})(?:[\"″”]|'')",
            lambda match: (f"{cardinal(int(match[1]))} फुट {cardinal(int(match[2]))} इंच",),
        ),
    ),
    DIGITS,
    clues=("-", ".", "'", "′", "’", "4K", "टी20"),
)


def _square(match: re.Match[str]) -> Sequence[Part]:
    base = wording(match[1]) if match[1].isdecimal() else LETTERS[match[1].lower()]
    return (f"{base} का {'वर्ग' if match[2] == '²' else 'घन'}",)


POWERS = Kind(
    "powers",
    "x² → एक्स का वर्ग",
    (
        Rule(r"(?<![\w.,])(\d{1,9}|[A-Za-z])([²³])(?![\w²³])", _square),
        Rule(r"(?<=\d)\^(?=\d)", (" की घात ",)),
    ),
    frozenset("²³^"),
)
SERIALS = Kind(
    "serials",
    "A-12 → ए हाइफ़न एक दो",
    (
        Rule(
            rf"\b({_WORDS})-(\d{{1,4}})(?![\w-])",
            lambda match: (f"{ACRONYM_WORDS[match[1]]} {cardinal(int(match[2]))}",),
        ),
        # roads
        Rule(r"\b([NS]H)-(\d{1,3})(?![\w-])", lambda match: (f"{spelt(match[1])} {cardinal(int(match[2]))}",)),
        Rule(rf"(?<![\w-])({_WORDS})(?![\w-])", lambda match: (ACRONYM_WORDS[match[1]],)),
        Rule(
            rf"\b(?=[A-Za-z-]{{0,40}}[\d{RAISED}])(?=[\d-]{{0,40}}[A-Za-z])[A-Za-z\d{RAISED}]{{1,40}}"
            r"(?:-[A-Za-z\d]{1,40}){0,4}(?!\w)",
            _spelt,
        ),
        Rule(r"\b[A-Z]+(?:\.[A-Z]\b){1,6}\.?", lambda match: (spelt(match[0].replace(".", "")),)),
        Rule(r"(?<![\w-])[A-Z]{2,6}(?![\w-])", _spelt),
    ),
    frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
)  # fmt: skip
