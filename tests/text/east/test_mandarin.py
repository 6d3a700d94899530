"""Mandarin, written out."""

from __future__ import annotations

import pytest

from tts_tui.text.normalize import normalize, silent_words
from tts_tui.text.segments import segments

CASES = (
    ("2024年3月5日", "二零二四年三月五日"),
    ("2024-03-05", "二零二四年三月五日"),
    ("1999年", "一九九九年"),
    ("9:30", "九点三十分"),
    ("2:05", "两点零五分"),
    ("8:00", "八点"),
    ("3:2", "三比二"),
    ("$100", "一百美元"),
    ("¥1,200", "一千二百元"),
    ("€5", "五欧元"),
    ("200元", "二百元"),
    ("2个", "两个"),
    ("第2个", "第二个"),
    ("12个", "十二个"),
    ("50%", "百分之五十"),
    ("3.14", "三点一四"),
    ("0.05", "零点零五"),
    ("-5℃", "零下五摄氏度"),
    ("-3", "负三"),
    ("5km", "五公里"),
    ("1/2", "二分之一"),
    ("10-20人", "十到二十人"),
    ("1001", "一千零一"),
    ("1010", "一千零一十"),
    ("10010", "一万零一十"),
    ("11000", "一万一千"),
    ("1.5亿", "一点五亿"),
    ("13800138000", "幺三八零零幺三八零零零"),
    ("１２３", "一百二十三"),
    ("007", "零零七"),
    ("2点", "两点"),
    ("2月2日", "二月二日"),
    ("2公斤", "两公斤"),
    ("2分钟", "两分钟"),
    ("2两", "二两"),
    ("2000", "两千"),
    ("20000", "两万"),
    ("12000", "一万二千"),
    ("110个", "一百一十个"),
    ("拨打110", "拨打幺幺零"),
    ("120急救", "幺二零急救"),
    ("+86 138 0013 8000", "加八六幺三八零零幺三八零零零"),
    ("400-123-4567", "四零零幺二三四五六七"),
    ("邮编100080", "邮编一零零零八零"),
    ("2019-2020年", "二零一九到二零二零年"),
    ("90后", "九零后"),
    ("10.5.3", "十点五点三"),
    ("v2.0.1", "版本二点零点一"),
    ("737-800", "七三七杠八百"),
    ("$5.50", "五点五美元"),
    ("降到-2.5度", "降到零下二点五摄氏度"),
    ("2022-23赛季", "二零二二到二三赛季"),
    ("½", "二分之一"),
    ("1½", "一又二分之一"),
    ("5 + 3 = 8", "五加三等于八"),
    ("7€", "七欧元"),
    ("5²", "五的平方"),
    ("7-2=5", "七减二等于五"),
    ("8÷2=4", "八除以二等于四"),
    ("√9", "根号九"),
    ("5>3", "五大于三"),
    ("101路公交车", "幺零幺路公交车"),
    ("302房间", "三零二房间"),
    ("100%", "百分之百"),
    (".5", "零点五"),
    ("a@b.cn", "a 艾特 b 点 cn"),
)


@pytest.mark.parametrize(("written", "spoken"), CASES)
def test_what_is_written_is_said(written: str, spoken: str) -> None:
    assert normalize(written, "zh").text == spoken
    assert normalize(f"今天，{written}。", "zh-CN").text == f"今天，{spoken}。"


@pytest.mark.parametrize("spoken", [spoken for _, spoken in CASES])
def test_twice_is_the_same_as_once(spoken: str) -> None:
    assert normalize(spoken, "zh").text == spoken


def test_other_scripts_are_named() -> None:
    assert silent_words("你好，こんにちは。", "zh") == "こんにちは"
    assert silent_words("你好，world。", "zh") == ""
    assert normalize("你好こんにちは", "zh").text == "你好"


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("明日は雨？「はい。行きます」と言った。彼は「待て！」と叫んだ。", "ja", 3),
        ("すごい！！本当。", "ja", 2),
        ("『ああ。』『うん。』終わり", "ja", 3),
        ("你好。今天天气好吗？“是的。”他说：“走吧！”", "zh", 4),
        ("3.14是圆周率。（注。）好", "zh", 2),
    ],
)
def test_sentences_end_without_spaces(text: str, language: str, sentences: int) -> None:
    found = list(segments(text, language, 400))
    assert len(found) == sentences
    assert "".join(part.text for part in found) == text
