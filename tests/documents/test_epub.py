"""EPUBs as they are found."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from made_books import CONTAINER, archive, chapter_page, epub, opf, page

from tts_tui.documents.epub import read_epub
from tts_tui.documents.model import Document
from tts_tui.documents.read_file import read_document

LONG = "There was a great deal to say of the harbour, and for once somebody said it. " * 12


def shape(document: Document) -> list[tuple[str, str, str]]:
    return [(chapter.title, chapter.matter, chapter.why) for chapter in document.chapters]


def titles(document: Document) -> list[str]:
    return [chapter.title for chapter in document.chapters if chapter.matter == "body"]


def test_front_and_back_matter_is_told_by_type_by_title_and_by_content() -> None:
    rights = "<p>Copyright © 2020 by Ann Osei</p><p>All rights reserved. ISBN 978-0-00-000000-2</p>"
    files = {
        "cover.xhtml": page(
            '<img src="c.jpg" alt="Cover"/><p>The Return</p>', attributes='epub:type="cover"'
        ),
        "rights.xhtml": page(rights),
        "toc.xhtml": page("<h1>Contents</h1><p><a href='c1.xhtml'>One</a></p>"),
        "dedication.xhtml": page('<section epub:type="dedication"><p>For K.</p></section>'),
        "c1.xhtml": page(chapter_page("One", [LONG])),
        "c2.xhtml": page(chapter_page("Epilogue", [LONG])),
        "notes.xhtml": page('<section epub:type="endnotes"><h2>Notes</h2><p>1. A note.</p></section>'),
        "about.xhtml": page("<h2>About the Author</h2><p>Ann Osei lives by the sea.</p>"),
        "index.xhtml": page("<h2>Index</h2><p>harbour, 12</p>"),
    }
    nav = [
        ("Rights", "rights.xhtml"), ("Contents", "toc.xhtml"), ("For K.", "dedication.xhtml"), ("One", "c1.xhtml"),
        ("Epilogue", "c2.xhtml"), ("Notes", "notes.xhtml"), ("About the Author", "about.xhtml"), ("Index", "index.xhtml"),
    ]  # fmt: skip
    assert shape(read_epub(epub(files, nav))) == [
        ("Cover", "front", "cover"),
        ("Rights", "front", "copyright"),
        ("Contents", "front", "contents"),
        ("For K.", "front", "dedication"),
        ("One", "body", ""),
        ("Epilogue", "body", ""),
        ("Notes", "back", "notes"),
        ("About the Author", "back", "about the author"),
        ("Index", "back", "index"),
    ]


def test_one_chapter_over_several_files_and_several_in_one() -> None:
    files = {
        "a.xhtml": page(f"<h2>One</h2><p>{LONG}</p>"),
        "b.xhtml": page("<p>More of it.</p>"),
        "c.xhtml": page(f'<h2 id="x">Two</h2><p>{LONG}</p><h2 id="y">Three</h2><p>End.</p>'),
    }
    document = read_epub(epub(files, [("One", "a.xhtml"), ("Two", "c.xhtml#x"), ("Three", "c.xhtml#y")]))
    assert titles(document) == ["One", "Two", "Three"]
    assert [chapter.blocks[-1].text for chapter in document.chapters] == ["More of it.", LONG.strip(), "End."]


def test_a_part_and_its_chapters_and_not_the_sections_of_a_chapter() -> None:
    nav = (
        '<nav epub:type="toc"><ol><li><span>Part One</span><ol><li><a href="a.xhtml">Chapter 1</a><ol>'
        '<li><a href="a.xhtml#s1">A walk</a></li><li><a href="a.xhtml#s2">A rest</a></li></ol></li>'
        '<li><a href="b.xhtml">Chapter 2</a></li></ol></li></ol></nav>'
    )
    files = {
        "a.xhtml": page(
            f'<h2>Chapter 1</h2><p>{LONG}</p><h3 id="s1">A walk</h3><p>x</p><h3 id="s2">A rest</h3><p>y</p>'
        ),
        "b.xhtml": page(f"<h2>Chapter 2</h2><p>{LONG}</p>"),
    }
    item = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    document = read_epub(epub(files, manifest=item, more={"OEBPS/nav.xhtml": page(nav)}))
    assert titles(document) == ["Part One. Chapter 1", "Chapter 2"]


def test_a_title_that_is_a_picture_is_that_of_the_table_of_contents() -> None:
    files = {
        "a.xhtml": page(f'<div><img src="t.png" alt=""/></div><p>{LONG}</p>'),
        "b.xhtml": page(f"<p>Two</p><p>{LONG}</p>"),
    }
    document = read_epub(epub(files, [("One", "a.xhtml"), ("Two", "b.xhtml")]))
    assert [(chapter.blocks[0].kind, chapter.blocks[0].text) for chapter in document.chapters] == [
        ("heading", "One"),
        ("heading", "Two"),
    ]
    assert len(document.chapters[1].blocks) == 2, "the title isn't said twice"


def test_without_a_table_of_contents_the_headings_tell() -> None:
    files = {"a.xhtml": page(f"<h1>One</h1><p>{LONG}</p>"), "b.xhtml": page(f"<h1>Two</h1><p>{LONG}</p>")}
    assert titles(read_epub(epub(files))) == ["One", "Two"]


@pytest.mark.parametrize(
    ("declared", "stored"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "utf-16"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_what_a_page_says_of_its_encoding_is_believed_where_it_is_true(declared: str, stored: str) -> None:
    said = "Привет" if stored == "koi8-r" else "“Señor” – déjà vu"
    source = f'<?xml version="1.0" encoding="{declared}"?><html><body><p>{said}</p></body></html>'
    document = read_epub(epub({"a.xhtml": source.encode(stored)}))
    assert document.chapters[0].blocks[0].text == said


def test_authors_are_those_who_wrote_it() -> None:
    more = (
        '<meta refines="#who" property="role">aut</meta><dc:creator opf:role="trl">T. Rans</dc:creator>'
        '<dc:creator opf:role="aut">B. Two</dc:creator>'
    )
    document = read_epub(epub({"a.xhtml": page("<p>Text.</p>")}, metadata=more))
    assert document.authors == ("Ann Osei", "B. Two")


def test_the_package_may_lie_anywhere_and_names_be_encoded_or_of_another_case() -> None:
    data = archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER.replace("OEBPS/content.opf", "a/b/book.opf"),
            "a/b/book.opf": opf(["../Text/Chapter%201.xhtml"]),
            "a/Text/chapter 1.xhtml": page("<p>Text.</p>"),
        }
    )
    assert read_epub(data).chapters[0].blocks[0].text == "Text."


def test_pages_out_of_the_order_of_reading_are_back_matter() -> None:
    data = epub(
        {"a.xhtml": page(f"<h1>One</h1><p>{LONG}</p>"), "b.xhtml": page(f"<h1>Two</h1><p>{LONG}</p>")},
        [("One", "a.xhtml"), ("Two", "b.xhtml")],
        manifest='<item id="extra" href="x.xhtml" media-type="application/xhtml+xml"/>',
        spine='<itemref idref="extra" linear="no"/>',
        more={"OEBPS/x.xhtml": page("<p>Answers.</p>")},
    )
    assert shape(read_epub(data))[-1][1] == "back"


def test_an_epub_whose_type_comes_late_is_one(tmp_path: Path) -> None:
    """As plain packers make them: the type last, the container behind a picture of megabytes."""
    with zipfile.ZipFile(io.BytesIO(epub({"a.xhtml": page(f"<h1>One</h1><p>{LONG}</p>")}))) as made:
        parts = {name: made.read(name) for name in reversed(made.namelist())}
    file = tmp_path / "late.epub"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("OEBPS/large.jpg", os.urandom(3 << 20))
        for name, content in parts.items():
            packed.writestr(name, content)
    assert titles(read_document(file)) == ["One"]


def test_a_table_of_contents_that_forgot_the_folder_is_followed() -> None:
    files = {f"text/{name}.xhtml": page(f"<h1>{name.upper()}</h1><p>{LONG}</p>") for name in "abc"}
    document = read_epub(epub(files, [("One", "text/a.xhtml"), ("Two", "b.xhtml"), ("Three", "c.xhtml")]))
    assert titles(document) == ["One", "Two", "Three"]


def test_pages_beside_the_text_are_back_matter_whatever_they_begin_with() -> None:
    bar = '<div role="navigation"><a href="a.xhtml">back</a></div>'
    data = epub(
        {"a.xhtml": page(f"{bar}<h1>One</h1><p>{LONG}</p>"), "b.xhtml": page(f"<h1>Two</h1><p>{LONG}</p>")},
        [("One", "a.xhtml"), ("Two", "b.xhtml")],
        manifest='<item id="other" href="de/x.xhtml" media-type="application/xhtml+xml"/>',
        spine='<itemref idref="other" linear="no"/>',
        more={"OEBPS/de/x.xhtml": page(f"{bar}<h1>Eins</h1><p>{LONG}</p>")},
    )
    assert [chapter.matter for chapter in read_epub(data).chapters] == ["body", "body", "back"]


def test_a_line_of_rights_at_the_foot_of_each_page_makes_no_front_matter_and_isnt_read() -> None:
    foot = '<div class="footer" role="contentinfo">© Copyright 2010-2021, The Makers.</div>'
    plain = "<p>© Copyright 2010-2021, The Makers.</p>"
    files = {
        "a.xhtml": page(f"<h1>One</h1><p>{LONG}</p>{foot}"),
        "b.xhtml": page(f"<h1>Two</h1><p>{LONG}</p>{plain}"),
        "c.xhtml": page(f"<h1>Three</h1><p>{LONG}</p>{foot}"),
    }
    one, two, three = read_epub(
        epub(files, [("One", "a.xhtml"), ("Two", "b.xhtml"), ("Three", "c.xhtml")])
    ).chapters
    assert {one.matter, two.matter, three.matter} == {"body"}
    assert [(block.text[:1], block.why) for block in one.blocks if not block.spoken] == [
        ("©", "footer of the page")
    ]


def test_footnotes_that_only_their_numbers_tell_are_notes_in_the_chapter_and_in_a_file_of_their_own() -> None:
    one = (
        '<p id="r1">He left.<sup><a href="#n1" id="b1">1</a></sup> She stayed.<a href="end.xhtml#n2">[2]</a></p>'
        '<p id="n1"><a href="#b1"><sup>1</sup></a> A plain note.</p>'
        f'<p>See <a href="#rest">[part 2]</a>, or <sup><a href="#rest">3</a></sup>.</p><div id="rest"><h2>Rest</h2><p>{LONG}</p></div>'
    )
    two = '<p><a id="n2"></a>2. Another one.</p><p>No note.</p>'
    document = read_epub(
        epub(
            {"c1.xhtml": page(f"<h1>One</h1>{one}"), "end.xhtml": page(two)},
            [("One", "c1.xhtml"), ("End", "end.xhtml")],
        )
    )
    assert [(b.text[:15], b.kind) for c in document.chapters for b in c.blocks if not b.spoken] == [
        ("A plain note.", "note"),
        ("2. Another one.", "note"),
    ]
    assert document.chapters[0].blocks[1].text == "He left. She stayed."
