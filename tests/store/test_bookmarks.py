"""Marked places stay with their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.speech.errors import SettingsError
from tts_tui.store.bookmarks import MOST_TEXTS, Bookmarks, bookmark_at
from tts_tui.store.opened import MOST, OpenedFiles

TEXT = "One is here. Two is here. Three is here, and quite some more stands behind it so that it is long."


@pytest.mark.parametrize(
    ("now", "finds"),
    [
        (TEXT, "Three"),
        ("New words before. " + TEXT, "Three"),
        (TEXT.replace("One is here. ", ""), "Three"),
        (TEXT.replace("Three", "Four"), "Four"),
        (TEXT + " " + TEXT, "Three"),
    ],
)
def test_a_place_is_found_again_when_the_text_changed_around_it(now: str, finds: str) -> None:
    place = bookmark_at(TEXT, TEXT.index("Three")).place(now)
    assert place is not None
    assert place == now.index(finds)


def test_of_a_text_that_has_none_of_its_words_it_is_no_place() -> None:
    mark = bookmark_at(TEXT, TEXT.index("Three"))
    assert mark.place("Quite another text.") is None
    assert mark.place("") is None
    assert bookmark_at("", 0).place("text") is None


def test_the_nearest_of_equal_words_is_meant() -> None:
    text = "Again. " * 40
    mark = bookmark_at(text, 7 * 20)
    assert mark.place(text) == 7 * 20
    assert mark.place("Again. " + text) == 7 * 20


def test_they_are_kept_by_text_and_in_order(tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.json"
    late, early = bookmark_at(TEXT, 26), bookmark_at(TEXT, 0)
    Bookmarks(file).add("a", late)
    Bookmarks(file).add("a", early)
    Bookmarks(file).add("b", late)
    assert Bookmarks(file).of("a") == [early, late]
    Bookmarks(file).remove("a", early)
    assert (Bookmarks(file).of("a"), Bookmarks(file).of("b"), Bookmarks(file).of("c")) == ([late], [late], ())


def test_those_marked_longest_ago_make_room(tmp_path: Path) -> None:
    bookmarks = Bookmarks(tmp_path / "bookmarks.json")
    bookmarks._file.write({f"{number}": [bookmark_at(TEXT, 0)] for number in range(MOST_TEXTS)})
    bookmarks.add("new", bookmark_at(TEXT, 0))
    assert not bookmarks.of("0")
    assert bookmarks.of("1")
    assert bookmarks.of("new")


def test_what_is_no_list_of_places_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.json"
    file.write_text("[]")
    with pytest.raises(SettingsError, match="can't be read"):
        Bookmarks(file).add("a", bookmark_at(TEXT, 0))
    assert file.read_text() == "[]"


def test_opened_files_are_listed_once_the_newest_first(tmp_path: Path) -> None:
    opened = OpenedFiles(tmp_path / "opened.json")
    for number in range(MOST + 2):
        opened.note(tmp_path / f"{number}.md")
    opened.note(tmp_path / "5.md")
    names = [Path(each.path).name for each in opened.latest()]
    assert names[:2] == ["5.md", f"{MOST + 1}.md"]
    assert len(names) == MOST
    opened.forget(tmp_path / "5.md")
    assert "5.md" not in [Path(each.path).name for each in opened.latest()]
