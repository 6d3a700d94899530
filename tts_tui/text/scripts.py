"""Scripts that are written without spaces between words: Chinese characters and kana."""

from __future__ import annotations

import re

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u3099-\u309f"
CJK += "\u30a1-\u30fa\u30fc-\u30ff"
CJK += "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
"""Letters of Chinese and Japanese, as a class of a pattern has them; without marks, brackets and full-width Latin."""

_LETTER = re.compile(f"[{CJK}]")


def has_cjk(text: str) -> bool:
    """Whether a letter of these scripts is in it."""
    return not text.isascii() and bool(_LETTER.search(text))
