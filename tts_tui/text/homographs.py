"""Which reading of a homograph is meant: "lead pipes" or "to lead", told from the words and tags around it.

One linear model for each set of kinds of reading (noun and verb, adjective and verb, ...), shared by all words that
have that set, and the word's own context on top, since a word's rare readings hardly occur in any text. Trained by
bench/homographs_learn.py. Where a neighbour tells the reading whatever else is around, that counts instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tts_tui.text.homograph_cues import cued

# Weights in the table, a power of two.
ROWS = 1 << 19

# "Used" has two readings of its own, told by rule: labels "used" and "used_to".
_USED = "used"
_GET = frozenset(["get", "gets", "got", "getting"])
_BE = _GET | {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m"}


# Letters of a stem, and of the shortest word that has one.
_STEM, _SHORTEST_STEM = 5, 4

# Words on each side that say more of it than the rest of the sentence.
_NEAR = 5
_JOINING = frozenset(["and", "or", ",", "but"])
_HEADS = frozenset(["VB", "NN", "JJ"])
# Words before a verb among which its auxiliary is sought.
_REACH = 6
_FORMS = {
    "have": "have has had having 've haven't hasn't hadn't",
    "do": "do does did don't doesn't didn't",
    "be": "be is are was were been being am isn't aren't wasn't weren't",
}
_BEFORE_NOUNS = frozenset(["DT", "JJ", "PRP$", "POS", "CD"])
_HELPERS = {form: verb for verb, forms in _FORMS.items() for form in forms.split()}
# Of verbs that have a subject; and what begins another clause, or a noun that does things itself.
_FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
_OPENERS = frozenset(
    [
        "that",
        "which",
        "who",
        "where",
        "when",
        "because",
        "if",
        "while",
        "as",
        "my",
        "your",
        "his",
        "her",
        "our",
        "their",
    ]
)


def kind(label: str) -> str:
    """The kind of a reading: what follows the word in its label (`lead_nou` → `nou`), nothing for the plain word."""
    return label.partition("_")[2]


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """The labels of each homograph's readings, in the order of the weights."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "data" / "homographs.tsv").read_text(encoding="utf-8").splitlines():
        word, *names = line.split("\t")
        found[word] = tuple(names)
    return found


def holds(words: Sequence[str]) -> bool:
    """Whether any of these words is a homograph, so that the sentence is worth tagging."""
    known = labels()
    return any(word.lower() in known or word.lower() == _USED for word in words)


def features(words: Sequence[str], tags: Sequence[str], i: int) -> Iterator[str]:
    """What is seen of word i, strongest first."""
    word = words[i].lower()
    left = words[i - 1].lower() if i else "<s>"
    right = words[i + 1].lower() if i + 1 < len(words) else "</s>"
    before = ["<s>", "<s>", "<s>", *tags[max(0, i - 3) : i]][-3:]
    after = [*tags[i + 1 : i + 4], "</s>", "</s>", "</s>"][:3]
    yield "b"
    yield "t" + tags[i]
    yield "c" + tags[i][:1]
    yield f"A{words[i][:1].isupper()}{i == 0}"
    for k in range(1, 4):
        yield f"l{k}{before[-k]}"
        yield f"r{k}{after[k - 1]}"
    yield f"lr{before[-1]} {after[0]}"
    yield f"ltr{before[-1]} {tags[i]} {after[0]}"
    yield f"ll{before[-2]} {before[-1]}"
    yield f"rr{after[0]} {after[1]}"
    yield f"j{_joined(words, tags, i)}"
    yield "L" + left
    yield "R" + right
    yield f"M{left} {tags[i]}"
    helper = _helper(words, tags, i)
    yield f"x{helper}"
    # And as this word has it.
    yield f"w{word}"
    yield f"w{word} {tags[i]}"
    yield f"w{word} {words[i][:1].isupper()}"
    for k in range(1, 4):
        yield f"w{word} l{k}{words[i - k].lower() if i >= k else '<s>'}"
        yield f"w{word} r{k}{words[i + k].lower() if i + k < len(words) else '</s>'}"
    yield f"w{word} lr{left} {right}"
    yield f"w{word} Tl{before[-1]}"
    yield f"w{word} Tr{after[0]}"
    yield f"w{word} X{helper}"
    yield f"w{word} P{'VBD' in tags}{'VBZ' in tags or 'VBP' in tags}"
    for other in {other.lower() for other in (*words[max(0, i - _NEAR) : i], *words[i + 1 : i + 1 + _NEAR])}:
        if other[:1].isalnum():
            yield f"w{word} n{other}"
    others = {other.lower() for other in words if other[:1].isalnum()}
    for other in others:
        yield f"w{word} g{other}"
    # Inflected words count as one: fish, fishing, fished.
    for stem in {other[:_STEM] for other in others if len(other) >= _SHORTEST_STEM}:
        yield f"w{word} g+{stem}"


