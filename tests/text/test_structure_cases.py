"""What parts a text besides its sentences, and the pause after it: |1 sentence, |2 line, |3 paragraph, |4 scene."""

from __future__ import annotations

import textwrap

import pytest

from tts_tui.speech.request import TextFormatChoice
from tts_tui.text.normalize import normalize
from tts_tui.text.pauses import USUAL, Pauses
from tts_tui.text.reading import reading_of
from tts_tui.text.segments import segments

MARKS = {USUAL.stop: "|1", USUAL.line: "|2", USUAL.paragraph: "|3", USUAL.scene: "|4", USUAL.ellipsis: "|…"}


def heard(text: str, manner: TextFormatChoice = "auto") -> str:
    reading = reading_of(text, manner)
    parts = []
    for segment in segments(text, "en-US", 2000, manner=manner):
        said = normalize(segment.text, "nl", reading=reading).text
        parts += [" ".join(said.split()), MARKS[segment.pause]]
    return " ".join(parts[:-1])


LONG = "The quick brown fox, born in the forest, jumps over the lazy dog because Anna said so to Peter and his friend."
TITLE = "A Short Account of the Long Journey of a Small Boat"

CASES = {
    "quotation": (
        "> It was a fine day and\n> we went home.\n\nYes.",
        "It was a fine day and we went home. |3 Yes.",
    ),
    "paragraphs of a quotation": ("> One day\n>\n> it rained.", "One day |3 it rained."),
    "quotation in a quotation": (
        "Ann wrote:\n> See the\n> > deeper one\n> here.",
        "Ann wrote: |2 See the |2 deeper one |2 here.",
    ),
    "list in a quotation": ("> - milk\n> - eggs", "milk |2 eggs"),
    "comparison at a line's beginning": ("if it is\n>=5 or more", "if it is >=5 or more"),
    "lines ended by two spaces": ("so it goes  \nand goes", "so it goes |2 and goes"),
    "lines ended by a backslash": ("so it goes\\\nand goes", "so it goes\\ |2 and goes"),
    "short lines": ("One line\nTwo line", "One line |2 Two line"),
    "line separator": ("One line\u2028Two line", "One line |2 Two line"),
    "return": ("One line\rTwo line", "One line |2 Two line"),
    "next line": ("One line\x85Two line", "One line |2 Two line"),
    "vertical tab": ("One line\x0bTwo line", "One line |2 Two line"),
    "windows": ("One line\r\nTwo line\r\n\r\nThree.", "One line |2 Two line |3 Three."),
    "old mac paragraphs": ("One line\r\rTwo line", "One line |3 Two line"),
    "paragraph separator": ("One line\u2029Two line", "One line |3 Two line"),
    "form feed between sentences": ("One.\x0cTwo.", "One. |2 Two."),
    "form feed between pages": ("One.\n\x0c\nTwo.", "One. |3 Two."),
    "form feed in a sentence": ("He saw the\x0cold house.", "He saw the old house."),
    "form feed and line end in a sentence": ("He saw the\n\x0cold house.", "He saw the old house."),
    "title and line": (f"{TITLE}\nIt was cold.", f"{TITLE} |2 It was cold."),
    "title in small letters": (
        "This is a title that has about fifty letters, yes\nIt was cold.",
        "This is a title that has about fifty letters, yes |2 It was cold.",
    ),
    "capitals": ("THE END OF ALL THINGS\nIt was cold.", "THE END OF ALL THINGS |2 It was cold."),
    "list without marks": ("Milk\nEggs\nBread", "Milk |2 Eggs |2 Bread"),
    "list in small letters": ("milk\neggs\nbread", "milk |2 eggs |2 bread"),
    "list of two words": (
        "green apples\nripe pears\nfresh bread",
        "green apples |2 ripe pears |2 fresh bread",
    ),
    "list in one sentence": ("milk,\neggs,\nand bread", "milk, eggs, and bread"),
    "verse": (
        "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n"
        "Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;",
        "Shall I compare thee to a summer's day? |2 Thou art more lovely and more temperate: |2 "
        "Rough winds do shake the darling buds of May, And summer's lease hath all too short a date;",
    ),
    "haiku": (
        "An old silent pond\nA frog jumps into the pond\nSplash! Silence again",
        "An old silent pond |2 A frog jumps into the pond |2 Splash! |1 Silence again",
    ),
    "hyphen": ("This is infor-\nmation.", "This is information."),
    "hyphen, windows": ("This is infor-\r\n  mation.", "This is information."),
    "hyphen of a compound": ("A well-\nknown man.", "A well-known man."),
    "hyphen of numbers": ("From 1939-\n1945 on.", "From 1939-1945 on."),
    "soft hyphen": ("This is infor\u00ad\nmation.", "This is information."),
    "hyphen before a name": ("Jean-\nPaul left.", "Jean-Paul left."),
    "asterisks": ("He left. *** She came.", "He left. |4 She came."),
    "asterisks alone": ("He left.\n\n***\n\nShe came.", "He left. |4 She came."),
    "spaced asterisks": ("He left.\n\n* * *\n\nShe came.", "He left. |4 She came."),
    "asterisks between lines": ("He left.\n***\nShe came.", "He left. |4 She came."),
    "rule": ("He left.\n\n---\n\nShe came.", "He left. |4 She came."),
    "asterism": ("He left. ⁂ She came.", "He left. |4 She came."),
    "number sign": ("He left.\n\n#\n\nShe came.", "He left. |4 She came."),
    "underlined": ("Title\n=====\nText", "Title |3 Text"),
    "underlined twice": ("Title\n-----\nText", "Title |3 Text"),
    "heading": ("# Title\nText", "Title |3 Text"),
    "closed heading": ("## Title ##\nText", "Title ## |3 Text"),
    "ellipsis": ("Well… Then we left.", "Well… |… Then we left."),
    "three dots": ("Well... Then we left.", "Well... |… Then we left."),
    "list": ("- One\n- Two\n  - Three\n    1. Four", "One |2 Two |2 Three |2 1. Four"),
    "wrapped item": (
        f"- {LONG[:60]}\n  {LONG[60:]}\n- Two",
        f"{LONG[:60].strip()} {LONG[60:].strip()} |2 Two",
    ),
    "tasks": ("- [ ] One\n- [x] Two", "One |2 Two"),
    "quote": ("> He said\n> so.", "He said so."),
    "br": ("one<br>two", "one |2 two"),
    "br closed": ("one<br/>two<BR />three", "one |2 two |2 three"),
    "items": ("<li>One</li><li>Two</li>", "One |2 Two"),
    "nested items": ("<ul><li>One<ul><li>Two</li></ul></li></ul>", "One |3 Two"),
    "cells": ("<td>Ann</td><td>Bob</td>", "Ann |2 Bob"),
    "table": ("<table><tr><th>A</th></tr><tr><td>B</td></tr></table><p>C</p>", "A |2 B |3 C"),
    "paragraphs": ("<p>One <b>bold</b> word.</p><p>Two.</p>", "One bold word. |3 Two."),
    "page": (
        "<style>h1{margin:0}</style><h1>Head</h1><p>Body</p><script>f()</script>",
        "Head |3 Body",
    ),
    "whole page": (
        "<!DOCTYPE html>\n<html><head><title>T</title><style>p {}</style></head>\n<body>\n<h1>Head\nline</h1>\n"
        "<p>One long\nline <a href='x.html'>here</a>.</p><!-- no --><hr><div>Two</div></body></html>",
        "Head line |3 One long line here. |4 Two",
    ),
    "open script": ("<p>One</p><script>f()", "One |3 f()"),
    "code in a page": ("<p>One</p><pre><code>x = 1</code></pre><p>Two</p>", "One |3 Two"),
    "ruby": ("<ruby>漢字<rt>かんじ</rt></ruby>", "漢字"),
    "ruby with brackets": ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>です", "漢です"),
    "tag in code": ("Write `<br>` here.", "Write here."),
    "table in Markdown": (
        "| Name | Age |\n|---|---|\n| Ann | 5 |\n| bob | 6 |",
        "Name, Age |2 Ann, 5 |2 bob, 6",
    ),
    "table without bars": ("Name | Age\n--- | ---\nann | 5\nbob | 6", "Name, Age |2 ann, 5 |2 bob, 6"),
    "front matter": ("---\ntitle: X\n---\nText.", "Text."),
    "front matter, windows": ("---\r\ntitle: X\r\n---\r\nText.", "Text."),
    "front matter in TOML": ('+++\ntitle = "X"\n+++\n\nText.', "Text."),
    "rule at the beginning": ("---\nText.\n---\nMore.", "Text. |3 More."),
    "fence": ("Before.\n\n```py\nx\n```\n\nAfter.", "Before. |3 After."),
    "open fence": ("Before.\n```\nNever closed.", "Before. |2 Never closed."),
    "blank lines": ("One\n\n\n\nTwo", "One |3 Two"),
    "spaces in blank lines": ("One\n \t \nTwo", "One |3 Two"),
    "indented paragraphs": ("    One is here.\n    Two is here.", "One is here. |2 Two is here."),
}


