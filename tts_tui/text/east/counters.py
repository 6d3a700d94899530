"""Japanese numbers with what they count, where the dictionary takes the two for a name or an old word.

It knows nearly all of them, 三匹 and 六本 and 二十歳; but 7本 is nanamoto to it, 3歳 mitose, and 100足 a centipede.
"""

from __future__ import annotations

from collections.abc import Iterator

from tts_tui.text.east.numerals import japanese
from tts_tui.text.edits import Kind, Rule

_READINGS = """
階 | 3 サンガイ |
軒 | 3 サンゲン, 4 ヨンケン, 7 ナナケン, 8 ハッケン, 10 ジュッケン | 並先下
本 | 3 サンボン, 7 ナナホン, 8 ハッポン | 当社来州
人 | 12 ジューニニン | 気間形工権材種生数体物類
歩 | 1 イッポ, 80 ハチジュッポ, 1000 センポ | くいきっけこ
足 | 4 ヨンソク, 10 ジュッソク, 100 ヒャクソク | りらしす
歳 | 3 サンサイ, 100 ヒャクサイ, 1000 センサイ |
才 | 1000 センサイ | 能
頭 | 8 ハットー, 9 キュートー, 100 ヒャクトー, 1000 セントー | 部身文
曲 | 7 ナナキョク | がげ線
名 | 2 ニメイ, 3 サンメイ, 5 ゴメイ, 6 ロクメイ, 8 ハチメイ, 100 ヒャクメイ | 前字詞刺称産誉人
位 | 3 サンイ, 4 ヨンイ | 置一
通 | 8 ハッツー | り常勤学信話行過貨訳うっじ報路
巻 | 8 ハッカン | きくい頭末
勝 | 10 ジュッショー, 1000 センショー | ちつっ利者負手
周 | 4 ヨンシュー | 囲辺知波
束 | 1 ヒトタバ, 100 ヒャクタバ | 縛
行 | 1 イチギョー, 2 ニギョー, 3 サンギョー, 100 ヒャクギョー | くきっけこう政事動方程為者進楽
面 | 2 ニメン, 4 ヨンメン, 6 ロクメン, 8 ハチメン | 積白接倒会
部 | 5 ゴブ, 50 ゴジューブ | 屋分品長門隊族下活署
代 | 3 サンダイ, 1000 センダイ | わ金表替理数謝行弁
組 | 3 サンクミ | 織合み
種 | 1000 センシュ | 類目別子
戸 | 100 ヒャッコ, 1000 センコ | 籍建
貫 | 4 ヨンカン, 9 キューカン | 通く
品 | 3 サンピン | 種質番目位川
"""
"""A counter, numbers and their readings, and what must not follow; a number below ten stands for what ends with it."""


def _table() -> dict[str, tuple[dict[int, str], str]]:
    table = {}
    for line in _READINGS.strip().splitlines():
        counter, readings, without = (part.strip() for part in line.split("|"))
        pairs = (reading.split() for reading in readings.split(", "))
        table[counter] = {int(number): kana for number, kana in pairs}, without
    return table


def _rules(counter: str, readings: dict[int, str], without: str) -> Iterator[Rule]:
    end = counter + (f"(?![{without}])" if without else "")
    if exact := "|".join(str(number) for number in readings if number > 9):
        yield Rule(rf"(?<![\d.,，．])({exact}){end}", lambda match: (readings[int(match[1])],))
    if last := "".join(str(number) for number in readings if number < 10):
        yield Rule(
            rf"(?<![\d.,，．])(\d{{0,3}})([{last}]){end}",
            lambda match: (japanese(f"{match[1]}0").strip("零") + readings[int(match[2])],),
        )


COUNTERS = Kind(
    "counters",
    "8本 → ハッポン",
    (
        *(rule for counter, row in _table().items() for rule in _rules(counter, *row)),
        Rule(r"(?<![\d.,])110番(?![目線地台号組札])", ("ヒャクトーバン",)),
    ),
)
WRITTEN = Kind(
    "written counters",
    "三歳 → サンサイ",
    (
        Rule("(?<![一二三四五六七八九十百千万億])(百万|十二万)人", (1, "ニン")),
        Rule("(?<![一二三四五六七八九十百千])三歳", ("サンサイ",)),
        Rule("(?<![一二三四五六七八九十百千])七本(?![木槍松社])", ("ナナホン",)),
        Rule("(?<![一二三四五六七八九十百千第])一歩(?![くいきっ])", ("イッポ",)),
    ),
    frozenset("人歳本歩"),
)
"""Of what is written in numerals, where no name is made of them."""
