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


# Words whose features are looked up at once.
_BLOCK = 256

_Rows = tuple[int, ...]


def standing(words: Sequence[str]) -> list[_Rows]:
    """Rows of the table for each word, of the features that the tags before it don't change."""
    lower = lowered(words)
    around = ["<s>", "<s>", *lower, "</s>", "</s>"]
    found = []
    for i, (word, low) in enumerate(zip(words, lower, strict=True)):
        left2, left, _, right, right2 = around[i : i + 5]
        near = _of_left(left) + _of_right(right) + (_row("k" + left2), _row("q" + right2))
        found.append(_of_word(word, low, i == 0) + near + (_row(f"x{low} {right}"), _row(f"y{left} {low}")))
    return found


def moving(low: str, right: str, last: str, before: str) -> _Rows:
    """The others, of the word `low` before `right`, both in small letters.

    Args:
        last: the tag before the word.
        before: the one before that.
    """
    return (*_of_tags(before, last), _row(f"v{last} {low}"), _row(f"z{last} {right[-3:]}"))


def lowered(words: Sequence[str]) -> list[str]:
    return [word.lower().replace("’", "'") for word in words]


# Texts say the same words again and again.
@lru_cache(8192)
def _of_word(word: str, low: str, first: bool) -> _Rows:
    shape = "A" if word.isupper() else "a" if word.islower() else "T" if word[:1].isalpha() else "0"
    names = (
        "b",
        "w" + low,
        "3" + low[-3:],
        "2" + low[-2:],
        "p" + low[:1],
        f"d{word.isdigit()}",
        f"c{shape}{first}",
    )
    return tuple(map(_row, names))


@lru_cache(8192)
def _of_left(left: str) -> _Rows:
    return _row("l" + left), _row("e" + left[-3:])


@lru_cache(8192)
def _of_right(right: str) -> _Rows:
    return _row("r" + right), _row("f" + right[-3:])


@cache
def _of_tags(before: str, last: str) -> _Rows:
    return _row("t" + last), _row(f"u{before} {last}")


def _row(name: str) -> int:
    return crc32(name.encode("utf-8", "replace")) & (ROWS - 1)


def predict(table: NDArray[np.floating], words: Sequence[str]) -> list[str]:
    tags: list[str] = []
    following = [*lowered(words), "</s>"]
    rows = standing(words)
    last = before = "-"
    for begin in range(0, len(words), _BLOCK):
        fixed = np.add.reduce(table.take(rows[begin : begin + _BLOCK], axis=0), axis=1)
        for i, scores in enumerate(fixed, begin):
            scores += np.add.reduce(table.take(moving(following[i], following[i + 1], last, before), axis=0))
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
