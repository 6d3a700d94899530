"""Scripts: those without spaces between words, and which language a text is in by its script, where nobody says."""

from __future__ import annotations

import re
from functools import cache

from tts_tui.text.lazily import lazily

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u3099-\u309f"
CJK += "\u30a1-\u30fa\u30fc-\u30ff"
CJK += "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
"""Letters of Chinese and Japanese, as a class of a pattern has them; without marks, brackets and full-width Latin."""

_LETTER = lazily(f"[{CJK}]")


def has_cjk(text: str) -> bool:
    """Whether a letter of these scripts is in it."""
    return not text.isascii() and bool(_LETTER.search(text))


USUAL_LANGUAGE = "en-US"
"""By which a text is read where neither the user nor the voice says, nor its script; backends are told nothing then."""

_LOOKED_AT = 2000
"""Characters at the beginning that tell."""

# their characters; those of zh are Japanese, too, where there are kana
_SCRIPTS = {
    "ja": "ぁ-ヿｦ-ﾟ", "ko": "가-힣ᄀ-ᇿ", "zh": "㐀-鿿", "hi": "ऀ-ॿ", "bn": "ঀ-৿", "pa": "਀-੿", "gu": "઀-૿",
    "ta": "஀-௿", "te": "ఀ-౿", "kn": "ಀ-೿", "ml": "ഀ-ൿ", "th": "฀-๿", "my": "က-႟", "km": "ក-៿", "ka": "Ⴀ-ჿ",
    "am": "ሀ-፿", "hy": "Ա-֏", "he": "֐-׿", "ar": "؀-ۿ", "el": "Ͱ-Ͽ", "ru": "Ѐ-ӿ",
}  # fmt: skip


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """In the scripts that tell, and in Latin letters."""
    named = (f"(?P<{name}>[{letters}]+)" for name, letters in _SCRIPTS.items())
    return re.compile("|".join(named)), re.compile("[A-Za-z\u00c0-\u024f]+")


def usual_language(text: str) -> str:
    """The tag of the language that the script of a text is of; `USUAL_LANGUAGE` where it is of many, as Latin is."""
    begins = text[:_LOOKED_AT]
    if begins.isascii():
        return USUAL_LANGUAGE
    hints, latin = _words()
    letters: dict[str, int] = {}
    for found in hints.finditer(begins):
        name = found.lastgroup or ""
        letters[name] = letters.get(name, 0) + len(found[0])
    if sum(letters.values()) <= sum(len(word[0]) for word in latin.finditer(begins)):
        return USUAL_LANGUAGE
    most = max(letters, key=letters.__getitem__)
    return "ja" if most == "zh" and "ja" in letters else most
