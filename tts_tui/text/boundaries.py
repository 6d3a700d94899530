"""Where the sentences of a paragraph end.

`sentencex` knows the abbreviations of many languages; what it can't know, since it sees no markup and asks for no
context, is decided here. Every candidate of both goes through `_verdict`.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tts_tui.text import sentence_words as words
from tts_tui.text.lazily import lazily

_LONE_SURROGATE = lazily("[\ud800-\udfff]")
"""Half a character, which a library in Rust refuses."""

_MARKUP = lazily(
    r"</?[A-Za-z][^<>]{0,400}>|\]\([^()\s]{0,300}(?:\([^()\s]{0,300}\)[^()\s]{0,300})?(?:\s[\"'][^\"']{0,200}[\"'])?\)|\*+|(?<!\w)`+|`+(?!\w)"
    r"|(?<!\w)_+|_+(?!\w)|~~|([“«‘„\"(\[{])\1{3,}|\\"
)
"""What no sentence consists of: tags, addresses of links, emphasis; and brackets that only cost time."""

_OF_MARKUP = frozenset('<*`_~\\[({“«‘„"')
"""A text without any of these has none of it."""

_LINK = lazily(r"\[[^\]\n]{1,300}\]\([^)\s]{1,300}\)")

_STOPS = r"[.!?…]+"
_CLOSERS = r"[\"'”’»)\]]*"
_NOTE = r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|(?<=[.!?…\"”’])\d{1,3}(?=\s+[\"“‘(]?[A-Z]|\s*$))?"
_CANDIDATE = lazily(
    rf"(?<![.!?…])(?P<stop>{_STOPS}+)(?P<closers>{_CLOSERS}+){_NOTE}(?P<space>\s++|(?=[^\W\d_a-z]))(?=[\"“‘«„(\[¿¡]*(?P<next>[^\W_]))"
)
"""A stop, quotes and brackets behind it, the number of a note, and what follows with or without a space."""

_BEHIND = lazily(
    rf"(?:[*_~`]+(?=\s|$)|</[A-Za-z][^<>]{{0,40}}>|(?<=[.!?…。！？])[\"”’»)\]」』）】》]+|(?<=[.!?…*_~`]){_NOTE}(?=\s|$)(?<=[\]\d¹²³⁰⁴-⁹]))+"
)
"""Marks that end with the sentence."""

_DEVANAGARI = lazily(r"([\u0900-\u0963]+)\.$")
_QUOTE_GOES_ON = lazily(r"[」』”’）】](?:と|って|なんて|など|の|は|が|を|に|も|や|へ|で|だ|か)")
"""What was said, and a particle that makes it part of the sentence: 「待て！」と叫んだ。"""

_LAST_WORD = lazily(r"(?:[^\W\d_]\.){1,4}[^\W\d_]?$|[^\W_]+$")
_INDIC_WORD = lazily("[\u0900-\u0963.]+$")
"""A word of Devanagari, whose vowel signs are no letters to `\\w`."""

_MARKS = frozenset(".!?…")
_FIRST = lazily(r"[\s\"“‘«„(\[¿¡*_]*([^\W\d_]+(?:['’][^\W\d_]+)?)(\s+[^\W\d_]*)?")
_EXCLAIMED = lazily(r"[!?…][\"'”’»)]*$")
_QUOTED = lazily(r"[.!?…,][\"”’»']+$")
_QUOTE = lazily('[“”„«»"]')
_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_NOTED = lazily(r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\d{1,3})$")
_NAMES = lazily(
    r"[\s,]*(?:(?:Mr|Mrs|Ms|Dr|St)\.\s+)?[^\W\d_]+(?:['’.-][^\W\d_]+)*(?:\s+[^\W\d_]+(?:['’-][^\W\d_]+)*){0,3}"
)
_SHORT_NAME = lazily(r"(?<![^\W_])[^\W\d_][^\W\d_]{0,3}\.$")
_MEASURED = lazily(r"(?<!\w)\d+(?:[.,]\d+)?[^\W\d_]{1,5}\.$")
"""`6d.`, `500l.`, `5ff.`: behind figures."""

_MEASURE = lazily(r"\d\s?(?:ft|in|[kcm]?m|k?g|lbs?|oz|mi|yds?|mins?|hrs?|secs?|mph)\.\Z")
"""`6 ft.`: hardly ever before a name, but in a list of what is needed."""

_SHORT_ITEM = 3
"""Words of what could be in one."""

_SUM = lazily(r"\s+[+=×÷−]")
"""A sum goes on behind any stop: `2 tbsp. + 1 tsp.`"""

_CLUB_NUMBER = lazily(r"(?<!\w)[1-9]\.\Z")
_CLUB = lazily(r"\s(?:FC|FK|FSV|SC|SV|TSV|SK|Bundesliga|Liga|Division|Regionalliga)\b")
"""Behind an ordinal of German, which has a stop: 1. FC Köln, the 2. Bundesliga."""

_TAG_QUESTION = lazily(r"\s+(?:OK|Okay|Right|Yes|No|Really|Sharp)\?", re.IGNORECASE)
"""Behind a time: is 5 p.m. OK?"""

_DOUBLED = lazily(r"(?<!\w)([A-Z])\1\.\Z")
_DOUBLED_AFTER = lazily(r"\s([A-Z])\1\.")
"""The plurals of Spanish: JJ. OO."""
_CHRIST = lazily(r"\s?C\.(?!\w)")
"""500 d. C."""
_WHICH_BOOK = lazily(r"(?<!\w)(?:I{1,3}|[1-3](?:st|nd|rd)?)\s\w+\.\Z")
"""II Sam."""
_MOVE_NUMBER = lazily(r"(?<!\w)\d{1,3}\.+$")
_MOVE = lazily(r"\s+(?:[KQRBN]?[a-h]?[1-8]?x?[a-h][1-8]|O-O(?:-O)?)(?:=[QRBN])?[+#]?(?:[\s,;.)]|$)")
"""Of chess: `2. Nf3`."""

_COUNTED = lazily(r"\s+(?:\d|[IVXLC]{2,8}\b|[VXLC](?=[.,;:)]|\s*$)|I(?=[.,;:)]))")
_VERSE = lazily(r"\s+(?:\d{1,3}|[ivxlc]{1,8}|[IVXLC]{1,8})[:.]\s?\d")
_SCENE = lazily(r"(?:^|[\s,(])(?:[IVX]{1,4}\.\s?)?[ivx]{1,5}\.$")
_SHILLINGS = lazily(r"(?<![\w.,])\d{1,2}s\.$")
_DEGREES = lazily(r"\s+\d{1,3}\s?°")
_PENCE = lazily(r"\s+\d{1,2}d\b")
_DAY_OF = lazily(r"(?<![\w.,])\d{1,2}[º°]? ([^\W\d_]{3,5})\.$")
_DAY_AND_MONTH = lazily(
    r"\s+(?:\d{1,2}|1er) (?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)", re.IGNORECASE
)
_YEAR = lazily(r"\s+\d{4}(?!\w)")
_LIST_NUMBER = lazily(r"^\s*(?:[*_]{1,3})?(?:\d{1,3}|[A-Za-z])[.)]$")
_BRACKETS = {")": "(", "]": "["}
_LONGEST_BRACKET = 300
"""Characters of an aside in brackets that is one with its sentence."""


def boundaries(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; what lies between them is white space or markup, and belongs to the one before.

    Args:
        language: primary subtag, such as "en".
    """
    import sentencex  # 5 ms, at the first text

    plain = text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)
    if not _OF_MARKUP.isdisjoint(plain):
        plain = _MARKUP.sub(lambda match: " " * len(match[0]), plain)
    guessed = {
        _extended(
            text,
            sentence["start_index"] + len(plain[sentence["start_index"] : sentence["end_index"]].rstrip()),
        )
        for sentence in sentencex.get_sentence_boundaries(language, plain)
        if sentence["end_index"] < len(plain)
    }
    own = {
        match.end("closers") if not match["space"] else match.start("space")
        for match in _CANDIDATE.finditer(plain)
    }
    asides, quotes = _asides(plain), _quotes(plain)
    links = [link.span() for link in _LINK.finditer(text)] if "](" in text else []
    found: list[tuple[int, int]] = []
    start, last = 0, len(text.rstrip())
    for place in sorted(guessed | {_extended(text, place) for place in own}):
        if place <= start:
            continue
        inside = _within(asides, place) or _within(links, place)
        if inside or place >= last or not text[start:place].strip():
            continue
        verdict = _verdict(plain, start, place, quoted=_within(quotes, place))
        if verdict or (verdict is None and place in guessed):
            found.append((start, place))
            start = place
    return [*found, (start, len(text))] if start < len(text) or not found else found


