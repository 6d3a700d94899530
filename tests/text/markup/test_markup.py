"""What of a text is markup, what it asks for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from growth import grows_with_length_alone
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.speech.errors import MarkupError, UsageError
from tts_tui.speech.request import Segment
from tts_tui.text.headings import headings
from tts_tui.text.markup import Marked, marked
from tts_tui.text.markup.cast import parse
from tts_tui.text.markup.marked import INVISIBLE
from tts_tui.text.normalize import normalize
from tts_tui.text.readable import beginning, readable
from tts_tui.text.segments import segments

FOLDER = Path(__file__).parent


def rows(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.replace("⏎", "\n").split("\t")


def shown(segment: Segment) -> str:
    """A segment with what is asked for it, as the tables have it."""
    of = segment.delivery
    marks = [f"@{of.voice}"] * bool(of.voice) + [f"={of.language}"] * bool(of.language)
    marks += [f"x{of.rate:g}"] * (of.rate != 1)
    marks += [f"~{segment.before:g}"] if segment.before is not None else []
    return " ".join([*marks, " ".join(segment.text.replace(INVISIBLE, "").split())])


def said(text: Marked | str) -> str:
    return " | ".join(map(shown, segments(text, "en-US", 400)))


@pytest.mark.parametrize(("text", "expected"), rows("tags.tsv"))
def test_tags(text: str, expected: str) -> None:
    found = marked(text)
    assert found.fault is None
    assert len(found.text) == len(text)
    assert said(found) == expected
    for segment in segments(text, "en-US", 400):
        assert found.text[segment.start : segment.end] == segment.text


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), rows("wrong.tsv"))
def test_wrong_tags(text: str, line: str, column: str, message: str, hint: str) -> None:
    with pytest.raises(MarkupError) as raised:
        marked(text).check(text)
    error = raised.value
    assert (error.line, error.column) == (int(line), int(column))
    assert error.message.startswith(f"Line {line}, column {column}: ")
    assert message in error.message
    assert hint in error.hint
    # whoever only reads the text reads it, too
    fault = marked(text).fault
    assert fault
    assert text[fault.at : text.index("]", fault.at)] in marked(text).text


@pytest.mark.parametrize(("inner", "expected"), rows("ssml.tsv"))
def test_ssml(inner: str, expected: str) -> None:
    text = f"<speak>{inner}</speak>"
    found = marked(text)
    found.check(text)
    assert len(found.text) == len(text)
    assert said(found) == expected


@pytest.mark.parametrize(("text", "line", "column", "message"), rows("wrong_ssml.tsv"))
def test_wrong_ssml(text: str, line: str, column: str, message: str) -> None:
    with pytest.raises(MarkupError) as raised:
        marked(text).check(text)
    assert (raised.value.line, raised.value.column) == (int(line), int(column))
    assert message in raised.value.message


@pytest.mark.parametrize(
    ("inner", "spoken"),
    [
        ('<sub alias="World Wide Web">WWW</sub> it', "World Wide Web it"),
        ('<say-as interpret-as="characters">abc</say-as>', "A B C"),
        ('<say-as interpret-as="spell-out">X2</say-as>', "X two"),
        ('<say-as interpret-as="cardinal">1945</say-as>', "one thousand nine hundred forty-five"),
        ('<say-as interpret-as="cardinal">-3.5</say-as>', "minus three point five"),
        ('<say-as interpret-as="ordinal">22</say-as> time', "twenty-second time"),
        ('<say-as interpret-as="date">1945</say-as>', "nineteen forty-five"),
        ('<phoneme alphabet="ipa" ph="təˈmɑːtoʊ">tomato</phoneme>', "[tomato](/təˈmɑːtoʊ/)"),
        ("AT&amp;T", "A T and T"),
        ("*stars* stay", "stars stay"),
    ],
)
def test_ssml_is_said(inner: str, spoken: str) -> None:
    [segment] = segments(f"<speak>{inner}</speak>", "en-US", 400)
    found = normalize(segment.text, "en-US", readings=segment.readings, reading="plain")
    assert found.text.replace("*", "") == spoken
    assert list(found.offsets) == sorted(found.offsets)


def test_phonemes_in_ssml_are_letters_where_a_voice_takes_none() -> None:
    [segment] = segments('<speak><phoneme ph="ŋwɪən">Nguyen</phoneme></speak>', "en-US", 400)
    found = normalize(segment.text, "en-US", readings=segment.readings, phonemes=False, reading="plain")
    assert (found.text, found.unread) == ("ngweern", True)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("[Nguyen](ngwi-uhn) is here.", "ngwi-uhn is here."),
        ("[Kyiv](keev)'s streets", "keev's streets"),
        ("[GIF](jif) or [gif](gif)", "jif or gif"),
        ("the [manual](docs) here", "the manual here"),
        ("the [manual](/docs/) here", "the manual here"),
        ("the [license](LICENSE) here", "the license here"),
        ("the [page](page.html) and [part](#part)", "the page and part"),
        ("[two words](link)", "two words"),
        ("![image](alt)", "image"),
    ],
)
def test_a_word_is_respelled(text: str, spoken: str) -> None:
    assert normalize(text, "en-US").text == spoken


SCRIPT = """\
Anna: Good morning. How are you?
BEN: Well.
**Anna:** And
still well.

