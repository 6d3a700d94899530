"""Accuracy of the readings of homographs, on sentences kept aside in training.

    python bench/homographs.py FOLDER

FOLDER holds `train.tsv` and `wordids.tsv` of WikipediaHomographData (see bench/homographs_learn.py); its sentences
aren't in this project. The readings in the package were learnt from nine tenths of them. Prints how many of the other
tenth are right, and with each reading counted alike, against always-the-commonest, and writes it to
`results/homographs.json`. `--wrong` prints the sentences that are read wrong.
"""

import collections
import csv
import json
import random
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tts_tui.text import homographs
from tts_tui.text.tagger import TOKEN, tag

RESULTS = Path(__file__).parent / "results" / "homographs.json"
OWN = Path(__file__).parent / "data" / "homographs.tsv"


class Example(NamedTuple):
    words: list[str]
    at: int
    label: str


def examples(folder: Path) -> list[Example]:
    found = []
    with (folder / "train.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            start = len(row["sentence"].encode()[: int(row["start"])].decode("utf-8", "ignore"))
            example = _example(row["sentence"], start, row["wordid"])
            # Where the word stands within a longer token, no reading of it is asked for.
            if example.words[example.at].lower() == row["homograph"]:
                found.append(example)
    return found


def own_examples(path: Path) -> list[Example]:
    """Lines of `label TAB sentence`, the homograph between asterisks."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, text = line.partition("\t")
        found.append(_example(text.replace("*", ""), text.index("*"), label))
    return found


def wordnet_examples(folder: Path) -> list[Example]:
    """The examples of WordNet in which a homograph stands once, with the reading that its part of speech has.

    Args:
        folder: with `data.noun`, `data.verb`, `data.adj` and `data.adv` of WordNet 3.0.
    """
    found = []
    for part, name in (("nou", "noun"), ("vrb", "verb"), ("adj", "adj")):
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):  # the licence
                continue
            fields, _, gloss = line.partition("|")
            words = fields.split()
            lemmas = {word.lower() for word in words[4 : 4 + 2 * int(words[3], 16) : 2]}
            for text in re.findall(r'"([^"]{12,250})"', gloss):
                places = [
                    token
                    for token in TOKEN.finditer(text)
                    if (low := token.group().lower()) in homographs.labels()
                    and not lemmas.isdisjoint((low, low.rstrip("s")))
                ]
                if len(places) == 1 and (label := _by_part(places[0].group().lower(), part)):
                    found.append(_example(text, places[0].start(), label))
    return found


def _by_part(word: str, part: str) -> str | None:
    """The one reading that is such a part of speech, if all of a word's readings are told apart by theirs."""
    parts = {label: set(homographs.kind(label).split("-")) for label in homographs.labels()[word]}
    if not all(kinds <= {"nou", "vrb", "adj"} and kinds for kinds in parts.values()):
        return None
    fitting = [label for label, kinds in parts.items() if part in kinds]
    return fitting[0] if len(fitting) == 1 else None


def _example(text: str, start: int, label: str) -> Example:
    tokens = list(TOKEN.finditer(text))
    words = [token.group() for token in tokens]
    at = next((k for k, token in enumerate(tokens) if token.start() <= start < token.end()), 0)
    return Example(words, at, label)


def split(found: list[Example]) -> tuple[list[Example], list[Example]]:
    """Nine tenths to train on and one to measure on, the same ones every time."""
    shuffled = list(found)
    random.Random(2).shuffle(shuffled)
    tenth = len(shuffled) // 10
    return shuffled[tenth:], shuffled[:tenth]


def table_of_labels(folder: Path, out: Path) -> None:
    words: dict[str, list[str]] = {}
    with (folder / "wordids.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            words.setdefault(row["homograph"], []).append(row["wordid"])
    lines = [
        "\t".join([word, *sorted(labels, key=homographs.kind)]) + "\n"
        for word, labels in sorted(words.items())
    ]
    out.write_text("".join(lines), encoding="utf-8")


def report(name: str, held: Iterable[Example], guesses: Iterable[str]) -> dict[str, float]:
    per: dict[str, list[bool]] = collections.defaultdict(list)
    for example, guess in zip(held, guesses, strict=True):
        per[example.label].append(guess == example.label)
    right = [ok for oks in per.values() for ok in oks]
    alike = sum(sum(oks) / len(oks) for oks in per.values()) / len(per)
    print(
        f"{name}: {sum(right) / len(right):.4f} of {len(right)}; {alike:.4f} with each reading counted alike"
    )
    return {"right": round(sum(right) / len(right), 4), "alike": round(alike, 4), "sentences": len(right)}


def main() -> None:
    train, held = split(examples(Path(sys.argv[1])))
    counts = collections.Counter(example.label for example in train)
    commonest = {w: max(labels, key=counts.__getitem__) for w, labels in homographs.labels().items()}
    results = {}
    results["commonest"] = report(
        "always the commonest", held, [commonest[e.words[e.at].lower()] for e in held]
    )
    tag(["warm"])
    begin = time.perf_counter()
    tags = [tag(example.words) for example in held]
    tagging = (time.perf_counter() - begin) / sum(len(example.words) for example in held)
    begin = time.perf_counter()
    guesses = [homographs.readings(e.words, seen)[e.at] for e, seen in zip(held, tags, strict=True)]
    reading = (time.perf_counter() - begin) / len(held)
    results["this model"] = report("this model", held, guesses)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(f"tags: {1e6 * tagging:.1f} µs a word; readings: {1e6 * reading:.0f} µs a sentence")
    if "--wrong" in sys.argv:
        for example, guess in zip(held, guesses, strict=True):
            if guess != example.label:
                print(
                    example.label,
                    guess,
                    " ".join(example.words[max(0, example.at - 6) : example.at + 6]),
                    sep="\t",
                )


if __name__ == "__main__":
    main()
