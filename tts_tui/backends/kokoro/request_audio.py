"""One request from text to audio, without an event loop: phonemes, runs of the model, trimmed audio, word times."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from functools import lru_cache

import numpy as np

from tts_tui.backends.kokoro.engine import SAMPLE_RATE, KokoroEngine
from tts_tui.backends.kokoro.phonemes.espeak import unreadable_words
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.spans import Phonemes, PhonemeSpan
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.backends.kokoro.split import split
from tts_tui.backends.kokoro.trimming import trimmer
from tts_tui.backends.kokoro.voices import language_of, parse_voice, style
from tts_tui.backends.kokoro.word_timing import WholeWords, shifted, word_times
from tts_tui.speech.blend import Blend
from tts_tui.speech.chunk import AudioChunk, CallTimes
from tts_tui.speech.errors import EmptyTextError
from tts_tui.speech.request import ChunkRequest

PAUSES = {**dict.fromkeys(".!?…", 0.3), **dict.fromkeys(",;:—", 0.12)}
"""Seconds between two runs of the model within one request, by the mark before."""

_REMEMBERED = 8
"""Texts of which the phonemes are: they are asked for to know the sound, and then to make it."""

_MOST_CHARACTERS = 40
"""Characters of a word in a message."""


def parse(request: ChunkRequest) -> tuple[Blend, Phonemes]:
    """The voice and the phonemes of a request.

    Raises:
        UnknownVoiceError: Kokoro has no such voice.
        UnsupportedLanguageError: there are no phonemes for the language here.
        EmptyTextError: nothing in the text is spoken.
    """
    blend, phonemes, _ = _parse(request)
    return blend, phonemes


def _parse(request: ChunkRequest) -> tuple[Blend, Phonemes, float]:
    """As `parse`, and the milliseconds that the phonemes took when they were made."""
    blend = parse_voice(request.voice)
    phonemes, took = _phonemes(request.text, request.language or language_of(blend))
    if not (any(map(str.isalnum, request.text)) and any(map(str.isalpha, phonemes.symbols))):
        excerpt = " ".join(request.text[:40].split())
        raise EmptyTextError(f"Kokoro has no sounds for “{excerpt}”.", hint="Write it out in words.")
    return blend, phonemes, took


@lru_cache(_REMEMBERED)
def _phonemes(text: str, language: str) -> tuple[Phonemes, float]:
    began = time.perf_counter()
    return phonemize(text, language), (time.perf_counter() - began) * 1000


def speak(engine: KokoroEngine, request: ChunkRequest) -> Generator[AudioChunk, None, None]:
    """Speak a request, piece by piece. Close the generator to end the work.

    Raises:
        SpeechError: as `parse`, and SynthesisError when the engine fails.
    """
    blend, phonemes, phonemes_ms = _parse(request)
    began = time.perf_counter()
    frames = 0  # samples yielded
    note = _unreadable_note(request.text)
    whole = WholeWords()
    for start, end in split(phonemes.symbols, opening=engine.opening if request.index == 0 else 0):
        symbols = phonemes.symbols[start:end]
        if not any(map(str.isalpha, symbols)):
            continue
        words = [_within(word, start, end) for word in phonemes.words if _has_part(word, start, end)]
        goes_on = any(word.start < end < word.end for word in phonemes.words)
        tokens = [vocabulary()[symbol] for symbol in symbols]
        utterance = engine.prepare(tokens, style(blend, len(tokens)), request.speed)
        times = word_times(request.text, symbols, words, utterance)
        trim = trimmer(round(times[-1].end * SAMPLE_RATE) if times else 0)
        with closing(engine.windows(utterance, first=request.index == 0 and not frames)) as windows:
            for samples in windows:
                audio = trim.process(samples)
                if len(audio):
                    told = shifted(times, (frames - trim.removed) / SAMPLE_RATE)
                    times = []
                    took = None if frames else CallTimes(phonemes_ms, (time.perf_counter() - began) * 1000)
                    yield AudioChunk(
                        audio, SAMPLE_RATE, whole.words(told, goes_on=goes_on), note=note, times=took
                    )
                    frames += len(audio)
        ending = trim.flush()
        if end < len(phonemes.symbols):
            pause = PAUSES.get(symbols.rstrip("”)")[-1], 0.0)
            ending = np.concatenate([ending, np.zeros(round(pause * SAMPLE_RATE), np.float32)])
        if len(ending):
            yield AudioChunk(ending, SAMPLE_RATE)
            frames += len(ending)


def _unreadable_note(text: str) -> str:
    words = ", ".join(
        f"“{''.join(filter(str.isprintable, word))[:_MOST_CHARACTERS]}”" for word in unreadable_words(text)
    )
    return f"Left out: {words}, at which espeak-ng fails." if words else ""


def _has_part(word: PhonemeSpan, start: int, end: int) -> bool:
    return start <= word.start < end or word.start < start < word.end


def _within(word: PhonemeSpan, start: int, end: int) -> PhonemeSpan:
    """The part of a word in a run of the model, which may be shorter than the word."""
    first, last = max(word.start, start), min(word.end, end)
    return PhonemeSpan(word.char_start, word.char_end, first - start, last - start)
