"""Lists of lines, and subtitles with their times, as documents."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tts_tui.documents.cues import read_cues
from tts_tui.documents.lines import read_lines
from tts_tui.documents.plain_text import read_plain
from tts_tui.speech.errors import DocumentError
from tts_tui.text.subtitles import running_text

LINES = [("a1", "Hello, you."), ("b2", "Good bye.")]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ('a1,"Hello, you."\nb2,Good bye.\n', {}),
        ('id,text\r\na1,"Hello, you."\r\n\r\nb2,Good bye.\r\n', {}),
        ("Voice;Text;ID\n;Hello, you.;a1\nbob; Good bye. ;b2", {2: "bob"}),
        ("a1\tHello, you.\tanna\nb2\tGood bye.\t\n", {1: "anna"}),
        ('\ufeffid,note,text\na1,x,"Hello, you."\nb2,,Good bye.', {}),
        ('a1,"Hello, you."\nc3,...\nb2,Good bye.', {}),
    ],
)
def test_rows_of_any_form(text: str, voices: dict[int, str]) -> None:
    lines = read_lines(text, "list")
    assert [(each.title, each.blocks[0].text) for each in lines.document.chapters] == LINES
    assert lines.voices == voices
    assert lines.empty == text.count("...")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rows"),
        ("\n \n,\n", "no rows"),
        ("id,text\n", "no text in its rows"),
        ("a1\nb2\n", "Line 1 has no text"),
        ("a1,Hello.\nA1,Again.\n", "Lines 1 and 2 have the same id"),
        ("a1,Hello.\n,Again.\n", "Line 2 has no id"),
    ],
)
def test_what_is_no_list_says_where(text: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        read_lines(text)


@pytest.mark.parametrize("text", ['a,"unclosed\nb,c', "a,b\0c", '"', "a,\ud800 b", 'x,y"z"\r\r\n'])
def test_any_text_is_a_list_or_refused(text: str) -> None:
    with suppress(DocumentError):
        assert read_lines(text).document.chapters


SRT = (
    "1\r\n00:00:01,500 --> 00:00:02,000\r\n<i>Hello</i>\r\nthere.\r\n\r\n"
    "2\r\n01:00:00,250 --> 01:00:03,000\r\n♪\r\n\r\n3\r\n00:00:04,000 --> 00:00:03,000\r\nYes.\r\n"
)
VTT = "WEBVTT\n\nNOTE no cue\n\n00:01.500 --> 00:02.000 align:start\n<v.loud Bob>Hello</v> there.\n\nid\n00:04.000 --> 00:05.5\nYes."


def test_cues_keep_their_times() -> None:
    (chapter,) = read_cues(SRT, "film").chapters
    assert [(block.text, block.slot) for block in chapter.blocks] == [
        ("Hello there.", (1.5, 2.0)),
        ("Yes.", (4.0, 4.0)),
    ]
    (chapter,) = read_cues(VTT).chapters
    assert [(block.text, block.slot) for block in chapter.blocks] == [
        ("Bob: Hello there.", (1.5, 2.0)),
        ("Yes.", (4.0, 5.5)),
    ]


def test_running_text_takes_time_that_grows_as_it_does() -> None:
    many = "\n\n".join(f"00:00:{n % 60:02},000 --> 00:00:59,000\nand {n}" for n in range(20_000))
    assert running_text(many).startswith("and 0 and 1 ")
    assert (
        running_text("1\n00:00:01,0 --> 00:00:02,0\nEnd.\n\n2\n00:00:03,0 --> 00:00:04,0\nNew.")
        == "End.\nNew."
    )


@pytest.mark.parametrize("text", ["", "Prose.", "00:00:01,000 --> 00:00:02,000\n♪\n"])
def test_what_has_no_cues_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        read_cues(text)


SOUNDS = """WEBVTT

00:01.000 --> 00:02.000
<v Anna>Salt &amp; pepper,

00:02.000 --> 00:03.000
[DOOR SLAMS]
- please.

00:03.000 --> 00:04.000
♪ music ♪
"""


def test_descriptions_of_sounds_are_not_said_and_stand_in_the_plan() -> None:
    for blocks in (read_cues(SOUNDS).chapters[0].blocks, read_plain(SOUNDS).chapters[0].blocks):
        left_out = [(block.text, block.why) for block in blocks if not block.spoken]
        assert left_out == [(text, "description of a sound") for text in ("[DOOR SLAMS]", "♪ music ♪")]
    assert running_text(SOUNDS) == "Salt & pepper, - please."
    assert [block.text for block in read_cues(SOUNDS).chapters[0].blocks if block.spoken] == [
        "Anna: Salt & pepper,",
        "- please.",
    ]


def test_subtitles_of_sounds_alone_have_no_text() -> None:
    with pytest.raises(DocumentError, match="no text in its cues"):
        read_cues("1\n00:00:01,000 --> 00:00:02,000\n[WIND]\n")
