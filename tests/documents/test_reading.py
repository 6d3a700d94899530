"""The same chapters come out of every kind of document."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_books import CHAPTERS, MAKERS

from tts_tui.documents.model import Document
from tts_tui.documents.read_file import document_of, read_document


def body(document: Document) -> dict[str, list[str]]:
    """Titles of what is the text itself, and its paragraphs."""
    return {
        chapter.title: [block.text for block in chapter.blocks if block.kind == "paragraph" and block.spoken]
        for chapter in document.chapters
        if chapter.matter == "body"
    }


@pytest.mark.parametrize("form", MAKERS)
def test_chapters_and_paragraphs_are_those_of_the_source(form: str, tmp_path: Path) -> None:
    file = tmp_path / "a file with no ending that tells"
    file.write_bytes(MAKERS[form]())
    document = read_document(file)
    assert document.form == form
    wanted = {f"CHAPTER {title}" if form == "text" else title: said for title, said in CHAPTERS.items()}
    assert body(document) == wanted
    for chapter in document.chapters:
        if chapter.matter == "body":
            assert (chapter.blocks[0].kind, chapter.blocks[0].text) == ("heading", chapter.title)


@pytest.mark.parametrize("form", MAKERS)
def test_title_author_and_language_are_found(form: str) -> None:
    document = document_of(MAKERS[form](), "x")
    assert (document.title, document.authors) == ("The Return", ("Ann Osei",))
    assert document.language == ("en" if form == "text" else "en-GB")


@pytest.mark.parametrize("form", ["EPUB 2", "EPUB 3"])
def test_the_cover_is_the_picture_as_it_is_stored(form: str) -> None:
    from made_books import png

    cover = document_of(MAKERS[form](), "x").cover
    assert cover
    assert (cover.media_type, cover.data) == ("image/png", png())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_any_encoding_that_can_be_told(encoding: str) -> None:
    said = "Die Größe der Straße, „schön“, über Äpfel.\n\nUnd noch ein Absatz über Öl."
    document = document_of(said.encode(encoding), "x")
    assert [block.text for block in document.chapters[0].blocks] == said.split("\n\n")


def test_subtitles_are_what_is_said() -> None:
    data = b"1\n00:00:01,000 --> 00:00:03,500\n<i>We went to the</i>\n\n2\n00:00:03,600 --> 00:00:05,000\nOld Town.\n"
    document = document_of(data, "film.srt")
    assert [block.text for block in document.chapters[0].blocks] == ["We went to the Old Town."]
    assert document.chapters[0].title == "film"
