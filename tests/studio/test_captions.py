"""No markup reaches subtitles, timings, tags, chapters or names."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.audio.files.sidecars import SIDECARS
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.captions import sidecar
from tts_tui.studio.labels import chapters_of, tags_of
from tts_tui.text.readable import BORDER, beginning, readable

TEXT = """Before **it** all <b>raw</b> too.

# Heading *Two* #
Another &amp; [tts](/ˌtiːtiːˈɛs/) [link](https://example.org/x) said `so`.

- an __item__

```
code
```
"""


def spoken(*said: str) -> list[WordTime]:
    found, at, start = [], 0, 0.5
    for word in said:
        at = TEXT.index(word, at)
        found.append(WordTime(word, start, start + 0.25, at, at + len(word)))
        at, start = at + len(word), start + 0.3
    return found


WORDS = spoken(
    *("Before", "it", "all", "raw", "too", "Heading", "Two", "Another", "&amp;"),
    *("[tts](/ˌtiːtiːˈɛs/)", "link", "said", "so", "an", "item"),
)


def test_subtitles_hold_what_is_said_and_end_where_paragraphs_do() -> None:
    content = sidecar("srt", WORDS, TEXT, "model")
    lines = [block.split("\n", 2)[2] for block in content.strip().split("\n\n")]
    assert lines == ["Before it all raw too.", "Heading Two", "Another & tts link said so.", "an item"]


@pytest.mark.parametrize("kind", SIDECARS)
def test_no_kind_of_sidecar_shows_markup(kind: str) -> None:
    content = sidecar(kind, WORDS, TEXT, "model")
    if kind == "timings":
        words = json.loads(content)["words"]
        content = " ".join(word["text"] for word in words)
        assert [word["char_start"] for word in words] == [word.char_start for word in WORDS]
    content = content.replace("&amp;", "&") if kind == "vtt" else content
    assert not re.search(r"[*_`#<]|/b>|\]\(|&amp;", content)
    assert "Another" in content
    assert "tts" in content


def test_tags_and_names_show_none_either() -> None:
    tags = tags_of(SpeechRequest(TEXT, "m"))
    assert tags.title == "Before it all raw too."
    assert not re.search(r"[*_`#]|<b>", tags.text)
    assert beginning("# Chapter 1\n\nText", 80) == "Chapter 1"


def test_chapters_begin_where_they_are_spoken_and_what_stands_before_them_is_one() -> None:
    found = list(chapters_of(SpeechRequest(TEXT, "m"), WORDS))
    assert found == [("Before it all raw too.", 0.0), ("Heading Two", WORDS[5].start)]
    text = TEXT[TEXT.index("#") :]
    words = [WordTime("Heading", 0.2, 0.4, 2, 9)]
    assert list(chapters_of(SpeechRequest(text, "m"), words)) == [("Heading Two", 0.2)]


@given(st.text("ab#*_`<>[]()/&;\n -.", max_size=200))
def test_any_text_has_its_places(text: str) -> None:
    shown = readable(text)
    assert len(shown.text) == len(shown.offsets)
    assert list(shown.offsets) == sorted(shown.offsets)
    for at, character in enumerate(shown.text):
        if character.isalpha() and text[shown.offsets[at]] != "&":
            assert text[shown.offsets[at]] == character
    assert "\n" not in shown.text.replace(BORDER, "")


def test_captions_end_where_sentences_of_their_language_do() -> None:
    text = "Er kam z.B. am 3. Mai in Bonn an. Danach ging er."
    words = [
        WordTime(found[0], index / 4, index / 4 + 0.2, *found.span())
        for index, found in enumerate(re.finditer(r"\S+", text))
    ]

    def cues(language: str) -> list[str]:
        blocks = sidecar("srt", words, text, "model", language).strip().split("\n\n")
        return [" ".join(block.split("\n", 2)[2].split()) for block in blocks]

    assert cues("de") == ["Er kam z.B. am 3. Mai in Bonn an.", "Danach ging er."]
