"""Chinese numerals, as both languages write them."""

from __future__ import annotations

from itertools import groupby

_DIGITS = "〇一二三四五六七八九"
_SCALES = ("", "万", "亿", "兆", "京")


def japanese(figures: str) -> str:
    """A whole number: 1984 → 千九百八十四; one too long, or with a nought at its head, figure by figure."""
    if len(figures) > 16 or (len(figures) > 1 and figures[0] == "0"):
        return one_by_one(figures)
    if not figures.strip("0"):
        return "零"
    groups = _groups(figures)
    return "".join(
        _below(group, "千", one=False, scaled=bool(scale)) + scale.replace("亿", "億")
        for group, scale in groups
        if group
    )


def mandarin(figures: str) -> str:
    """A whole number: 1024 → 一千零二十四; one too long, or with a nought at its head, figure by figure."""
    if len(figures) > 16 or (len(figures) > 1 and figures[0] == "0"):
        return one_by_one(figures).replace("〇", "零")
    if not figures.strip("0"):
        return "零"
    wording = ""
    skipped = False
    for group, scale in _groups(figures):
        if not group:
            skipped = bool(wording)
            continue
        linked = "零" if wording and (skipped or group < 1000) else ""
        wording += linked + _linked(group) + scale
        skipped = False
    if wording.startswith(("二千", "二万", "二亿", "二兆")):
        return "两" + wording[1:]
    return wording[1:] if wording.startswith("一十") else wording


def one_by_one(figures: str) -> str:
    """Figure by figure: 1984 → 一九八四."""
    return "".join(_DIGITS[int(figure)] for figure in figures)


def _groups(figures: str) -> list[tuple[int, str]]:
    padded = figures.zfill(-(-len(figures) // 4) * 4)
    groups = [int(padded[at : at + 4]) for at in range(0, len(padded), 4)]
    return list(zip(groups, reversed(_SCALES[: len(groups)]), strict=True))


def _below(number: int, thousand: str, *, one: bool, scaled: bool) -> str:
    """Below ten thousand, without a one before ten, a hundred and, unless a scale follows, a thousand."""
    wording = ""
    for unit, name in ((1000, thousand), (100, "百"), (10, "十"), (1, "")):
        count = number // unit % 10
        bare = count == 1 and unit > 1 and not one and not (unit == 1000 and scaled)
        wording += ("" if bare else _DIGITS[count]) + name if count else ""
    return wording


def _linked(number: int) -> str:
    """Below ten thousand, with 零 for noughts inside."""
    figures = f"{number:04}"
    names = "千百十"
    wording = ""
    for nought, run in groupby(zip(figures, (*names, ""), strict=True), key=lambda each: each[0] == "0"):
        if nought:
            wording += "零" if wording else ""
        else:
            wording += "".join(_DIGITS[int(figure)] + name for figure, name in run)
    return wording.rstrip("零")
