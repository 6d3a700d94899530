"""Quoted speech given to voices, as tags around it would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tts_tui.text.markup.marked import Marked, Named, OpenTags


def quoted(text: Marked, quotes: Sequence[tuple[int, int, str]]) -> Marked:
    """The same, where voices say parts of it.

    Args:
        quotes: from where to where, and the voice, as it is named; in order and apart.
    """
    if not quotes:
        return text
    places = sorted(
        {at for at, _ in text.changes} | {at for first, last, _ in quotes for at in (first, last)}
    )
    changes: list[tuple[int, OpenTags]] = []
    for at in places:
        state = text.state(at)
        speaker = next((voice for first, last, voice in quotes if first <= at < last), "")
        changes.append((at, replace(state, speaker=speaker) if speaker else state))
    named = [*text.named, *(Named("voice", voice, first) for first, _, voice in quotes)]
    return replace(text, changes=changes, named=named)
