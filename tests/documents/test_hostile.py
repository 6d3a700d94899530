"""Documents that are damaged, locked or made to do harm are refused, with a reason."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from contextlib import suppress

import pytest
from made_books import CONTAINER, MAKERS, archive, docx, epub, epub3, opf, page, png

from tts_tui.documents import archive as archives
from tts_tui.documents.read_file import document_of
from tts_tui.speech.errors import DocumentError, MissingDependencyError, SpeechError

PAGE = page("<p>Text.</p>")


def encryption(algorithm: str) -> dict[str, str]:
    return {
        "META-INF/encryption.xml": '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData><enc:CipherReference URI="OEBPS/a.xhtml"/>'
        "</enc:CipherData></enc:EncryptedData></encryption>"
    }


BOMB = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>'
READS = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>'
OUTSIDE = DTD = (
    '<!DOCTYPE html [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><html><body><p>a</p></body></html>'
)


def without(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub3())) as source, zipfile.ZipFile(made, "w") as file:
        for part in source.infolist():
            if part.filename != name:
                file.writestr(part, source.read(part))
    return made.getvalue()


HOSTILE = {
    "leads out": epub({"../../../etc/passwd": PAGE}),
    "leads out, absolute": epub({"/etc/passwd": PAGE}),
    "leads out, by a URL": epub(
        {"a.xhtml": PAGE}, manifest='<item id="x" href="file:///etc/passwd" media-type="text/html"/>'
    ),
    "XML entities": epub({"a.xhtml": BOMB}),
    "XML entities, of files": epub({"a.xhtml": READS}),
    "XML entities, of servers": epub({"a.xhtml": DTD}),
    "pixels": epub(
        {"a.xhtml": PAGE},
        manifest='<item id="p" href="p.png" media-type="image/png" properties="cover-image"/>',
        more={"OEBPS/p.png": png(60_000, 60_000)},
    ),
    "encrypted": epub({"a.xhtml": PAGE}, more=encryption("http://www.w3.org/2001/04/xmlenc#aes256-cbc")),
    "over 300 times": epub({"a.xhtml": page("<p>" + "a" * 8_000_000 + "</p>")}),
    "container.xml is missing": without("META-INF/container.xml"),
    r"package file \(.opf\) is missing": without("OEBPS/content.opf"),
    "names nothing to read": archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/content.opf": opf([]),
        }
    ),
    "pages aren't in it": archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/content.opf": opf(["none.xhtml"]),
        }
    ),
    "no text": epub({"a.xhtml": page('<img src="x.png"/>')}),
    "damaged": epub3()[:1500],
}


@pytest.mark.parametrize("why", HOSTILE)
def test_it_is_refused_with_a_reason_and_what_to_do(why: str) -> None:
    with pytest.raises(DocumentError, match=why.partition(",")[0]) as caught:
        document_of(HOSTILE[why], "book.epub")
    assert caught.value.message.startswith("book.epub: ")
    assert caught.value.hint


@pytest.mark.parametrize(
    "algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
)
def test_fonts_that_are_hidden_are_no_matter(algorithm: str) -> None:
    assert document_of(epub({"a.xhtml": PAGE}, more=encryption(algorithm)), "x").chapters


def test_what_all_parts_unpack_to_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_OF_ALL", 3000)
    files = {f"{n}.xhtml": page(f"<p>{'word ' * 300}</p>") for n in range(4)}
    with pytest.raises(DocumentError, match="unpacks to more than"):
        document_of(epub(files), "x")


def test_a_word_document_with_entities_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as source, zipfile.ZipFile(made, "w") as file:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                content = content.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
            file.writestr(part, content)
    with pytest.raises(DocumentError, match="XML entities"):
        document_of(made.getvalue(), "x")


@pytest.mark.parametrize("form", [*MAKERS, "PDF"])
def test_whatever_bytes_are_damaged_only_our_errors_are_raised(form: str) -> None:
    from made_pdfs import one_column

    whole = one_column() if form == "PDF" else MAKERS[form]()
    chance = random.Random(7)
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        with suppress(SpeechError):
            document_of(bytes(data), "x")


@pytest.mark.parametrize(("form", "library"), [("PDF", "pypdfium2"), ("Word", "mammoth")])
def test_what_is_not_installed_is_named_with_the_command(
    form: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from made_pdfs import one_column

    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingDependencyError, match=library) as caught:
        document_of(one_column() if form == "PDF" else docx(), "x")
    assert caught.value.hint.endswith("-m pip install 'tts-tui[documents]'")