def _verdict(plain: str, start: int, place: int, *, quoted: bool) -> bool | None:
    """Whether a sentence that began at `start` ends at `place`; None leaves it to `sentencex`."""
    before, following = plain[max(start, place - 60) : place].rstrip(), plain[place : place + 120]
    spaced = following[:1].isspace()
    first = next((character for character in following if character.isalnum()), "")
    if (devanagari := _DEVANAGARI.search(before)) and devanagari[1] in words.DEVANAGARI_SHORT:
        return False
    if place - start < 12 and _LIST_NUMBER.match(plain[start:place].rstrip()):
        return False
    if not spaced and before.rstrip("\"'”’»)]")[-1:] not in _MARKS:  # scripts without spaces
        return False if _QUOTE_GOES_ON.match(plain, place - 1) else None
    if not spaced:
        return _without_space(plain, place, before, following)
    if _SUM.match(following) and before[-1:] not in ')]"”':
        return False
    if _MOVE.match(following) and _MOVE_NUMBER.search(before):
        return False
    if _CLUB.match(following) and _CLUB_NUMBER.search(before):
        return False
    if first.islower():
        return False if _goes_on_in_small_letters(before) else None
    if _QUOTED.search(before) and _is_speech_tag(following):
        return False
    noted = _NOTED.sub("", before)
    stopped = noted.rstrip("\"'”’»)]")
    if len(noted) < len(before) and stopped[-1:] in _MARKS and first.isupper() and stopped[-2:-1].strip():
        word = _LAST_WORD.search(stopped[-30:-1])
        return not (stopped[-2:-1].isdigit() and before[-1:].isdigit()) and not (
            word and word[0].lower() in words.NUMBERED
        )
    if before[-1:].isdecimal() and stopped[-1:] == "." and stopped[-2:-1].isspace():
        return False  # a point before a number, without a whole one: a .357 Magnum
    if stopped.endswith(".") and not stopped.endswith(".."):
        return _after_stop(
            plain[max(start, place - 400) : place],
            stopped,
            following,
            first,
            len(stopped) < len(before),
            quoted,
        )
    if not first.isupper() or stopped[-1:] not in _MARKS:
        return None
    return True if before[-1:] in {")", "…"} or quoted else None