They left. Note: nobody saw it.

- Ben : Bye."""


def test_a_cast_speaks() -> None:
    found = marked(SCRIPT, cast={"Anna": "high", "Ben": "low"})
    assert said(found) == (
        "@high Good morning. | @high How are you? | @low Well. | @high And still well. | They left. | "
        "Note: nobody saw it. | @low Bye."
    )
    assert [segment.pause for segment in segments(found, "en-US", 400)][:3] == [0.35, 0.45, 0.45]
    assert "Anna" not in readable(SCRIPT, cast={"Anna": "high", "Ben": "low"}).text


def test_without_a_cast_a_colon_is_prose() -> None:
    assert "@" not in said(SCRIPT)
    assert said("Anna: Good morning.") == "Anna: Good morning."


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: x\ncast:\n  Anna: high\n  'Old Ben': \"low\"\nother: y\n---\n",
        "---\ncast: {Anna: high, Old Ben: low}\n---\n",
        '+++\ntitle = "x"\n[cast]\nAnna = "high"\n"Old Ben" = "low"\n+++\n',
        '+++\n[cast]\nAnna = "high"\n"Old Ben" = "low"\n+++\n',
        "---\r\ncast:\r\n  Anna: high\r\n  Old Ben: low\r\n---\r\n",
    ],
)
def test_front_matter_names_a_cast(front: str) -> None:
    assert said(f"{front}Anna: Hi.\nOld Ben: Ho.") == "@high Hi. | @low Ho."
    assert said(marked(f"{front}Anna: Hi.", cast={"Anna": "asked"})) == "@asked Hi."


def test_a_name_ends_what_the_one_before_opened() -> None:
    found = marked("Anna: One [voice:x]two.\nBen: Three.", cast={"Anna": "high", "Ben": "low"})
    assert said(found) == "@high One | @x two. | @low Three."


@pytest.mark.parametrize("assignment", ["Anna", "=x", "Anna=", ""])
def test_a_cast_is_names_and_voices(assignment: str) -> None:
    with pytest.raises(UsageError, match="NAME=VOICE"):
        parse(assignment)


def test_titles_carry_no_markup() -> None:
    text = "# [voice:x]The [rate:1.2]storm[/rate]\n\n[pause:1s] It rained."
    assert [heading.title for heading in headings(text)] == ["The storm"]
    assert beginning(text, 80) == "The storm"
    assert readable(text).text == "The storm\n\nIt rained."
    assert [heading.title for heading in headings("<speak><p>One.</p></speak>")] == []


def test_code_front_matter_and_plain_texts_have_no_tags() -> None:
    for text in ("```\n[foo:bar]\n```\nHi.", "---\na: '[foo:bar]'\n---\nHi."):
        assert marked(text).fault is None
        assert said(text) == "Hi."
    assert marked("[foo:bar] Hi.", "plain").fault is None


def test_what_is_paid_for_has_no_tags() -> None:
    text = "Hi [voice:x]there.[/voice] [pause:1s]You."
    assert marked(text).untagged() == "Hi there. You."
    assert marked(text).untagged(text.index("[pause")) == "You."
    assert marked("<speak>a &amp; <break/>b</speak>").untagged() == "a & b"


PIECES = [
    "[",
    "]",
    "voice:",
    "/voice",
    "pause:1s",
    "rate:2",
    "lang:fr",
    "foo:bar",
    "\\",
    "`",
    "\n",
    "Anna: ",
    " a ",
    ".",
]
XML = [
    "<speak>",
    "</speak>",
    "<p>",
    "</p>",
    "<break/>",
    "&amp;",
    "&",
    "<sub alias='x'>",
    "</sub>",
    "é",
    " a ",
    "\n",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_brackets(pieces: list[str]) -> None:
    check("".join(pieces))


@given(st.lists(st.sampled_from(XML), max_size=30))
def test_any_ssml(pieces: list[str]) -> None:
    check("<speak>" + "".join(pieces))


@given(st.text())
def test_any_text(text: str) -> None:
    check(text)
    check(f"<speak>{text}</speak>")


def check(text: str) -> None:
    found = marked(text, cast={"Anna": "x"})
    assert len(found.text) == len(text)
    at = 0
    for segment in segments(found, "en-US", 100):
        assert at <= segment.start < segment.end <= len(text)
        at = segment.end
    assert all(start < end for start, end in found.tags)
    starts = [place for place, _ in found.changes]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "piece", ["[", "[voice:a]", "[/voice]", "[aaa:", "`[voice:a]", "Anna:\n", "\n ", "[foo:b](", "\\["]
)
def test_linear_time(piece: str) -> None:
    assert grows_with_length_alone(
        lambda length: marked(piece * (length // len(piece)), cast={"Anna": "x"}), 20_000
    )
