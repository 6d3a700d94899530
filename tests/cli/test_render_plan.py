"""`tts-tui render --plan`, and documents in `say`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made_books import CHAPTERS, epub3

from tts_tui.documents.plan_file import read_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    Here = Callable[..., Ran]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "book.epub"
    file.write_bytes(epub3())
    return file


def test_the_plan_is_printed_written_and_given_as_json(here: Here, book: Path, tmp_path: Path) -> None:
    plan = read_back(here("render", str(book), "--plan").text)
    assert [(chapter.title, chapter.read) for chapter in plan.chapters] == [
        ("Title page", False),
        *((title, True) for title in CHAPTERS),
    ]
    file = tmp_path / "plan.toml"
    ran = here("render", str(book), "--plan", "--chapters", "2,4", "-o", str(file))
    assert (ran.code, ran.text) == (0, "")
    assert "2 of 4 chapters are read" in ran.err
    assert [chapter.number for chapter in read_back(file.read_text()).chapters if chapter.read] == [2, 4]
    ran = here("render", str(book), "--plan", "-o", str(file))
    assert ran.code == 2
    assert "--force" in ran.err
    made = json.loads(here("render", str(book), "--plan", "--json").text)
    assert made["title"] == "The Return"
    assert made["chapters"][1]["blocks"][0] == {
        "kind": "heading",
        "begins": "I. The Harbour",
        "read": True,
        "why": "",
        "says": [],
    }


def test_what_can_not_be_planned_says_why(here: Here, book: Path) -> None:
    for arguments, said in (
        (["--plan", "--chapters", "9"], "the document has 4"),
        (["--plan", "--chapters", "x"], "names no chapters"),
    ):
        ran = here("render", str(book), *arguments)
        assert ran.code == 2
        assert said in ran.err
    book.write_bytes(epub3()[:900])
    ran = here("render", str(book), "--plan")
    assert ran.code == 2
    assert "damaged" in ran.err


def test_say_takes_a_book_by_its_file_and_through_a_pipe(here: Here, book: Path) -> None:
    wanted = "\n\n".join(part for title, said in CHAPTERS.items() for part in (f"## {title}", *said))
    for arguments, stdin in ((["-f", str(book)], b""), (["-"], book.read_bytes())):
        plan = here("say", *arguments, "--dry-run", "--json", stdin=stdin).events[-1]
        assert (plan["event"], plan["characters"]) == ("estimate", len(wanted))


def test_speech_of_several_paragraphs_is_one_persons_in_the_plan(here: Here, tmp_path: Path) -> None:
    book = tmp_path / "talk.txt"
    book.write_text("“Long ago,” said Anna. “It was.\n\n“Then came the war.”\n\n—Ven —dijo Ana.\n")
    plan = read_back(here("render", str(book), "--plan", "--quotes").text)
    assert [block.says for block in plan.chapters[0].blocks] == [("Anna", "Anna"), ("Anna",), ("Ana",)]


def test_who_says_what_is_quoted_stands_in_the_plan_and_can_be_changed(here: Here, tmp_path: Path) -> None:
    book = tmp_path / "talk.txt"
    book.write_text("“Come in,” said Anna. “Sit down.”\n\n“Thank you,” he said.\n\nNobody spoke.\n")
    file = tmp_path / "talk.toml"
    assert here("render", str(book), "--plan", "--quotes", "-o", str(file)).code == 0
    plan = file.read_text()
    assert [block.says for block in read_back(plan).chapters[0].blocks] == [("Anna", "Anna"), ("",), ()]
    assert "says = " not in here("render", str(book), "--plan").text
    file.write_text(plan.replace('says = [""]', 'says = ["Ben", "Ben"]'))
    ran = here("render", str(book), "--by", str(file), "-o", str(tmp_path / "a.m4b"))
    assert ran.code == 2
    assert "“Thank you,” he said." in ran.err
    assert "has 1 quotations, and 2 in the plan" in ran.err
    ran = here("render", str(book), "--by", str(file), "--quotes", "-o", str(tmp_path / "a.m4b"))
    assert ran.code == 2
    assert "leave --quotes out" in ran.err
