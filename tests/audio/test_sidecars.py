"""Subtitles, lyrics and timings, to the letter."""

from __future__ import annotations

import itertools
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.audio.files.phrases import LINE, columns
from tts_tui.audio.files.sidecars import SIDECARS, cues, words_in_file
from tts_tui.speech.chunk import WordTime
from tts_tui.text.segments import segments


def spoken(text: str, *, pause: float = 0.3, start: float = 0.5) -> list[WordTime]:
    """Words of 0.25 s each, with a pause after a full stop."""
    words = []
    for found in re.finditer(r"[\w']+", text):
        words.append(WordTime(found[0], start, start + 0.25, found.start(), found.end()))
        start += 0.25 + (pause if text[found.end() : found.end() + 1] in {".", "!", "?"} else 0)
    return words


def begins(text: str) -> list[int]:
    """Where its sentences begin."""
    return [segment.start for segment in segments(text, "en", 10_000)]


TEXT = 'He said: "Wait - <now> & here!" (Dr. Who?)\n\nNo.'
WORDS = spoken(TEXT)


def test_srt() -> None:
    assert SIDECARS["srt"](WORDS, TEXT, "model", begins(TEXT)) == (
        '1\n00:00:00,500 --> 00:00:01,750\nHe said: "Wait - <now> & here!"\n\n'
        "2\n00:00:02,050 --> 00:00:02,850\n(Dr. Who?)\n\n"
        "3\n00:00:03,150 --> 00:00:03,400\nNo.\n\n"
    )


def test_vtt() -> None:
    assert SIDECARS["vtt"](WORDS[:5], TEXT[:32], "model", begins(TEXT[:32])) == (
        'WEBVTT\n\n00:00:00.500 --> 00:00:01.750\nHe said: "Wait - &lt;now&gt; &amp; here!"\n\n'
    )


def test_lrc() -> None:
    words = spoken("One [two.] Three", start=3599.999)
    assert SIDECARS["lrc"](words, "One [two.] Three", "model", [0, 11]) == (
        "[60:00.00]One (two.)\n[60:00.80]Three\n[60:01.05]\n"
    )


def test_timings() -> None:
    content = json.loads(SIDECARS["timings"]([WordTime("née", 0.12345678, 0.5, 3, 6)], "", "api", ()))
    assert content == {
        "words": [{"text": "née", "start": 0.1235, "end": 0.5, "char_start": 3, "char_end": 6}],
        "source": "api",
    }


@pytest.mark.parametrize("name", SIDECARS)
def test_no_words_make_an_empty_but_valid_file(name: str) -> None:
    content = SIDECARS[name]([], "", "model", ())
    assert content == {"srt": "", "vtt": "WEBVTT\n\n", "lrc": ""}.get(name, content)
    if name == "timings":
        assert json.loads(content) == {"words": [], "source": "model"}


@pytest.mark.parametrize("pause", [0.0, 0.3])
def test_a_subtitle_ends_with_the_sentence_and_not_with_a_stop(pause: float) -> None:
    text = "Dr. Who came at 5 p.m. He left (why? Nobody knows). “Run!” Tom cried."
    found = [cue.text for cue in cues(spoken(text, pause=pause), text, begins(text))]
    assert found == ["Dr. Who came at 5 p.m.", "He left (why? Nobody knows).", "“Run!” Tom cried."]


def test_a_silence_ends_a_subtitle_anywhere() -> None:
    words = [WordTime("one", 0, 0.2, 0, 3), WordTime("two", 1.3, 1.5, 4, 7)]
    assert [cue.text for cue in cues(words, "one two")] == ["one", "two"]


def test_long_sentences_part_at_their_commas_and_break_into_two_lines() -> None:
    text = "When the wind rose over the harbour at last, nobody was left to see the boats leave, or to wave at them."
    parts = [cue.text for cue in cues(spoken(text), text)]
    assert parts == [
        "When the wind rose over the harbour at last,",
        "nobody was left to see the boats leave, or to wave at them.",
    ] or parts[0].endswith(",")
    assert " ".join(parts) == text
    for block in SIDECARS["srt"](spoken(text), text, "model", ()).strip().split("\n\n"):
        assert len(block.split("\n")) <= 4


LONG = (
    "She walked slowly to the old mill by the river that her grandfather had built with his own hands many years"
    " before the war came to the valley and took away all of the people whom she had ever loved there."
)


def test_a_long_sentence_is_cut_before_phrases_into_lines_that_fit() -> None:
    shown = [list(cue.lines) for cue in cues(spoken(LONG), LONG)]
    assert " ".join(line for lines in shown for line in lines) == LONG
    ends = [line.split()[-1] for lines in shown for line in lines][:-1]
    assert not {"to", "the", "by", "that", "his", "and", "of", "had", "her", "whom"} & set(ends)
    assert all(len(line) <= LINE for lines in shown for line in lines)
    assert all(len(lines) <= 2 for lines in shown)


