"""Pinyin in Kokoro's symbols.

They are those of misaki's first Mandarin front end, from which Kokoro v1.0 learnt: IPA, and behind the vowel an arrow
for the tone: `→` high, `↗` rising, `↓` low, `↘` falling, none for a neutral one.
"""

from __future__ import annotations

from functools import cache

_INITIALS = {
    "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l",
    "g": "k", "k": "kʰ", "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s",
}  # fmt: skip

# the tone's arrow stands in the place of 0
_FINALS = {
    "a": "a0", "ai": "ai0", "an": "a0n", "ang": "a0ŋ", "ao": "au0", "e": "ɤ0", "ei": "ei0", "en": "ə0n", "eng": "ə0ŋ",
    "i": "i0", "ia": "ja0", "ian": "jɛ0n", "iang": "ja0ŋ", "iao": "jau0", "ie": "je0", "in": "i0n", "ing": "i0ŋ",
    "iong": "jʊ0ŋ", "iou": "jou0", "iu": "jou0", "ong": "ʊ0ŋ", "ou": "ou0", "u": "u0", "ua": "wa0", "uai": "wai0",
    "uan": "wa0n", "uang": "wa0ŋ", "uei": "wei0", "ui": "wei0", "uen": "wə0n", "un": "wə0n", "ueng": "wə0ŋ",
    "uo": "wo0", "o": "wo0", "ü": "y0", "üe": "ɥe0", "üan": "ɥɛ0n", "ün": "y0n",
}  # fmt: skip

_ALONE = {
    "o": "ɔ0", "er": "ɚ0", "r": "ɚ0", "ê": "ɛ0", "io": "jɔ0", "yo": "jɔ0",
    "m": "m0", "n": "n0", "ng": "ŋ0", "hm": "hm0", "hng": "hŋ0",
}  # fmt: skip
"""Syllables that are no initial and final."""

_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘"}
_BUZZED = frozenset(["zh", "ch", "sh", "r", "z", "c", "s"])
"""Initials that make of i a buzzing sound."""

_MEANS_Ü = frozenset("yjqx")
"""Behind what a u is written that is an ü."""


@cache
def symbols_of(syllable: str) -> str:
    """The symbols of a syllable with its tone's number behind it, as in `hao3`; empty for what is none."""
    syllable = syllable.replace("v", "ü").replace("u:", "ü").lower()
    tone = syllable[-1:] if syllable[-1:].isdecimal() else ""
    plain = syllable.removesuffix(tone)
    return _toneless(plain).replace("0", _TONES.get(tone, ""))


def _toneless(syllable: str) -> str:
    if syllable in _ALONE:
        return _ALONE[syllable]
    initial = next((each for each in _INITIALS if syllable.startswith(each)), "")
    final = syllable[len(initial) :]
    if syllable[:1] == "y":  # y is an i by itself, or writes one down
        final = final[1:] if final[1:2] in ("i", "ü", "u") else f"i{final[1:]}"
    elif syllable[:1] == "w":
        final = final[1:] if final[1:2] == "u" else f"u{final[1:]}"
    if syllable[:1] in _MEANS_Ü and final[:1] == "u":
        final = f"ü{final[1:]}"
    if initial in _BUZZED and final == "i":
        return f"{_INITIALS[initial]}ɨ0"
    if final not in _FINALS:
        return ""
    return _INITIALS.get(initial, "") + _FINALS[final]
