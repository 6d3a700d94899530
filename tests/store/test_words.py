"""The dictionary's file, and what goes in and out of it: CSV and PLS."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.speech.entry import Entry, entry_of
from tts_tui.speech.errors import DictionaryError, SettingsError
from tts_tui.store.dictionary_file import WordList, beside
from tts_tui.store.words_csv import read_csv, write_csv
from tts_tui.store.words_pls import read_pls, write_pls

ENTRIES = [
    entry_of("Nguyen", "/ˈwɪn/", "en"),
    entry_of("gif", "jiff", "en", exact=True),
    entry_of("GIF", "jiff", "en", exact=False),
    entry_of("R&D <x>", 'r "and" d, so', "en"),
]
PATTERN = entry_of(r"v(\d+)", r"version \1", pattern=True)

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20
)


def test_csv_gives_back_what_it_got() -> None:
    assert read_csv(write_csv([*ENTRIES, PATTERN])) == [*ENTRIES, PATTERN]


def test_pls_gives_back_what_it_got() -> None:
    assert read_pls(write_pls(ENTRIES).encode()) == ENTRIES
    anywhere = [entry_of("a", "b")]
    assert read_pls(write_pls(anywhere).encode()) == anywhere


@given(TEXT, TEXT)
def test_any_entry_comes_back(word: str, reading: str) -> None:
    try:
        entry = entry_of(word, reading)
    except DictionaryError:
        return
    assert read_csv(write_csv([entry])) == [entry]
    assert read_pls(write_pls([entry]).encode()) == [entry]


@pytest.mark.parametrize(
    "text",
    [
        "a,b\nc,/ˈdi/\n",
        "a;b\nc;/ˈdi/\n",
        "a\tb\nc\t/ˈdi/\n",
        "\ufeffword,reading\na,b\n\nc,/ˈdi/\n",
        "reading,word\nb,a\n/ˈdi/,c\n",
        "# mine\r\na,b\r\nc,/ˈdi/\r\n",
    ],
)
def test_csv_as_people_and_programs_write_it(text: str) -> None:
    assert [(each.word, each.reading) for each in read_csv(text)] == [("a", "b"), ("c", "/ˈdi/")]


def test_pls_as_other_programs_write_it() -> None:
    (first, second, third, fourth) = read_pls(
        b"""<?xml version="1.0" encoding="UTF-8"?>
        <!-- theirs -->
        <lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
              alphabet="ipa" xml:lang="en-US">
          <lexeme><grapheme>Sepulveda</grapheme><phoneme>s\xc9\x99\xcb\x88p\xca\x8clv\xc9\xaad\xc9\x99</phoneme></lexeme>
          <lexeme><grapheme>judgment</grapheme><grapheme>judgement</grapheme>
            <phoneme>x</phoneme><phoneme prefer="true">y</phoneme></lexeme>
          <lexeme><grapheme>W3C</grapheme><alias>World Wide Web
            Consortium</alias></lexeme>
        </lexicon>"""
    )
    assert first == Entry("Sepulveda", "/səˈpʌlvɪdə/", "en-US", exact=True)
    assert [(each.word, each.reading) for each in (second, third)] == [
        ("judgment", "/y/"),
        ("judgement", "/y/"),
    ]
    assert fourth.reading == "World Wide Web Consortium"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("word,reading\na,b\nc,\n", 3, "reading is empty"),
        ('a,b\n"c,d\n', 2, "no CSV"),
        ("a,b,en,sometimes\n", 1, "match is word or pattern"),
        ("a,b,en,word,never\n", 1, "case is exact or any"),
        ("a,b\n\n(,c,,pattern\n", 3, "no regular expression"),
    ],
)
def test_a_line_of_csv_that_can_not_be_read_is_told(text: str, line: int, says: str) -> None:
    with pytest.raises(DictionaryError, match=says) as refused:
        read_csv(text)
    assert refused.value.line == line
    assert refused.value.message.startswith(f"Line {line}")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("<html>\n</html>", 1, "not the <lexicon>"),
        ("<lexicon>\n<lexeme>\n</lexicon>", 3, "no XML"),
        ("<lexicon>\n<lexeme>\n</lexeme></lexicon>", 3, "no grapheme"),
        ("<lexicon>\n<lexeme><grapheme>a</grapheme></lexeme></lexicon>", 2, "reading is empty"),
        ('<lexicon alphabet="x-sampa">\n<lexeme><phoneme>a</phoneme></lexeme></lexicon>', 2, "IPA alone"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>\n<lexicon/>', 1, "document type"),
    ],
)
def test_a_line_of_pls_that_can_not_be_read_is_told(text: str, line: int, says: str) -> None:
    with pytest.raises(DictionaryError, match=says) as refused:
        read_pls(text.encode())
    assert refused.value.line == line


def test_pls_says_what_it_can_not_hold() -> None:
    with pytest.raises(DictionaryError, match="one language"):
        write_pls([entry_of("a", "b", "en"), entry_of("a", "b", "fr")])
    with pytest.raises(DictionaryError, match="no patterns"):
        write_pls([PATTERN])


def test_entries_are_kept_replaced_and_removed(tmp_path: Path) -> None:
    words = WordList(tmp_path / "new" / "words.csv")
    assert words.read() == ()
    assert words.add(ENTRIES) == (4, 0)
    assert words.add([entry_of("Nguyen", "win", "en"), PATTERN]) == (1, 1)
    assert words.add([PATTERN]) == (0, 0)
    assert [each.word for each in words.read()] == ["Nguyen", "gif", "GIF", "R&D <x>", PATTERN.word]
    assert words.remove(lambda each: each.word == "gif") == (ENTRIES[1],)
    assert words.remove(lambda each: False) == ()
    assert stat.S_IMODE(words.file.stat().st_mode) == 0o600


def test_a_file_that_is_none_is_refused_and_stays(tmp_path: Path) -> None:
    words = WordList(tmp_path / "words.csv")
    words.file.write_text("a,b\nc\n")
    with pytest.raises(SettingsError, match="Line 2"):
        words.add(ENTRIES)
    assert words.file.read_text() == "a,b\nc\n"


def test_two_programs_lose_nothing(tmp_path: Path) -> None:
    def add(name: str) -> None:
        for number in range(10):
            WordList(tmp_path / "words.csv").add([entry_of(f"{name}{number}", "x")])

    threads = [threading.Thread(target=add, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(WordList(tmp_path / "words.csv").read()) == 30


def test_a_texts_own_lies_beside_it() -> None:
    assert beside(Path("books/notes.md")) == Path("books/notes.md.words.csv")
