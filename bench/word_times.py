"""When words are said to begin and end, against the sound: onsets and ends at pauses, and a forced alignment.

    python bench/word_times.py [--every 2] [--engine streaming stock]

Needs `pocketsphinx`, whose acoustic model aligns the text. A pause is 60 ms below -50 dBFS; against it only words at a
mark are measured, against the alignment all. Positive is late. Results are written to `results/word_times.json`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray
from pocketsphinx import Decoder

from bench.kokoro import CACHE
from tts_tui.backends.kokoro.engine import SAMPLE_RATE, KokoroEngine
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.request_audio import speak
from tts_tui.backends.kokoro.stock import StockEngine
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.request import ChunkRequest

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "word_times.json"
VOICES = (("af_heart", 1.0), ("bm_george", 1.0), ("am_michael", 1.0), ("bf_emma", 1.0), ("af_heart", 1.3))
LISTENER_RATE = 16_000

STEP = 0.005
"""Seconds over which the level is taken."""

PAUSE = 12
"""Steps of silence that make a pause."""

SILENCE = -50.0
"""dBFS."""

NEAR = 0.25
"""Seconds around a word's edge in which its pause is sought."""

Samples = NDArray[np.float32]


def aligned(audio: Samples, text: str) -> list[tuple[str, float, float]]:
    """The words of a text, and the seconds at which each begins and ends in the audio."""
    decoder = Decoder(samprate=LISTENER_RATE, loglevel="FATAL")
    decoder.set_align_text(plain(text))
    silence = np.zeros(SAMPLE_RATE // 2, np.float32)  # without some, the last word is not found
    heard = soxr.resample(np.concatenate([silence, audio, silence]), SAMPLE_RATE, LISTENER_RATE)
    decoder.start_utt()
    decoder.process_raw((np.clip(heard, -1, 1) * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    rate, before = decoder.config["frate"], len(silence) / SAMPLE_RATE
    return [
        (
            re.sub(r"\(\d+\)$", "", segment.word),
            segment.start_frame / rate - before,
            (segment.end_frame + 1) / rate - before,
        )
        for segment in decoder.seg()
        if segment.word[0] not in "<["
    ]


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def spoken(engine: KokoroEngine, text: str, voice: str, speed: float) -> tuple[Samples, list[WordTime]]:
    told: list[WordTime] = []
    pieces = []
    for chunk in speak(engine, ChunkRequest(0, text, "kokoro-v1.0-onnx", voice, "", speed)):
        told += chunk.words
        pieces.append(chunk.samples)
    return np.concatenate(pieces), told


def edges(audio: Samples) -> tuple[Samples, Samples]:
    """The seconds at which sound begins after a pause, and those at which it ends before one."""
    frame = round(STEP * SAMPLE_RATE)
    padded = np.pad(audio, (PAUSE * frame, (PAUSE + 1) * frame))
    count = len(padded) // frame
    power = (padded[: count * frame].reshape(count, frame) ** 2).mean(1)
    sounding = np.flatnonzero(power > 10 ** (SILENCE / 10))
    parted = np.flatnonzero(np.diff(sounding) > PAUSE)
    begins = np.concatenate([sounding[:1], sounding[parted + 1]])
    ends = np.concatenate([sounding[parted], sounding[-1:]]) + 1
    return (begins - PAUSE) * STEP, (ends - PAUSE) * STEP


def nearest(edge: float, places: Samples) -> float | None:
    """How much later than the nearest place an edge lies, if one is near."""
    late = edge - places
    least = float(late[np.abs(late).argmin()])
    return least if abs(least) < NEAR else None


def late(audio: Samples, words: list[WordTime], text: str) -> Iterator[tuple[str, float]]:
    """What was measured, and how many seconds late it is."""
    begins, ends = edges(audio)
    previous = 0
    for number, word in enumerate(words):
        between = text[previous : word.char_start].strip()
        if (number == 0 or between) and (found := nearest(word.start, begins)) is not None:
            yield "start, sound", found
        following = text[word.char_end : word.char_end + 1]
        if following in ".,;:!?" and (found := nearest(word.end, ends)) is not None:
            yield "end, sound", found
        previous = word.char_end
    heard = aligned(audio, text)
    if [plain(word.text) for word in words] == [name for name, _, _ in heard]:
        for word, (_, start, end) in zip(words, heard, strict=True):
            yield "start, alignment", word.start - start
            yield "end, alignment", word.end - end


def sentences(every: int) -> list[str]:
    """Those with a pause in them, and only words that the aligner can look up."""
    lines = (HERE / "data" / "prose.txt").read_text(encoding="utf-8").splitlines()
    fit = [
        line
        for line in lines
        if "," in line and 40 < len(line) < 130 and not re.search(r'[\d—–“”"()-]', line)
    ]
    return fit[::every]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=2, help="every n-th sentence only")
    parser.add_argument("--engine", nargs="+", choices=("streaming", "stock"), default=["streaming", "stock"])
    options = parser.parse_args()
    model = ensure(INT8, CACHE)
    results = {}
    for name in options.engine:
        engine: KokoroEngine = (
            StreamingEngine.open(model, CACHE, accelerate=False)
            if name == "streaming"
            else StockEngine(model)
        )
        measured: dict[str, list[float]] = defaultdict(list)
        for number, text in enumerate(sentences(options.every)):
            voice, speed = VOICES[number % len(VOICES)]
            audio, words = spoken(engine, text, voice, speed)
            for what, seconds in late(audio, words, text):
                measured[what].append(1000 * seconds)
        engine.close()
        results[name] = {
            what: {
                "words": len(found),
                "median_ms": round(float(np.median(found)), 1),
                "median_distance_ms": round(float(np.median(np.abs(found))), 1),
                "p90_distance_ms": round(float(np.percentile(np.abs(found), 90)), 1),
            }
            for what, found in measured.items()
        }
        for what, figures in results[name].items():
            print(f"{name:<10} {what:<17}", figures)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
