"""Sentences of English in Kokoro's symbols, word by word.

Each word is said by the lexicons and rules, and by espeak-ng where they don't know it. How some words are said depends
on what follows, so they are gone through from the last to the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from tts_tui.backends.kokoro.phonemes.english import tokens
from tts_tui.backends.kokoro.phonemes.english.parts_of_speech import is_letter, readings, tags
from tts_tui.backends.kokoro.phonemes.english.stress import SECONDARY, compound, vowel_first, weakened
from tts_tui.backends.kokoro.phonemes.english.words import AMERICAN, BRITISH, Following
from tts_tui.speech.pronunciation import Source

Espeak = Callable[[Sequence[str]], list[str]]
"""The symbols of words by espeak-ng, each by itself."""

_SHOUTED = 3
"""Words from which on a text in capitals is a heading rather than names: its words are read in small letters."""

_MOST_JOINED = 8
"""Parts of the longest compound that a lexicon may have as one."""


class Item(Struct, frozen=True):
    """A word or a mark as written; with symbols where these stand already: a mark's, or those given by hand."""

    text: str
    symbols: str = ""


class WordSymbols(Struct, frozen=True):
    """A word's symbols, and where they are from: `espeak` if any of them is."""

    symbols: str
    source: Source


class _Word(Struct):
    """What is written between two spaces, without the marks around it, and the parts that hyphens and the like join.

    Attributes:
        reading: how it is said in the sense that is meant, where it has several.
        unknown: what of it espeak-ng must say.
    """

    written: str
    text: str
    halves: Sequence[str]
    joints: Sequence[str]
    tags: list[str] = field(default_factory=list)
    reading: str = ""
    unknown: list[str] = field(default_factory=list)


class _Tokens:
    """A text as the tagger takes it, and which of it is which part of a word."""

    def __init__(self, items: Sequence[Item], words: Sequence[_Word | None]) -> None:
        self.tokens: list[str] = []
        self.places: list[tuple[_Word, int, int]] = []
        for item, word in zip(items, words, strict=True):
            if word is None:
                self.tokens.append(item.text)
                continue
            word.tags = [""] * len(word.halves)
            for index, half in enumerate(word.halves):
                self.tokens += word.joints[index - 1 : index] if index else []
                if half:
                    self.places.append((word, index, len(self.tokens)))
                    self.tokens.append(half)


