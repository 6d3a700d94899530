"""Text to Kokoro's phonemes, and which of them belong to which word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tts_tui.backends.kokoro.phonemes.align import align
from tts_tui.backends.kokoro.phonemes.english.sentence import Sentence
from tts_tui.backends.kokoro.phonemes.espeak import to_ipa
from tts_tui.backends.kokoro.phonemes.symbols import from_ipa, from_user
from tts_tui.speech.errors import UnsupportedLanguageError
from tts_tui.text.by_hand import IPA
from tts_tui.text.cut import cut

ESPEAK_VOICES = {
    "en-US": "gmw/en-US",
    "en-GB": "gmw/en",
    "es": "roa/es",
    "fr-FR": "roa/fr",
    "hi": "inc/hi",
    "it": "roa/it",
    "pt-BR": "roa/pt-BR",
}
"""espeak-ng's voice by BCP 47 tag: the languages that Kokoro was trained to speak. English it was trained to speak from
lexicons, the others from espeak-ng's phonemes."""

ENGLISH = ("en-US", "en-GB")

_UNSPOKEN = {
    "ja": "Japanese needs phonemes that espeak-ng can't make: it reads a kanji as “Chinese letter”.",
    "zh": "Mandarin was trained on phonemes that espeak-ng can't make: its tones are digits the model doesn't know.",
}


Source = Literal["lexicon", "homograph", "dictionary", "espeak", "user"]
"""Where a word's phonemes are from: Kokoro's lexicons and their rules, a reading chosen by its context, the user's
dictionary, espeak-ng, or the text, where they are written by hand."""


@dataclass(frozen=True, slots=True)
class PhonemeSpan:
    """A word: text[char_start:char_end] is spoken by phonemes[start:end]."""

    char_start: int
    char_end: int
    start: int
    end: int
    source: Source = "espeak"


@dataclass(frozen=True, slots=True)
class Phonemes:
    """A text in Kokoro's symbols, one token each, and its words in order."""

    symbols: str
    words: tuple[PhonemeSpan, ...]


def why_unspoken(language: str) -> str:
    """Why the language can't be spoken here; empty if it can."""
    if _find(language):
        return ""
    return _UNSPOKEN.get(language.partition("-")[0], f"Kokoro doesn't speak {language}.")


def phonemize(text: str, language: str) -> Phonemes:
    """The phonemes of a text.

    `[word](/ipa/)` gives a word's phonemes by hand. Punctuation is kept where the model knows it; it makes the melody.

    Args:
        text: a sentence or a few.
        language: BCP 47 tag.

    Raises:
        UnsupportedLanguageError: Kokoro has no phonemes for it here.
        MissingDependencyError: espeak-ng isn't installed.
    """
    found = _find(language)
    if not found:
        raise UnsupportedLanguageError(
            why_unspoken(language), hint=f"Kokoro speaks {', '.join(ESPEAK_VOICES)}."
        )
    return by_lexicon(text, found) if found in ENGLISH else by_espeak(text, found)


def by_espeak(text: str, language: str) -> Phonemes:
    """By espeak-ng, clause by clause.

    Args:
        language: one of `ESPEAK_VOICES`.
    """
    symbols = ""
    words: list[PhonemeSpan] = []
    for piece in _pieces(text.translate(_MARKS)):
        if piece.spaced and symbols:
            symbols += " "
        offset = len(symbols)
        if piece.mark:
            symbols += piece.symbols
        elif piece.symbols:
            spoken = from_user(piece.symbols)
            words.append(PhonemeSpan(piece.start, piece.end, offset, offset + len(spoken), "user"))
            symbols += spoken
        else:
            spoken, spans = _clause(text[piece.start : piece.end], language)
            words += (
                PhonemeSpan(piece.start + a, piece.start + b, offset + c, offset + d) for a, b, c, d in spans
            )
            symbols += spoken
    return Phonemes(symbols, tuple(words))


def by_lexicon(text: str, language: str) -> Phonemes:
    """By the lexicons that Kokoro was trained on, word by word; espeak-ng says what these don't know."""
    items = list(_items(text))
    sentence = Sentence(language, lambda words: _symbols(words, language))
    said = sentence.say(
        [item.symbols or text[item.start : item.end] for item in items],
        [bool(item.symbols) for item in items],
    )
    symbols = ""
    words: list[PhonemeSpan] = []
    for item, spoken in zip(items, said, strict=True):
        if not spoken.symbols:
            continue
        if item.spaced and symbols and not symbols.endswith(" "):
            symbols += " "
        offset = len(symbols)
        symbols += spoken.symbols
        if not item.mark:
            words.append(
                PhonemeSpan(
                    item.start, item.end, offset, len(symbols), "user" if item.symbols else spoken.source
                )
            )
    return Phonemes(symbols, tuple(words))


