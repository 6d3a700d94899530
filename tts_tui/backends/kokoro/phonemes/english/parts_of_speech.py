"""What part of speech each word of a sentence is."""

from __future__ import annotations

from collections.abc import Sequence

def tags(tokens: Sequence[str]) -> list[str]:
    """A Penn tag for each word and mark."""
    if not tokens:
        return []
    from tts_tui.text.tagger import tag

    return ["NN" if is_letter_a(tokens, i) else known for i, known in enumerate(tag(tokens))]


def is_letter(token: str, tag: str = "") -> bool:
    """Whether it is a capital by itself, and neither `I` nor an article."""
    return len(token) == 1 and token.isupper() and tag not in ("DT", "PRP")


def is_letter_a(tokens: Sequence[str], index: int) -> bool:
    """Whether an `A` is the letter and no article: among other letters (`U S A`), or the last word (`plan A`)."""
    if tokens[index] != "A":
        return False
    before = tokens[index - 1] if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    ends = not after[:1].isalpha()
    return ends or (before != "" and any(is_letter(token) and token != "I" for token in (before, after)))
