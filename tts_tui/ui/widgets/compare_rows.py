"""How a compared take is shown: a row of a table whose columns fold away from the right where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import set_cell_size
from textual.content import Content

from tts_tui.events.contest import Contender
from tts_tui.events.tts_events import Selection
from tts_tui.speech.lengths import counted
from tts_tui.ui.readouts import milliseconds

WHO = 20
"""Columns that the name of a take has at least."""
_FIGURES = (("votes", 10), ("seconds", 8), ("first", 8), ("onset", 8), ("RTF", 6), ("cost", 9))
"""The most important first: heading and width of each."""
_IN_BLIND = 2
"""Of them are shown while who is who is hidden: the others would tell."""
_MOST_VOTES = 6


def label_of(selection: Selection, among: Sequence[Selection]) -> str:
    """What is different about a take: its voice, and what isn't the same in all of them."""
    parts = [selection.voice or "first voice"]
    if len({(each.provider, each.model) for each in among}) > 1:
        parts.append(selection.model)
    if len({each.language for each in among}) > 1 and selection.language:
        parts.append(selection.language)
    if selection.speed != 1.0 or len({each.speed for each in among}) > 1:
        parts.append(f"{selection.speed:g}×")
    for name, value in selection.settings.items():
        if len({each.settings.get(name) for each in among}) > 1:
            parts.append(f"{name} {value}")
    return " · ".join(parts)


def _columns(width: int, blind: bool) -> tuple[int, int]:
    """Width of the name, and how many figures there is room for."""
    figures = _FIGURES[: _IN_BLIND if blind else len(_FIGURES)]
    room, count = width - 5 - WHO, 0
    for _, size in figures:
        if room < size:
            break
        room, count = room - size, count + 1
    return WHO + max(0, room), count


def heading(width: int, *, blind: bool) -> Content:
    """What stands in each column."""
    who, count = _columns(width, blind)
    figures = "".join(f"{name:>{size}}" for name, size in _FIGURES[:count])
    return Content.styled(f"     {'take':<{who}}{figures}", "$faint")


def row(
    number: int, contender: Contender, label: str, width: int, *, blind: bool, heard: bool, making: bool
) -> Content:
    """One take.

    Args:
        number: of the key that lets it be heard.
        label: who it is.
        width: columns in all.
        heard: it is the one that sounds, or stands still on the way.
        making: it is being made now.
    """
    who, count = _columns(width, blind)
    mark = "▶" if heard else " "
    name = f"take {number}" if blind else label
    begin = Content.assemble(
        (f"{number if number < 10 else '·'} {mark} ", "bold $accent" if heard else "bold"),
        f" {set_cell_size(name, who - 1)} ",
    )
    if (why := _state(contender, blind=blind, making=making)) is not None:
        style = "$error" if contender.error else "$faint"
        return begin + Content.styled(set_cell_size(why, max(0, width - who - 5)), style)
    return begin + "".join(
        f"{cell:>{size}}"
        for cell, (_, size) in zip(_figures(contender, blind), _FIGURES[:count], strict=False)
    )


def _state(contender: Contender, *, blind: bool, making: bool) -> str | None:
    """Why there are no figures yet, None where there are."""
    if contender.clip:
        return None
    if contender.error:
        return "✗ failed" if blind else f"✗ {contender.error.message}"
    if making:
        return "◌ making…"
    if contender.queued:
        return "◌ waiting"
    if blind:
        return "not made"
    price = "an unknown amount" if contender.price is None else f"about ${contender.price:.4f}"
    return "not made" if contender.price == 0 else f"not made: costs {price}"


def _figures(contender: Contender, blind: bool) -> list[str]:
    assert contender.take
    metrics, take = contender.take.metrics, contender.take
    cost = metrics.cost_usd
    # what was known of it would tell who it is
    votes = max(0, contender.votes - contender.open_votes) if blind else contender.votes
    return [
        "▮" * votes if votes <= _MOST_VOTES else f"▮ {votes}",
        counted(take.seconds),
        "-" if metrics.first_chunk_ms is None else milliseconds(metrics.first_chunk_ms),
        "-" if metrics.onset_ms is None else milliseconds(metrics.onset_ms),
        "-" if metrics.rtf is None else f"{metrics.rtf:.2f}",
        "?" if cost is None else f"${cost:.4f}" if cost else "free",
    ]
