"""English letters for phonemes, for voices that are given text alone: `ŋwɪən` as “ngwi-uhn”."""

from __future__ import annotations

import re

from tts_tui.text.lazily import lazily

_VOWELS = {
    "aʊ": "ow", "aɪ": "eye", "eɪ": "ay", "oʊ": "oh", "əʊ": "oh", "ɔɪ": "oy", "ɪə": "eer", "eə": "air", "ʊə": "oor",
    "ɑːɹ": "ar", "ɑɹ": "ar", "ɔːɹ": "or", "ɔɹ": "or", "ɛɹ": "air", "ɪɹ": "eer", "ʊɹ": "oor",
    "ɜːɹ": "er", "ɜɹ": "er", "ɜː": "er", "əɹ": "er", "ɚ": "er", "ɝ": "er", "ɜ": "er",
    "iː": "ee", "uː": "oo", "ɑː": "ah", "ɔː": "aw", "ɛː": "air",
    "i": "ee", "y": "ew", "u": "oo", "ɑ": "ah", "a": "ah", "ɒ": "o", "ɔ": "aw", "o": "oh", "e": "ay", "ɛ": "e",
    "æ": "a", "ʌ": "uh", "ə": "uh", "ɐ": "uh", "ɪ": "i", "ᵻ": "i", "ɨ": "i", "ʊ": "oo", "ø": "er", "œ": "er",
    "A": "ay", "I": "eye", "O": "oh", "Q": "oh", "W": "ow", "Y": "oy", "ᵊ": "uh",
}  # fmt: skip
"""IPA's, and Kokoro's capitals for diphthongs."""

_CONSONANTS = {
    "tʃ": "ch", "dʒ": "j", "ʧ": "ch", "ʤ": "j", "ʃ": "sh", "ʒ": "zh", "θ": "th", "ð": "th", "ŋ": "ng", "ɲ": "ny",
    "ɹ": "r", "ɾ": "t", "T": "t", "r": "r", "ʁ": "r", "ʀ": "r", "ɡ": "g", "j": "y", "x": "kh", "χ": "kh", "ç": "h",
    "ʔ": "", "ɬ": "l", "ʎ": "ly", "ɣ": "g", "β": "v", "ɸ": "f", "ʋ": "v", "ʦ": "ts", "ʣ": "dz", "q": "k", "ħ": "h",
}  # fmt: skip

_ONSETS = "pl pr bl br tr dr kl kr gl gr fl fr thr shr sl sm sn sp st sk sw tw kw py by ky fy my hy vy"
_ONSETS_OF_TWO = frozenset(_ONSETS.split())
_SOUND = lazily(
    "|".join(map(re.escape, sorted({**_VOWELS, **_CONSONANTS}, key=len, reverse=True))) + "|[b-df-hj-np-tv-z]"
)
_TIES = lazily("[\u0361\u035c^]")


def respelled(phonemes: str) -> str:
    """A word in letters that English readers and English voices say nearly so; syllables are apart by hyphens.

    Args:
        phonemes: in IPA; what has no letters is left out.
    """
    return " ".join(filter(None, map(_word, _TIES.sub("", phonemes).split())))


def _word(phonemes: str) -> str:
    text = ""
    waiting: list[str] = []
    begun = False
    for sound in _SOUND.findall(re.sub("[ˈˌ'.ʰʲ]", "", phonemes)):
        if (vowel := _VOWELS.get(sound)) is None:
            waiting.append(_CONSONANTS.get(sound, sound))
            continue
        ends, begins = _parted(waiting) if begun else ([], waiting)
        text += "".join(ends) + ("-" if begun else "") + "".join(begins) + vowel
        waiting, begun = [], True
    return text + "".join(waiting)


def _parted(consonants: list[str]) -> tuple[list[str], list[str]]:
    """Those that end a syllable, and those that begin the next one."""
    keep = 2 if "".join(consonants[-2:]) in _ONSETS_OF_TWO else 1
    if consonants[-1:] == ["ng"]:
        keep = 0
    cut = max(len(consonants) - keep, 0)
    return consonants[:cut], consonants[cut:]
