"""Trains the tagger and the readings of homographs in tts_tui/text/data.

    python bench/homographs_learn.py tagger FOLDER TAUGHT.json    tags from bench/homographs_teach.py
    python bench/homographs_learn.py readings FOLDER [--all]      the labelled sentences; needs scikit-learn

FOLDER is the training part of WikipediaHomographData (google-research-datasets on GitHub; Gorman, Mazovetskiy and
Nikolaev, LREC 2018; Apache-2.0): `train.tsv` and `wordids.tsv`. A tenth, drawn by seed, is kept aside, and
bench/homographs.py measures on it. bench/data/homographs.tsv adds sentences of our own for readings that text hardly
has.
"""

import json
import random
import sys
from pathlib import Path

import numpy as np
from homographs import OWN, examples, own_examples, split, table_of_labels

from tts_tui.text import homographs, tagger

DATA = Path(tagger.__file__).parent / "data"
EPOCHS = 5
# What a reading's rarity adds to its examples' weight: the power, and the most.
POWER, MOST = 0.7, 20.0
# Inverse strength of the regularisation.
C = 2.0


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
            words = [word for word, _ in sentence]
            lower = [word.lower().replace("’", "'") for word in words]
            last = before = "-"
            for i, (_, gold) in enumerate(sentence):
                step += 1
                at = tagger.features(words, lower, i, last, before)
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
                before, last = last, tagger.TAGS[guess]
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
            for s in held
            for a, (_, b) in zip(tagger.predict(table, [w for w, _ in s]), s, strict=True)
        ]
        print(
            "agrees with spaCy on",
            round(float(np.mean(agree)), 4),
            "of",
            len(agree),
            "words not seen",
            flush=True,
        )


def learn_readings(folder: Path, everything: bool) -> None:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    table_of_labels(folder, DATA / "homographs.tsv")
    train, held = split(examples(folder))
    chosen = (train + held if everything else train) + own_examples(OWN)
    counts: dict[str, float] = {}
    for example in chosen:
        counts[example.label] = counts.get(example.label, 0) + 1
    columns: list[int] = []
    values: list[float] = []
    power_of = np.zeros(homographs.ROWS)
    starts, answers, weights = [0], [], []
    for example in chosen:
        options = homographs.labels()[example.words[example.at].lower()]
        share = sum(counts.get(o, 0) for o in options) / len(options) / counts[example.label]
        tags = tagger.tag(example.words)
        for option, group in zip(options[1:], homographs.groups(options), strict=True):
            names = list(homographs.features(example.words, tags, example.at))
            columns += homographs.rows(group, iter(names))
            strengths = [strength(name) for name in names]
            values += strengths
            for column, power in zip(homographs.rows(group, iter(names)), strengths, strict=True):
                power_of[column] = power
            starts.append(len(columns))
            answers.append(example.label == option)
            weights.append(min(MOST, share) ** POWER)
    matrix = csr_matrix((values, columns, starts), shape=(len(answers), homographs.ROWS))
    model = LogisticRegression(C=C, solver="liblinear", fit_intercept=False, random_state=1)
    model.fit(matrix, answers, sample_weight=weights)
    # Run time counts every feature as one.
    save(model.coef_[0] * power_of)


def strength(name: str) -> float:
    """How much a feature may count: what all words share more than what one word has, a sentence's words least."""
    if name[0] in "tc":
        return 3.0 if name[0] == "t" else 2.0
    if name[0] != "w":
        return 1.0
    tail = name.partition(" ")[2]
    return 0.2 if tail[:1] == "g" else 0.7 if tail[:1].isupper() else 0.5


def save(found: "np.ndarray") -> None:
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
    else:
        learn_readings(Path(sys.argv[2]), "--all" in sys.argv)
