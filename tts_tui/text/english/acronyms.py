"""Capitals: `FBI` is spelled out, `NASA` is a word, and `THE END` is only loud."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, takewhile

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.acronym_lists import ACRONYM_WORDS, MIXED, NAMES, NO_SPELLING, QUIET, SMALL, SPELLED
from tts_tui.text.english.numbers import word_after, word_before
from tts_tui.text.english.spelling import as_word, sayable, spelled
from tts_tui.text.english.stops import INNER_STOPS, stop_after
from tts_tui.text.lazily import lazily

_FAMILY = lazily(
    r"(?:Mc|Mac|De|La|Le|Di|Du|Da|Van|Von|Fitz|Des|Lo|Li|St|Ste|Vande|Ma|Mo|Al|El|O)(?=[A-Z][a-z])"
)
_WORD = lazily(r"[A-Za-z'’]+")
_AROUND = 48
"""Characters to either side in which the neighbours of a word are sought."""

_PARTS = lazily(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SEVERAL = lazily(r"([a-z]{1,3}[A-Z]{2,6})s")
_LONGEST_SPELLED = 6
"""Letters that are still spelled out when they can't be said; a longer one is a name in another tongue."""


def _loud(match: re.Match[str]) -> bool:
    """Whether neighbours are in capitals too and words, as in a heading or a shout."""
    text = match.string
    before = _WORD.findall(text, max(0, match.start() - _AROUND), match.start())
    after = _WORD.findall(text, match.end(), match.end() + _AROUND)
    run: list[str] = []
    for words in (before[::-1], after):
        longer = (word for word in words if not (len(word) == 1 and word.isupper()))
        near = list(takewhile(str.isupper, islice(longer, 2)))
        if any(map(_ordinary, near)):
            return True
        run += near
    return len(run) > 1 and all(
        sayable(word) and word not in SPELLED and word not in ACRONYM_WORDS for word in run
    )


@lru_cache(4096)
def _ordinary(word: str) -> bool:
    word = word.replace("'", "")
    if not word.isupper() or word in ACRONYM_WORDS or word in SPELLED:
        return False
    return bool(as_word(word)) or (len(word) > 4 and sayable(word))


@lru_cache(4096)
def capitals(letters: str, loud: bool) -> str:
    """How a word in capitals is said: its letters, the word, or itself where lexicon and voice know it.

    Args:
        letters: two ASCII capitals or more.
        loud: other words beside it are in capitals too.
    """
    if letters in MIXED:
        return MIXED[letters]
    word = as_word(letters)
    if letters in QUIET and loud:
        return letters.lower()
    if letters in SPELLED:
        return spelled(letters)
    if letters in ACRONYM_WORDS:
        return letters.capitalize() if letters in NAMES else letters
    if word:
        return word
    can = sayable(letters)
    if len(letters) < 5:
        return letters.capitalize() if loud and can and len(letters) > 2 else spelled(letters)
    return letters.capitalize() if can or len(letters) > _LONGEST_SPELLED else spelled(letters)


def _capitals(match: re.Match[str]) -> Sequence[Part] | None:
    letters, ending = match["letters"], match["ending"] or ""
    if letters in _CLIPPED and match.string[match.start() - 1 : match.start()] in {"'", "’"}:
        return (letters.lower(),)
    if letters == "AM" and match.string.endswith("I ", 0, match.start()):
        return ("am",)
    wording = MIXED.get(letters) or capitals(letters, _loud(match))
    if wording in {letters, letters.lower()} and not ending and wording == letters:
        return None
    if wording.isupper() and " " in wording:  # letters: a hyphen beside them parts words
        ending = "'s" if ending in {"s", "s'", "s’"} else ending
        return (" " if match["before"] else "", wording + ending, " " if match["after"] else "")
    if ending == "s" and wording.islower():
        return None
    return (match["before"] or "", wording + ending, match["after"] or "")


_CLIPPED = frozenset(
    {"EM", "TIS", "TWAS", "TWERE", "TWILL", "TIL", "CAUSE", "BOUT", "ROUND", "NEATH", "GAINST"}
)
"""Behind an apostrophe that stands for their beginning."""


def _contracted(match: re.Match[str]) -> Sequence[Part]:
    """`CAN'T`, `I'LL`, `O'BRIEN` and `NE'ER`, but the `FBI'S`."""
    stem, ending = match["stem"], match["ending"].lower()
    if ending.endswith("s") and len(ending) == 2 and len(stem) > 1:
        return (capitals(stem, loud=True) + ending,)
    if stem in {"O", "D", "L"} and len(ending) > 3 and ending[1:] != "clock":
        return (stem + ending[0] + ending[1:].capitalize(),)
    return ((stem if stem == "I" else stem.lower()) + ending,)


_OF_HEALTH = frozenset(
    "says said estimates estimated recommends declared warned warns guidelines report data".split()
)
"""Behind the World Health Organization at the beginning of a sentence."""


def _who(match: re.Match[str]) -> Sequence[Part] | None:
    meant = (
        word_before(match) in {"the", "by", "to", "from", "of", "at", "with", "and"}
        or word_after(match) in _OF_HEALTH
    )
    return ("W H O",) if meant and not _loud(match) else None


def _act(match: re.Match[str]) -> Sequence[Part] | None:
    meant = word_before(match) in {"the", "or", "and"} or word_after(match).startswith(
        ("score", "test", "exam")
    )
    return ("A C T",) if meant and not _loud(match) else None


