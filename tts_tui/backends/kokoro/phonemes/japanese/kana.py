"""Kana in Kokoro's symbols.

They are those of misaki's first Japanese front end (`cutlet`), from which Kokoro v1.0 learnt: a syllable is its
consonant, palatal before i and small y, and its vowel; `ʔ` doubles a consonant, `ː` lengthens a vowel.
"""

from __future__ import annotations

from functools import cache

_VOWELS = "aiɯeo"

# a row of the syllabary: its kana, and the consonants before a, i, u, e, o
_ROWS = (
    ("アイウエオ", ("", "", "", "", "")),
    ("カキクケコ", ("k", "kʲ", "k", "k", "k")),
    ("ガギグゲゴ", ("ɡ", "ɡʲ", "ɡ", "ɡ", "ɡ")),
    ("サシスセソ", ("s", "ɕ", "s", "s", "s")),
    ("ザジズゼゾ", ("ʣ", "ʥ", "z", "ʣ", "ʣ")),
    ("タチツテト", ("t", "ʨ", "ʦ", "t", "t")),
    ("ダヂヅデド", ("d", "ʥ", "z", "d", "d")),
    ("ナニヌネノ", ("n", "ɲ", "n", "n", "n")),
    ("ハヒフヘホ", ("h", "ç", "ɸ", "h", "h")),
    ("バビブベボ", ("b", "bʲ", "b", "b", "b")),
    ("パピプペポ", ("p", "pʲ", "p", "p", "p")),
    ("マミムメモ", ("m", "mʲ", "m", "m", "m")),
    ("ラリルレロ", ("ɾ", "ɾʲ", "ɾ", "ɾ", "ɾ")),
)
_SINGLE = {
    "ヤ": "ja", "ユ": "jɯ", "ヨ": "jo", "ワ": "βa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ヴ": "vɯ",
    "ヷ": "va", "ヸ": "vʲi", "ヹ": "ve", "ヺ": "vo", "ヵ": "ka", "ヶ": "ke", "ヮ": "βa",
}  # fmt: skip
_PALE_U = "スズツヅ"
"""Syllables whose u is a central vowel."""

_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "ɨ", "ョ": "o"}
_BEFORE_SMALL = {
    "ク": "kᵝ", "グ": "ɡᵝ", "ウ": "β", "イ": "j", "ヴ": "v", "テ": "t", "デ": "d", "ト": "t", "ド": "d", "フ": "ɸ",
}  # fmt: skip
"""Consonants that are others before a small vowel than by themselves."""

_PAIRS = {"ヴュ": "bʲɨ", "ヴョ": "bʲo", "クヮ": "kᵝa", "グヮ": "ɡᵝa"}
_PALATAL = frozenset(["テ", "デ", "フ", "ツ", "ヴ"])
"""Syllables that a small i or y makes palatal, though they are of another vowel."""

# the nasal sound takes the place of what follows
_NASALS = {"m": "mpb", "ŋ": "kɡ", "ɲ": "ɲʨʥ", "n": "ntdɾz"}

_PLAIN = {"ㇰ": "ク", "ㇱ": "シ", "ㇲ": "ス", "ㇳ": "ト", "ㇴ": "ヌ", "ㇵ": "ハ", "ㇶ": "ヒ", "ㇷ": "フ", "ㇸ": "ヘ",
          "ㇹ": "ホ", "ㇺ": "ム", "ㇻ": "ラ", "ㇼ": "リ", "ㇽ": "ル", "ㇾ": "レ", "ㇿ": "ロ"}  # fmt: skip
_HIRAGANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)} | _PLAIN)


@cache
def _table() -> dict[str, str]:
    """The symbols of each syllable, of one kana or two."""
    single = dict(_SINGLE)
    for row, consonants in _ROWS:
        for kana, consonant, vowel in zip(row, consonants, _VOWELS, strict=True):
            single[kana] = consonant + ("ɨ" if kana in _PALE_U else vowel)
    pairs = {}
    for kana, symbols in single.items():
        for small, vowel in _SMALL.items():
            consonant = _BEFORE_SMALL.get(kana, symbols[:-1])
            soft = "ʲ" if kana in _PALATAL and small in "ィャュョ" else ""
            pairs[kana + small] = consonant + soft + vowel
    alone = {
        small: vowel if small in "ァィゥェォ" else f"j{vowel.replace('ɨ', 'ɯ')}"
        for small, vowel in _SMALL.items()
    }
    return {**single, **pairs, **_PAIRS, **alone}


def symbols_of(kana: str) -> str:
    """The symbols of a word in kana; what is no kana is left out."""
    kana = kana.translate(_HIRAGANA)
    table = _table()
    sound: list[str] = []
    at = 0
    while at < len(kana):
        pair, one = kana[at : at + 2], kana[at]
        if len(pair) == 2 and pair in table:
            sound.append(table[pair])
            at += 2
            continue
        at += 1
        if one == "ー":
            sound.append("ː")
        elif one == "ッ":
            sound.append("ʔ")
        elif one == "ン":
            following = table.get(kana[at : at + 2]) or table.get(kana[at : at + 1]) or ""
            sound.append(
                next(
                    (nasal for nasal, before in _NASALS.items() if following[:1] in before and following), "ɴ"
                )
            )
        else:
            sound.append(table.get(one, ""))
    return "".join(sound)
