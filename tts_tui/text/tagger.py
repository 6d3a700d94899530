"""Parts of speech of English words: a linear model over a word, its neighbours and the two tags before it.

Taught by spaCy and trained by bench/homographs_learn.py as an averaged perceptron (Collins, EMNLP 2002). A feature's
weights are a row of one table at the feature's hash, so that it loads at once and needs no list of features.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import DTypeLike, NDArray

# Words as the model was taught them: with their apostrophe, and every mark on its own.
TOKEN = re.compile(r"\w+(?:[’']\w+)?|[^\w\s]")

# Rows of the table, a power of two.
ROWS = 1 << 16
_MASK = ROWS - 1

_TAGS = """
$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS
RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``
"""
TAGS = tuple(_TAGS.split())

# The place of what stands for the tags before the first word.
BEGIN = len(TAGS)
_NAMES = (*TAGS, "-")

# Sentences that are gone through side by side: a step of many costs little more than that of one.
_ABREAST = 128
# Words whose rows are added up at once.
_BLOCK = 256

_Rows = tuple[int, ...]

_Table = NDArray[np.floating] | NDArray[np.int8]


class Seen(NamedTuple):
    """What is seen of a word, as rows of the table, and as checksums that its neighbours' letters end.

    Attributes:
        first: rows where it begins a sentence.
        inside: rows where it doesn't.
        left: rows of the word after it.
        right: rows of the word before it.
        far_left: row of the second word after it.
        far_right: row of the second word before it.
        and_right: checksum of both it and the word after it, as far as it.
        and_left: the same, for the word after it.
        letters: it, in small letters.
        ending: the last three of them.
    """

    first: _Rows
    inside: _Rows
    left: _Rows
    right: _Rows
    far_left: int
    far_right: int
    and_right: int
    and_left: int
    letters: bytes
    ending: bytes


# Texts say the same words again and again.
@lru_cache(8192)
def seen(word: str) -> Seen:
    low = word.lower().replace("’", "'")
    shape = "A" if word.isupper() else "a" if word.islower() else "T" if word[:1].isalpha() else "0"
    letters, ending = _bytes(low), _bytes(low[-3:])
    rows = (
        _row("b"),
        _row_of("w", letters),
        _row_of("3", ending),
        _row_of("2", _bytes(low[-2:])),
        _row_of("p", _bytes(low[:1])),
        _row("dTrue" if word.isdigit() else "dFalse"),
    )
    return Seen(
        (*rows, _row(f"c{shape}True")),
        (*rows, _row(f"c{shape}False")),
        (_row_of("l", letters), _row_of("e", ending)),
        (_row_of("r", letters), _row_of("f", ending)),
        _row_of("k", letters),
        _row_of("q", letters),
        crc32(b" ", crc32(letters, _checksum("x"))),
        crc32(b" ", crc32(letters, _checksum("y"))),
        letters,
        ending,
    )


def standing(words: Sequence[Seen]) -> Iterator[_Rows]:
    """Rows of the table for each word of a sentence, of the features that the tags before it don't change."""
    begin, end = seen("<s>"), seen("</s>")
    around = [begin, begin, *words, end, end]
    for i, word in enumerate(words):
        far_left, left, _, right, far_right = around[i : i + 5]
        yield (
            *(word.inside if i else word.first),
            *left.left,
            *right.right,
            far_left.far_left,
            far_right.far_right,
            crc32(right.letters, word.and_right) & _MASK,
            crc32(word.letters, left.and_left) & _MASK,
        )


def moving(word: Seen, ending: bytes, last: int, before: int) -> tuple[int, int, int, int]:
    """The others.

    Args:
        ending: of the word after it.
        last: the tag before it, by its place in TAGS.
        before: the one before that.
    """
    one, both, and_word, and_ending = _of_tags(last, before)
    return one, both, crc32(word.letters, and_word) & _MASK, crc32(ending, and_ending) & _MASK


@cache
def _of_tags(last: int, before: int) -> tuple[int, int, int, int]:
    """The rows of the two tags, and checksums that letters end."""
    name = _NAMES[last]
    return (
        _row("t" + name),
        _row(f"u{_NAMES[before]} {name}"),
        _checksum(f"v{name} "),
        _checksum(f"z{name} "),
    )


def _row(name: str) -> int:
    return _checksum(name) & _MASK


def _row_of(feature: str, letters: bytes) -> int:
    return crc32(letters, _checksum(feature)) & _MASK


@cache
def _checksum(name: str) -> int:
    return crc32(_bytes(name))


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "replace")


def predict(table: _Table, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in sentences]
    longest_first = sorted(range(len(sentences)), key=lambda number: -len(sentences[number]))
    for begin in range(0, len(sentences), _ABREAST):
        numbers = longest_first[begin : begin + _ABREAST]
        tagged = _abreast(table, [[seen(word) for word in sentences[number]] for number in numbers])
        for number, tags in zip(numbers, tagged, strict=True):
            found[number] = [TAGS[tag] for tag in tags]
    return found


def _abreast(table: _Table, sentences: Sequence[Sequence[Seen]]) -> list[list[int]]:
    """The tags of sentences of which none is longer than the one before it, word by word of all of them."""
    fixed = _fixed_scores(table, sentences)
    starts = np.array([0, *accumulate(map(len, sentences))])
    tags: list[list[int]] = [[] for _ in sentences]
    last, before = [BEGIN] * len(sentences), [BEGIN] * len(sentences)
    end = seen("</s>").ending
    count = len(sentences)
    for place in range(len(sentences[0])):
        while len(sentences[count - 1]) <= place:
            count -= 1
        rows: list[int] = []
        for number, words in enumerate(sentences[:count]):
            ending = words[place + 1].ending if place + 1 < len(words) else end
            rows += moving(words[place], ending, last[number], before[number])
        scores = fixed[starts[:count] + place]
        scores += _sums(table, table.take(rows, axis=0).reshape(count, -1, len(TAGS)))
        for number, tag in enumerate(scores.argmax(axis=1).tolist()):
            before[number], last[number] = last[number], tag
            tags[number].append(tag)
    return tags


def _fixed_scores(table: _Table, sentences: Sequence[Sequence[Seen]]) -> NDArray[Any]:
    rows = [each for words in sentences for each in standing(words)]
    scores = np.empty((len(rows), len(TAGS)), _sum_type(table))
    for begin in range(0, len(rows), _BLOCK):
        block = rows[begin : begin + _BLOCK]
        scores[begin : begin + _BLOCK] = _sums(table, table.take(block, axis=0))
    return scores


def _sums(table: _Table, rows: NDArray[Any]) -> NDArray[Any]:
    return np.add.reduce(rows, axis=1, dtype=_sum_type(table))  # type: ignore[no-any-return]


def _sum_type(table: _Table) -> DTypeLike:
    """What holds the sums of a word's rows: a few weights of a byte each are far from the end of two."""
    return np.int16 if table.dtype == np.int8 else table.dtype


def tag(words: Sequence[str]) -> list[str]:
    """The Penn Treebank tag of each word of one sentence, marks included as words of their own (see TOKEN)."""
    return tag_all([words])[0]


def tag_all(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same for several sentences, in a fifth of the time that they take one by one."""
    return predict(table(), sentences)


@cache
def table() -> NDArray[np.int8]:
    """The weights that were learnt: a row for each hash of a feature, a column for each tag."""
    with np.load(Path(__file__).parent / "data" / "tagger.npz") as data:
        weights: NDArray[np.int8] = data["weights"]
        return weights