def mixed(word: str) -> str:
    """The parts of a word that has capitals inside, each as it is said: `ChatGPT`, `iPhone`, `XMLHttpRequest`."""
    if word in MIXED:
        return MIXED[word]
    if word.endswith("s") and word[:-1] in MIXED:
        one = MIXED[word[:-1]]
        return one + ("'s" if one[-1].isupper() else "s")
    if several := _SEVERAL.fullmatch(word):
        return mixed(several[1]) + "'s"
    if _FAMILY.match(word) and len(_PARTS.findall(word)) == 2:
        return word
    if word[:-1].isupper():
        return spelled(word)
    wording: list[str] = []
    parts = _PARTS.findall(word)
    for index, part in enumerate(parts):
        if part == "s" and wording and index == len(parts) - 1:
            wording[-1] += "'s" if wording[-1].isupper() else "s"
        elif len(part) == 1:
            wording.append(part.upper())
        elif part.isupper():
            wording.append(capitals(part, loud=False))
        else:
            wording.append(spelled(part) if len(part) < 5 and not sayable(part) else part)
    return " ".join(wording)


def _mixed(match: re.Match[str]) -> Sequence[Part] | None:
    wording = mixed(match["word"])
    return None if wording == match["word"] else (wording, match["ending"] or "")


def _small(match: re.Match[str]) -> Sequence[Part] | None:
    word = match[0]
    stem = word.removesuffix("s")
    if word in NO_SPELLING:
        return None
    if word != stem and (len(stem) > 2 or word in SMALL):
        return (spelled(stem) + "'s",)
    return (spelled(word),)


def _dotted(match: re.Match[str]) -> Sequence[Part]:
    wording = spelled(re.sub(r"[^A-Za-z]", "", match["letters"]))
    if match["ending"]:
        return (wording + "'s",)
    if match["after"]:
        return (wording + " ",)
    return (wording + (stop_after(match) if match["letters"].endswith(".") else ""),)


_NAMED_A = (
    "AN THE CLASS GRADE GROUP POINT BLOCK LEVEL SERIES OPTION FIGURE VITAMIN SECTION EXHIBIT APPENDIX SCHEDULE "
    "HEPATITIS PLAN TYPE PART TEAM UNIT STEP TIER PAGE ROOM GATE"
)
_NO_GRADE = "".join(rf"(?<!\b{head}\sA)" for head in _NAMED_A.split())
"""Behind these A is a letter's name, not the article: GRADE A STUDENT."""

AMPERSANDS = Kind(
    "ampersands",
    "AT&T, R&D → A T and T, R and D",
    (
        Rule(
            r"\b([A-Z]{1,3})\s?&\s?([A-Z]{1,3})(?![A-Za-z])",
            lambda match: (f"{spelled(match[1])} and {spelled(match[2])}",),
        ),
    ),
    frozenset("&"),
)
"""Before the sign itself is read: `AT` alone would be a word."""

DOTTED = Kind(
    "dotted letters",
    "U.S.A., Ph.D., J.R.R. → U S A, P H D, J R R",
    (
        Rule(
            r"(?<![\w.])(?P<letters>(?:Ph\.\s?D|[BMD]\.\s?Sc)\b\.?|(?:[A-Za-z]\.(?:(?=[A-Za-z])|(?![a-z]))){2,12}(?:(?!s\b)[A-Za-z](?![\w.]))?)(?P<ending>['’]?s\b)?(?P<after>-(?=[A-Za-z]))?",
            _dotted,
        ),
    ),
    frozenset("."),
    (*INNER_STOPS, "Ph.", ". Sc"),
)

ACRONYMS = Kind(
    "acronyms",
    "GPUs, NASA, iOS, THE END → G P U's, NASA, I O S, the end",
    (
        Rule(r"\bTL;\s?DR\b", ("T L D R",)),
        # each begins with its letters, not with what stands before them: most texts have none
        Rule(r"WHO(?<!\wWHO)(?=\b(?!['’])|['’]s\b)", _who),
        # a test, or a territory of Australia
        Rule(r"ACT(?<!\wACT)(?![\w'’])(?!\s(?:OF|[IVX]+)\b)", _act),
        Rule(
            r"(?<![\w'’])(?P<word>(?:[a-z]{1,12}[A-Z][A-Za-z]{0,30}"
            r"|[A-Z]+[a-z]+[A-Z][A-Za-z]{0,30}|[A-Z]{2,8}(?:[a-z]{2,12}|[a-rt-z])))"
            r"(?P<ending>['’]s)?(?!\w)",
            _mixed,
        ),
        Rule(
            rf"A(?=\s[A-Z]{{2,}}(?![a-z]))(?<=[\w,;:]\sA){_NO_GRADE}",
            lambda match: ("a",) if _loud(match) else None,
        ),
        Rule(
            r"(?:(?P<before>(?<=\w)-)|(?<!\w)(?<![A-Za-z]['’]))(?P<letters>[A-Z]{2,40})(?P<ending>s['’]?|['’](?:s|d|ll|ve|re))?(?!\w|['’][A-Z])(?P<after>-(?=[A-Za-z]))?",
            _capitals,
        ),
        Rule(r"(?<![\w'’])(?P<stem>[A-Z]{1,20})(?P<ending>['’][A-Z]{1,12})(?!\w)", _contracted),
        Rule(rf"(?<![\w'’.@/\\-])(?:[b-df-hj-np-tv-xz]{{2,6}}|{'|'.join(sorted(SMALL))})(?![\w'’@])", _small),
    ),
    frozenset(),
)
