"""The same chapters come out of every kind of document."""

from __future__ import annotations

import io
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


ARTICLE = (
    "The ferry left at dawn, and nobody on the quay waved; it was too early, and too cold, for that. " * 4
)
WEB = f"""<!doctype html><html lang=en><head><title>The ferry - News</title></head><body><a class=skip href=#m>Skip</a>
<header><p>News</p><nav><a href=/>Home</a></nav></header><div role=dialog>We use cookies.</div>
{{0}}<h1>The ferry</h1><p>By Ann Osei</p><div class="share"><a href=#>Tweet</a></div><p>{ARTICLE}</p>
<h2>Later<a class=headerlink href=#l>¶</a></h2><p>{ARTICLE}</p><article class=x>A quoted post.</article>{{1}}
<aside><h2>Related</h2><p>Other post</p></aside><section id=comments><h2>Comments</h2><p>Nice.</p></section>
<footer>© News</footer></body></html>"""


@pytest.mark.parametrize(
    ("opened", "closed", "around"),
    [
        ("<main id=m>", "</main>", False),
        ("<div role=main><article>", "</article></div>", False),
        ("<div>", "</div>", True),
    ],
)
def test_of_a_page_of_the_web_its_article_is_read(opened: str, closed: str, around: bool) -> None:
    document = document_of(WEB.format(opened, closed).encode(), "x.html")
    said = [block.text.strip() for chapter in document.chapters for block in chapter.blocks if block.spoken]
    article = ["The ferry", "By Ann Osei", ARTICLE.strip(), "Later", ARTICLE.strip(), "A quoted post."]
    assert said == (["News", *article] if around else article)
    left_out = {
        block.text: block.why for chapter in document.chapters for block in chapter.blocks if not block.spoken
    }
    assert left_out["Nice."] == left_out["Tweet"] == "beside the text"
    assert left_out["Home"] == "navigation"
    assert [chapter.title for chapter in document.chapters if chapter.matter == "body"][-2:] == [
        "The ferry",
        "Later",
    ]


def test_a_list_of_articles_is_read_whole() -> None:
    posts = "".join(f"<article><h2>Post {n}</h2><p>{ARTICLE}</p></article>" for n in range(3))
    document = document_of(f"<html><body><p>News</p>{posts}</body></html>".encode(), "x.html")
    assert sum(block.spoken for chapter in document.chapters for block in chapter.blocks) == 7


def test_of_a_word_document_neither_hidden_nor_deleted_text_nor_its_contents_are_read() -> None:
    import docx
    from docx.oxml import OxmlElement

    made = docx.Document()
    made.add_heading("The Return", 0)
    made.add_paragraph("Contents", "TOC Heading")
    for title in ("One", "Two"):
        made.add_heading(title, 1)
        paragraph = made.add_paragraph("He left ")
        paragraph.add_run("at night ").font.hidden = True
        paragraph.add_run("by ").font.hidden = False
        for tag, text in (("del", "train"), ("ins", "boat.")):
            change = OxmlElement(f"w:{tag}")
            run = paragraph.add_run(text)
            change.append(run._r)
            if tag == "del":
                run._r.find(run._r.tag.replace("}r", "}t")).tag = run._r.tag.replace("}r", "}delText")
            paragraph._p.append(change)
    data = io.BytesIO()
    made.save(data)
    document = document_of(data.getvalue(), "x")
    assert document.title == "The Return"
    assert body(document) == {"One": ["He left by boat."], "Two": ["He left by boat."]}
