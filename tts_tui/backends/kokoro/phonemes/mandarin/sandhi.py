"""What a Mandarin word's neighbours change of it: the tones of 一 and 不, and characters of several readings."""

from __future__ import annotations

from collections.abc import Sequence

_PERSONS = frozenset(
    [
        "我",
        "你",
        "您",
        "他",
        "她",
        "它",
        "我们",
        "你们",
        "他们",
        "她们",
        "咱们",
        "大家",
        "谁",
        "人",
        "就",
        "总",
        "还",
        "都",
        "也",
        "只",
        "可",
        "必",
        "非",
    ]
)
"""Behind these 得 is `must`: 你得早点来."""

_GIVEN_BACK = frozenset(
    ["我", "你", "您", "他", "她", "我们", "你们", "他们", "给", "钱", "书", "债", "清", "完", "回"]
)
"""Before these 还 is `give back`."""

_COUNTED_OFF = "月日号楼级班年一二三四五六七八九零〇"
"""Before these 一 is one of a row, and keeps its tone."""

_COUNTS = frozenset("条位天件张次种家座间只把块口头台辆匹双对杯瓶碗篇首句段层片根支门场顿声群份部")
"""Measures that jieba takes together with 一, as no dictionary of readings does: 一条."""

_CHANGED = {"1": "yi4", "2": "yi4", "3": "yi4", "4": "yi2"}
"""How 一 is said, by the tone after it."""

_NUMERALS = frozenset("第零〇一二三四五六七八九十百千万亿点")
_SAYING = "说道问喊叫笑哭看走跑想听唱做写读讲答点摇站坐等"


def in_context(words: Sequence[str], syllables: list[list[str]]) -> list[list[str]]:
    """The syllables of each word as they are said behind and before its neighbours.

    Args:
        syllables: of each word by itself, as in `hao3`; changed in place.
    """
    for number, word in enumerate(words):
        if word[0] not in "一不还得地":
            continue
        before = words[number - 1] if number else ""
        after = words[number + 1] if number + 1 < len(words) else ""
        following = syllables[number][1:] or (syllables[number + 1] if after else [])
        tone = following[0][-1:] if following else ""
        if sound := _sound(word, before, after, tone):
            syllables[number][0] = sound
    return syllables


def _sound(word: str, before: str, after: str, tone: str) -> str:
    """The first syllable of a word; empty where it stays.

    Args:
        tone: of the syllable after its first.
    """
    match word:
        case "不" if tone == "4":
            return "bu2"
        case "一" if after and before[-1:] not in _NUMERALS and after[0] not in _COUNTED_OFF:
            return _CHANGED.get(tone, "")
        case str() if (
            word[0] == "一" and word[1:2] in _COUNTS and len(word) < 4 and before[-1:] not in _NUMERALS
        ):
            return _CHANGED.get(tone, "")
        case "还" if after in _GIVEN_BACK and before not in ("", "，"):
            return "huan2"
        case "得" if before in _PERSONS and after and after[0] not in "了到很":
            return "dei3"
        case "地" if len(before) > 1 and after:
            return "de5"
    # 高兴地说 is parted before its 地
    return "de5" if word[0] == "地" and len(word) == 2 and word[1] in _SAYING and len(before) > 1 else ""
