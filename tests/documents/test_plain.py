"""Plain texts as people have them: chapters by their words, and what Project Gutenberg's volunteers add."""

from __future__ import annotations

import pytest
from made_books import archive, page

from tts_tui.documents.epub import read_epub
from tts_tui.documents.model import Document
from tts_tui.documents.plain_text import read_plain
from tts_tui.documents.title_lines import is_title

PROSE = "Nobody on the quay waved, because it was too early, and too cold, for anything of that kind.\n" * 6


def titles(document: Document) -> list[str]:
    return [chapter.title for chapter in document.chapters if chapter.matter == "body"]


def spoken(document: Document) -> str:
    return "\n".join(
        block.text
        for chapter in document.chapters
        if chapter.matter == "body"
        for block in chapter.blocks
        if block.spoken
    )


def chaptered(*heads: str) -> str:
    return "\n\n\n".join(f"{head}\n\n{PROSE}" for head in heads)


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        (
            ["CHAPTER I.\n\nTHE START", "CHAPTER II.\n\nTHE END"],
            ["CHAPTER I. THE START", "CHAPTER II. THE END"],
        ),
        (
            ["Chapter 1\nThe End, in Which\nIt Ends", "Chapter 2"],
            ["Chapter 1. The End, in Which It Ends", "Chapter 2"],
        ),
        (["I", "II", "III"], ["I", "II", "III"]),
        (["-- 1 --", "-- 2 --"], ["1", "2"]),
        (
            ["1. The Harbour", "2. The Road", "3. The House"],
            ["1. The Harbour", "2. The Road", "3. The House"],
        ),
        (["THE HARBOUR", "THE ROAD\nHOME"], ["THE HARBOUR", "THE ROAD HOME"]),
        (["PART ONE\n\nCHAPTER I", "CHAPTER II"], ["PART ONE. CHAPTER I", "CHAPTER II"]),
        (["Глава 1", "Глава 2"], ["Глава 1", "Глава 2"]),
    ],
)
def test_chapters_by_the_words_of_their_titles(heads: list[str], wanted: list[str]) -> None:
    assert titles(read_plain(chaptered(*heads), "x")) == wanted


def test_the_first_chapter_behind_a_list_of_them_is_no_part_of_it() -> None:
    listed = "CONTENTS\n\nChapter 1. One\n\nChapter 2. Two\n\n"
    document = read_plain(listed + chaptered("Chapter 1. One", "Chapter 2. Two"), "x")
    assert titles(document) == ["Chapter 1. One", "Chapter 2. Two"]
    assert [chapter.why for chapter in document.chapters if chapter.matter == "front"] == ["contents"]


@pytest.mark.parametrize(
    "text",
    [
        f"I\n\n{PROSE}",
        f"{PROSE}\n\n1. Milk\n\n2. Bread and butter\n\n{PROSE}",
        f"{PROSE}\n\nNO TRESPASSING\n\n{PROSE}\n\nTHE END",
        f"{PROSE}\n\n1. He came back in spring.\n\n{PROSE}\n\n2. She did not.\n\n{PROSE}",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert titles(read_plain(text, "x")) == ["x"]
    assert spoken(read_plain(text, "x")).split() == text.split()


def test_prose_right_below_a_number_is_no_title() -> None:
    assert not is_title(["Chapter 5", "He left the house at dawn."])
    assert is_title(["Chapter 5", "He left the house at dawn"])


GUTENBERG = f"""\ufeffThe Project Gutenberg EBook of The Return, by Ann Osei

Title: The Return
       A Tale

Author: Ann Osei

Language: English

*** START OF THIS PROJECT GUTENBERG EBOOK THE RETURN ***

Produced by A. Volunteer and the Online Distributed
Proofreading Team

CHAPTER I.

THE START

He left.[1] She =stayed=[A] here.

[Footnote 1: He came back.

In spring.]

[Footnote A: As told.]

[Pg 12]

[Illustration: A harbour
at dawn]

Up to the{{13}} door, and[Pg 14] in. [sic]

CHAPTER II.

THE END

{PROSE}
End of Project Gutenberg's The Return, by Ann Osei

*** END OF THIS PROJECT GUTENBERG EBOOK THE RETURN ***

{PROSE}"""


@pytest.mark.parametrize("end_of_line", ["\n", "\r\n"])
def test_what_project_gutenberg_adds_is_not_read(end_of_line: str) -> None:
    document = read_plain(GUTENBERG.replace("\n", end_of_line), "x")
    assert (document.title, document.authors, document.language) == ("The Return A Tale", ("Ann Osei",), "en")
    assert titles(document) == ["CHAPTER I. THE START", "CHAPTER II. THE END"]
    first = document.chapters[1]
    assert [block.text for block in first.blocks if block.spoken] == [
        "CHAPTER I.",
        "THE START",
        "He left. She stayed here.",
        "Up to the door, and in. [sic]",
    ]
    assert [block.why for block in first.blocks if not block.spoken] == [
        "footnote",
        "footnote",
        "footnote",
        "description of a picture",
    ]
    assert [chapter.why for chapter in document.chapters] == ["note of the publisher", "", "", "licence"]


def test_braces_and_equals_signs_of_other_texts_stay() -> None:
    text = "Let x =1 and y= be {13}, or f[1] be [Note 2: so]."
    assert spoken(read_plain(text, "x")) == text


def test_a_book_without_headings_or_contents_has_chapters_by_its_words() -> None:
    pages = {
        "a": f'<p class="c">CHAPTER ONE</p><p>The Start</p><p>{PROSE}</p><p class="c">CHAPTER TWO</p><p>{PROSE}</p>',
        "b": f"<p>It goes on.</p><p><b>Chapter Three</b></p><p>{PROSE}</p>",
    }
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in pages
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    parts = {"META-INF/container.xml": container, "c.opf": package}
    document = read_epub(archive(parts | {f"{name}.xhtml": page(body) for name, body in pages.items()}))
    assert titles(document) == ["CHAPTER ONE. The Start", "CHAPTER TWO", "Chapter Three"]
