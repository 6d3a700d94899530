"""Pronunciation dictionaries as PLS, the W3C's Pronunciation Lexicon Specification 1.0, which other programs read."""

from __future__ import annotations

import io
import xml.sax
from collections.abc import Iterable
from xml.sax.handler import (
    ContentHandler,
    feature_external_ges,
    feature_external_pes,
    feature_namespaces,
    property_lexical_handler,
)
from xml.sax.saxutils import escape, quoteattr

from tts_tui.speech.entry import Entry, entry_of
from tts_tui.speech.errors import DictionaryError

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_OURS = "urn:tts-tui:words"
"""Of the attribute `case`, where an entry's isn't what its capitals say."""

_XML = "http://www.w3.org/XML/1998/namespace"
_NO_LANGUAGE = "mul"
"""In `xml:lang`, which every lexicon must have: entries for texts in any language."""


def write_pls(readings: Iterable[Entry]) -> str:
    """The entries as one lexicon.

    Raises:
        DictionaryError: they can't stand in one: they are of several languages, or patterns are among them.
    """
    entries = list(readings)
    languages = sorted({each.language for each in entries})
    if len(languages) > 1:
        named = ", ".join(language or "all languages" for language in languages)
        raise DictionaryError(
            f"A PLS file holds one language, and these entries are for {named}.",
            hint="Choose one with --lang.",
        )
    if pattern := next((each for each in entries if each.pattern), None):
        raise DictionaryError(
            f"PLS has no patterns such as {pattern.word!r}.", hint="CSV holds all: name the file .csv."
        )
    language = (languages[0] if languages else "") or _NO_LANGUAGE
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{NAMESPACE}" xmlns:t="{_OURS}" alphabet="ipa" xml:lang={quoteattr(language)}>',
        *map(_lexeme, entries),
        "</lexicon>",
    ]
    return "\n".join(lines) + "\n"


def read_pls(data: bytes, language: str = "") -> list[Entry]:
    """The entries of a file, one for each of a lexeme's graphemes.

    Args:
        language: in the place of the one that the file names.

    Raises:
        DictionaryError: it isn't PLS, or something in it can't be; it tells the line.
    """
    lexicon = _Lexicon(language)
    parser = xml.sax.make_parser()
    for feature, value in (
        (feature_namespaces, True),
        (feature_external_ges, False),
        (feature_external_pes, False),
    ):
        parser.setFeature(feature, value)
    parser.setProperty(property_lexical_handler, lexicon)
    parser.setContentHandler(lexicon)
    try:
        parser.parse(io.BytesIO(data))
    except xml.sax.SAXParseException as error:
        line = error.getLineNumber() or 0
        raise DictionaryError(f"Line {line} is no XML: {error.getMessage()}.", line=line) from None
    return lexicon.readings


def _lexeme(entry: Entry) -> str:
    case = (
        ""
        if entry.exact == (entry.word != entry.word.lower())
        else f' t:case="{"exact" if entry.exact else "any"}"'
    )
    reading = (
        f"<phoneme>{escape(entry.phonemes)}</phoneme>"
        if entry.phonemes
        else f"<alias>{escape(entry.reading)}</alias>"
    )
    return f"  <lexeme{case}><grapheme>{escape(entry.word)}</grapheme>{reading}</lexeme>"


class _Lexicon(ContentHandler):
    """Collects the entries; also the parser's lexical handler, which is called for document types."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.readings: list[Entry] = []
        self._language = language
        self._alphabets: list[str] = []
        self._words: list[str] = []
        self._best: tuple[int, str] = 0, ""
        """The best reading so far, after its preference."""
        self._exact: bool | None = None
        self._preferred = 1
        self._text = ""
        self._seen = False

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: object) -> None:
        values: dict[tuple[str | None, str], str] = dict(attrs.items())  # type: ignore[attr-defined]
        space, tag = name
        if not self._seen:
            if tag != "lexicon" or space not in (NAMESPACE, None):
                raise self._wrong(f"This is <{tag}>, not the <lexicon> of a PLS file.")
            self._language = self._language or values.get((_XML, "lang"), "")
            if self._language.lower() in (_NO_LANGUAGE, "und"):
                self._language = ""
        self._seen = True
        self._alphabets.append(
            values.get((None, "alphabet"), self._alphabets[-1] if self._alphabets else "ipa")
        )
        self._text = ""
        if tag == "lexeme":
            self._words, self._best = [], (0, "")
            self._exact = {"exact": True, "any": False}.get(values.get((_OURS, "case"), ""))
        self._preferred = 2 if values.get((None, "prefer")) == "true" else 1

    def characters(self, content: str) -> None:
        self._text += content

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        alphabet, text = self._alphabets.pop(), self._text.strip()
        match name[1]:
            case "grapheme":
                self._words.append(text)
            case "phoneme":
                if alphabet.lower() != "ipa":
                    raise self._wrong(f"Its phonemes are in {alphabet!r}; IPA alone can be read.")
                self._say(f"/{text}/")
            case "alias":
                self._say(text)
            case "lexeme":
                self._keep()
        self._text = ""

    def startDTD(self, name: str, public_id: str | None, system_id: str | None) -> None:
        raise self._wrong("A document type isn't read: it could make a file of any size.")

    def endDTD(self) -> None:
        return

    def comment(self, text: str) -> None:
        return

    def startCDATA(self) -> None:
        return

    def endCDATA(self) -> None:
        return

    def _say(self, reading: str) -> None:
        if self._preferred > self._best[0]:  # else the first of them
            self._best = self._preferred, reading

    def _keep(self) -> None:
        if not self._words:
            raise self._wrong("A lexeme has no grapheme.")
        for word in self._words:
            try:
                self.readings.append(entry_of(word, self._best[1], self._language, exact=self._exact))
            except DictionaryError as error:
                raise self._wrong(error.message, error.hint) from None

    def _wrong(self, message: str, hint: str = "") -> DictionaryError:
        line = self._locator.getLineNumber() if self._locator else 0  # type: ignore[attr-defined]
        return DictionaryError(f"Line {line}: {message}", hint=hint, line=line or 0)
