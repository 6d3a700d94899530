"""espeak-ng's IPA in the symbols Kokoro was trained on.

Kokoro learned from misaki's phonemes, which write a diphthong or an affricate as one letter and American vowels
without length. The tables follow misaki's own rules for what espeak-ng gives it (misaki/espeak.py). Of the symbols of
sentences in English they leave 5.4 % other than misaki's lexicons have them (`bench/symbols.py`), so only what these
don't know is English by espeak-ng.
"""

from __future__ import annotations

import re

from tts_tui.backends.kokoro.phonemes.espeak import TIE
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary

SymbolTable = tuple[tuple[str, str], ...]

_AFFRICATES: SymbolTable = (("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"), ("d^z", "ʣ"), ("t^s", "ʦ"), ("s^s", "S"))
_DIPHTHONGS: SymbolTable = (
    ("a^ɪ", "I"),
    ("a^ʊ", "W"),
    ("e^ɪ", "A"),
    ("o^ʊ", "O"),
    ("ə^ʊ", "Q"),
    ("ɔ^ɪ", "Y"),
)
_TIED: SymbolTable = (*_AFFRICATES, *_DIPHTHONGS)

_ENGLISH: SymbolTable = (
    ("ʔˌn\u0329", "tᵊn"),
    ("ʔn", "tᵊn"),
    ("ə^l", "ᵊl"),
    *_TIED,
    ("ʲO", "jO"),
    ("ʲ", ""),
    ("ɚ", "əɹ"),
    ("ˌən", "ən"),
    ("r", "ɹ"),
    ("x", "k"),
    ("ç", "k"),
    ("ɬ", "l"),
    ("ʔ", "t"),
    ("\u0303", ""),
)
_ONE_R = ("ɹɹ", "ɹ")
_BRITISH: SymbolTable = (
    ("e^ə", "ɛː"),
    *_ENGLISH,
    ("i^ə", "ɪə"),
    ("iə", "ɪə"),
    (TIE, ""),
    _ONE_R,
    ("e", "A"),
    ("o", "ɔ"),
)
_AMERICAN: SymbolTable = (
    *_ENGLISH,
    (TIE, ""),
    _ONE_R,
    ("ɜːɹ", "ɜɹ"),
    ("ɜː", "ɜɹ"),
    ("ɪə", "iə"),
    ("ɾ", "T"),
    ("ː", ""),
    ("e", "A"),
    ("o", "ɔ"),
)
_OTHERS: SymbolTable = (*_TIED, (TIE, ""), ("-", ""))

_SWITCH = re.compile(r"\([a-z^-]+\)")
"""espeak-ng's mark where it changes language for a word: `(en)`."""

_ENGLISH_WORDS = (
    (re.compile("(\\S)\u0329"), r"ᵊ\1"),  # a syllabic consonant
    (re.compile(r"(?<=[nvm])ð([əɪ])(?!\S)"), r" ð\1"),  # espeak-ng joins `in the`, `of the`, `from the`
    (re.compile(r"(?<!\S)ðɪ(?!\S)"), "ði"),  # `the` before a vowel
    (re.compile(r"ɐ(?=\S)|(?<=\S)ɐ"), "ə"),  # but not the article `a`
)


def from_ipa(ipa: str, language: str) -> str:
    """espeak-ng's tied IPA in Kokoro's symbols; what the model doesn't know is left out."""
    symbols = _SWITCH.sub("", ipa)
    table = {"en-US": _AMERICAN, "en-GB": _BRITISH}.get(language)
    if table:
        for pattern, replacement in _ENGLISH_WORDS:
            symbols = pattern.sub(replacement, symbols)
    for old, new in table or _OTHERS:
        symbols = symbols.replace(old, new)
    return known(symbols)


_AS_TYPED = str.maketrans(
    {"g": "ɡ", "'": "ˈ", ":": "ː", "ɝ": "ɜɹ", "ɫ": "l", "ʍ": "w"} | dict.fromkeys(".,|‖‿-;!?…")
)
"""Of the model's signs some are marks, which would be a pause: in IPA a stop parts syllables."""

_ENGLISH_TYPED = str.maketrans({"r": "ɹ", "ɚ": "əɹ", "e": "ɛ"})
"""As dictionaries of English write them, for which no sign of another sound is needed."""


def from_user(ipa: str, *, english: bool = False) -> str:
    """IPA as people write it, or misaki's symbols, in Kokoro's symbols."""
    symbols = ipa.translate(_AS_TYPED)
    for tied, letter in _TIED:
        symbols = symbols.replace(tied.replace(TIE, ""), letter).replace(tied.replace(TIE, "͡"), letter)
    return known(symbols.translate(_ENGLISH_TYPED) if english else symbols)


def known(symbols: str) -> str:
    """Only what is in the vocabulary, with single spaces."""
    ids = vocabulary()
    return " ".join("".join(symbol for symbol in symbols if symbol in ids).split())
