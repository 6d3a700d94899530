"""Addresses of the web and of mail, tags and users."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.words import Words

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
_WORDS = frozenset(
    "com org net edu gov gob info web mail html pdf es it eu gmail hotmail yahoo nvidia".split()  # noqa: SIM905
)
"""Short or foreign names that are said as a word."""

_VOWEL = "aeiouyàâäèéêëìíîïòóôöùúûü"
_SAYABLE = re.compile(
    rf"(?:s?[^{_VOWEL}][lrhuw]?|s[^{_VOWEL}]|)"
    rf"(?:[{_VOWEL}]+[^{_VOWEL}]{{1,3}}(?=[{_VOWEL}]))*[{_VOWEL}]+"
    rf"(?:[^{_VOWEL}bcdfgkpqt]?[^{_VOWEL}]|ct|rk|ck)?s?"
)
"""What a mouth can say: consonants between vowels, few of them at either end."""


def web(words: Words) -> Kind:
    """Addresses in words: each name, and each mark between names by its own name."""
    parts = partial(_parts, words)
    domains = "com|org|net|edu|gov|gob|info|io|co|es|fr|it|br|pt|mx|ar|cl|pe|uk|de|eu|be|ch|ca|us|tv|cat|html?|pdf|php"
    return Kind(
        "web addresses",
        "ana@correo.es",
        (
            Rule(r"(?i)\b(?:https?|ftp)://[^\s<>()\"]{0,2000}[\w/$]", lambda match: parts(match[0])),
            Rule(r"(?i)(?<![\w@.])www\.[^\s<>()\"]{0,2000}[\w/$]", lambda match: parts(match[0])),
            Rule(
                r"(?<![\w@.%+-])[\w.%+-]{1,64}@\w[\w-]{0,63}(?:\.\w[\w-]{0,63}){1,8}(?!\w)",
                lambda match: parts(match[0]),
            ),
            Rule(
                rf"(?<![\w@.-])(?:[A-Za-z][\w-]{{1,62}}(?:\.[\w-]{{1,62}}){{0,4}}\.(?:{domains}))"
                r"(?::\d{2,5})?(?:/[\w/.?=&-]{0,200}[\w/])?(?![\w@])",
                lambda match: parts(match[0]),
            ),
            Rule(r"(?<!\w)@\w{1,40}(?:\.\w{1,40}){0,3}", lambda match: parts(match[0])),
            Rule(r"(?<!\w)#(?=\w{0,40}[^\W\d])", (f"{words.names['hashtag']} ",)),
        ),
        frozenset("@.#/"),
    )


def _parts(words: Words, address: str) -> Sequence[Part]:
    wording = []
    tokens = _TOKEN.findall(address.rstrip("/") if not address.endswith("//") else address)
    for at, token in enumerate(tokens, start=1):
        if token.isdecimal():
            wording.append(words.numbers.figures(token))
        elif token.isalpha():
            wording.append(_name(token, is_last=at == len(tokens)))
        else:
            wording.append(words.names.get(f"web {token}", words.names.get(token, "")))
    return (" ".join(filter(None, wording)),)


def _name(token: str, *, is_last: bool) -> str:
    """A name as a word, or letter by letter where no word can be made of it, or where two letters name a land."""
    small = token.lower()
    if small in _WORDS or (len(small) > (2 if is_last else 1) and _SAYABLE.fullmatch(small)):
        return token
    return " ".join(token)