def test_two_lines_part_before_a_phrase_rather_than_in_the_middle() -> None:
    text = "They went slowly down all the way to the mill that stood there."
    [cue] = cues(spoken(text), text)
    assert cue.lines == ["They went slowly down all the way", "to the mill that stood there."]


def test_the_border_of_a_paragraph_ends_a_subtitle_though_nobody_pauses() -> None:
    text = "That too\n\nHeading Two\n\nAnother one."
    assert [cue.text for cue in cues(spoken(text), text, begins(text))] == [
        "That too",
        "Heading Two",
        "Another one.",
    ]


def test_characters_of_double_width_fill_a_line_sooner() -> None:
    text = "漢" * 60
    words = [WordTime(text[at], at / 10, at / 10 + 0.1, at, at + 1) for at in range(60)]
    found = list(cues(words, text))
    assert "".join(cue.text for cue in found) == text
    assert all(columns(line) <= LINE for cue in found for line in cue.lines)


def test_text_without_spaces_gets_none() -> None:
    text = "こんにちは。世界、さようなら。"
    words = [
        WordTime("こんにちは", 0, 0.5, 0, 5),
        WordTime("世界", 0.8, 1.0, 6, 8),
        WordTime("さようなら", 1.1, 1.6, 9, 14),
    ]
    assert [cue.text for cue in cues(words, text, [0, 6])] == ["こんにちは。", "世界、さようなら。"]


def test_words_alone_are_joined_by_spaces() -> None:
    assert [cue.text for cue in cues(spoken("a b c"))] == ["a b c"]


@given(st.text("ab ,.;“”()—\n漢", max_size=300), st.sampled_from([0.0, 0.3]))
def test_subtitles_keep_every_word_in_order_and_never_overlap(text: str, pause: float) -> None:
    words = spoken(text, pause=pause)
    found = list(cues(words, text, begins(text)))
    assert re.findall(r"\w+", " ".join(cue.text for cue in found)) == [word.text for word in words]
    for cue, following in itertools.pairwise(found):
        assert cue.start < cue.end <= following.start
    for cue in found:
        assert cue.end - cue.start <= 7.01
        assert len(cue.lines) <= 2
        assert all(columns(line) <= LINE or " " not in line for line in cue.lines)


def test_an_hour_has_no_drift() -> None:
    words = [WordTime("word", n * 0.25, n * 0.25 + 0.2, 5 * n, 5 * n + 4) for n in range(4 * 3600)]
    text = "word " * len(words)
    last = SIDECARS["srt"](words, text, "model", ()).strip().split("\n\n")[-1].split("\n")[1]
    assert last.endswith("--> 00:59:59,950")


def test_times_follow_the_silence_that_was_trimmed_off() -> None:
    words = [WordTime("a", 0.4, 0.9, 0, 1), WordTime("b", 1.0, 9.0, 2, 3)]
    moved = list(words_in_file(words, 0.5, 3.0))
    assert [(word.start, word.end) for word in moved] == [(0.0, 0.4), (0.5, 3.0)]


def test_karaoke_lights_each_word_when_it_is_said_and_rounding_never_adds_up() -> None:
    times = [WordTime(f"w{n}", n / 3 + 0.004, n / 3 + 0.304, 5 * n, 5 * n + len(f"w{n}")) for n in range(60)]
    text = " ".join(f"w{n}".ljust(4) for n in range(60))
    lines = [
        line for line in SIDECARS["ass"](times, text, "model", ()).splitlines() if line.startswith("Dialogue")
    ]
    assert len(lines) > 2
    lit = {}
    for line in lines:
        fields = line.split(",", 9)
        hours, minutes, seconds = fields[1].split(":")
        at = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        for hundredths, word in re.findall(r"\{\\k(\d+)\}([^{]*)", fields[9]):
            if word.strip():
                lit[word.strip()] = (at, at + int(hundredths) / 100)
            at += int(hundredths) / 100
        assert at == pytest.approx(_seconds(fields[2]), abs=1e-6)
    for word in times:
        assert lit[word.text] == pytest.approx((word.start, word.end), abs=0.0051)


def test_karaoke_holds_signs_that_are_commands_there() -> None:
    text = "a {b}\\N c"
    word = WordTime("x", 0.0, 1.0, 0, len(text))
    last = SIDECARS["ass"]([word], text, "model", ()).splitlines()[-1]
    assert last == "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,{\\k100}a (b)/N c"


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