def _goes_on_in_small_letters(before: str) -> bool:
    """Whether a small letter behind this only goes on: a measure, a short day or name, an exclamation, no stop."""
    return bool(
        before[-1:] not in ".。"
        or (before.endswith(".") and before.rsplit(None, 1)[-1][:-1].lower() in words.SHORT_DAYS)
        or _MEASURED.search(before)
        or _EXCLAIMED.search(before)
        or _SHORT_NAME.search(before)
    )


def _after_stop(
    before: str, stopped: str, following: str, first: str, closed: bool, quoted: bool
) -> bool | None:
    """The same where a stop, which may be that of an abbreviation, stands before white space."""
    last = _LAST_WORD.search(stopped[-30:-1])
    word = last[0].lower() if last else ""
    begins = _FIRST.match(following)
    name = begins[1] if begins else ""
    starts = name[:1].isupper() and name.lower() in words.STARTERS
    if _never_ends(word, stopped, following, first):
        return False
    if word == "no" and not first.isdigit():
        return True
    if word in words.STREETS:
        return _after_street(stopped, name, begins, starts)
    if _DOUBLED.search(stopped[-4:]) and _DOUBLED_AFTER.match(following):
        return False
    if word in ("sta", "sto") and last and last[0][0].isupper() and not starts:
        return False
    if first.isupper() and len(before.split()) > _SHORT_ITEM and _MEASURE.search(stopped[-12:]):
        return True
    if word in words.TITLES and not closed:
        return starts and name.lower() not in {"in", "may", "will", "as", "so"} and _is_name(stopped, 2)
    if len(word) == 1 and not closed and last and last[0][0].isupper():
        return True if starts and not _is_name(stopped, 2) and len(name) > 1 else None
    if word in ("a", "d") and _CHRIST.match(following):
        return False
    if word in words.LAST or re.fullmatch(r"(?:\w\.)+\w", word):
        asked = word in {"a.m", "p.m"} and _TAG_QUESTION.match(following)
        return False if asked else _after_last(word, before, name, first, starts)
    if not first.isupper():
        return None
    if closed:
        aside = before[-_LONGEST_BRACKET:].rpartition("(")
        return True if not aside[1] or " " in aside[2] or ")" in aside[2][:-2] else None
    if not word:
        return True
    return True if len(word) > 2 and last and last[0][0].islower() and quoted else None


def _never_ends(word: str, stopped: str, following: str, first: str) -> bool:
    """Whether an abbreviation belongs to what follows, whatever else stands there."""
    indic = _INDIC_WORD.search(stopped[-12:-1])
    return bool(
        word in words.CONTINUING
        or (indic and indic[0] in words.INDIC_TITLES)
        or (word in {"a.m", "p.m"} and _TAG_QUESTION.match(following))
        or _stands_before_number(word, stopped, following, first)
    )


def _after_last(word: str, before: str, name: str, first: str, starts: bool) -> bool | None:
    """Behind what may end a sentence, as `etc.` and `p.m.` do."""
    if name.lower() in words.AFTER_TIME or first.isdigit():
        return False
    if word in {"a.m", "p.m", "am", "pm", "etc"} and first.isupper():
        return len(before.split()) > 4 or starts
    return True if starts else None


