"""Parts of speech of English words: a linear model over a word, its neighbours and the two tags before it.

Taught by spaCy and trained by bench/homographs_learn.py as an averaged perceptron (Collins, EMNLP 2002). A feature's
weights are a row of one table at the feature's hash, so that it loads at once and needs no list of features.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# Words as the model was taught them: with their apostrophe, and every mark on its own.
TOKEN = re.compile(r"\w+(?:[’']\w+)?|[^\w\s]")

# Rows of the table, a power of two.
ROWS = 1 << 16

_TAGS = """
$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS
RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``
"""
TAGS = tuple(_TAGS.split())


def features(words: Sequence[str], lower: Sequence[str], i: int, last: str, before: str) -> list[int]:
    """Rows of the table for word i, after the tags `last` and `before` (the one before it)."""
    word, low = words[i], lower[i]
    left, left2 = lower[i - 1] if i else "<s>", lower[i - 2] if i > 1 else "<s>"
    right = lower[i + 1] if i + 1 < len(words) else "</s>"
    right2 = lower[i + 2] if i + 2 < len(words) else "</s>"
    shape = "A" if word.isupper() else "a" if word.islower() else "T" if word[:1].isalpha() else "0"
    return [
        *_rows(("b", "w" + low, "3" + low[-3:], "2" + low[-2:], "p" + low[:1], "d" + str(word.isdigit()))),
        *_rows((f"c{shape}{i == 0}", "t" + last, f"u{before} {last}")),
        *_rows(("l" + left, "e" + left[-3:])),
        *_rows(("r" + right, "f" + right[-3:])),
        *_rows(("k" + left2,)),
        *_rows(("q" + right2,)),
        *map(_row, (f"v{last} {low}", f"x{low} {right}", f"y{left} {low}", f"z{last} {right[-3:]}")),
    ]


def _row(name: str) -> int:
    return crc32(name.encode("utf-8", "replace")) & (ROWS - 1)


@lru_cache(8192)
def _rows(names: tuple[str, ...]) -> list[int]:
    """Those of a word wherever it stands: texts say the same words again and again."""
    return list(map(_row, names))


def predict(table: NDArray[np.floating], words: Sequence[str]) -> list[str]:
    tags: list[str] = []
    lower = [word.lower().replace("’", "'") for word in words]
    last = before = "-"
    for i in range(len(words)):
        scores = np.add.reduce(table.take(features(words, lower, i, last, before), axis=0))
        before, last = last, TAGS[int(scores.argmax())]
        tags.append(last)
    return tags


def tag(words: Sequence[str]) -> list[str]:
    """The Penn Treebank tag of each word of one sentence, marks included as words of their own (see TOKEN)."""
    return predict(_table(), words)


@cache
def _table() -> NDArray[np.floating]:
    with np.load(Path(__file__).parent / "data" / "tagger.npz") as data:
        weights: NDArray[np.float32] = data["weights"].astype(np.float32)
        return weights