class SentencePhonemizer:
    """The words of texts between their marks. What is asked for all of them at once is asked sooner."""

    def __init__(self, language: str, espeak: Espeak) -> None:
        self._words = BRITISH if language == "en-GB" else AMERICAN
        self._espeak = espeak

    def say(self, texts: Sequence[Sequence[Item]]) -> list[list[WordSymbols]]:
        """How each of the words and marks of each text is said."""
        parsed = [self._parsed(items) for items in texts]
        self._tag(texts, parsed)
        by_espeak = self._unknown([word for words in parsed for word in words if word])
        return [self._one_by_one(items, words, by_espeak) for items, words in zip(texts, parsed, strict=True)]

    def _one_by_one(
        self, items: Sequence[Item], words: Sequence[_Word | None], by_espeak: dict[str, str]
    ) -> list[WordSymbols]:
        sound: list[WordSymbols] = []
        following = Following()
        letter = False
        for item, word in zip(reversed(items), reversed(words), strict=True):
            one = self._say(word, following, by_espeak) if word else WordSymbols(item.symbols, "user")
            before_letter, letter = letter, bool(word and is_letter(word.text, word.tags[0]))
            if letter and before_letter:
                one = WordSymbols(weakened(one.symbols), one.source)
            following = Following(vowel_first(one.symbols, following.vowel), item.text.lower() == "to")
            sound.append(one)
        return sound[::-1]

    def _parsed(self, items: Sequence[Item]) -> list[_Word | None]:
        unsaid = [item.text for item in items if not item.symbols]
        shouted = len(unsaid) >= _SHOUTED and " ".join(unsaid).isupper()
        return [None if item.symbols else self._parse(item.text, shouted=shouted) for item in items]

    def _parse(self, text: str, *, shouted: bool) -> _Word:
        bare = tokens.plain(text) or text
        low = bare.lower()
        if shouted and len(bare) > 1 and self._words.symbols(low, "", Following()):
            bare = low
        return _Word(text, bare, *tokens.joined(bare))

    def _tag(self, texts: Sequence[Sequence[Item]], parsed: Sequence[Sequence[_Word | None]]) -> None:
        tokens_of = [_Tokens(items, words) for items, words in zip(texts, parsed, strict=True)]
        found = tags([each.tokens for each in tokens_of])
        for each, tagged in zip(tokens_of, found, strict=True):
            meant = readings(each.tokens, tagged, british=self._words.british)
            for word, index, place in each.places:
                word.tags[index] = tagged[place]
                if place in meant and len(word.halves) == 1:
                    word.reading = meant[place]

    def _unknown(self, words: Sequence[_Word]) -> dict[str, str]:
        """What espeak-ng says of all the words that it is needed for, asked in one go."""
        for word in words:
            word.unknown = self._not_found(word)
        unknown = list(dict.fromkeys(part for word in words for part in word.unknown))
        return dict(zip(unknown, self._espeak(unknown), strict=True)) if unknown else {}

    def _not_found(self, word: _Word) -> list[str]:
        nothing = Following()
        if word.reading or self._one(word.text, word.tags[-1], nothing):
            return []
        if any(character.isdigit() for character in word.text) or not all(word.halves) or "." in word.text:
            return [word.written]
        return [
            half
            for half, tag in zip(word.halves, word.tags, strict=True)
            if not self._half(half, tag, nothing)
        ]

    def _say(self, word: _Word, following: Following, by_espeak: dict[str, str]) -> WordSymbols:
        whole = self._one(word.text, word.tags[-1], following)
        if word.reading and _sounds(word.reading) != _sounds(whole):
            return WordSymbols(word.reading, "homograph")
        if whole:
            return WordSymbols(whole, "homograph" if word.reading else "lexicon")
        if word.written in word.unknown:
            return WordSymbols(by_espeak[word.written], "espeak")
        parts: list[str] = []
        end = len(word.halves)
        while end:
            part, end = self._longest_end(word, end, following, by_espeak)
            following = Following(vowel_first(part, following.vowel))
            parts.insert(0, part)
        parts = [part for part in parts if part]
        source: Source = "espeak" if word.unknown else "lexicon"
        if not set("".join(word.joints)) <= set("-‐‑"):
            return WordSymbols(" ".join(parts), source)
        return WordSymbols("".join(compound(parts, initial=len(word.halves[0]) == 1)), source)

    def _longest_end(
        self, word: _Word, end: int, following: Following, by_espeak: dict[str, str]
    ) -> tuple[str, int]:
        """The symbols of the longest known run of parts that ends there, and where it begins."""
        for start in range(max(0, end - _MOST_JOINED), end - 1):
            run = "-".join(word.halves[start:end])
            if sound := self._one(run, word.tags[end - 1], following):
                return sound, start
        last = end - 1
        half = word.halves[last]
        return by_espeak.get(half) or self._half(half, word.tags[last], following), last

    def _half(self, half: str, tag: str, following: Following) -> str:
        if sound := self._one(half, tag, following):
            return sound
        humps = tokens.humps(half)
        parts = [self._one(hump, tag, following) for hump in humps] if 1 < len(humps) <= _MOST_JOINED else []
        return "".join(compound(parts, initial=len(humps[0]) == 1)) if parts and all(parts) else ""

    def _one(self, word: str, tag: str, following: Following) -> str:
        for spelling in tokens.suffixes(word):
            if sound := self._by_lexicon(spelling, tag, following):
                return sound
        return ""

    def _by_lexicon(self, word: str, tag: str, following: Following) -> str:
        if word.isascii():
            return self._words.symbols(word, tag, following)
        bare = tokens.unaccented(word)
        if not bare.isascii():
            return ""
        sound = self._words.symbols(bare, tag, following)
        # `é` at the end is heard, and what `résumé` has without it is another word
        mute = word.lower().rstrip("s").endswith(("é", "ée")) and not sound.rstrip("z").endswith("A")
        return "" if mute else sound


def _sounds(symbols: str) -> str:
    """Without secondary stress: a sentence's place for it is no other sense."""
    return symbols.replace(SECONDARY, "")