def _stands_before_number(word: str, stopped: str, following: str, first: str) -> bool:
    """Whether an abbreviation belongs to the number behind it: `No. 5`, `Rev. 2:4`, `Act I. 2`."""
    if word in words.NUMBERED and _COUNTED.match(following):
        return True
    if word in words.BOOKS and _VERSE.match(following):
        return True
    if not first.isdigit():
        return False
    return bool(
        word in words.BEFORE_NUMBER | words.NUMBERED | words.BOOKS_ALONE
        or (word in words.BOOKS and _WHICH_BOOK.search(stopped[-16:]))
        or _SCENE.search(stopped[-14:])
        or (word == "long" and _DEGREES.match(following))
        or (word in words.DAYS_OF_FRENCH and _DAY_AND_MONTH.match(following))
        or (
            (day := _DAY_OF.search(stopped[-10:]))
            and day[1].lower() in words.SHORT_MONTHS
            and _YEAR.match(following)
        )
        or (_SHILLINGS.search(stopped[-5:]) and _PENCE.match(following))
    )


def _after_street(stopped: str, name: str, begins: re.Match[str] | None, starts: bool) -> bool | None:
    """Behind `Oak St.` or `Dr.`."""
    if name.lower() in words.UNITS_OF_ADDRESS or not _is_name(stopped, 2):
        return False
    if starts:
        return True
    parts = stopped.split()
    known = len(parts) > 2 and (
        parts[-3].lower() in {"on", "at", "of", "down", "along", "to", "near"} or parts[-3].isdigit()
    )
    goes_on = (begins[2] or "").strip() if begins else ""
    return known and goes_on.islower() and parts[-2] not in {"Mount", "Fort", "Port", "Sault", "East", "West"}


def _without_space(plain: str, place: int, before: str, following: str) -> bool:
    """Whether a space is missing: `fine.Great`, but not in a host, a file's name or code."""
    begin = max(plain.rfind(" ", 0, place), plain.rfind("\n", 0, place)) + 1
    token = plain[max(begin, place - 200) : place] + following.split(maxsplit=1)[0]
    stopped = before.rstrip("\"'”’»)]")
    word = re.search(r"[^\W\d_]{2,}$", stopped.rstrip(".!?…"))
    name = re.match(r"[\"“‘«]?([^\W\d_]+)", following)
    if not word or not name or not name[1][0].isupper() or re.search(r"[/@\\_=<>#$&|]|\w\(|::", token):
        return False
    if len(name[1]) > 1 and not name[1][1:].islower() and "'" not in token and "’" not in token:
        return False
    if stopped[-1] != "." or word[0].islower():
        return True
    return name[1].lower() in words.STARTERS


def _is_speech_tag(following: str) -> bool:
    """Whether who said it follows what was said: `Tom shouted`, `the old man said`, `asked Ann`."""
    if not (match := _NAMES.match(following)):
        return False
    wording = match[0].split()
    first = wording[0].lower().strip(",")
    if first in words.SAYING:
        return wording[0].islower() or first in {"said", "asked", "cried"}
    if first in words.STARTERS - words.SPEAKERS:
        return False
    return any(word.lower() in words.SAYING for word in wording[1:])


def _quotes(plain: str) -> list[tuple[int, int]]:
    """The spans of quotes, in order; one that isn't closed goes on to the end."""
    found: list[tuple[int, int]] = []
    begin, closing = -1, ""
    for match in _QUOTE.finditer(plain):
        if begin < 0 and match[0] in _CLOSED_BY:
            begin, closing = match.start(), _CLOSED_BY[match[0]]
        elif begin >= 0 and match[0] in closing:
            found.append((begin, match.start()))
            begin = -1
    return [*found, (begin, len(plain) + 1)] if begin >= 0 else found


def _is_name(stopped: str, back: int) -> bool:
    """Whether the word before an abbreviation has a capital, as a street's name has."""
    parts = stopped.split()
    return len(parts) >= back and parts[-back][:1].isalnum() and not parts[-back][:1].islower()


def _extended(text: str, place: int) -> int:
    closing = _BEHIND.match(text, place)
    return closing.end() if closing else place


def _asides(plain: str) -> list[tuple[int, int]]:
    """The spans of short asides in brackets, in order; of those within each other the outermost."""
    if "(" not in plain and "[" not in plain:
        return []
    open_: list[int] = []
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[()\[\]]", plain):
        if match[0] in "([":
            open_.append(match.start())
        elif open_ and plain[open_[-1]] == _BRACKETS[match[0]]:
            begin = open_.pop()
            if match.start() - begin <= _LONGEST_BRACKET:
                while found and found[-1][0] > begin:
                    found.pop()
                found.append((begin, match.end()))
        else:
            open_.clear()
    return found


def _within(spans: list[tuple[int, int]], place: int) -> bool:
    index = bisect_right(spans, (place, -1)) - 1
    return index >= 0 and spans[index][0] < place < spans[index][1]
