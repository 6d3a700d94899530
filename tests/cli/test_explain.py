"""`tts-tui explain`: what is written, what is said, how it sounds and why, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

Here = Callable[..., "Ran"]
WORD = {"text", "char_start", "char_end", "spoken", "phonemes", "source"}
SOURCES = {"lexicon", "rule", "dictionary", "homograph", "espeak", "user"}


def explained(here: Here, *arguments: str, **given: Any) -> dict[str, Any]:
    ran = here("explain", "--json", *arguments, **given)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.text)
    return found


def test_json_has_the_parts_that_programs_rely_on(here: Here) -> None:
    text = "Dr. Osei paid $100. He [left](/lˈɛft/)."
    found = explained(here, text)
    assert set(found) == {"segments", "edits"}
    for segment in found["segments"]:
        assert set(segment) == (WORD - {"source"}) | {"pause_seconds", "words"}
        assert text[segment["char_start"] : segment["char_end"]] == segment["text"]
        for word in segment["words"]:
            assert set(word) == WORD
            assert text[word["char_start"] : word["char_end"]] == word["text"]
            assert word["source"] in SOURCES
            assert word["phonemes"]
    for edit in found["edits"]:
        assert set(edit) == {"rule", "char_start", "char_end", "spoken"}
    words = {word["text"].rstrip("."): word for segment in found["segments"] for word in segment["words"]}
    assert words["Dr"]["spoken"] == "Doctor"
    assert words["Dr"]["source"] == words["$100"]["source"] == "rule"
    assert words["$100"]["spoken"].endswith("dollars")
    assert words["[left](/lˈɛft/)"] | {"char_start": 0, "char_end": 0} == {
        "text": "[left](/lˈɛft/).",
        "char_start": 0,
        "char_end": 0,
        "spoken": "left",
        "phonemes": "lˈɛft",
        "source": "user",
    }


def test_people_get_a_table(here: Here) -> None:
    ran = here("explain", "It cost $5.")
    head, *rows, pause = ran.text.splitlines()
    assert head.split() == ["written", "said", "sounds", "source"]
    assert [row.split()[0] for row in rows] == ["It", "cost", "$5."]
    assert "pause" in pause


def test_each_line_is_a_text_by_itself_in_its_order(here: Here) -> None:
    lines = "One.\n\nTwo\u2028Three\r\n***\nLast".encode()
    ran = here("explain", "--lines", stdin=lines)
    found = [json.loads(line) for line in ran.text.splitlines()]
    said = [[segment["spoken"] for segment in each["segments"]] for each in found]
    assert said == [["One"], [], ["Two Three"], [], ["Last"]] or said == [
        ["One"],
        [],
        ["Two", "Three"],
        [],
        ["Last"],
    ]
    assert found[2]["segments"][-1]["char_end"] == len("Two Three")


def test_many_lines_keep_their_order(here: Here) -> None:
    ran = here("explain", "--lines", stdin="\n".join(f"word{number}x" for number in range(250)).encode())
    found = [json.loads(line)["segments"][0]["text"] for line in ran.text.splitlines()]
    assert found == [f"word{number}x" for number in range(250)]


def test_the_voice_says_which_language_and_the_option_says_it_louder(here: Here) -> None:
    american = explained(here, "tomato")["segments"][0]["phonemes"]
    british = explained(here, "tomato", "--voice", "bf_emma")["segments"][0]["phonemes"]
    assert american != british
    assert explained(here, "tomato", "--lang", "en-GB")["segments"][0]["phonemes"] == british
    french = explained(here, "tomato", "--voice", "bf_emma", "--lang", "fr-FR")["segments"][0]["phonemes"]
    assert french not in (american, british)


def test_a_language_without_phonemes_is_still_explained(here: Here) -> None:
    ran = here("explain", "--json", "--lang", "de", "Guten Tag")
    [segment] = json.loads(ran.text)["segments"]
    assert (ran.code, segment["spoken"], segment["phonemes"]) == (0, "Guten Tag", None)
    assert "doesn't speak de" in ran.err


@pytest.mark.parametrize("model", ["tts-1", "eleven_flash_v2_5"])
def test_no_key_is_needed_where_there_are_no_phonemes(here: Here, model: str) -> None:
    [segment] = explained(here, "It cost $5.", "--model", model, "--lang", "en")["segments"]
    assert segment["phonemes"] is None
    assert segment["spoken"].endswith("dollars")


def test_a_voice_that_there_is_not_is_told(here: Here) -> None:
    ran = here("explain", "Hi", "--voice", "af_hart")
    assert ran.code == 2
    assert "af_heart" in ran.err


def test_nothing_to_say_is_no_fault(here: Here) -> None:
    assert explained(here, "***") == {"segments": [], "edits": []}
    assert explained(here, "") == {"segments": [], "edits": []}
    assert here("explain", "***").code == 0


def test_the_dictionaries_count_also_the_one_beside_the_file(here: Here, cli: CommandLine) -> None:
    assert here("words", "add", "gif", "jiff").code == 0
    (cli.home / "notes.txt").write_text("A gif of Nguyen")
    assert here("words", "add", "Nguyen", "/ˈwɪn/", "-f", "notes.txt").code == 0
    assert (cli.home / "notes.txt.words.csv").exists()
    [segment] = explained(here, "-f", "notes.txt")["segments"]
    told = [(word["spoken"], word["source"]) for word in segment["words"]]
    assert told[1] == ("jiff", "dictionary")
    assert told[3] == ("Nguyen", "dictionary")
    [elsewhere] = explained(here, "A gif of Nguyen")["segments"]
    assert [word["source"] == "dictionary" for word in elsewhere["words"]] == [False, True, False, False]


def test_no_engine_is_loaded(cli: CommandLine) -> None:
    ran = cli("explain", "Hello.", PYTHONPROFILEIMPORTTIME="1")
    assert ran.code == 0
    assert not [name for name in ("onnxruntime", "textual", "httpx") if f" {name}\n" in ran.err]
