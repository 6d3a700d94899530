"""Words that a listener gets wrong, by what is written: our front end beside kokoro-onnx's own.

    python bench/words.py [--every 1] [--voice af_heart]

Both front ends get the same written text and feed the same engine and the same voice, sentence by sentence, in one run;
whisper tiny.en listens. `data/words.tsv` says of each sentence what a careful reader says, written before either front
end was asked: every reading that such a reader may choose, with `|` between them, or nothing where it is said as
written. The listener may write no figures and no signs, so that what it heard is compared as heard. "And" is left out,
which some say in numbers, and letters named one by one count as one word. The listener's own mistakes are in both
columns; homographs that are spelled alike it writes alike, so that only `homographs.py` tells whether they are right.

`results/words.json` keeps what was last measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soxr
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.kokoro import CACHE, voices_file
from tests.transcribe import WHISPER_RATE, listener, words
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.studio.verify.comparing import changes
from tts_tui.text.normalize import normalize

HERE = Path(__file__).parent
SENTENCES = HERE / "data" / "words.tsv"
RESULTS = HERE / "results" / "words.json"

_LETTERS = re.compile(r"\b[a-z](?: [a-z]\b)+")


_WRITTEN_SHORT = {
    "dr": "doctor", "mr": "mister", "mrs": "missus", "st": "street", "ave": "avenue", "vs": "versus",
    "lt": "lieutenant", "prof": "professor", "ok": "okay", "colour": "color", "etc": "et cetera",
}  # fmt: skip
"""What a listener writes short, and what it heard."""


def compared(text: str) -> list[str]:
    """Words as they are compared: in small letters, spelled letters as one word, without `and`."""
    plain = " ".join(
        _WRITTEN_SHORT.get(word, word) for word in words(text.replace("-", " ").replace(".", " "))
    )
    joined = _LETTERS.sub(lambda letters: letters[0].replace(" ", ""), plain)
    return [word for word in joined.split() if word != "and"]


def heard(samples: NDArray[np.float32], rate: int) -> str:
    """What the listener writes, in words alone."""
    sound = np.pad(soxr.resample(samples, rate, WHISPER_RATE), WHISPER_RATE // 4)
    segments, _ = listener().transcribe(
        sound, language="en", beam_size=5, without_timestamps=True, suppress_tokens=[-1, *figures()]
    )
    return " ".join(segment.text.strip() for segment in segments)


@cache
def figures() -> list[int]:
    """The listener's tokens that hold a figure or a sign."""
    vocabulary = listener().hf_tokenizer.get_vocab()
    return [at for token, at in vocabulary.items() if re.search(r"[0-9$£€¥%°#&]", token)]


def main() -> None:
    from kokoro_onnx import Kokoro

    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="of the sentences, each one of so many")
    parser.add_argument("--voice", default="af_heart")
    options = parser.parse_args()
    with SENTENCES.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[:: options.every]
    counted: dict[str, int] = defaultdict(int)
    wrong: dict[str, dict[str, int]] = {"ours": defaultdict(int), "kokoro-onnx": defaultdict(int)}
    with TemporaryDirectory() as folder:
        kokoro = Kokoro(str(ensure(INT8, CACHE)), str(voices_file(Path(folder), [options.voice])))
        for row in rows:
            wanted = [compared(way) for way in (row["said"] or row["written"]).split("|")]
            spoken = normalize(row["written"], "en-US").text
            phonemes = {
                "ours": phonemize(spoken, "en-US").symbols,
                "kokoro-onnx": kokoro.tokenizer.phonemize(row["written"], "en-us"),
            }
            counted[row["category"]] += len(wanted[0])
            for way, symbols in phonemes.items():
                samples, rate = kokoro.create(symbols, voice=options.voice, is_phonemes=True)
                said = compared(heard(samples, rate))
                wrong[way][row["category"]] += (count := min(changes(one, said) for one in wanted))
                print(f"{way:<12} {count:>2}  {row['written']}  ->  {' '.join(said)}", flush=True)
    result = {
        category: {"words": count} | {way: round(100 * by[category] / count, 1) for way, by in wrong.items()}
        for category, count in sorted(counted.items())
    }
    total = sum(counted.values())
    result["all"] = {"words": total} | {
        way: round(100 * sum(by.values()) / total, 1) for way, by in wrong.items()
    }
    kept = {"sentences": len(rows), "voice": options.voice, "percent wrong": result}
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(kept, indent=1))


if __name__ == "__main__":
    main()
