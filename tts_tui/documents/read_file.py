"""From a file to a document, by what is in it rather than by its name."""

from __future__ import annotations

import shlex
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tts_tui.speech.errors import DocumentError, SpeechError

if TYPE_CHECKING:
    from tts_tui.documents.model import Document

KINDS = ("a PDF", "an EPUB", "a Word document")
"""Files that aren't text, and are read (`text.kinds`)."""


def read_document(path: Path) -> Document:
    """The document in a file: text, Markdown, HTML, EPUB, PDF, Word, subtitles.

    Raises:
        UsageError: it can't be read, or isn't one of these.
        DocumentError: it is damaged, locked, hostile, or has no text in it.
        MissingDependencyError: what reads it isn't installed.
    """
    from tts_tui.text.files import read_bytes

    return document_of(read_bytes(path), str(path), shlex.quote(str(path)))


def is_document(path: Path) -> bool:
    """Whether a file is an EPUB, a PDF or a Word document; False where it can't be read, or only once."""
    from tts_tui.text.kinds import kind_of

    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            kind = kind_of(file.read(1 << 20))
    except (OSError, ValueError):
        return False
    return kind is not None and kind.name in KINDS


def document_of(data: bytes, source: str, file: str = "FILE") -> Document:
    """The document that these bytes are.

    Args:
        source: where they come from, for people; its ending helps where the content doesn't tell.
        file: the same for a command.

    Raises:
        SpeechError: as `read_document`.
    """
    from tts_tui.text.kinds import kind_of

    kind = kind_of(data)
    try:
        if (kind is None and data[:2] == b"PK") or (kind and kind.name in KINDS):
            return _packed(data, kind.name if kind else "")
        return _written(data, source, file)
    except DocumentError as error:
        if source in error.message:
            raise
        raise DocumentError(f"{source}: {error.message}", hint=error.hint) from None
    except SpeechError:
        raise
    except RecursionError:
        raise DocumentError(f"{source} is nested too deeply.", hint="Choose another.") from None


def _packed(data: bytes, name: str) -> Document:
    if name == "a PDF":
        from tts_tui.documents.pdf.document import read_pdf

        return read_pdf(data)
    if name == "a Word document":
        from tts_tui.documents.word import read_word

        return read_word(data)
    from tts_tui.documents.epub import read_epub

    return read_epub(data)


def _written(data: bytes, source: str, file: str) -> Document:
    from tts_tui.text.encodings import decode
    from tts_tui.text.files import text_of
    from tts_tui.text.reading import by_name, reading_of

    title = PurePath(source).stem if source != "stdin" else ""
    text = decode(data)
    page = text if text is not None else data[:20_000].decode("latin-1")
    reading = reading_of(page, name=source)
    if reading == "html" and b"<" in data[:20_000]:
        from tts_tui.documents.page_text import decoded
        from tts_tui.documents.web import read_html

        return read_html(decoded(data))
    text = text_of(data, source, file, into="") if text is None or data[:2] == b"PK" else text
    if by_name(source) == "markdown" or _is_markdown(text):
        from tts_tui.documents.markdown import read_markdown

        return read_markdown(text)
    from tts_tui.documents.plain_text import read_plain

    return read_plain(text, title)


def _is_markdown(text: str) -> bool:
    from tts_tui.documents.markdown import is_markdown
    from tts_tui.text.subtitles import is_subtitles

    return not is_subtitles(text) and is_markdown(text)
