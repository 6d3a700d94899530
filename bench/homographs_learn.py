"""Trains the tagger and the readings of homographs in tts_tui/text/data.

    python bench/homographs_learn.py tagger FOLDER TAUGHT.json    tags from bench/homographs_teach.py
    python bench/homographs_learn.py readings FOLDER [--all]      the labelled sentences; needs scikit-learn
    python bench/homographs_learn.py folds FOLDER [FOLDS]         how well nine parts tell a tenth, saving nothing

FOLDER is the training part of WikipediaHomographData (google-research-datasets on GitHub; Gorman, Mazovetskiy and
Nikolaev, LREC 2018; Apache-2.0): `train.tsv` and `wordids.tsv`. A tenth, drawn by seed, is kept aside, from folds too,
and bench/homographs.py measures on it. bench/data/homographs.tsv adds sentences of our own for readings that text
hardly has, and WordNet's examples show words as what part of speech they are.
"""

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from homographs import OWN, Example, examples, own_examples, report, split, table_of_labels, wordnet_examples
from numpy.typing import NDArray

from tts_tui.text import homographs, tagger

# WordNet 3.0's files, as Debian's package wordnet-base has them; elsewhere the variable says where.
WORDNET = Path(os.environ.get("WORDNET", "/usr/share/wordnet"))
DATA = Path(tagger.__file__).parent / "data"
EPOCHS = 3
# What a reading's rarity adds to its examples' weight: the power, and the most.
POWER, MOST = 0.7, 20.0
# A sentence of our own shows one reading plainly, and counts more than a sentence found.
OWN_WEIGHT = 2.0
# Of the sentences of our own the first so many are made alike for every word.
TEMPLATES = 2563
# Inverse strength of the regularisation.
C = 7.0
# Share of the tagger's table that is forgotten: what these very sentences taught it, it doesn't know of others.
FORGOTTEN = 0.25
# How often the sentences are tagged so, beside once with all that is known.
FORGETTING = 3


