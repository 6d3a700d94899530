"""Japanese, written out."""

from __future__ import annotations

import pytest

from tts_tui.text.normalize import normalize

CASES = (
    ("2024年3月5日", "二千二十四年三月五日"),
    ("1984年", "千九百八十四年"),
    ("2024/03/05", "二千二十四年三月五日"),
    ("2024-3-5", "二千二十四年三月五日"),
    ("９時３０分", "九時さんじゅっぷん"),
    ("9:30", "九時さんじゅっぷん"),
    ("9:00", "九時"),
    ("9:05:10", "九時ごふん十秒"),
    ("10分", "じゅっぷん"),
    ("24分", "にじゅうよんぷん"),
    ("3分の1", "三分の一"),
    ("1/2", "二分の一"),
    ("100円", "百円"),
    ("1,000円", "千円"),
    ("12,345円", "一万二千三百四十五円"),
    ("￥1,200", "千二百円"),
    ("$100", "百ドル"),
    ("€5", "五ユーロ"),
    ("50%", "五十パーセント"),
    ("３.14", "三点一四"),
    ("-5℃", "マイナス五度"),
    ("5km", "五キロメートル"),
    ("10〜20人", "十から二十人"),
    ("3匹", "三匹"),
    ("03-1234-5678", "ゼロサンのイチニーサンヨンのゴーロクナナハチ"),
    ("1億2000万人", "一億二千万人"),
    ("100000000", "一億"),
    ("Q&A", "QアンドA"),
    ("3階", "さんがい"),
    ("13階", "じゅうさんがい"),
    ("8階", "八階"),
    ("8本", "はっぽん"),
    ("28本", "にじゅうはっぽん"),
    ("3軒", "さんげん"),
    ("3:2", "三対二"),
    ("No.5", "ナンバー五"),
    ("10.5.3", "十点五点三"),
    ("v2.0.1", "バージョン二点零点一"),
    ("$5.50", "五ドル五十セント"),
    ("£1.00", "一ポンド"),
    ("737-800", "七百三十七、八百"),
    ("100-0001", "イチゼロゼロのゼロゼロゼロイチ"),
    ("+81 90-1234-5678", "プラスハチイチのキューゼロのイチニーサンヨンのゴーロクナナハチ"),
    ("3/5（火）", "三月五日（火）"),
    ("a@b.jp", "a アットマーク b ドット jp"),
    ("24/7", "二十四、七"),
)


@pytest.mark.parametrize(("written", "spoken"), CASES)
def test_what_is_written_is_said(written: str, spoken: str) -> None:
    assert normalize(written, "ja").text == spoken
    assert normalize(f"今日は、{written}です。", "ja").text == f"今日は、{spoken}です。"


@pytest.mark.parametrize("spoken", [spoken for _, spoken in CASES])
def test_twice_is_the_same_as_once(spoken: str) -> None:
    assert normalize(spoken, "ja").text == spoken


def test_a_wave_lengthens_a_vowel() -> None:
    assert normalize("そうだよ〜！", "ja").text == "そうだよー！"


def test_what_nobody_can_read_is_left_out() -> None:
    assert normalize("東京と서울です", "ja").text == "東京とです"