@pytest.mark.parametrize("name", CASES)
def test_structure(name: str) -> None:
    text, expected = CASES[name]
    assert heard(text) == expected


STORY = (
    "When I was six years old I saw a picture in a book about the forest because Anna said that London is large. "
    "It showed a snake, and Tom Smith of New York said that he had never seen Paris. I thought of it for days."
)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("width", [20, 24, 30, 38, 45, 52, 60, 66, 72, 78, 90, 120])
def test_text_is_wrapped_at_any_width(width: int, ends: str) -> None:
    wrapped = ends.join(textwrap.wrap(STORY, width))
    first, second, third = heard(STORY).split(" |1 ")
    found = heard(wrapped + ends + ends + wrapped)
    assert found.replace("|2", "|1") == f"{first} |1 {second} |1 {third} |3 {first} |1 {second} |1 {third}"


@pytest.mark.parametrize("width", [38, 60, 72])
def test_a_title_over_wrapped_lines_stands_alone(width: int) -> None:
    wrapped = textwrap.fill(STORY, width)
    assert heard(f"The Snake\n{wrapped}").startswith("The Snake |2 When I was six")
    assert heard(f"{wrapped}\n\nThe Snake\nIt was cold.").endswith("|3 The Snake |2 It was cold.")


def test_pauses_are_those_of_the_settings() -> None:
    pauses = Pauses(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    text = "A stop. A question? A cry! Dots… One line\nTwo line\n\n# Head\n\nEnd.\n\n***\n\nLast, of all."
    found = [segment.pause for segment in segments(text, "en", 2000, pauses=pauses)]
    assert found == [1, 2, 3, 4, 9, 10, 11, 12, 1]
    assert [each.pause for each in segments("One two, three four.", "en", 12, pauses=pauses)] == [5, 1]


def test_no_pause_of_a_line_is_shorter_than_its_mark() -> None:
    found = list(segments("Well…\nTwo", "en", 2000, pauses=Pauses(ellipsis=3.0)))
    assert found[0].pause == 3.0


@pytest.mark.parametrize(
    ("manner", "expected"),
    [
        ("plain", "*One* <b>two</b> &amp; #three"),
        ("markdown", "One two & #three"),
        ("html", "*One* two & #three"),
        ("auto", "One two & #three"),
    ],
)
def test_how_a_text_is_taken_can_be_chosen(manner: TextFormatChoice, expected: str) -> None:
    assert heard("*One* <b>two</b> &amp; #three", manner) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("One.", "a.txt", "markdown"),
        ("One.", "a.html", "html"),
        ("<p>One.</p>", "a.md", "markdown"),
        ("<!doctype html><p>One", "", "html"),
        ("\ufeff<html>", "", "html"),
        ("<?xml version='1.0'?><html>", "", "html"),
        ("<p>One</p><p>Two</p>", "", "html"),
        ("<Enter> it", "", "markdown"),
        ("<div> is an element", "", "markdown"),
    ],
)
def test_how_a_text_is_taken_is_told_by_name_and_beginning(text: str, name: str, expected: str) -> None:
    assert reading_of(text, "auto", name) == expected


@pytest.mark.parametrize("name", ["nav", "script", "p hidden"])
def test_a_tag_that_is_told_of_hides_nothing(name: str) -> None:
    text = f"Begin with `<{name}>` here and end with `</{name.split()[0]}>` there."
    assert "here and end with" in heard(text)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One.</p><nav><a href='/'>Home</a></nav><p>Two.</p>", "One. |3 Two."),
        ("<p>One.</p><noscript>Switch it on!</noscript><p>Two.</p>", "One. |3 Two."),
        ("<p>One.</p><div hidden><div>No.</div>No.</div><p>Two.</p>", "One. |3 Two."),
        ("<p>One.</p><span style='color: red; display:none'>No.</span><p>Two.</p>", "One. |3 Two."),
        ("<p>One.</p><i class=icon aria-hidden=true>star</i><p>Two.</p>", "One. |3 Two."),
        ("<p>One.</p><input hidden><p>Two.</p>", "One. |3 Two."),
        ("<p>One.</p><p hidden>Two, which nothing closes", "One. |3 Two, which nothing closes"),
    ],
)
def test_what_a_page_does_not_show_is_not_read(page: str, expected: str) -> None:
    assert heard(page, "html") == expected
