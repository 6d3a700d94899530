"""Japanese: figures become Chinese numerals, whose readings with what they count the front end knows."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tts_tui.text.east.counters import COUNTERS, WRITTEN
from tts_tui.text.east.numerals import japanese, one_by_one
from tts_tui.text.east.signs import (
    AMOUNT,
    MINUS,
    NUMBER,
    RANGE,
    VULGAR,
    addresses,
    minuend,
    scripts,
    split,
    versions,
)
from tts_tui.text.edits import Kind, Part, Rule

_CURRENCIES = {
    "¥": "円",
    "￥": "円",
    "$": "ドル",
    "＄": "ドル",
    "€": "ユーロ",
    "£": "ポンド",
    "₹": "ルピー",
    "₩": "ウォン",
}
_UNITS = {
    "km/h": "キロメートル毎時", "km": "キロメートル", "m": "メートル", "cm": "センチメートル", "mm": "ミリメートル",
    "kg": "キログラム", "g": "グラム", "mg": "ミリグラム", "t": "トン", "L": "リットル", "l": "リットル", "ml": "ミリリットル",
    "mL": "ミリリットル", "°C": "度", "℃": "度", "°": "度", "GB": "ギガバイト", "MB": "メガバイト", "TB": "テラバイト",
    "kB": "キロバイト", "Hz": "ヘルツ", "GHz": "ギガヘルツ", "MHz": "メガヘルツ", "W": "ワット", "kW": "キロワット", "V": "ボルト",
    "m²": "平方メートル", "km²": "平方キロメートル", "ha": "ヘクタール",
}  # fmt: skip
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))

_MINUTES = (
    "",
    "いっぷん",
    "にふん",
    "さんぷん",
    "よんぷん",
    "ごふん",
    "ろっぷん",
    "ななふん",
    "はっぷん",
    "きゅうふん",
)
_TENS = ("", "じゅう", "にじゅう", "さんじゅう", "よんじゅう", "ごじゅう")


def number(written: str) -> str:
    """A number in numerals; decimals figure by figure."""
    whole, decimals = split(written)
    return japanese(whole) + (f"点{one_by_one(decimals)}" if decimals else "")


def minutes(count: int) -> str:
    """In kana, since 十分 is enough, too."""
    tens, ones = divmod(count, 10)
    if count and not ones and tens < 6:
        return _TENS[tens].removesuffix("う") + "っぷん"
    if not ones:
        return f"{japanese(str(count))}分"
    return (_TENS[tens] if tens < 6 else japanese(f"{tens}0")) + _MINUTES[ones]


def _date(match: re.Match[str]) -> Sequence[Part] | None:
    year, month, day = match[1], int(match[2]), int(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return (f"{japanese(year)}年{japanese(str(month))}月{japanese(str(day))}日",)


def _time(match: re.Match[str]) -> Sequence[Part] | None:
    hours, past, seconds = int(match[1]), int(match[2]), match[3]
    if hours > 24 or past > 59:
        return None
    wording = f"{japanese(str(hours))}時" + (minutes(past) if past or seconds else "")
    return (wording + (f"{japanese(str(int(seconds)))}秒" if seconds else ""),)


_CENTS = {"$": "セント", "＄": "セント", "€": "セント", "£": "ペンス"}
_MARKS = {
    ".": "ドット", "@": "アットマーク", "/": "スラッシュ", ":": "コロン", "-": "ハイフン", "_": "アンダーバー",
    "?": "クエスチョン", "=": "イコール", "&": "アンド", "#": "シャープ", "+": "プラス", "%": "パーセント", "~": "チルダ",
}  # fmt: skip
_MATHS = {
    "÷": "割る", "√": "ルート", "±": "プラスマイナス", ">": "大なり", "＞": "大なり", "<": "小なり", "＜": "小なり",
    "≠": "ノットイコール", "≒": "ニアリーイコール", "≈": "ニアリーイコール", "≧": "以上", "≥": "以上", "≦": "以下",
    "≤": "以下", "π": "パイ", "∞": "無限大",
}  # fmt: skip
_MODELS = {
    "CO2": "シーオーツー", "H2O": "エイチツーオー", "MP3": "エムピースリー", "MP4": "エムピーフォー", "F1": "エフワン",
    "G7": "ジーセブン", "G20": "ジートゥエンティ", "2D": "ツーディー", "3D": "スリーディー", "4G": "フォージー",
    "5G": "ファイブジー", "4K": "ヨンケー", "8K": "ハチケー", "PS5": "ピーエスファイブ",
}  # fmt: skip
"""Letters and figures that are said in English."""


def _part(match: re.Match[str]) -> Sequence[Part]:
    over, under = (japanese(str(part)) for part in VULGAR[match[2]])
    return (f"{japanese(match[1])}と" if match[1] else "", f"{under}分の{over}")


def _day(match: re.Match[str]) -> Sequence[Part] | None:
    month, day = int(match[1]), int(match[2])
    return (
        (f"{japanese(str(month))}月{japanese(str(day))}日",) if 1 <= month <= 12 and 1 <= day <= 31 else None
    )


def _money(match: re.Match[str]) -> Sequence[Part]:
    whole, decimals = split(match[2])
    if len(decimals) == 2 and match[1] in _CENTS and not match[3]:
        cents = f"{japanese(str(int(decimals)))}{_CENTS[match[1]]}" if int(decimals) else ""
        return (f"{japanese(whole)}{_CURRENCIES[match[1]]}{cents}",)
    return (number(match[2]) + (match[3] or "") + _CURRENCIES[match[1]],)


_FIGURES = "ゼロ イチ ニー サン ヨン ゴー ロク ナナ ハチ キュー".split()


def _one_by_one(figures: str) -> str:
    """In kana: numerals beside each other would be read as one number."""
    return "".join(_FIGURES[int(figure)] for figure in figures)


def _telephone(match: re.Match[str]) -> Sequence[Part]:
    """Also the code of a place: 100-0001."""
    country = "プラス" if match[0][0] == "+" else ""
    return (country + "の".join(_one_by_one(part) for part in re.findall(r"\d+", match[0])),)


_KINDS: tuple[Kind, ...] = (
    Kind("long vowels", "だよ〜 → だよー", (Rule(r"(?<=[\u3041-\u30fa])[〜～]+(?![\d\w])", ("ー",)),), frozenset("〜～")),
    addresses(_MARKS, _one_by_one),
    Kind("telephone", "03-1234-5678 → ゼロサンのイチニーサンヨンのゴーロクナナハチ", (
        Rule(r"(?<![\d-])(?:\+\d{1,3}[-‐ ]\d{1,4}|0\d{1,4})[-‐ ]\d{1,4}[-‐ ]\d{3,4}(?![\d-])", _telephone),
        Rule(r"(?<![\d-])\d{3}[-‐]\d{4}(?![\d-])", _telephone),
    )),
    Kind("dates", "2024/3/5 → 二千二十四年三月五日",
         (Rule(r"(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])", _date),
          Rule(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?= ?[（(][月火水木金土日])", _day))),
    Kind("times", "9:30 → 九時さんじゅっぷん", (
        Rule(r"(?<![\d:：.])(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?![\d:：])", _time),
        # which behind kana would be ato and ma
        Rule(r"(?<![\d.,])(\d{1,3})分(後(?!ろ)|間(?!隔))",
             lambda match: (minutes(int(match[1])) + ("ゴ" if match[2] == "後" else "カン"),)),
        Rule(r"(?<![\d.,])(\d{1,3})分(?![の之])", lambda match: (minutes(int(match[1])),)),
    )),
    Kind("scores", "3:2 → 三対二", (
        Rule(r"(?<![\d:：])(\d{1,4})[:：](\d{1,4})(?![\d:：])",
             lambda match: (f"{japanese(match[1])}対{japanese(match[2])}",)),
    )),
    COUNTERS,
    versions("点", "バージョン", japanese),
    Kind("models", "737-800 → 七百三十七、八百", (
        Rule(r"(?<![\d.-])(7\d7)-([1-9]00)(?!\d)", lambda match: (f"{japanese(match[1])}、{japanese(match[2])}",)),
        Rule(rf"(?a)(?<![A-Za-z\d])({'|'.join(_MODELS)})(?![A-Za-z\d-])", lambda match: (_MODELS[match[1]],)),
    )),
    Kind("numbered", "No.5 → ナンバー五", (Rule(r"(?a)(?<![A-Za-z])(?:No\.?|№) ?(?=\d)", ("ナンバー",)),)),
    Kind("money", "$100 → 百ドル",
         (Rule(rf"([¥￥$＄€£₹₩]) ?({AMOUNT})([万億兆]?)", _money),
          Rule(rf"({NUMBER})([万億兆]?) ?([¥￥$＄€£₹₩])(?!\d)",
               lambda match: (number(match[1]) + match[2] + _CURRENCIES[match[3]],)))),
    Kind("powers", "5² → 五の二乗", (
        Rule(r"(?<![\d.])(\d{1,15})([²³])", lambda match: (number(match[1]), "の二乗" if match[2] == "²" else "の三乗")),
    ), frozenset("²³")),
    Kind("signed", "-5 → マイナス五", (Rule(rf"{MINUS}(?=\d)", ("マイナス",)),)),
    Kind("percent", "50% → 五十パーセント", (Rule(rf"({NUMBER}) ?[%％]", lambda match: (number(match[1]), "パーセント")),)),
    Kind("units", "5km → 五キロメートル", (
        Rule(rf"({NUMBER}) ?({_UNIT})(?![A-Za-z\d²/])", lambda match: (number(match[1]), _UNITS[match[2]])),
    )),
    Kind("fractions", "1/2 → 二分の一", (
        Rule(r"(?<![\d/])24/7(?![\d/])", ("二十四、七",)),
        Rule(rf"(?:(?<![\d.])(\d{{1,9}}) ?)?([{''.join(VULGAR)}])", _part),
        Rule(r"(?<![\d/])(\d{1,3})/(\d{1,4})(?![\d/])",
             lambda match: (f"{japanese(match[2])}分の{japanese(match[1])}",) if int(match[2]) else None),
    ), frozenset("0123456789").union(VULGAR)),
    minuend("引く"),
    Kind("ranges", "10〜20 → 十から二十", (Rule(rf"(?<=\d)([^\W\d]{{0,2}}) ?{RANGE} ?(?=\d)", (1, "から")),)),
    Kind("numbers", "1,234 → 千二百三十四", (
        Rule(rf"(?<![A-Za-z])({NUMBER})", lambda match: (number(match[1]),)),
        Rule(r"\d{1,400}", lambda match: (one_by_one(match[0]),)),
    )),
    WRITTEN,
    Kind("signs", "& → アンド", (
        Rule(r"[&＆]", ("アンド",)), Rule(r" ?[+＋] ?(?=\w)", ("プラス",)), Rule(" ?[=＝] ?", ("イコール",)), Rule("×", ("かける",)),
        Rule(rf" ?([{''.join(_MATHS)}]) ?", lambda match: (_MATHS[match[1]],)),
        Rule("[@＠]", ("アットマーク",)), Rule("[%％]", ("パーセント",)), Rule("[#＃](?=\\w)", ("シャープ",)), Rule("℃", ("度",)),
        Rule("‰", ("パーミル",)), Rule(r"(?<!\w)[~～∼](?=[\w])", ("約",)),
    ), frozenset("&＆+＋=＝×@＠%％#＃℃‰~～").union(_MATHS)),
    scripts("ja"),
)  # fmt: skip

KINDS = tuple(replace(kind, within=True) for kind in _KINDS)
"""In the order in which they are applied. No spaces part what is written out from what is beside it."""