def learn_tagger(folder: Path, path: Path) -> None:
    """An averaged perceptron; every feature that the tags don't change is hashed once."""
    sentences = [s for s in json.loads(path.read_text(encoding="utf-8")) if s]
    # What the readings are measured on isn't taught here either.
    unseen = {tuple(example.words) for example in split(examples(folder))[1]}
    sentences = [s for s in sentences if tuple(word for word, _ in s) not in unseen]
    random.Random(1).shuffle(sentences)
    held, train = sentences[: len(sentences) // 20], sentences[len(sentences) // 20 :]
    known = {name: k for k, name in enumerate(tagger.TAGS)}
    weights = np.zeros((tagger.ROWS, len(tagger.TAGS)), np.float32)
    sums = np.zeros_like(weights)
    step = 0
    for epoch in range(EPOCHS):
        random.Random(epoch).shuffle(train)
        right = total = 0
        for sentence in train:
            words = [tagger.seen(word) for word, _ in sentence]
            endings = [*(word.ending for word in words[1:]), tagger.seen("</s>").ending]
            last = before = tagger.BEGIN
            standing = list(tagger.standing(words))
            for i, (_, gold) in enumerate(sentence):
                step += 1
                at = [*standing[i], *tagger.moving(words[i], endings[i], last, before)]
                guess = int(weights[at].sum(axis=0).argmax())
                want = known.get(gold, known["XX"])
                if guess != want:
                    for row in at:
                        weights[row, want] += 1
                        weights[row, guess] -= 1
                        sums[row, want] += step
                        sums[row, guess] -= step
                right += guess == want
                total += 1
                before, last = last, guess
        print("epoch", epoch, round(right / total, 4), flush=True)
        mean = weights - sums / step
        # A byte a weight, in steps that spread the largest; what hardly counts is dropped, so that it packs well.
        scale = np.abs(mean).max() / 127
        packed = np.round(mean / scale)
        packed[np.abs(mean) < 0.05] = 0
        np.savez_compressed(DATA / "tagger.npz", weights=packed.astype(np.int8))
        table = packed.astype(np.float32)
        agree = [
            a == b
            for s, tags in zip(held, tagger.predict(table, [[w for w, _ in s] for s in held]), strict=True)
            for a, (_, b) in zip(tags, s, strict=True)
        ]
        print(
            "agrees with spaCy on",
            round(float(np.mean(agree)), 4),
            "of",
            len(agree),
            "words not seen",
            flush=True,
        )


def forgetting(seed: int) -> NDArray[np.int8]:
    """The tagger's table without some of its rows."""
    table = tagger.table().copy()
    table[np.random.default_rng(seed).random(len(table)) < FORGOTTEN] = 0
    return table


class Table:
    """What is seen of the homograph in each example, once for each of its readings but the first.

    The sentences were the tagger's teachers, too: it knows them better than any that it will meet. So they are also
    tagged by one that has forgotten some, or the readings would learn to trust tags more than they are worth.
    """

    def __init__(self, chosen: list[Example], own: int) -> None:
        """
        Args:
            own: of the examples the last so many are our own.
        """
        self.examples = chosen
        self.strengths = np.zeros(homographs.ROWS)
        asked = [
            (number, example.label == option)
            for number, example in enumerate(chosen)
            for option in options_of(example)[1:]
        ]
        self.owners = np.array([number for number, _ in asked])
        self.answers = np.array([answer for _, answer in asked])
        self.matrix = self._seen(tagger.table())
        self.forgetful = [self._seen(forgetting(seed)) for seed in range(FORGETTING)]
        self.plain = np.where(np.arange(len(chosen)) >= len(chosen) - own, OWN_WEIGHT, 1.0)

    def _seen(self, table: NDArray[np.int8]) -> Any:
        """A row for each of the readings, with the tags of one tagger."""
        from scipy.sparse import csr_matrix

        columns: list[int] = []
        values: list[float] = []
        starts = [0]
        tagged = tagger.predict(table, [example.words for example in self.examples])
        for example, tags in zip(self.examples, tagged, strict=True):
            names = list(homographs.features(example.words, tags, example.at))
            strengths = [strength(name) for name in names]
            for group in homographs.groups(options_of(example)):
                rows = homographs.rows(group, names)
                columns += rows
                values += strengths
                self.strengths[rows] = strengths
                starts.append(len(columns))
        return csr_matrix((values, columns, starts), shape=(len(starts) - 1, homographs.ROWS))

    def learnt(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """The weights that tell the chosen examples' readings."""
        from scipy.sparse import vstack
        from sklearn.linear_model import LogisticRegression

        counts = Counter(e.label for e, taken in zip(self.examples, chosen, strict=True) if taken)
        weights = self.plain.copy()
        for number in np.flatnonzero(chosen):
            options = options_of(self.examples[number])
            share = sum(counts[option] for option in options) / len(options)
            weights[number] *= min(MOST, share / counts[self.examples[number].label]) ** POWER
        rows = np.flatnonzero(chosen[self.owners])
        model = LogisticRegression(C=C, solver="liblinear", fit_intercept=False, random_state=1, tol=1e-3)
        taught = [self.matrix[rows], *(matrix[rows] for matrix in self.forgetful)]
        model.fit(
            vstack(taught),
            np.tile(self.answers[rows], len(taught)),
            sample_weight=np.tile(weights[self.owners[rows]] / len(taught), len(taught)),
        )
        found: NDArray[np.float64] = model.coef_[0]
        return found

    def guesses(self, weights: NDArray[np.float64], asked: NDArray[np.bool_]) -> dict[int, str]:
        """The reading of each example that is asked for, by its number."""
        scores: dict[int, list[float]] = {int(number): [0.0] for number in np.flatnonzero(asked)}
        for owner, score in zip(self.owners, self.matrix @ weights, strict=True):
            if asked[owner]:
                scores[int(owner)].append(score)
        return {n: options_of(self.examples[n])[int(np.argmax(found))] for n, found in scores.items()}


def options_of(example: Example) -> tuple[str, ...]:
    return homographs.labels()[example.words[example.at].lower()]


def learn_readings(folder: Path, everything: bool) -> None:
    table_of_labels(folder, DATA / "homographs.tsv")
    train, held = split(examples(folder))
    own = own_examples(OWN)
    chosen = (train + held if everything else train) + own
    table = Table(wordnet_examples(WORDNET) + chosen, len(own))
    # Run time counts every feature as one.
    save(table.learnt(np.full(len(table.examples), True)) * table.strengths)


def cross_validate(folder: Path, folds: int) -> None:
    """Each tenth of what is learnt from, and of our own natural sentences, by what the other nine teach."""
    own = own_examples(OWN)
    found = split(examples(folder))[0]
    taught = wordnet_examples(WORDNET)
    table = Table(taught + found + own, len(own))
    tenth = np.random.default_rng(2).permutation(len(table.examples)) % 10
    place = np.arange(len(table.examples)) - len(taught)
    tenth[place < 0] = -1
    # Those of the first lines are templates, alike for every word.
    natural = place >= len(found) + TEMPLATES
    guesses: dict[int, str] = {}
    for fold in range(folds):
        guesses |= table.guesses(table.learnt(tenth != fold), tenth == fold)
    for name, which in (
        ("found", (place >= 0) & (place < len(found))),
        ("our own, each reading as often", natural),
    ):
        seen = [number for number in guesses if which[number]]
        report(name, [table.examples[n] for n in seen], [guesses[n] for n in seen])


def strength(name: str) -> float:
    """How much a feature may count: what all words share more than what one word has, a sentence's words least."""
    if name[0] in "tc":
        return 3.0 if name[0] == "t" else 2.0
    if name[0] != "w":
        return 1.0
    tail = name.partition(" ")[2]
    if tail[:1] == "n":
        return 0.3
    return 0.2 if tail[:1] == "g" else 0.7 if tail[:1].isupper() else 0.5


def save(found: NDArray[np.float64]) -> None:
    found = np.where(np.abs(found) < 0.02, 0, found)
    at = np.flatnonzero(found)
    steps = np.diff(at, prepend=0)
    np.savez_compressed(
        DATA / "homographs.npz", steps=steps.astype(np.uint16), weights=found[at].astype(np.float16)
    )
    print(len(at), "weights")


if __name__ == "__main__":
    if sys.argv[1] == "tagger":
        learn_tagger(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1] == "folds":
        cross_validate(Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 10)
    else:
        learn_readings(Path(sys.argv[2]), "--all" in sys.argv)
