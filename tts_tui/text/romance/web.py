"""Addresses of the web and of mail, tags and users."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.words import Words

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
_WWW = "www"


def web(words: Words) -> Kind:
    """Addresses in words: each name, and each mark between names by its own name."""
    parts = partial(_parts, words)
    return Kind(
        "web addresses",
        "ana@correo.es",
        (
            Rule(r"(?i)\b(?:https?|ftp)://([^\s<>()\"]{0,2000}[\w/])", lambda match: parts(match[1])),
            Rule(r"(?i)(?<![\w@.])www\.[^\s<>()\"]{0,2000}[\w/]", lambda match: parts(match[0])),
            Rule(
                r"(?<![\w.%+-])[\w.%+-]{1,64}@\w[\w-]{0,63}(?:\.\w[\w-]{0,63}){1,8}(?!\w)",
                lambda match: parts(match[0]),
            ),
            Rule(
                r"(?i)(?<![\w@.-])[a-z][\w-]{1,62}(?:\.[\w-]{1,62}){0,4}"
                r"\.(?:com|org|net|edu|gov|info|io|es|fr|it|br|pt|mx|ar|eu)(?:/[\w/.-]{0,200}[\w/])?(?![\w@])",
                lambda match: parts(match[0]),
            ),
            Rule(r"(?<!\w)@(?=\w)", (f"{words.names['@']} ",)),
            Rule(r"(?<!\w)#(?=[^\W\d])", (f"{words.names['hashtag']} ",)),
        ),
        frozenset("@.#/"),
    )


def _parts(words: Words, address: str) -> Sequence[Part]:
    said = []
    for token in _TOKEN.findall(address.rstrip("/")):
        if token.isdecimal():
            whole = len(token) < 5 and token[0] != "0"
            said.append(words.numbers.cardinal(int(token)) if whole else words.numbers.figures(token))
        elif token.isalpha():
            said.append(" ".join([words.names["w"]] * 3) if token.lower() == _WWW else token)
        else:
            said.append(words.names.get(f"web {token}", words.names.get(token, "")))
    return (" ".join(filter(None, said)),)
