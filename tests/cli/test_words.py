"""`tts-tui words`: readings kept, shown, forgotten, taken in and given out."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

Here = Callable[..., "Ran"]


def listed(here: Here, *arguments: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(here("words", "list", "--json", *arguments).text)
    return found


def test_what_is_added_is_shown_and_heard_and_removed(here: Here, cli: CommandLine) -> None:
    added = here("words", "add", "Nguyen", "/ˈwɪn/", "--lang", "en")
    assert (added.code, added.text.split()) == (0, ["Nguyen", "Nguyen", "ˈwɪn"])
    assert listed(here) == [
        {"word": "Nguyen", "reading": "/ˈwɪn/", "language": "en", "match": "word", "case": "exact"}
    ]
    file = cli.home / "config" / "tts-tui" / "words.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Nguyen" in here("words", "list").text
    assert "ˈwɪn" in here("explain", "Ask Nguyen").text
    removed = here("words", "remove", "nguyen")
    assert removed.code == 0
    assert listed(here) == []


def test_what_it_will_sound_like_is_told(here: Here) -> None:
    word, said, sounds = here("words", "add", "gif", "jiff").text.split()
    assert (word, said) == ("gif", "jiff")
    assert "ʤ" in sounds


def test_phonemes_that_the_model_does_not_know_are_told(here: Here) -> None:
    told = here("words", "add", "a", "/ˈa漢/")
    assert told.code == 0
    assert "no sound for 漢" in told.err
    refused = here("words", "add", "b", "/漢/")
    assert refused.code == 2
    assert [each["word"] for each in listed(here)] == ["a"]


def test_a_reading_that_can_not_be_is_refused(here: Here) -> None:
    for arguments in (("a", ""), ("(", "b", "--pattern"), ("a", "/1/"), ("a", "b", "--lang", "?")):
        ran = here("words", "add", *arguments)
        assert ran.code == 2, arguments
        assert ran.err.startswith("Error")
    assert listed(here) == []


def test_removing_what_is_not_there_says_what_is(here: Here) -> None:
    here("words", "add", "Nguyen", "win")
    ran = here("words", "remove", "Nguyn")
    assert ran.code == 2
    assert "Nguyen" in ran.err


def test_files_go_out_and_come_in(here: Here, cli: CommandLine) -> None:
    here("words", "add", "Nguyen", "/ˈwɪn/", "--lang", "en")
    here("words", "add", r"v(\d+)", r"version \1", "--pattern")
    whole = listed(here)
    assert here("words", "export", "all.csv").code == 0
    assert here("words", "export", "all.csv").code == 2, "it is there already"
    assert here("words", "export", "all.csv", "--force").code == 0
    assert here("words", "export", "english.pls", "--lang", "en").code == 0
    assert here("words", "export", "all.pls").code == 2, "two languages"
    assert here("words", "export", "-").text == (cli.home / "all.csv").read_text()
    (cli.home / "config" / "tts-tui" / "words.csv").unlink()
    assert "2 new" in here("words", "import", "all.csv").err
    assert listed(here) == whole
    again = here("words", "import", "english.pls")
    assert "0 new, 0 changed" in again.err
    assert "1 changed" in here("words", "import", "-", stdin=b"Nguyen,win,en\n").err


def test_a_file_that_can_not_be_read_names_the_line_and_adds_nothing(here: Here, cli: CommandLine) -> None:
    (cli.home / "bad.csv").write_text("a,b\nc\n")
    (cli.home / "bad.pls").write_text("<lexicon>\n<lexeme></lexeme></lexicon>")
    (cli.home / "bad.bin").write_bytes(b"\x00\x01\x02" * 100)
    for name, says in (
        ("bad.csv", "Line 2"),
        ("bad.pls", "Line 2"),
        ("bad.bin", "isn't text"),
        ("no", "can't be read"),
    ):
        ran = here("words", "import", name)
        assert ran.code == 2, name
        assert says in ran.err
    assert listed(here) == []


def test_a_folder_is_no_file_to_write_words_into(here: Here, cli: CommandLine) -> None:
    for options in ([], ["--force"]):
        ran = here("words", "export", str(cli.home), *options)
        assert ran.code == 2
        assert "is a folder" in ran.err
        assert str(cli.home / "words.csv") in ran.err


def test_lists_know_languages(here: Here) -> None:
    here("words", "import", "-", stdin=b"a,b,en-GB\nc,d,fr\ne,f\n")
    assert [each["word"] for each in listed(here, "--lang", "en")] == ["a"]
    assert len(listed(here)) == 3


def test_a_broken_dictionary_is_why_nothing_is_said(here: Here, cli: CommandLine) -> None:
    here("words", "add", "a", "b")
    file = cli.home / "config" / "tts-tui" / "words.csv"
    file.write_text("a,b\nc\n")
    for arguments in (["explain", "a"], ["words", "list"], ["words", "add", "x", "y"]):
        ran = here(*arguments)
        assert ran.code == 2
        assert "Line 2" in ran.err
    assert file.read_text() == "a,b\nc\n"


def test_a_word_is_completed(here: Here, cli: CommandLine) -> None:
    here("words", "add", "Nguyen", "win")
    ran = cli(_TTS_TUI_COMPLETE="bash_complete", COMP_WORDS="tts-tui words remove Ng", COMP_CWORD="3")
    assert ran.text == "plain,Nguyen\n"
