"""How a word is said, written by hand beside it: phonemes as in `[tts](/ˌtiːtiːˈɛs/)`, or letters as in
`[Nguyen](ngwi-uhn)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Part, Rule
from tts_tui.text.respelling_key import phonemes_of

IPA = r"/(?=[^/()]*[\u0250-\u02ff\u0300-\u036f\u1d00-\u1dbfθβχ])[^/()\d%?#=&]+/"
"""What stands in the second brackets: at least a symbol that no path of a link has."""

_IPA = re.compile(IPA)

BY_HAND = re.compile(rf"\[([^\]]+)\]\({IPA}\)")
"""A word with its phonemes; its only group is the word."""

WORD_ALONE = Rule(BY_HAND, (1,))
"""For engines that take no phonemes, and would read them aloud as they stand."""


_RESPELLED = (
    r"(?<![!\\\]\w])\[(?P<word>[^\W\d_][\w.'’+&-]{0,40})"
    r"\]\((?P<said>[^\W\d_]+(?:['’ -][^\W\d_]+){0,12})\)(?![\w(\[])"
)

_PAGES = frozenset(
    """
    about api authors changelog code contact contents contributing credits docs documentation download downloads example
    examples faq guide guides help here home index install installation intro introduction license licence link links
    main manual news notes page readme reference releases roadmap security setup source start support todo top tutorial
    tutorials url usage wiki
    """.split()  # noqa: SIM905 (to be read as words)
)
"""What single words in the round brackets are names of pages: `[manual](docs)` is a link."""


def respelled(language: str, *, phonemes: bool) -> Rule:
    """One word, and in round brackets letters with nothing of an address among them: how it is said.

    Args:
        phonemes: a respelling in syllables, the stressed one in capitals, becomes `[word](/ipa/)`.
    """

    def parts(match: re.Match[str]) -> Sequence[Part] | None:
        wording = match["said"]
        if wording.casefold() in _PAGES or (wording.isupper() and "-" not in wording):
            return None
        if not (ipa := phonemes_of(wording, language)):
            return (wording,)
        return ("[", 1, f"](/{ipa}/)") if phonemes else (wording.lower(),)

    return Rule(_RESPELLED, parts)


_TO_VOWEL = re.compile("[^aeiouyæɑɒɐɔəɛɜɪʊʌøœᵻAIOQWY]*(?=.)")


def recognisable(ipa: str) -> str:
    """The phonemes with a sign that no address has: where there is none, the first vowel is stressed."""
    if is_ipa(f"/{ipa}/") or not (before := _TO_VOWEL.match(ipa)):
        return ipa
    return f"{before[0]}ˈ{ipa[before.end() :]}"


def is_ipa(target: str) -> bool:
    """Whether that is phonemes and no link's address."""
    return bool(_IPA.fullmatch(target))
