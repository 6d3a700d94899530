"""What both languages write with figures, as patterns, and the scripts that neither can say."""

from __future__ import annotations

import re

from tts_tui.text.edits import Kind, Rule

WHOLE = r"\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)|\d{1,40}"
AMOUNT = rf"(?:{WHOLE})(?:[.．]\d{{1,40}})?"
NUMBER = rf"(?<![\d.．])(?<!\d[,，]){AMOUNT}"
MINUS = r"(?<![\w)）])[-−－]"
RANGE = r"[-–—~〜～至到]"

_FOREIGN = r"[\u0400-\u052f\u0590-\u08ff\u0900-\u109f\u10a0-\u11ff\u1780-\u17ff\uac00-\ud7af\u3130-\u318f"


_KANA = "\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff"
_MORE = {"ja": "", "zh": _KANA}
"""Characters beside these, by language, as a class of a pattern has them."""

NAME = "other scripts"


def scripts(language: str) -> Kind:
    """What stands in scripts that no reading is known of is left out."""
    return Kind(NAME, "東京 서울 → 東京", (Rule(rf"\s?{_FOREIGN}{_MORE[language]}]++", ()),), frozenset())


def first_unsaid(text: str, language: str) -> str:
    """The first words that `scripts` leaves out; empty where there are none."""
    foreign = rf"{_FOREIGN}{_MORE[language]}]"
    found = re.search(rf"{foreign}++(?:[ '’-]{foreign}++)*+", text)
    return found[0] if found else ""


def split(number: str) -> tuple[str, str]:
    """The whole part of a number without marks, and its decimals."""
    whole, _, decimals = number.replace(",", "").replace("，", "").replace("．", ".").partition(".")
    return whole, decimals
