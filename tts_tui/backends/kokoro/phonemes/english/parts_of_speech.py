"""What part of speech each word of a sentence is, and which of its senses is meant."""

from __future__ import annotations

from collections.abc import Sequence

from tts_tui.backends.kokoro.phonemes.readings import pronunciation


def tags(texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """A Penn tag for each word and mark of each text."""
    if not any(texts):
        return [[] for _ in texts]
    from tts_tui.text.tagger import tag_all

    return [
        ["NN" if is_letter_a(tokens, i) else known for i, known in enumerate(tagged)]
        for tokens, tagged in zip(texts, tag_all(texts), strict=True)
    ]


def readings(tokens: Sequence[str], tagged: Sequence[str], *, british: bool) -> dict[int, str]:
    """The symbols of the words that are said otherwise in another sense, as this sentence means them."""
    from tts_tui.text import homographs

    if not homographs.holds(tokens):
        return {}
    meant = homographs.readings(tokens, tagged)
    sound = {place: pronunciation(label, british) for place, label in meant.items()}
    return {place: symbols for place, symbols in sound.items() if symbols}


def is_letter(token: str, tag: str = "") -> bool:
    """Whether it is a capital by itself, and neither `I` nor an article."""
    return len(token) == 1 and token.isupper() and tag not in ("DT", "PRP")


def is_letter_a(tokens: Sequence[str], index: int) -> bool:
    """Whether an `A` is the letter and no article.

    Among other letters (`U S A`, `A T and T`), before `and` and a letter (`A and W`), or the last word (`plan A`).
    """
    if tokens[index] != "A":
        return False
    before = tokens[index - 1] if index else ""
    after, then, last = (*tokens[index + 1 : index + 4], "", "", "")[:3]
    if not after[:1].isalpha() or _is_other_letter(before):
        return True
    if after == "and":
        return _is_other_letter(then)
    follows = after == "A" or _is_other_letter(then) or (then == "and" and _is_other_letter(last))
    return _is_other_letter(after) and (before != "" or follows)


def _is_other_letter(token: str) -> bool:
    return is_letter(token) and token != "I"