def _items(text: str) -> Iterator[_Piece]:
    """The marks and words of a text, in order."""
    marked = text.translate(_MARKS)
    for piece in _pieces(marked):
        if piece.mark:
            yield piece
        elif piece.symbols:
            yield replace(piece, symbols=from_user(piece.symbols))
        else:
            for word in _ENGLISH_WORD.finditer(marked, piece.start, piece.end):
                spaced = marked[word.start() - 1 : word.start()].isspace()
                yield _Piece(word.start(), word.end(), spaced)


def _find(language: str) -> str:
    """The tag of ours that serves a language: itself, else the first of the same primary language."""
    wanted = language.replace("_", "-").lower()
    primary = wanted.partition("-")[0]
    tags = {tag.lower(): tag for tag in ESPEAK_VOICES}
    return tags.get(wanted) or next(
        (tag for low, tag in tags.items() if low.partition("-")[0] == primary), ""
    )


# One character for one, so that indices stay.
_MARKS = str.maketrans("«»„「」『』。，、！？；：।–―[]{}\n\r\t\u2019\u2018", "“”““”“”.,,!?;:.——()()   ''")

# A stop, comma or colon inside a word or number (3.14, 5:30, U.S, example.com) or after an initial (J. R. R. Tolkien)
# is no mark, unless the text ends there.
_TOKEN = re.compile(
    rf"""\((?P<word>[^()]+)\)\((?P<ipa>{IPA})\)
    | (?P<mark> \.{{2,}} | … | [;!?—“”()]+ | "+ | -{{2,}} | (?<=\s)-(?=\s)
        | [,:](?!\w) | \.(?!\w) (?: (?<!\b[^\W\d_]\.) | (?=[\s”")]*$) ) )""",
    re.VERBOSE,
)


_WORD = re.compile(r"[^\s'\"¿¡]\S*(?<!['\"])")

_ENGLISH_WORD = re.compile(
    r"(?<!\S)'n'(?!\S)|(?:(?<!\S)'(?=(?:bout|cause|cept|em|fraid|gainst|mongst|neath|nother|pon|round|till?|tis"
    r"|twas|tween|twere|twill|twixt|twould|un)\b))?"
    rf"{_WORD.pattern}",
    re.IGNORECASE,
)
"""With the apostrophe of words that begin with one."""

_MOST_REMEMBERED = 4096
_remembered: dict[tuple[str, str], str] = {}
"""Phonemes by language and text: the words of a language come again and again."""

_LONGEST_CLAUSE = 240
"""Characters that espeak-ng gets at once."""

_SPACES = (re.compile(r"(?=\s)"),)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text: a mark, a word with its phonemes by hand, or a clause when `symbols` is empty."""

    start: int
    end: int
    spaced: bool
    symbols: str = ""
    mark: bool = False


def _pieces(text: str) -> Iterator[_Piece]:
    done = 0
    for token in _TOKEN.finditer(text):
        yield from _between(text, done, token.start())
        done = token.end()
        spaced = text[token.start() - 1 : token.start()].isspace()
        if token["ipa"]:
            yield _Piece(token.start("word"), token.end("word"), spaced, token["ipa"][1:-1])
        else:
            yield _Piece(
                token.start(), done, spaced, _spoken_mark(token["mark"], text, token.start()), mark=True
            )
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[_Piece]:
    clause = text[start:end]
    start += len(clause) - len(clause.lstrip())
    for first, last in cut(text, _LONGEST_CLAUSE, _SPACES, start, start + len(clause.strip())):
        yield _Piece(first, last, spaced=first > 0 and text[first - 1].isspace())


def _spoken_mark(mark: str, text: str, at: int) -> str:
    if mark[0] == '"':
        opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "(—“"
        return "“" if opens else "”"
    if mark[0] == "-":
        return "—"
    return "…" if mark.startswith("..") else mark[:2]


def _clause(text: str, language: str) -> tuple[str, list[tuple[int, int, int, int]]]:
    """A clause's phonemes, and per word the character and phoneme spans."""
    found = list(_WORD.finditer(text))
    spoken, *alone = _symbols([text, *(word[0] for word in found)], language)
    words = [(word, symbols) for word, symbols in zip(found, alone, strict=True) if symbols]
    spans = align([symbols for _, symbols in words], spoken)
    return spoken, [(word.start(), word.end(), *span) for (word, _), span in zip(words, spans, strict=True)]


def _symbols(texts: Sequence[str], language: str) -> list[str]:
    """The phonemes of each text by itself, those that aren't remembered asked for in one go."""
    known = {text: spoken for text in texts if (spoken := _remembered.get((language, text))) is not None}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    ipa = to_ipa(new, ESPEAK_VOICES[language])
    known |= {text: from_ipa(said, language) for text, said in zip(new, ipa, strict=True)}
    if len(_remembered) > _MOST_REMEMBERED:
        _remembered.clear()
    _remembered.update({(language, text): known[text] for text in new})
    return [known[text] for text in texts]
