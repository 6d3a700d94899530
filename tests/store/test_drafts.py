"""Each text has a draft of its own, and nothing overwrites another's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tts_tui.speech.errors import SettingsError
from tts_tui.store.drafts import PIPED, Drafts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


def test_a_document_leaves_the_text_without_a_name_alone(folder: Path, tmp_path: Path) -> None:
    drafts = Drafts(folder)
    mine = drafts.latest()
    mine.keep("typed by hand")
    mine.close()
    notes = drafts.of_document(tmp_path / "notes.md", "# Notes")
    assert notes.load() is None
    notes.keep("# Notes, changed")
    notes.close()
    drafts.piped().keep("from a pipe")
    again = Drafts(folder)
    assert again.latest().load() == "typed by hand"
    assert again.of_document(tmp_path / "notes.md", "# Notes").load() == "# Notes, changed"
    assert again.of_document(tmp_path / "other.md", "# Notes").load() is None


def test_a_document_that_was_changed_since_is_shown_as_it_is(folder: Path, tmp_path: Path) -> None:
    drafts = Drafts(folder)
    drafts.of_document(tmp_path / "notes.md", "one").keep("one, edited here")
    assert drafts.of_document(tmp_path / "notes.md", "two").load() is None
    assert "one, edited here" in [file.read_text() for file in folder.glob("*.txt")]


def test_two_windows_never_write_the_same(folder: Path, tmp_path: Path) -> None:
    first, second = Drafts(folder).latest(), Drafts(folder).latest()
    first.keep("first")
    second.keep("second")
    assert sorted(file.read_text() for file in folder.glob("*.txt")) == ["first", "second"]
    notes = [Drafts(folder).of_document(tmp_path / "notes.md", "") for _ in range(2)]
    assert notes[0].file != notes[1].file


def test_what_was_written_last_comes_back(folder: Path) -> None:
    drafts = Drafts(folder)
    old = drafts.latest()
    old.keep("old")
    new = drafts.new()
    new.keep("new")
    os.utime(old.file, (1, 1))
    old.close()
    new.close()
    assert Drafts(folder).latest().load() == "new"


def test_a_window_that_was_killed_gives_its_text_back(folder: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from tts_tui.store.drafts import Drafts;"
        "draft = Drafts(Path(sys.argv[1])).latest(); draft.keep('survives'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    assert Drafts(folder).latest().load() == "survives"


def test_the_draft_of_an_earlier_version_is_taken_over(folder: Path) -> None:
    before = folder.parent / "draft.txt"
    before.parent.mkdir()
    before.write_text("from before")
    assert Drafts(folder, before).latest().load() == "from before"
    assert Drafts(folder, before)
    assert not before.exists()


def test_lone_halves_of_characters_are_kept(folder: Path) -> None:
    Drafts(folder).new().keep("a \ud83d b")
    assert next(folder.glob("draft*.txt")).read_bytes().decode("utf-8", "surrogatepass") == "a \ud83d b"


def test_only_so_many_piped_texts_are_kept(folder: Path) -> None:
    for number in range(PIPED + 5):
        draft = Drafts(folder).piped()
        draft.keep(f"text {number}")
        draft.close()
    assert len(list(folder.glob("piped-*.txt"))) == PIPED
    assert not list(folder.glob("*.lock"))


def test_a_document_may_be_called_like_a_draft_or_a_pipe(folder: Path, tmp_path: Path) -> None:
    for name in ("draft.md", "draft-2.md", "piped-1.md"):
        draft = Drafts(folder).of_document(tmp_path / name, "one")
        draft.keep(f"{name}, edited")
        draft.close()
    assert Drafts(folder).latest().load() is None, "it isn't the text without a name"
    for _ in range(PIPED + 5):
        piped = Drafts(folder).piped()
        piped.keep("piped")
        piped.close()
    assert Drafts(folder).of_document(tmp_path / "piped-1.md", "one").load() == "piped-1.md, edited"


def test_what_cannot_be_read_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    (folder / "draft.txt").mkdir(parents=True)
    drafts = Drafts(folder)
    draft = drafts.latest()
    draft.keep("typed")
    assert draft.file != folder / "draft.txt"
    assert (folder / "draft.txt").is_dir()
    (folder / "draft-3.txt").write_bytes(b"half \xff of it")
    assert Drafts(folder).latest().load() == "half \ufffd of it"


def test_a_folder_that_cannot_be_used_is_no_reason_not_to_start(folder: Path, tmp_path: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file in the place of the folder")
    drafts = Drafts(folder, folder.parent / "draft.txt")
    for draft in (
        drafts.latest(),
        drafts.new(),
        drafts.piped(),
        drafts.of_document(tmp_path / "notes.md", ""),
    ):
        assert draft.load() is None
        with pytest.raises(SettingsError, match="can't be kept"):
            draft.keep("typed")
