"""The user's pronunciations, put into a text: words that are to be said otherwise than they would be."""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tts_tui.speech.entry import Entry
from tts_tui.text.by_hand import BY_HAND, is_ipa, recognisable
from tts_tui.text.edits import Part, TrackedText
from tts_tui.text.lazily import lazily
from tts_tui.text.respelling import respelled
from tts_tui.text.respelling_key import phonemes_of

if TYPE_CHECKING:
    import regex

log = logging.getLogger(__name__)

RULE = "dictionary"
"""What the replacements are called among the edits."""

_PATIENCE = 0.05
"""Seconds that a user's pattern may search a segment; one that takes longer isn't looked for again."""

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HIRAGANA = "\u3041-\u3096\u309d\u309e"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff"
_TOKEN = lazily(rf"[{_HAN}{_HIRAGANA}]|[{_KATAKANA}]+|[^\W{_HAN}{_HIRAGANA}{_KATAKANA}]+|[^\w\s]")
"""A word, where spaces part them; a word may begin at any character of what is written without."""

_IS_HAN = lazily(f"[{_HAN}]")
_IS_UNSPACED = lazily(f"[{_HAN}{_HIRAGANA}]")
_IS_KATAKANA = lazily(f"[{_KATAKANA}]")


class Dictionary:
    """Readings that are looked for in texts. Which one is taken of several that fit: the longest word, then one of a
    later layer, then one for the very language before one for all, then one that tells capitals apart."""

    def __init__(self, *layers: Iterable[Entry]) -> None:
        """
        Args:
            layers: the user's, then that of the text itself.
        """
        self._ranked = [(rank, each) for rank, layer in enumerate(layers) for each in layer]
        self._indexes: dict[str, _Index] = {}

    def __bool__(self) -> bool:
        return bool(self._ranked)

    def put_into(self, text: TrackedText, language: str, *, phonemes: bool) -> bool:
        """Replace the words that there are readings of, each once, and keep their phonemes from further change.

        Args:
            language: BCP 47 tag of the text.
            phonemes: those of a reading are given as `[word](/ipa/)`; else they are respelled, in English, and in
                other languages the word stays as it is.

        Returns:
            whether phonemes were left out.
        """
        tag = language.replace("_", "-").lower()
        if tag not in self._indexes:
            self._indexes[tag] = _Index(self._ranked, tag)
        found, unread = [], False
        for match, reading in self._indexes[tag].search(text.text):
            parts = parts_of(match, reading, tag, phonemes=phonemes)
            unread = unread or parts is None
            if parts is not None:
                found.append((match, parts))
        text.replace(found, RULE, within=tag[:2] in ("ja", "zh"))
        return unread


NO_WORDS = Dictionary()


def keep_by_hand(text: TrackedText) -> None:
    """Let nothing change the words that have their phonemes beside them."""
    if "](/" in text.text:
        for match in BY_HAND.finditer(text.text):
            text.protect(match.start(), match.end())


class _Index:
    """The readings for one language: literal ones by their first word, and patterns."""

    def __init__(self, ranked: Iterable[tuple[int, Entry]], language: str) -> None:
        self._by_token: dict[str, list[Entry]] = {}
        self._patterns: list[tuple[regex.Pattern[str], Entry]] = []
        order = [
            (-len(each.word), -rank, -len(each.language), not each.exact, each)
            for rank, each in ranked
            if _serves(each.language.lower(), language)
        ]
        for *_, reading in sorted(order, key=lambda row: row[:4]):
            if reading.pattern:
                self._patterns += _compiled(reading)
            elif first := _TOKEN.match(reading.word):
                self._by_token.setdefault(first[0].casefold(), []).append(reading)

    def search(self, text: str) -> Iterator[tuple[re.Match[str], Entry]]:
        """What is found, in order and never overlapping; what is by hand already is passed over."""
        taken: list[tuple[int, int, re.Match[str] | None, Entry | None]] = []
        if "](/" in text:
            taken += [(*hand.span(), None, None) for hand in BY_HAND.finditer(text)]
        hands = [(start, end) for start, end, *_ in taken]
        end = 0
        if self._by_token:
            for token in _TOKEN.finditer(text):
                if token.start() < end or _within(token.start(), hands):
                    continue
                for reading in self._by_token.get(token[0].casefold(), ()):
                    match = _literal(reading).match(text, token.start())
                    if match and _stands_alone(text, *match.span()):
                        taken.append((match.start(), match.end(), match, reading))
                        end = match.end()
                        break
        for found in self._by_pattern(text):
            if not any(start < found[1] and found[0] < end for start, end, *_ in taken):
                taken.append(found)
        for _, _, match, wording in sorted(taken, key=lambda each: each[:2]):
            if match and wording:
                yield match, wording

    def _by_pattern(self, text: str) -> Iterator[tuple[int, int, re.Match[str], Entry]]:
        for each in list(self._patterns):
            pattern, reading = each
            try:
                for match in pattern.finditer(text, timeout=_PATIENCE):
                    if match.end() > match.start():
                        yield match.start(), match.end(), match, reading
            except TimeoutError:
                log.warning("the pattern %r takes too long, and isn't looked for any more", reading.word)
                self._patterns.remove(each)


