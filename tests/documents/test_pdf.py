"""PDFs: what is read of pages."""

from __future__ import annotations

import pytest
from made_books import CHAPTERS, png
from made_pdfs import filler, latin, lines, one_column, two_columns

from tts_tui.documents.read_file import document_of
from tts_tui.speech.errors import DocumentError

LEFT, TOP, LEADING = 20.0, 40.0, 5.0


def column(*texts: str, size: float = 11, top: float = TOP) -> list[tuple[float, float, float, str]]:
    return [(LEFT, top + LEADING * number, size, text) for number, text in enumerate(texts)]


def read(*pages: list[tuple[float, float, float, str]]) -> list[tuple[str, str]]:
    document = document_of(lines(pages), "x")
    return [(block.kind, block.text) for chapter in document.chapters for block in chapter.blocks]


@pytest.mark.parametrize("outline", [True, False])
def test_chapters_without_running_heads_and_numbers(outline: bool) -> None:
    document = document_of(one_column(outline=outline), "x")
    assert (document.title, document.authors, document.form) == ("The Return", ("Ann Osei",), "PDF")
    found = {
        chapter.title: [b.text for b in chapter.blocks if b.kind == "paragraph"]
        for chapter in document.chapters
    }
    assert found == {
        title: [*map(latin, paragraphs), filler(title)] for title, paragraphs in CHAPTERS.items()
    }


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(across: bool) -> None:
    document = document_of(two_columns(across), "x")
    text = " ".join(block.text for chapter in document.chapters for block in chapter.blocks)
    wanted = [f"line {n} of the {side} one" for side in ("left", "right") for n in range(1, 21)]
    places = [text.find(each) for each in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert text.startswith("THE RETURN Of Harbours line 1 of the left one")
    assert text.endswith("line 20 of the right one says something too"), "the page's number isn't read"


def test_words_that_a_line_parts_are_put_together() -> None:
    said = read(
        column(
            "It was a remark-", "able thing to find a well-known and well-", "known name, and a self-", "evident one on the quay of this",
            "harbour.", "There was a well-known one.",
        )
    )  # fmt: skip
    assert "a remarkable thing" in said[0][1]
    assert "a self-evident one" in said[0][1]
    assert "well-known and well-known name" in said[0][1]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = column(*["Every so often one of them pointed at something that there was"] * 6)
    second = column("and the other one nodded; that was all.")
    assert len(read(first, second)) == 1


def test_a_footnote_is_a_note_and_its_number_is_left_out() -> None:
    page = [
        *column("The king left the harbour", "at dawn, as kings do, and nobody waved; it was far too", "cold for that, and too early."),
        (LEFT + 45.5, TOP - 1.6, 6.0, "1"),
        (LEFT, 270.0, 8.0, "1 He came back in the spring of that year."),
    ]  # fmt: skip
    document = document_of(lines([page]), "x")
    blocks = [block for chapter in document.chapters for block in chapter.blocks]
    assert blocks[0].text.startswith("The king left the harbour at dawn")
    assert [(block.kind, block.why) for block in blocks if not block.spoken] == [("note", "footnote")]


def test_what_can_not_be_read_is_refused(tmp_path) -> None:
    from fpdf import FPDF

    with pytest.raises(DocumentError, match="password"):
        document_of(one_column(password="x"), "x")
    pdf = FPDF()
    picture = tmp_path / "p.png"
    picture.write_bytes(_rgb())
    for _ in range(3):
        pdf.add_page()
        pdf.image(str(picture), 0, 0, 200)
    with pytest.raises(DocumentError, match="pictures of pages") as caught:
        document_of(bytes(pdf.output()), "x")
    assert "ocrmypdf" in caught.value.hint
    with pytest.raises(DocumentError, match="damaged"):
        document_of(one_column()[:300], "x")


def _rgb() -> bytes:
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (30, 40), "white").save(made, "png")
    return made.getvalue() or png()
