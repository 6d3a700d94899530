"""Abbreviations of titles, companies and numbered things."""

from __future__ import annotations

import re
from collections.abc import Collection

from tts_tui.text.edits import Kind, Rule

_ABBREVIATIONS = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor", "Jr": "Junior", "Sr": "Senior",
    "Gen": "General", "Col": "Colonel", "Capt": "Captain", "Lt": "Lieutenant", "Sgt": "Sergeant", "Rev": "Reverend",
    "Gov": "Governor", "Sen": "Senator", "Rep": "Representative", "Hon": "Honorable",
    "Inc": "Incorporated", "Corp": "Corporation", "Ltd": "Limited", "Co": "Company", "Dept": "Department",
    "vs": "versus", "etc": "et cetera", "approx": "approximately", "est": "estimated",
    "Ave": "Avenue", "Blvd": "Boulevard",
}  # fmt: skip

_NUMBERED = {"No": "number", "Nos": "numbers", "Fig": "figure", "Vol": "volume", "p": "page", "pp": "pages",
             "Ch": "chapter", "Sec": "section", "Eq": "equation"}  # fmt: skip


def _any(words: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


ABBREVIATIONS = Kind(
    "abbreviations",
    "Dr. Smith → Doctor Smith",
    (
        Rule(rf"\b({_any(_NUMBERED)})\.\s?(?=\d)", lambda match: (f"{_NUMBERED[match[1]]} ",)),
        Rule(r"\bSt\.(?=\s[A-Z])", ("Saint",)),
        Rule(r"\bSt\.", ("Street",)),
        Rule(rf"\b({_any(_ABBREVIATIONS)})\.(?=\s*[^\s.])", lambda match: (_ABBREVIATIONS[match[1]],)),
        Rule(rf"\b({_any(_ABBREVIATIONS)})(?=\.$)", lambda match: (_ABBREVIATIONS[match[1]],)),
        Rule(r"\be\.\s?g\.,?", ("for example,",)),
        Rule(r"\bi\.\s?e\.,?", ("that is,",)),
        Rule(r"\bw/\s?(?=\w)", ("with ",)),
    ),
    frozenset("./"),
)
