"""The text front end under texts that nobody writes: a million by default, on every core but one.

    python bench/fuzz_text.py [--texts 1000000] [--seed 0] [--longest 300] [--phonemes-of 1]

Each goes through decoding, tags, segments, writing out, phonemes in a language of the nine, and the times of words.
What is promised of any text is checked (`check`); a failure prints the seed that makes the text again. At the end:
texts that espeak-ng died of, and the slowest text, since time must grow with length and with nothing else.
`--longest 40 --phonemes-of 10` makes a million a matter of an hour on two cores: short texts, and the phonemes of one
in ten.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise

from tts_tui.backends.kokoro.phonemes import espeak
from tts_tui.backends.kokoro.phonemes.languages import SPOKEN
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import ChunkRequest, Segment
from tts_tui.studio.plan import Call
from tts_tui.studio.word_times import WrittenWords
from tts_tui.text.files import text_of
from tts_tui.text.headings import headings
from tts_tui.text.markup import marked
from tts_tui.text.normalize import normalize
from tts_tui.text.segments import segments

MAX_CHARACTERS = 400
_BLOCKS = (
    (0x0, 0x7F), (0xA0, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x370, 0x4FF), (0x530, 0x6FF), (0x900, 0x97F),
    (0xE00, 0xE7F), (0x1100, 0x11FF), (0x2000, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
    (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xFE00, 0xFFFF), (0x1D400, 0x1F9FF), (0x20000, 0x10FFFF),
)  # fmt: skip
_PIECES = (
    "```", "````\n", "~~~", "\n", "\n\n", "- ", "1. ", "> ", "# ", "|", "**", "*", "_", "`", "[", "](", ")", "](/ˈa/)",
    "<", ">", "<b>", "<source>", "</p>", "&amp;", "&#x41;", "\\", "£3.50", "$1,000", "9:30PM", "40–60°C", "1984",
    "18,446,744", "3/4", "½", "U.S.", "x.", "Dr.", "e.g.", "http://a.b/c?d", "a@b.c", "word", "Ünïcödé", "don’t", "“",
    "”", "…", "—", "--", ". ", "! ", ", ", " ", "\t", "\0", "\x1b[31m", "\u200b", "\u0301", "①", "😀", "👨‍👩‍👧", "東京",
    "नमस्ते", "\ud800", "123e4567-e89b-12d3-a456-426614174000", "00:00:01,000 --> 00:00:02,000\n",
    "[voice:af_bella]", "[/voice]", "[rate:slow]", "[pause:1.5s]", "[lang:fr]", "[say:", "]", "\nAnna: ", "Bob: ",
    "<speak>", "<break time='1s'/>", "<sub alias='x'>", "</speak>", "---\ncast:\n  Bob: x\n---\n", "１２", "三月",
)  # fmt: skip


_LENGTHS = (3, 12, 40, 120, 300)
_CAST = {"Anna": "af_bella"}


def make(seed: int, longest: int = _LENGTHS[-1]) -> str:
    """A text, the same for the same seed: random characters or pieces, or a few of them over and over.

    Args:
        longest: in characters, pieces or repetitions.
    """
    chance = random.Random(seed)

    def character() -> str:
        return chr(chance.randint(*chance.choice(_BLOCKS)))

    length = chance.choice([each for each in _LENGTHS if each <= longest])
    kind = chance.randrange(5)
    if kind == 0:
        return "".join(character() for _ in range(length))
    if kind == 1:
        block = chance.choice(_BLOCKS)
        return "".join(chr(chance.randint(*block)) for _ in range(length))
    if kind == 2:
        return "".join(chance.choice(_PIECES) for _ in range(length))
    few = "".join(chance.choice((character(), chance.choice(_PIECES))) for _ in range(chance.randint(1, 4)))
    return few * chance.choice([each for each in (5, 40, 150) if each <= longest])


def check(text: str, language: str, *, phonemes: bool = True) -> None:
    """What is promised of any text.

    Raises:
        AssertionError: it isn't so.
    """
    _decoded(text.encode(errors="replace"))
    assert all(0 <= heading.start < len(text) for heading in headings(text))
    end = 0
    whole = marked(text, cast=_CAST)
    assert len(whole.text) == len(text)
    for segment in segments(whole, language, MAX_CHARACTERS):
        assert segment.start >= end
        assert segment.text == whole.text[segment.start : segment.end]
        end = segment.end
        normalized = normalize(segment.text, language, reading=whole.reading, readings=segment.readings)
        offsets = list(normalized.offsets)
        assert len(offsets) == len(normalized.text)
        assert offsets == sorted(offsets)
        if phonemes and normalized.text.strip():
            spoken = phonemize(normalized.text, language)
            assert set(spoken.symbols) <= set(vocabulary())
            told = [
                WordTime("", index, index + 1, word.char_start, word.char_end)
                for index, word in enumerate(spoken.words)
            ]
            request = ChunkRequest(0, normalized.text, "", "", language)
            _check_words(Call(request, segment, normalized), told, segment)


def _check_words(call: Call, told: Sequence[WordTime], segment: Segment) -> None:
    written = WrittenWords(call)
    words = [*written.add(told, 0.0), *written.finish()]
    assert all(segment.start <= word.char_start < word.char_end <= segment.end for word in words)
    assert all(before.char_end <= after.char_start for before, after in pairwise(words))
    assert all(before.end <= after.start for before, after in pairwise(words))


def _decoded(data: bytes) -> None:
    for each in (data, data[::2], data[1:]):
        try:
            text_of(each, "it")
        except SpeechError:
            continue


@dataclass(frozen=True, slots=True)
class Found:
    """Of some texts: how many were checked, what failed by seed, espeak-ng's deaths, the slowest's seconds and seed."""

    texts: int
    failures: list[tuple[int, str]]
    deaths: int
    slowest: tuple[float, int]


@cache
def _make_ready(*, phonemes: bool) -> None:
    """Load what the first text of each language would wait for."""
    for language in SPOKEN:
        check("[pause] One 2 三.", language, phonemes=phonemes)


def fuzz(seeds: range, *, longest: int = _LENGTHS[-1], phonemes_of: int = 1) -> Found:
    """Check the texts of these seeds.

    Args:
        phonemes_of: one text in so many; 0 is none.
    """
    _make_ready(phonemes=bool(phonemes_of))
    failures: list[tuple[int, str]] = []
    slowest = (0.0, 0)
    before = espeak.deaths()
    for seed in seeds:
        text = make(seed, longest)
        phonemes = bool(phonemes_of) and seed // len(SPOKEN) % phonemes_of == 0
        began = time.process_time()
        try:
            check(text, SPOKEN[seed % len(SPOKEN)], phonemes=phonemes)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is what is sought)
            failures.append((seed, f"{type(error).__name__}: {error}"))
        slowest = max(slowest, (time.process_time() - began, seed))
    return Found(len(seeds), failures, espeak.deaths() - before, slowest)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=int, default=_LENGTHS[-1], help="characters, pieces, repetitions")
    parser.add_argument("--phonemes-of", type=int, default=1, help="one text in so many; 0: of none")
    parser.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    options = parser.parse_args()
    batch = 2000
    last = options.seed + options.texts
    ranges = [range(first, min(first + batch, last)) for first in range(options.seed, last, batch)]
    work = partial(fuzz, longest=options.longest, phonemes_of=options.phonemes_of)
    began, done, failed, deaths, slowest = time.monotonic(), 0, 0, 0, (0.0, 0)
    with ProcessPoolExecutor(options.processes) as pool:
        for future in as_completed([pool.submit(work, seeds) for seeds in ranges]):
            found = future.result()
            done += found.texts
            failed += len(found.failures)
            deaths += found.deaths
            slowest = max(slowest, found.slowest)
            for seed, why in found.failures:
                print(f"seed {seed}: {why[:300]}", flush=True)
            print(
                f"{done:,} texts in {time.monotonic() - began:.0f} s: {failed} failures, {deaths} deaths of espeak-ng",
                flush=True,
            )
    text = make(slowest[1], options.longest)
    print(f"slowest: {slowest[0]:.3f} s for {len(text):,} characters (seed {slowest[1]})")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
