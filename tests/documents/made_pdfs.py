"""PDFs as printers of books make them."""

from __future__ import annotations

from collections.abc import Sequence

from fpdf import FPDF
from made_books import CHAPTERS

FILLER = (
    "The road went on along the shore, past boats that nobody had put to sea since the autumn, and past the chapel with its "
    "blue door. Every so often one of them pointed at something, a bird, a roof, a gap in a wall, and the other one nodded; "
    "that was all the conversation there was, and it was enough for both. "
)


def filler(title: str) -> str:
    """A paragraph that goes on over the page, other words in each chapter."""
    return " ".join(FILLER.strip().replace("road", f"road of {title}, {n}") for n in range(14))


class Pages(FPDF):
    """With a running head and a number on every page."""

    def header(self) -> None:
        self.set_font("Times", "I", 9)
        self.set_xy(20, 10)
        self.cell(0, 5, "THE RETURN" if self.page_no() % 2 else "ANN OSEI")

    def footer(self) -> None:
        self.set_font("Times", "", 9)
        self.set_xy(100, -15)
        self.cell(0, 5, str(self.page_no()))


def one_column(*, outline: bool = True, password: str = "") -> bytes:
    """Chapters with large titles, paragraphs set in and over pages, an outline."""
    pdf = _new("P")
    if password:
        pdf.set_encryption(owner_password=password, user_password=password)
    for title, paragraphs in CHAPTERS.items():
        pdf.add_page()
        if outline:
            pdf.start_section(title)
        pdf.set_font("Times", "", 18)
        pdf.set_xy(20, 40)
        pdf.cell(0, 10, latin(title))
        pdf.set_xy(20, 60)
        pdf.set_font("Times", "", 11)
        for each in [*paragraphs, filler(title)]:
            pdf.set_x(20)
            pdf.multi_cell(170, 5, "      " + latin(each), align="L")
    return bytes(pdf.output())


def two_columns(across: bool = False) -> bytes:
    """A title over both columns, and lines one after the other down the columns, or across both."""
    pdf = _new("P")
    pdf.add_page()
    pdf.set_font("Times", "", 18)
    pdf.set_xy(20, 30)
    pdf.cell(0, 10, "Of Harbours")
    pdf.set_font("Times", "", 10)
    lines = [f"line {number} of the left one says something here" for number in range(1, 21)]
    others = [f"line {number} of the right one says something too" for number in range(1, 21)]
    places = [(20, n, text) for n, text in enumerate(lines)] + [
        (110, n, text) for n, text in enumerate(others)
    ]
    if across:
        places.sort(key=lambda place: (place[1], place[0]))
    for x, row, text in places:
        pdf.text(x, 50 + 5 * row, text)
    return bytes(pdf.output())


def lines(pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> bytes:
    """Pages of lines: millimetres from the left and from the top, size in points, text."""
    pdf = FPDF("P", "mm", "A4")
    for page in pages:
        pdf.add_page()
        for x, y, size, text in page:
            pdf.set_font("Times", "", size)
            pdf.text(x, y, text)
    return bytes(pdf.output())


def latin(text: str) -> str:
    """In the characters that the fonts of every reader have."""
    return text.translate(str.maketrans("“”’", '""\''))


def _new(orientation: str) -> Pages:
    pdf = Pages(orientation, "mm", "A4")
    pdf.set_title("The Return")
    pdf.set_author("Ann Osei")
    pdf.set_auto_page_break(True, 25)
    pdf.set_margins(20, 25)
    return pdf