def _serves(language: str, target: str) -> bool:
    return not language or target == language or target.startswith(f"{language}-")


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, 1 << 62)) - 1
    return at >= 0 and place < spans[at][1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on over its ends: vowel signs are part of one, too.

    Of what is written without spaces a word may stand between any others, but one character alone would be found in
    too many: 林 in 森林.
    """
    goes_on = _is_one_of_several if end - start == 1 and _IS_HAN.match(text, start) else _is_one_word
    return not any(0 < place < len(text) and goes_on(text[place - 1], text[place]) for place in (start, end))


def _is_one_of_several(before: str, after: str) -> bool:
    return bool(_IS_HAN.match(before) and _IS_HAN.match(after))


def _is_one_word(before: str, after: str) -> bool:
    if not (_in_word(before) and _in_word(after)):
        return False
    if _IS_UNSPACED.match(before) or _IS_UNSPACED.match(after):
        return False
    return (_IS_KATAKANA.match(before) is None) == (_IS_KATAKANA.match(after) is None)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


@cache
def _literal(reading: Entry) -> re.Pattern[str]:
    word = r"\s+".join(re.sub(r"['’]", "['’]", re.escape(part)) for part in reading.word.split())
    # of words, what follows is said as it stands there
    after = r"(?P<own>['’]s(?!\w))?" if reading.phonemes or phonemes_of(reading.reading, "en") else ""
    return re.compile(word + after, 0 if reading.exact else re.IGNORECASE)


def _compiled(reading: Entry) -> list[tuple[regex.Pattern[str], Entry]]:
    import regex  # 15 ms, for those who have patterns

    try:
        return [(regex.compile(reading.word, 0 if reading.exact else regex.IGNORECASE), reading)]
    except regex.error as error:  # one that only the standard library's takes
        log.warning("the pattern %r can't be used: %s", reading.word, error)
        return []


def parts_of(match: re.Match[str], reading: Entry, language: str, *, phonemes: bool) -> Sequence[Part] | None:
    """What stands for a word; None where its phonemes can't be given in any way."""
    english = language.partition("-")[0] == "en"
    keyed = phonemes_of(reading.reading, language) if english and not reading.pattern else ""
    if not (ipa := reading.phonemes or keyed):
        return (match.expand(reading.reading) if reading.pattern else reading.reading,)
    own = (match["own"] or "") if english and not reading.pattern else ""
    if phonemes and not re.search(r"[()\[\]\n]", match[0]):
        marked = recognisable(ipa + (_possessive(ipa) if own else ""))
        if is_ipa(f"/{marked}/"):
            return ("[", 0, f"](/{marked}/)")
    return (wording + own.replace("’", "'"),) if english and (wording := respelled(ipa)) else None


def _possessive(ipa: str) -> str:
    """What `'s` sounds like behind these."""
    last = ipa[-1:]
    return "ᵻz" if last in "szʃʒʧʤ" else "s" if last in "ptkfθ" else "z"
