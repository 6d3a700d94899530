"""Words that a listener gets wrong, by what is written: our front end beside kokoro-onnx's own.

    python bench/words.py [--every 1] [--voice af_heart]

Both front ends feed the same engine and the same voice, sentence by sentence, in one run; whisper tiny.en listens.
`data/words.tsv` says of each sentence what a careful reader says. What is heard is written out before it is compared,
since the listener writes figures, and letters that are named one by one count as one word. Its own mistakes are in
both columns.

It is no fair comparison yet: most sentences of `words.tsv` come from tests that our front end passes, what those in
context should say is its own output, and what it said wrong was left out. `results/words.json` keeps what was last
measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.kokoro import CACHE, voices_file
from tests.transcribe import transcribe, words
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.text.normalize import normalize

HERE = Path(__file__).parent
SENTENCES = HERE / "data" / "words.tsv"
RESULTS = HERE / "results" / "words.json"

_LETTERS = re.compile(r"\b[a-z](?: [a-z]\b)+")


def heard_words(text: str) -> list[str]:
    """Words as they are compared: written out, in small letters, spelled letters as one word."""
    plain = " ".join(words(normalize(text, "en-US").text.replace("-", " ")))
    return _LETTERS.sub(lambda letters: letters[0].replace(" ", ""), plain.replace("'s", "s")).split()


def errors(wanted: list[str], heard: list[str]) -> int:
    """Words changed, left out or put in (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, 1):
        above, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (word != other)))
    return row[-1]


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
            wanted = heard_words(row["said"])
            spoken = normalize(row["written"], "en-US").text
            phonemes = {
                "ours": phonemize(spoken, "en-US").symbols,
                "kokoro-onnx": kokoro.tokenizer.phonemize(row["written"], "en-us"),
            }
            counted[row["category"]] += len(wanted)
            for way, symbols in phonemes.items():
                samples, rate = kokoro.create(symbols, voice=options.voice, is_phonemes=True)
                said = heard_words(transcribe(samples, rate))
                wrong[way][row["category"]] += (count := errors(wanted, said))
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
