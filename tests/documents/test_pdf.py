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
        chapter.title: [b.text for b in chapter.blocks if b.kind == "paragraph" and b.spoken]
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


def running(number: int, end: str) -> list[tuple[float, float, float, str]]:
    """A page with its number beside a running head of wide letters, and a text that goes on."""
    text = [f"page {number} says in its line {n} that nobody waved that morning," for n in range(20)]
    heads = [
        (20.0, 12.0, 9.0, str(number)),
        (80.0, 12.0, 9.0, "THE RETURN"),
        (110.0, 12.0, 9.0, "THE RETURN"),
    ]
    return [*heads, *column(*text[:-1], f"and so ends the page {number}{end}")]


def test_titles_at_the_same_place_are_no_running_heads_and_running_heads_stand_in_the_plan() -> None:
    pages = []
    for chapter in range(1, 4):
        opening = [
            (80, 40, 11, f"CHAPTER {chapter}"),
            (80, 48, 11, ["THE HARBOUR", "THE ROAD", "THE HOUSE"][chapter - 1]),
        ]
        said = column(
            *[f"chapter {chapter} begins in line {n} and it says that it did," for n in range(20)], top=60
        )
        pages.append([*opening, *said])
        pages += [running(4 * chapter, ","), running(4 * chapter + 1, ".")]
    document = document_of(lines(pages), "x")
    assert [chapter.title for chapter in document.chapters] == [
        "CHAPTER 1. THE HARBOUR",
        "CHAPTER 2. THE ROAD",
        "CHAPTER 3. THE HOUSE",
    ]
    blocks = [block for chapter in document.chapters for block in chapter.blocks]
    assert [(b.text, b.why) for b in blocks if not b.spoken] == [("THE RETURN", "running head")]
    said = " ".join(block.text for block in blocks if block.spoken)
    assert "it did, page 4 says" in said
    assert said.count("says in its line") == 114


def test_the_second_line_of_a_footnote_that_ends_with_a_stop_is_no_text() -> None:
    text = column(*[f"line {n} of the page says that nobody waved that morning, and" for n in range(20)])
    notes = [(20, 250, 8, "1 He came back."), (20, 254, 8, "In the spring of that year.")]
    assert [kind for kind, _ in read([*text, *notes])] == ["paragraph", "note", "note"]


def test_a_page_of_a_few_short_lines_has_as_many_paragraphs() -> None:
    text = column(*[f"line {n} of the page says that nobody waved that morning, and" for n in range(20)])
    text.append((LEFT, TOP + 20 * LEADING, 11, "that is all."))
    short = column('"Yes," she said.', '"No," he said.', '"Why?"')
    assert [text for _, text in read(text, short)][-3:] == ['"Yes," she said.', '"No," he said.', '"Why?"']