def _helper(words: Sequence[str], tags: Sequence[str], i: int) -> str:
    """The auxiliary that a verb at i would have: "have you ever read", "did she record"."""
    for k in range(i - 1, max(i - _REACH, 0) - 1, -1):
        if found := _HELPERS.get(words[k].lower()):
            return found
        if tags[k] == "MD" or tags[k] == "TO":
            return "to"
        if tags[k][:2] == "VB" or not words[k][:1].isalnum():
            break
    return "-"


def _joined(words: Sequence[str], tags: Sequence[str], i: int) -> str:
    """What a word behind "and", "or" or a comma goes on with: the tag of the noun, verb or adjective before it."""
    if not i or words[i - 1].lower() not in _JOINING:
        return "-"
    return next((tags[k] for k in range(i - 2, max(-1, i - 2 - _REACH), -1) if tags[k][:2] in _HEADS), "none")


def rows(group: str, names: Iterable[str]) -> list[int]:
    """Where the table holds the weights of these features for one group of kinds."""
    begin = crc32(f"{group}|".encode())
    return [crc32(name.encode("utf-8", "replace"), begin) & (ROWS - 1) for name in names]


def groups(options: Sequence[str]) -> list[str]:
    """The model that weighs each label after the first against it."""
    kinds = [kind(option) for option in options]
    return [f"{kinds[0]}/{other}" for other in kinds[1:]]


def choose(table: NDArray[np.floating], words: Sequence[str], tags: Sequence[str], i: int) -> str:
    options = labels()[words[i].lower()]
    names = list(features(words, tags, i))
    others = (table[rows(group, names)].sum() for group in groups(options))
    scores = [0.0, *map(float, others)]
    return options[max(range(len(scores)), key=scores.__getitem__)]


def readings(words: Sequence[str], tags: Sequence[str]) -> dict[int, str]:
    """The label of each homograph's reading, by its place in `words`, with `tags` as tts_tui.text.tagger gives them."""
    known = labels()
    found: dict[int, str] = {}
    for i, word in enumerate(words):
        low = word.lower()
        if low in known:
            found[i] = cued(words, i) or _doubled(words, tags, i) or choose(_table(), words, tags, i)
        elif low == _USED:
            found[i] = _used(words, tags, i)
    return found


def _doubled(words: Sequence[str], tags: Sequence[str], i: int) -> str | None:
    """The label of a word that stands beside itself as noun and verb: "they produce produce", "the dove dove"."""
    low = words[i].lower()
    if i + 1 < len(words) and words[i + 1].lower() == low:
        first = i
    elif i and words[i - 1].lower() == low:
        first = i - 1
    else:
        return None
    options = labels()[low]
    verbs = [option for option in options if kind(option) == "vrb"]
    nouns = [option for option in options if kind(option) in ("nou", "adj-nou", "")]
    if len(verbs) != 1 or len(nouns) != 1:
        return None
    noun_first = first > 0 and tags[first - 1] in _BEFORE_NOUNS
    return nouns[0] if noun_first == (i == first) else verbs[0]


def _used(words: Sequence[str], tags: Sequence[str], i: int) -> str:
    """ "I used to run", "we are used to it"; but "it is used to clean", "he used two"."""
    if i + 1 == len(words) or words[i + 1].lower() != "to":
        return "used"
    # After a form of be, an infinitive tells what a thing is for, anything else what one is accustomed to.
    left = [word.lower() for word in words[max(0, i - 3) : i]]
    infinitive = i + 2 < len(tags) and tags[i + 2] == "VB"
    if any(word in _BE for word in left):
        return "used" if infinitive and not _GET & set(left) else "used_to"
    if (i and tags[i - 1] in (":", ",")) or (i and tags[i - 1].startswith("NN") and not infinitive):
        return "used"
    if i and tags[i - 1] in ("NN", "NNS") and _has_own_verb(words, tags, i):
        return "used"
    return "used_to"


def _has_own_verb(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether the noun before word i has another verb: "it is a tool used to cut", "the tool used to cut is old"."""
    lower = [word.lower() for word in words]
    begin = max((k + 1 for k in range(i) if not words[k][:1].isalnum()), default=0)
    if not _OPENERS.isdisjoint(lower[max(begin, i - 3) : i]):
        return False
    behind = range(i + 3, len(words))
    end = next((k for k in behind if lower[k] in _OPENERS or not words[k][:1].isalnum()), len(words))
    return not _FINITE.isdisjoint([*tags[begin:i], *tags[i + 3 : end]])


@cache
def _table() -> NDArray[np.floating]:
    with np.load(Path(__file__).parent / "data" / "homographs.npz") as data:
        weights = np.zeros(ROWS, np.float32)
        weights[np.cumsum(data["steps"], dtype=np.int64)] = data["weights"]
        return weights
