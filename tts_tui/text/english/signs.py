"""Signs that are left when everything else is written out: those with a name are said, the others aren't."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule

_NAMES = {
    "&": "and", "+": "plus", "=": "equals", "%": "percent", "@": "at", "°": "degrees", "§": "section", "¶": "paragraph",
    "$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees", "¢": "cents", "©": "copyright",
    "®": "registered", "™": "trademark", "×": "times", "÷": "divided by",
    "±": "plus or minus", "≈": "approximately", "≠": "not equal to",
    "≤": "less than or equal to", "≥": "greater than or equal to",
    "<": "less than", ">": "greater than", "√": "square root",
    "∞": "infinity", "−": "minus", "№": "number", "π": "pi", "‰": "per mille",
    "#": "hash", "℃": "degrees Celsius", "℉": "degrees Fahrenheit",
}  # fmt: skip
_SIGN = (
    r"\[[^\]\n]{1,300}\]\(/[^/()\n]{1,300}/\)|"
    r"(?P<run>(?P<first>[=*#~_^|<>$%@/\\])(?P=first){2,}|(?<=\S)==|==(?=\S))|"
    r"(?P<sign>[&+=%@°§¶$£€¥₹¢©®™×÷±≈≠≤≥<>√∞−№‰#℃℉*/\\^_|~`{}¬•·†‡¦←→↑↓⇒➔⟶])"
)
_BETWEEN = frozenset("/\\_|·")


def _sign(match: re.Match[str]) -> Sequence[Part] | None:
    sign = match["sign"]
    if match["run"]:
        return (" ",)
    if sign is None:
        return None
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    name = _NAMES.get(sign, "")
    if sign in "©®™" and not after.strip():
        name = name if sign == "©" else ""
    if sign in "<>#*" and not (before.isspace() and after.isspace()) and not after.isdecimal():
        name = ""
    if sign in "→⇒➔⟶":
        return (", " if before.isspace() or after.isspace() else " to ",)
    left = " " if before and not before.isspace() and before not in '([{"“‘' else ""
    right = " " if after and not after.isspace() and after not in '.,;:!?)]}"”’' else ""
    if name:
        return (f"{left}{name}{right}",)
    return (" ",) if (left and right) or sign in _BETWEEN else ("",)


SIGNS = Kind(
    "signs",
    "R&D, and/or → R and D, and or",
    (Rule(_SIGN, _sign),),
    frozenset("&+=%@°§¶$£€¥₹¢©®™×÷±≈≠≤≥<>√∞−№‰#℃℉*/\\^_|~`{}¬•·†‡¦←→↑↓⇒➔⟶"),
)
