"""Phonemes by espeak-ng, clause by clause, and which of them belong to which word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.backends.kokoro.phonemes.align import align
from tts_tui.backends.kokoro.phonemes.espeak import to_ipa
from tts_tui.backends.kokoro.phonemes.languages import ESPEAK_VOICES
from tts_tui.backends.kokoro.phonemes.pieces import marked, pieces
from tts_tui.backends.kokoro.phonemes.spans import Phonemes, PhonemeSpan
from tts_tui.backends.kokoro.phonemes.symbols import from_ipa, from_user

WORD = re.compile(r"[^\s'\"¿¡]\S*(?<!['\"])")

_MOST_REMEMBERED = 4096
_remembered: dict[tuple[str, str], str] = {}
"""Phonemes by language and text: the words of a language come again and again."""


def by_espeak(text: str, language: str) -> Phonemes:
    """By espeak-ng, clause by clause.

    Args:
        language: one of `ESPEAK_VOICES`.
    """
    symbols = ""
    words: list[PhonemeSpan] = []
    for piece in pieces(marked(text)):
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


def ask_ahead(texts: Sequence[str], language: str) -> None:
    """Ask for all that these texts need in one go, so that each finds it remembered: a question costs its way."""
    questions: list[str] = []
    for text in texts:
        for piece in pieces(marked(text)):
            if not (piece.mark or piece.symbols):
                clause = text[piece.start : piece.end]
                questions += [clause, *(word[0] for word in WORD.finditer(clause))]
    for start in range(0, len(questions), _MOST_REMEMBERED // 2):
        symbols_alone(questions[start : start + _MOST_REMEMBERED // 2], language)


def _clause(text: str, language: str) -> tuple[str, list[tuple[int, int, int, int]]]:
    """A clause's phonemes, and per word the character and phoneme spans."""
    found = list(WORD.finditer(text))
    spoken, *alone = symbols_alone([text, *(word[0] for word in found)], language)
    words = [(word, symbols) for word, symbols in zip(found, alone, strict=True) if symbols]
    spans = align([symbols for _, symbols in words], spoken)
    return spoken, [(word.start(), word.end(), *span) for (word, _), span in zip(words, spans, strict=True)]


def symbols_alone(texts: Sequence[str], language: str) -> list[str]:
    """The phonemes of each text by itself, those that aren't remembered asked for in one go."""
    known = {text: spoken for text in texts if (spoken := _remembered.get((language, text))) is not None}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    ipa = to_ipa(new, ESPEAK_VOICES[language])
    known |= {text: from_ipa(sound, language) for text, sound in zip(new, ipa, strict=True)}
    if len(_remembered) > _MOST_REMEMBERED:
        _remembered.clear()
    _remembered.update({(language, text): known[text] for text in new})
    return [known[text] for text in texts]
