"""Japanese and Mandarin phonemes beside misaki's, which Kokoro was trained on: how many symbols differ, and the time.

    python bench/symbols_cjk.py            ours against what is kept of misaki
    python bench/symbols_cjk.py misaki     asks misaki anew, in an environment of its own:
                                           pip install --no-deps misaki==0.9.4
                                           pip install fugashi unidic-lite jaconv mojimoji jieba pypinyin cn2an \
                                               ordered-set addict regex

The sentences are those of `data/japanese.txt` and `data/mandarin.txt`. A symbol differs where one must be changed, put
in or left out; `without_spaces` doesn't count spaces, which come from how a dictionary parts words. misaki is no judge
of readings: with unidic-lite it says 富士山 as fujiyama. `results/symbols_cjk.json` keeps its symbols and what was
measured last.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from symbols import percent

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "symbols_cjk.json"
FILES = {"ja": "japanese.txt", "zh": "mandarin.txt"}


def sentences(language: str) -> list[str]:
    return (HERE / "data" / FILES[language]).read_text(encoding="utf-8").splitlines()


def ask_misaki() -> dict[str, list[str]]:
    """Its symbols by language."""
    from misaki.cutlet import Cutlet
    from misaki.zh import ZHG2P

    speakers = {"ja": Cutlet(), "zh": ZHG2P()}
    return {
        language: [speak(sentence)[0] for sentence in sentences(language)]
        for language, speak in speakers.items()
    }


def measure(theirs: dict[str, list[str]]) -> dict[str, Any]:
    from tts_tui.backends.kokoro.phonemes.phonemize import make_ready, phonemize

    found: dict[str, Any] = {}
    for language, kept in theirs.items():
        began = time.perf_counter()
        make_ready(language)
        ready = time.perf_counter() - began
        ours, times = [], []
        for sentence in sentences(language):
            began = time.perf_counter()
            ours.append(phonemize(sentence, language).symbols)
            times.append(1000 * (time.perf_counter() - began))
        found[language] = {
            "sentences": len(ours),
            "differ_percent": percent(ours, kept),
            "without_spaces": percent(*([each.replace(" ", "") for each in side] for side in (ours, kept))),
            "ms_a_sentence": round(statistics.median(times), 2),
            "ms_to_load": round(1000 * ready),
        }
    return found


def main() -> None:
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    if sys.argv[1:] == ["misaki"]:
        known["misaki"] = ask_misaki()
    else:
        known["measured"] = measure(known["misaki"])
        print(json.dumps(known["measured"], indent=2))
    RESULTS.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
