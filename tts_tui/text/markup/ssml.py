"""SSML: the useful part of W3C's Speech Synthesis Markup Language 1.1, read into the same marks as tags in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.parsers import expat

from tts_tui.speech.entry import entry_of
from tts_tui.speech.errors import DictionaryError, did_you_mean
from tts_tui.speech.request import How, ReadAs
from tts_tui.text.markup import values
from tts_tui.text.markup.marked import INVISIBLE, Marked, Marking, Named, OpenTags

DEEPEST = 50
"""Elements within each other; expat itself knows no limit."""

ELEMENTS = ("speak", "p", "s", "break", "prosody", "phoneme", "say-as", "sub", "lang", "voice", "emphasis")
"""Those that are done; `mark`, `w`, `token`, `meta` and `metadata` are passed over."""

_PASSED_OVER = frozenset(["mark", "w", "token"])
_SILENT = frozenset(["metadata", "meta", "desc"])
_BREAKS = {"p": "\u2029", "s": "\u2028"}
_SAY_AS: Mapping[str, How] = {
    "characters": "characters", "spell-out": "characters", "verbatim": "characters", "letters": "characters",
    "digits": "digits", "cardinal": "cardinal", "number": "cardinal", "ordinal": "ordinal",
}  # fmt: skip
_AS_WRITTEN = frozenset(
    """
    date time telephone currency money unit fraction address name net duration measure expletive interjection decimal
    """.split()  # noqa: SIM905 (to be read as words)
)
"""What the reading of the words in their context sees by itself."""

_NO_CHARACTER = re.compile("[\ud800-\udfff\x00]")

Attributes = Mapping[str, str]


@dataclass(slots=True)
class _Token:
    """What expat saw at a byte: an element's beginning or end, characters, or something that isn't said.

    Attributes:
        name: of the element, None for characters.
        attributes: of its beginning; None for its end.
    """

    at: int
    name: str | None = None
    attributes: Attributes | None = None
    characters: str = ""


@dataclass(slots=True)
class _Open:
    """An element that isn't closed yet.

    Attributes:
        before: what held before it.
        begin: where its content begins.
        how: its content is said otherwise; None as it stands.
        silent: its content isn't said at all.
    """

    name: str
    before: OpenTags
    begin: int
    how: How | None = None
    wording: str = ""
    silent: bool = False


def ssml(text: str) -> Marked:
    """A text in SSML. Where something in it is wrong, `Marked.fault` says so, and nothing of it is to be said."""
    marking = Marking(text)
    tokens = _tokens(marking)
    if marking.fault:
        return Marked(text, "plain", fault=marking.fault)
    reader = _Reader(marking)
    for token, following in pairwise(tokens):
        reader.take(token, following.at)
    if marking.fault:
        return Marked(text, "plain", fault=marking.fault)
    return marking.marked("plain")


def _tokens(marking: Marking) -> list[_Token]:
    """All that expat sees, with places in characters; the last is the end."""
    text = _NO_CHARACTER.sub("\ufffd", marking.source)
    data = text.encode()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    tokens: list[_Token] = []

    def refuse(*_arguments: object) -> None:
        raise _DoctypeError

    def begin(name: str, attributes: dict[str, str]) -> None:
        tokens.append(_Token(parser.CurrentByteIndex, name, attributes))

    def end(name: str) -> None:
        tokens.append(_Token(parser.CurrentByteIndex, name))

    def characters(wording: str) -> None:
        tokens.append(_Token(parser.CurrentByteIndex, characters=wording))

    def other(_what: object, *_more: object) -> None:
        tokens.append(_Token(parser.CurrentByteIndex))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = characters
    parser.CommentHandler = parser.ProcessingInstructionHandler = other
    parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = lambda: other(None)
    try:
        parser.Parse(data, True)
    except _DoctypeError:
        at = max(text.find("<!DOCTYPE"), 0)
        marking.fail(at, "SSML with a document type isn't read.", "Take out <!DOCTYPE …>.")
    except expat.ExpatError as error:
        at = _characters(data, parser.ErrorByteIndex)
        marking.fail(at, f"this is no SSML: {expat.ErrorString(error.code)}.", _MEND.get(error.code, ""))
    if not tokens or tokens[0].at > 0:
        tokens.insert(0, _Token(0))
    tokens.append(_Token(len(data)))
    if not text.isascii():
        done = reached = 0
        for token in tokens:
            reached += len(data[done : token.at].decode(errors="ignore"))
            done, token.at = token.at, reached
    return tokens


_MEND = {
    expat.errors.codes[
        expat.errors.XML_ERROR_INVALID_TOKEN
    ]: "Write & as &amp; and < as &lt; where they are text.",
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "Close each element before the one around it.",
    expat.errors.codes[
        expat.errors.XML_ERROR_UNDEFINED_ENTITY
    ]: "Only &amp; &lt; &gt; &quot; &apos; and numbers are known.",
}


class _DoctypeError(Exception):
    """There is a document type, and with it perhaps entities of its own."""


def _characters(data: bytes, at: int) -> int:
    return len(data[: max(at, 0)].decode(errors="ignore"))


class _Reader:
    """Reads the tokens into marks."""

    def __init__(self, marking: Marking) -> None:
        self._marking = marking
        self._open: list[_Open] = []
        self._opened: Mapping[str, Callable[[_Token, _Open], None]] = {
            "break": self._break, "prosody": self._prosody, "phoneme": self._phoneme, "say-as": self._say_as,
            "sub": self._sub, "voice": self._voice, "emphasis": self._emphasis,
        }  # fmt: skip

    def take(self, token: _Token, end: int) -> None:
        """A token that goes to `end`."""
        if token.name is None:
            self._characters(token, end)
        elif token.attributes is not None:
            self._begin(token, end)
        elif self._open:
            self._end(token, end)

    def _characters(self, token: _Token, end: int) -> None:
        if not token.characters or any(each.silent for each in self._open):
            self._marking.tag(token.at, end)
            return
        wording = "".join(" " if character.isspace() else character for character in token.characters)
        # characters of their own for what is written with more: &amp;
        pad = INVISIBLE if wording.strip() else " "
        self._marking.put(token.at, end, wording.ljust(end - token.at, pad)[: end - token.at])

    def _begin(self, token: _Token, end: int) -> None:
        marking, name = self._marking, str(token.name)
        element = _Open(name, marking.state, end)
        if not self._open and name != "speak":
            marking.fail(token.at, f"SSML begins with <speak>, not <{name}>.")
        elif len(self._open) >= DEEPEST:
            marking.fail(token.at, f"there are more than {DEEPEST} elements within each other.")
        elif name in _SILENT:
            element.silent = True
        elif name not in ELEMENTS and name not in _PASSED_OVER:
            marking.fail(token.at, f"<{name}> isn't done here.", did_you_mean(name, ELEMENTS, len(ELEMENTS)))
        marking.tag(token.at, end, _BREAKS.get(name, ""))
        self._language(token, root=not self._open)
        if name in self._opened:
            self._opened[name](token, element)
        self._open.append(element)

    def _end(self, token: _Token, end: int) -> None:
        marking, element = self._marking, self._open.pop()
        if end > token.at:  # <break/> is both at once
            marking.tag(token.at, end, _BREAKS.get(element.name, ""))
        if element.how and token.at > element.begin:
            marking.readings.append(ReadAs(element.begin, token.at, element.how, element.wording))
        marking.change(end, element.before)

    def _language(self, token: _Token, *, root: bool) -> None:
        value = (token.attributes or {}).get("xml:lang")
        if value is None:
            if token.name == "lang":
                self._marking.fail(token.at, "<lang> names no language.", '<lang xml:lang="fr"> does.')
        elif language := values.language(value):
            # what every document says of itself leaves the voice its own region
            language = language.partition("-")[0] if root else language
            state = self._marking.state
            self._marking.named.append(Named("lang", language, token.at))
            self._marking.change(token.at, replace(state, languages=(*state.languages, language)))
        else:
            self._marking.fail(token.at, f"“{value}” is no language.", values.LANGUAGE_IS)

    def _break(self, token: _Token, _element: _Open) -> None:
        attributes = token.attributes or {}
        value = attributes.get("time") or attributes.get("strength")
        rest = values.seconds(value.strip()) if value else values.USUAL_REST
        if rest is None:
            self._marking.fail(token.at, f"“{value}” is no time to pause.", values.TIME_IS)
        else:
            self._marking.rests.append((token.at, rest))

    def _prosody(self, token: _Token, _element: _Open) -> None:
        for name, value in (token.attributes or {}).items():
            if name == "rate" and (rate := values.rate(value.strip())):
                state = self._marking.state
                self._marking.named.append(Named("rate", value, token.at))
                self._marking.change(token.at, replace(state, rates=(*state.rates, rate)))
            elif name == "rate":
                self._marking.fail(token.at, f"“{value}” is no rate.", values.RATE_IS)
            elif name in ("pitch", "volume", "contour", "range", "duration"):
                self._marking.not_done[name] = None

    def _phoneme(self, token: _Token, element: _Open) -> None:
        attributes = token.attributes or {}
        if (alphabet := attributes.get("alphabet", "ipa")) != "ipa":
            self._marking.fail(token.at, f"phonemes in {alphabet} aren't read.", 'alphabet="ipa" is.')
            return
        phonemes = attributes.get("ph", "").strip().strip("/")
        try:
            entry_of("word", f"/{phonemes}/")
        except DictionaryError as error:
            self._marking.fail(token.at, error.message, error.hint)
            return
        element.how, element.wording = "phonemes", phonemes

    def _say_as(self, token: _Token, element: _Open) -> None:
        kind = (token.attributes or {}).get("interpret-as", "")
        if kind in _SAY_AS:
            element.how = _SAY_AS[kind]
        elif kind not in _AS_WRITTEN:
            known = [*_SAY_AS, *sorted(_AS_WRITTEN)]
            self._marking.fail(token.at, f"interpret-as={kind!r} isn't known.", did_you_mean(kind, known, 20))

    def _sub(self, token: _Token, element: _Open) -> None:
        if alias := " ".join((token.attributes or {}).get("alias", "").split()):
            element.how, element.wording = "words", alias
        else:
            self._marking.fail(token.at, "<sub> has no alias.", '<sub alias="World Wide Web">WWW</sub>')

    def _voice(self, token: _Token, _element: _Open) -> None:
        if name := (token.attributes or {}).get("name", "").strip():
            state = self._marking.state
            self._marking.named.append(Named("voice", name, token.at))
            self._marking.change(token.at, replace(state, voices=(*state.voices, name)))
        else:
            self._marking.fail(token.at, "<voice> names no voice.", '<voice name="af_bella">')

    def _emphasis(self, token: _Token, _element: _Open) -> None:
        if (token.attributes or {}).get("level") != "none":
            self._marking.not_done["emphasis"] = None
