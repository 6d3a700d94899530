"""Phonemes for syllables with the stressed one in capitals, as encyclopedias and news agencies respell names:
`kuh-TAH-nuh` is `kətˈɑnə`."""

from __future__ import annotations

import re
from functools import cache

_VOWELS = {
    "eye": "aɪ", "igh": "aɪ", "y": "aɪ", "ay": "eɪ", "ee": "i", "ew": "ju", "oo": "u", "uu": "ʊ", "oh": "oʊ",
    "ow": "aʊ", "oy": "ɔɪ", "oi": "ɔɪ", "ah": "ɑ", "aw": "ɔ", "a": "æ", "e": "ɛ", "eh": "ɛ", "i": "ɪ", "ih": "ɪ",
    "o": "ɑ", "uh": "ʌ", "ə": "ə", "eer": "ɪɹ", "oor": "ʊɹ", "ar": "ɑɹ", "ahr": "ɑɹ", "or": "ɔɹ", "ohr": "ɔɹ",
    "air": "ɛɹ", "ur": "ɜɹ", "er": "ɜɹ", "uhr": "ɜɹ", "ər": "əɹ",
}  # fmt: skip
"""In American English."""

_BRITISH = {
    "ee": "iː", "ew": "juː", "oo": "uː", "oh": "əʊ", "ah": "ɑː", "aw": "ɔː", "o": "ɒ", "eer": "ɪə", "oor": "ʊə",
    "ar": "ɑː", "ahr": "ɑː", "or": "ɔː", "ohr": "ɔː", "air": "ɛː", "ur": "ɜː", "er": "ɜː", "uhr": "ɜː", "ər": "ə",
}  # fmt: skip
_UNSTRESSED = {"ʌ": "ə", "ɜɹ": "əɹ", "ɜː": "ə"}

_CONSONANTS = {
    "tch": "tʃ", "ch": "tʃ", "dh": "ð", "gh": "ɡ", "ng": "ŋ", "nk": "ŋk", "ph": "f", "sh": "ʃ", "th": "θ", "wh": "w",
    "hw": "w", "zh": "ʒ", "kh": "x", "ck": "k", "j": "dʒ", "y": "j", "r": "ɹ", "g": "ɡ", "x": "ks",
}  # fmt: skip
"""Those that are no letter of IPA as they stand."""

_ONSET = (
    "(?:s?(?:[pk][lry]|tr|[pk])|st|s[fmnlw]|[bgf][lry]|dr|shr|thr|ngw|ny|[mhvl]y|[pbtdkgfs]r?w|skw|ts|vl|"
    "tch|ch|dh|gh|ng|ph|sh|th|wh|hw|zh|kh|[bdfghjklmnprstvwyz])?"
)
_CODA = "(?:(?:ng|nk|[lmn])?(?:tch|ch|sh|th|dh|zh|ph|ck|kh|[bdfgjkpstvxz]){0,3}l?)"
_CONSONANT = re.compile("|".join([*sorted(_CONSONANTS, key=len, reverse=True), "[a-z]"]))
_STRESSED = re.compile(r"[a-zə]-[A-ZƏ]{2}|[A-ZƏ]{2}-[a-zə]")
_DOUBLED = re.compile(r"([bdfgklmnprstz])\1")


@cache
def _syllable() -> re.Pattern[str]:
    vowel = "|".join(sorted(_VOWELS, key=len, reverse=True))
    return re.compile(f"({_ONSET})({vowel})({_CODA})")


def phonemes_of(wording: str, language: str) -> str:
    """The phonemes of a respelling in IPA, stress before the vowel; empty where it is none.

    Args:
        wording: words of syllables with hyphens between them, in small letters but for the stressed ones; of several
            stressed ones in a word the last is stressed most.
        language: BCP 47 tag of an English.
    """
    if not _STRESSED.search(wording):
        return ""
    british = language.upper().endswith("-GB")
    words = [_word(word, british=british) for word in wording.split()]
    return " ".join(words) if all(words) else ""


def _word(wording: str, *, british: bool) -> str:
    """Empty where one of its syllables is none."""
    found = ""
    syllables = wording.split("-")
    stressed = [number for number, each in enumerate(syllables) if each.isupper()]
    for number, written in enumerate(syllables):
        match = _syllable().fullmatch(_DOUBLED.sub(r"\1", written.lower()))
        if not match or not (written.islower() or written.isupper()):
            return ""
        onset, vowel, coda = match.groups()
        sound = (_BRITISH.get(vowel) if british else None) or _VOWELS[vowel]
        if number not in stressed:
            sound = _UNSTRESSED.get(sound, sound)
        mark = "" if number not in stressed else "ˈ" if number == stressed[-1] else "ˌ"
        found += f"{_sounds(onset)}{mark}{sound}{_sounds(coda)}"
    return found


def _sounds(consonants: str) -> str:
    return _CONSONANT.sub(lambda match: _CONSONANTS.get(match[0], match[0]), consonants)
