"""The plan of a document: made, written, edited, read back, followed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.documents.model import Block, Chapter, Cover, Document
from tts_tui.documents.plan_file import read_back, written
from tts_tui.documents.reading_plan import apply, beginning, chapters_named, check_source, plan_of
from tts_tui.speech.errors import PlanError, UsageError

NOTE = Block("note", "A note.", spoken=False, why="footnote")
DOCUMENT = Document(
    (
        Chapter("Contents", (Block("paragraph", "One, Two"),), "front", "contents"),
        Chapter("One", (Block("heading", "One", 2), Block("paragraph", "It \"began\"\nhere."), NOTE)),
        Chapter("Two", (Block("heading", "Two", 2), Block("code", "x = 1", spoken=False, why="code"), Block("verse", "a\nb"))),
        Chapter("Index", (Block("paragraph", "harbour, 12"),), "back", "index"),
    ),
    title="The “Return”",
    authors=("Ann Osei", "B\\C"),
    language="en-GB",
    cover=Cover(b"x", "image/png"),
)  # fmt: skip
PLAN = plan_of(DOCUMENT, "book.epub", "00ff")
WRITTEN = written(PLAN)


def texts(document: Document) -> list[tuple[str, list[str]]]:
    return [(chapter.title, [block.text for block in chapter.blocks]) for chapter in document.chapters]


def test_the_text_itself_is_read_without_notes_and_code() -> None:
    assert texts(apply(PLAN, DOCUMENT)) == [("One", ["One", 'It "began"\nhere.']), ("Two", ["Two", "a\nb"])]
    assert [(chapter.read, chapter.why) for chapter in PLAN.chapters] == [
        (False, "front matter: contents"),
        (True, ""),
        (True, ""),
        (False, "back matter: index"),
    ]


def test_notes_are_read_on_request_and_code_is_not() -> None:
    plan = plan_of(DOCUMENT, "x", notes="read", chapters=[2])
    assert texts(apply(plan, DOCUMENT)) == [("One", ["One", 'It "began"\nhere.', "A note."])]
    assert all(block.spoken for chapter in apply(plan, DOCUMENT).chapters for block in chapter.blocks)


def test_what_is_written_is_read_back_as_it_was() -> None:
    assert read_back(WRITTEN) == PLAN
    assert written(read_back(WRITTEN)) == WRITTEN
    assert read_back(WRITTEN.replace("\n", "\r\n")) == PLAN


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=90)


@given(ANY, ANY, st.lists(ANY, max_size=3), ANY)
def test_any_texts_are_read_back(title: str, chapter: str, authors: list[str], block: str) -> None:
    document = Document(
        (Chapter(chapter, (Block("paragraph", block),)),), title=title, authors=tuple(authors)
    )
    plan = plan_of(document, title)
    assert read_back(written(plan)) == plan
    apply(plan, document)


def test_an_edited_plan_is_followed() -> None:
    edited = (
        WRITTEN.replace('title = "Two"', 'title = "The Second"')
        .replace('{ read = false, kind = "code"', '{ read = true, kind = "paragraph"')
        .replace(
            '{ read = true, kind = "paragraph", begins = "It ',
            '{ read = false, kind = "paragraph", begins = "It ',
        )
        .replace("cover = true", "cover = false")
    )
    made = apply(read_back(edited), DOCUMENT)
    assert texts(made) == [("One", ["One"]), ("The Second", ["The Second", "x = 1", "a\nb"])]
    assert made.cover is None


def test_chapters_are_read_in_the_order_of_the_plan_and_those_taken_out_are_not() -> None:
    plan = replace(PLAN, chapters=(PLAN.chapters[2], PLAN.chapters[1]))
    assert [title for title, _ in texts(apply(read_back(written(plan)), DOCUMENT))] == ["Two", "One"]


def line_of(part: str) -> int:
    return next(number for number, line in enumerate(WRITTEN.split("\n"), 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('title = "Two"', "title = 2", 'title = "Two"', "title must be a text in quotes"),
        ('title = "Two"', 'titel = "Two"', 'title = "Two"', "“titel” is no key of a plan"),
        ('{ read = false, kind = "code"', '{ read = false, kind = "cod"', 'kind = "code"', "“cod” is no kind of block"),
        ('{ read = false, kind = "code"', '{ read = 0, kind = "code"', 'kind = "code"', "read must be true or false"),
        ("cover = true", 'cover = "yes"', "cover = ", "cover must be true or false"),
        ("number = 3", "number = 2", "number = 3", "stands in the plan twice"),
        ('matter = "back"', 'matter = "rear"', 'matter = "back"', "is none of front, body, back"),
        ('authors = ["Ann Osei"', "authors = [1", "authors", "list of texts"),
        ("number = 4", "number = = 4", "number = 4", "Line"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_plan_is_named_with_its_line_and_key(
    old: str, new: str, at: str, said: str
) -> None:
    assert old in WRITTEN
    with pytest.raises(PlanError, match=said) as caught:
        read_back(WRITTEN.replace(old, new))
    assert caught.value.line == line_of(at)
    assert caught.value.message.startswith(f"Line {caught.value.line}")
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["", "x", "[[chapter]]", "chapter = 1", "title = 'x'\n[[chapter]]\nblocks = [1]", "[" * 5000]
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanError):
        read_back(text)


def test_the_plan_of_another_document_is_refused() -> None:
    changed = replace(DOCUMENT, chapters=DOCUMENT.chapters[:2])
    with pytest.raises(PlanError, match="names chapter 3"):
        apply(PLAN, changed)
    one = DOCUMENT.chapters[1]
    with pytest.raises(PlanError, match="3 lines in the plan"):
        apply(
            PLAN,
            replace(
                DOCUMENT,
                chapters=(DOCUMENT.chapters[0], replace(one, blocks=one.blocks[:2]), *DOCUMENT.chapters[2:]),
            ),
        )
    with pytest.raises(PlanError, match="begins “Uno”"):
        apply(PLAN, replace(DOCUMENT, chapters=(DOCUMENT.chapters[0], replace(one, blocks=(Block("heading", "Uno", 2), *one.blocks[1:])), *DOCUMENT.chapters[2:])))  # fmt: skip
    with pytest.raises(PlanError, match="has changed"):
        check_source(PLAN, "other")
    check_source(PLAN, "00ff")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("1", (1,)), ("1,3-5", (1, 3, 4, 5)), (" 2 - 3 , 9-", (2, 3, 9, 10)), ("-2", (1, 2)), ("3,1,3", (1, 3))],
)
def test_chapters_are_named_by_number(text: str, chosen: tuple[int, ...]) -> None:
    assert chapters_named(text, 10) == chosen


@pytest.mark.parametrize("text", ["", "0", "11", "5-3", "x", "1 2", "1,,2", "-", "1-2-3", "9-12"])
def test_what_names_no_chapters_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        chapters_named(text, 10)
    assert caught.value.hint


@given(ANY)
def test_a_beginning_is_a_short_line(text: str) -> None:
    short = beginning(text * 3)
    assert "\n" not in short
    assert len(short) <= 61
