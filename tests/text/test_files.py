"""Files of every kind, given as a text."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import wave
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tts_tui.speech.errors import UsageError
from tts_tui.text.files import read_text, text_of
from tts_tui.ui import opening

WESTERN = {
    "German": "Die Größe der Straße, „schön“, über Äpfel.",
    "French": "Le garçon est déjà là où l’été commence, à Noël… «oui».",
    "Spanish": "¿Dónde está el niño? ¡Mañana!",
    "Portuguese": "Não é bom, o coração está às três em casa dele.",
    "Danish": "Smørrebrød på æblet, en å.",
    "English": "He said “don’t” – a résumé costs £5, and a Jalapeño in Düsseldorf too. "
    + "More of it. " * 20,
}
OTHERS = [
    ("Привет, как дела? Всё хорошо.", "cp1251"),
    ("Привет, как дела?", "koi8-r"),
    ("Zażółć gęślą jaźń, proszę.", "cp1250"),
    ("Příliš žluťoučký kůň úpěl.", "cp1250"),
    ("Árvíztűrő tükörfúrógép", "cp1250"),
    ("Şu köşe yaz köşesi, ğ ı.", "cp1254"),
    ("Καλημέρα κόσμε", "cp1253"),
    ("שלום עולם", "cp1255"),
    ("Šī ir māja, ķēve žāvēta", "cp1257"),
    ("こんにちは世界。", "shift_jis"),
    ("你好，世界。今天天气很好。", "gb18030"),
    ("안녕하세요 세계", "euc_kr"),
    ("Voilà l’été, c’est déjà bon", "mac_roman"),
    ("Mädchen über Größe", "cp850"),
    ("déjà été là", "cp437"),
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("language", WESTERN)
def test_what_can_be_told_is_decoded(tmp_path: Path, language: str, encoding: str) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(WESTERN[language].encode(encoding))
    assert read_text(file) == opening.read_text(file) == WESTERN[language]


def test_utf_16_of_other_scripts_is_told_by_its_mark() -> None:
    assert text_of("你好，世界".encode("utf-16"), "x") == "你好，世界"


@pytest.mark.parametrize(("text", "encoding"), OTHERS)
def test_what_can_not_be_told_is_refused_with_the_command_that_converts(
    tmp_path: Path, text: str, encoding: str
) -> None:
    file = tmp_path / "a text.txt"
    file.write_bytes(text.encode(encoding))
    with pytest.raises(UsageError, match=r"UTF-8 text \(at byte \d+\)") as caught:
        read_text(file)
    assert f"iconv -f ENCODING -t UTF-8 '{file}' | tts-tui say -" in caught.value.hint


def archive(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def sound() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(800))
    return made.getvalue()


NO_TEXT = {
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "pdftotext"),
    "an RTF document": (rb"{\rtf1\ansi Hello.}", "pandoc -f rtf"),
    "a Word document": (archive(word__document="<w/>", rels=""), "pandoc -f docx"),
    "a spreadsheet": (archive(xl__workbook="<w/>"), "Save it as plain text"),
    "an EPUB": (archive(mimetype="application/epub+zip", OPS__a="<p/>"), "pandoc -f epub"),
    "an OpenDocument": (archive(mimetype="application/vnd.oasis.opendocument.text"), "pandoc -f odt"),
    "a ZIP archive": (archive(a="Hello."), "unzip -p"),
    "an old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "libreoffice --cat"),
    "compressed by gzip": (gzip.compress(b"Hello."), "gzip -dc"),
    "compressed by bzip2": (bz2.compress(b"Hello."), "bzip2 -dc"),
    "compressed by xz": (lzma.compress(b"Hello."), "xz -dc"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "tesseract"),
    "sound": (sound(), "Choose a text"),
    "a program": (b"\x7fELF\x02\x01" + bytes(100), "Choose a text"),
    "NUL": (b"\0\1\2\3" * 50, "Choose a text"),
}


DOCUMENTS = ("a PDF", "an EPUB", "a Word document")
"""No text, and read all the same where a document may be: `tests/documents/`."""


@pytest.mark.parametrize("name", NO_TEXT)
def test_what_is_no_text_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    content, hint = NO_TEXT[name]
    file = tmp_path / "it is.txt"
    file.write_bytes(content)
    for into, read in {"tts-tui say -": read_text, "tts-tui": opening.read_text}.items():
        if name in DOCUMENTS and into == "tts-tui":
            continue
        with pytest.raises(UsageError, match=name) as caught:
            read(file)
        assert hint in caught.value.hint
        if " FILE" in hint or "-f" in hint:
            assert f"'{file}'" in caught.value.hint
            assert caught.value.hint.endswith(f"| {into}")


@pytest.mark.parametrize(
    "text", ["ID3 tags", "PK is here", "use ftyp", "%PDF is a mark", "BM 25", "MZ begins", "II*"]
)
def test_texts_that_begin_like_something_else_are_texts(text: str) -> None:
    assert text_of(text.encode(), "x") == text


SRT = """1
00:00:01,000 --> 00:00:03,500
<i>We went to the</i>
{\\an8}Old Town

2
00:00:03,600 --> 00:00:05,000
with 3 friends.

3
00:00:06,000 --> 00:00:08,000
Then home.
"""
VTT = """WEBVTT - Title

STYLE
::cue { color: red }

NOTE nothing to say

intro
00:01.000 --> 00:03.500 align:start
<v Ann>We went to the Old Town

00:03.600 --> 00:05.000
with <00:04.000><c>3</c> friends.

00:06.000 --> 00:08.000
Then home.
"""


@pytest.mark.parametrize("subtitles", [SRT, SRT.replace("\n", "\r\n"), "\ufeff" + SRT, VTT])
def test_of_subtitles_only_what_is_said_is_read(subtitles: str) -> None:
    assert text_of(subtitles.encode(), "x") == "We went to the Old Town with 3 friends.\nThen home."


def test_a_text_about_subtitles_stays_whole() -> None:
    text = f"This is how they look:\n\n{SRT}"
    assert text_of(text.encode(), "x") == text


@pytest.mark.parametrize("name", ["none.txt", "", "x" * 300, "a\0b"])
def test_what_can_not_be_read_says_why(tmp_path: Path, name: str) -> None:
    for read in (read_text, opening.read_text):
        with pytest.raises(UsageError, match="can't be read"):
            read(tmp_path / name)


@given(st.binary(max_size=300))
@example(b"RIFF\xff")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00\x01")
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    text = "refused"
    with suppress(UsageError):
        text = text_of(data, "x")
    assert "\0" not in text


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_utf_8_is_read_as_it_is(text: str) -> None:
    assert text_of(("A" + text).encode(), "x") == "A" + text
