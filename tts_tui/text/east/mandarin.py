"""Mandarin: figures become Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tts_tui.text.east.numerals import mandarin, one_by_one
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
    "¥": "元",
    "￥": "元",
    "$": "美元",
    "＄": "美元",
    "€": "欧元",
    "£": "英镑",
    "₹": "卢比",
    "₩": "韩元",
}
_UNITS = {
    "km/h": "公里每小时", "km": "公里", "m": "米", "cm": "厘米", "mm": "毫米", "kg": "公斤", "g": "克", "mg": "毫克", "t": "吨",
    "L": "升", "l": "升", "ml": "毫升", "mL": "毫升", "°C": "摄氏度", "℃": "摄氏度", "°": "度", "GB": "吉字节", "MB": "兆字节",
    "Hz": "赫兹", "GHz": "吉赫", "MHz": "兆赫", "W": "瓦", "kW": "千瓦", "V": "伏", "m²": "平方米", "km²": "平方公里", "ha": "公顷",
}  # fmt: skip
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_MEASURES = (
    "(?:[个位只条张本件次种家座间块台辆匹杯瓶碗篇首句段层片根支门场天年周岁斤米倍秒名所批封份双对副颗头顿排元点千万亿]|"
    "公[斤里顷]|千[克米]|小时|分钟|星期|美元|欧元|英镑|成(?!都))"
)
_MARKS = {
    ".": "点", "@": "艾特", "/": "斜杠", ":": "冒号", "-": "杠", "_": "下划线", "?": "问号", "=": "等于", "&": "和",
    "#": "井号", "+": "加", "%": "百分号", "~": "波浪号",
}  # fmt: skip
_MATHS = {
    "÷": "除以", "√": "根号", "±": "正负", ">": "大于", "＞": "大于", "<": "小于", "＜": "小于", "≠": "不等于",
    "≈": "约等于", "≥": "大于等于", "≤": "小于等于", "∞": "无穷大",
}  # fmt: skip
_NUMBERED = "邮编|邮政编码|编号|号码|房间号?|房号|尾号|密码|验证码|学号|账号|卡号|代码|工号|车次|门牌号?|QQ"


def number(written: str) -> str:
    """A number in numerals; decimals figure by figure."""
    whole, decimals = split(written)
    return mandarin(whole) + (f"点{figures(decimals)}" if decimals else "")


def figures(written: str) -> str:
    """Figure by figure, a nought as it is said."""
    return one_by_one(written).replace("〇", "零")


def _date(match: re.Match[str]) -> Sequence[Part] | None:
    month, day = int(match[2]), int(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return (f"{figures(match[1])}年{mandarin(str(month))}月{mandarin(str(day))}日",)


def _time(match: re.Match[str]) -> Sequence[Part] | None:
    hours, past, seconds = int(match[1]), match[2], match[3]
    if hours > 24 or int(past) > 59:
        return None
    wording = f"{'两' if hours == 2 else mandarin(str(hours))}点"
    if int(past) or seconds:
        wording += ("零" if past[0] == "0" and past != "00" else "") + mandarin(str(int(past))) + "分"
    return (wording + (f"{mandarin(str(int(seconds)))}秒" if seconds else ""),)


def _money(match: re.Match[str]) -> Sequence[Part]:
    amount = match[2].rstrip("0").rstrip(".") if "." in match[2] else match[2]
    return (number(amount) + (match[3] or "") + _CURRENCIES[match[1]],)


def _telephone(match: re.Match[str]) -> Sequence[Part]:
    """One is said yao."""
    plus = "加" if match[0].startswith("+") else ""
    return (plus + figures(re.sub(r"\D", "", match[0])).replace("一", "幺"),)


def _part(match: re.Match[str]) -> Sequence[Part]:
    over, under = (mandarin(str(part)) for part in VULGAR[match[2]])
    return (f"{mandarin(match[1])}又" if match[1] else "", f"{under}分之{over}")


def _years(match: re.Match[str]) -> Sequence[Part] | None:
    return (f"{figures(match[1])}到{figures(match[2])}",) if match[1] < match[2] else None


_KINDS: tuple[Kind, ...] = (
    addresses(_MARKS, figures),
    Kind("telephone", "13800138000 → 幺三八零零幺三八零零零", (
        Rule(r"(?<![\d.+-])(?:\+86[ -]?)?(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{7,8}|[48]00-\d{3}-\d{4})(?![\d.%-])",
             _telephone),
        Rule(r"(?<![\d.-])(?:110|119|120|122|114)(?![\d.%-])(?=报警|急救|电话|热线|中心|指挥)|"
             r"(?<=[打拨])(?:110|119|120|122|114)(?![\d.%-])|^(?:110|119|120)$", _telephone),
    )),
    Kind("numbered", "邮编100080 → 邮编一零零零八零", (
        Rule(rf"((?:{_NUMBERED})(?:是|为|：|:|\s)?)(\d{{3,20}})(?![\d.])", lambda match: (1, figures(match[2]))),
        Rule(r"(?<![\d.])(\d{3,4})(?=路(?:公交|车|汽车|电车|巴士|$))", _telephone),
        Rule(r"(?<![\d.])(\d{3,4})(?=号?(?:房间|客房|病房|教室|室(?!内|外|友|温)|房(?!子|屋|价|产|租)))", _telephone),
    )),
    Kind("dates", "2024-03-05 → 二零二四年三月五日",
         (Rule(r"(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])", _date),)),
    Kind("years", "1984年 → 一九八四年", (
        Rule(r"(?<![\d.,-])((?:19|20)\d\d)[-–—~～至到]((?:19|20)\d\d)(?![\d.,-])", _years),
        Rule(r"(?<![\d.,-])((?:19|20)\d\d)[-–—/](\d\d)(?=赛季|学年|年度)",
             lambda match: (f"{figures(match[1])}到{figures(match[2])}",)),
        Rule(r"(?<!\d)(\d0)(?=后(?!面|边|来|天|期|者|方|续|果))", lambda match: (figures(match[1]),)),
        Rule(r"(?<![\d.,])(\d{4})(?=年(?![级前后内来间]))", lambda match: (figures(match[1]),)),
    )),
    Kind("times", "9:30 → 九点三十分",
         (Rule(r"(?<![\d:：.])(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?![\d:：])", _time),)),
    Kind("ratios", "3:2 → 三比二", (
        Rule(r"(?<![\d:：])(\d{1,4})[:：](\d{1,4})(?![\d:：])", lambda match: (f"{mandarin(match[1])}比{mandarin(match[2])}",)),
    )),
    versions("点", "版本", mandarin),
    Kind("models", "737-800 → 七三七杠八百",
         (Rule(r"(?<![\d.-])(7\d7)-([1-9]00)(?!\d)", lambda match: (f"{figures(match[1])}杠{mandarin(match[2])}",)),)),
    Kind("money", "$100 → 一百美元",
         (Rule(rf"([¥￥$＄€£₹₩]) ?({AMOUNT})([万亿]?)", _money),
          Rule(rf"({NUMBER})([万亿]?) ?([¥￥$＄€£₹₩])(?!\d)",
               lambda match: (number(match[1]) + match[2] + _CURRENCIES[match[3]],)))),
    Kind("temperatures", "-5℃ → 零下五摄氏度", (
        Rule(rf"{MINUS}(\d{{1,3}}(?:\.\d{{1,3}})?) ?(?:℃|°C|度)", lambda match: (f"零下{number(match[1])}摄氏度",)),
    )),
    Kind("powers", "5² → 五的平方", (
        Rule(r"(?<![\d.])(\d{1,15})([²³])", lambda match: (number(match[1]), "的平方" if match[2] == "²" else "的立方")),
    ), frozenset("²³")),
    Kind("signed", "-5 → 负五", (Rule(rf"{MINUS}(?=\d)", ("负",)),)),
    Kind("percent", "50% → 百分之五十", (
        Rule(r"(?<![\d.])100 ?[%％]", ("百分之百",)),
        Rule(rf"({NUMBER}) ?[%％]", lambda match: ("百分之" + number(match[1]),)),
        Rule(rf"({NUMBER}) ?‰", lambda match: ("千分之" + number(match[1]),)),
    )),
    Kind("units", "5km → 五公里", (
        Rule(rf"({NUMBER}) ?({_UNIT})(?![A-Za-z\d²/])", lambda match: (number(match[1]), _UNITS[match[2]])),
    )),
    Kind("fractions", "1/2 → 二分之一", (
        Rule(r"(?<![\d/])24/7(?![\d/])", ("二十四，七",)),
        Rule(rf"(?:(?<![\d.])(\d{{1,9}}) ?)?([{''.join(VULGAR)}])", _part),
        Rule(r"(?<![\d/])(\d{1,3})/(\d{1,4})(?![\d/])",
             lambda match: (f"{mandarin(match[2])}分之{mandarin(match[1])}",) if int(match[2]) else None),
    ), frozenset("0123456789").union(VULGAR)),
    minuend("减"),
    Kind("ranges", "10-20 → 十到二十", (Rule(rf"(?<=\d)([^\W\d]{{0,2}}) ?{RANGE} ?(?=\d)", (1, "到")),)),
    Kind("two", "2个 → 两个", (Rule(rf"(?<![\d.,第])2(?={_MEASURES})", ("两",)),)),
    Kind("numbers", "1,024 → 一千零二十四", (
        Rule(r"(?<![\d.])\.(\d{1,40})(?![\d.])", lambda match: (f"零点{figures(match[1])}",)),
        Rule(rf"(?<![A-Za-z])({NUMBER})", lambda match: (number(match[1]),)),
        Rule(r"\d{1,400}", lambda match: (figures(match[0]),)),
    )),
    Kind("signs", "& → 和", (
        Rule(r"[&＆]", ("和",)), Rule(r" ?[+＋] ?(?=\w)", ("加",)), Rule(" ?[=＝] ?", ("等于",)), Rule("×", ("乘",)),
        Rule("[@＠]", ("艾特",)), Rule("℃", ("摄氏度",)), Rule(r"(?<!\w)[~～∼](?=\w)", ("约",)),
        Rule(rf" ?([{''.join(_MATHS)}]) ?", lambda match: (_MATHS[match[1]],)),
    ), frozenset("&＆+＋=＝×@＠℃~～").union(_MATHS)),
    scripts("zh"),
)  # fmt: skip

KINDS = tuple(replace(kind, within=True) for kind in _KINDS)
"""In the order in which they are applied. No spaces part what is written out from what is beside it."""
