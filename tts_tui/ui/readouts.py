"""Numbers as a person reads them; every one was measured or counted, and "≈" marks an estimate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tts_tui.speech.catalog import Model
from tts_tui.speech.lengths import about, several
from tts_tui.speech.money import cost_of

if TYPE_CHECKING:
    from tts_tui.speech.events import Progress


LONG_JOB = 30.0
"""Seconds of work from which it is told beforehand."""


def clock(seconds: float, *, tenths: bool = False) -> str:
    """ "1:02:03", "02:03" or "02:03.4"."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    text = f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes:02}:{whole % 60:02}"
    return f"{text}.{int(seconds * 10) % 10}" if tenths else text


def moment(at: datetime, now: datetime) -> str:
    """ "12:04" if it is of today, else "2026-03-01 12:04", in the user's zone."""
    at, now = at.astimezone(), now.astimezone()
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"


def milliseconds(ms: float) -> str:
    return f"{ms:.0f} ms" if ms < 999.5 else f"{ms / 1000:.1f} s"


def money(usd: float | None) -> str:
    if usd is None:
        return "cost unknown"
    if usd == 0.0:
        return "free"
    return f"${usd:.4f}" if usd < 1.0 else f"${usd:.2f}"


def priced_at(model: Model) -> str:
    """How old a model's price is, behind a sum; empty if unknown, or where it costs nothing."""
    return f" (prices as of {model.price_as_of})" if model.price_as_of else ""


def text_summary(text: str, speed: float, model: Model | None, work: float | None = None) -> str:
    """What stands under the text: its size, about how long it takes to hear, what it costs, and if it is a long job,
    about how long it takes to make.

    Args:
        work: seconds for a character, as last measured on this machine.
    """
    if not text.strip():
        return "empty"
    # which the first paint of an empty window does without
    from tts_tui.text.duration import speaking_seconds
    from tts_tui.text.markup import marked

    tagged = marked(text)
    text = tagged.untagged()
    seconds = speaking_seconds(text) / speed + tagged.rest_seconds
    parts = [several(len(text), "char"), several(len(text.split()), "word"), f"≈ {about(seconds)}"]
    if model:
        parts.append(money(cost_of(len(text), model)))
    if work is not None and (working := len(text) * work) >= LONG_JOB:
        parts.append(f"≈ {about(working)} to make here")
    return " · ".join(parts)


def work_parts(progress: Progress, *, ended: bool = False) -> list[str]:
    """How far the work is, the most important first: the share, the time left unless it has ended, what was counted."""
    parts = [f"{progress.fraction:.0%}"]
    if progress.fraction < 1.0 and progress.eta_seconds is not None and not ended:
        parts.append(f"{about(progress.eta_seconds)} left")
    total = f"/{progress.chunks_total}" if progress.chunks_total else ""
    parts.append(f"chunk {progress.chunks_done}{total}")
    parts.append(f"{progress.characters_done:,}/{progress.characters_total:,} chars")
    return parts


def fitting(parts: Sequence[str], width: int) -> str:
    """As many of the parts in a row, from the first on, as there is room for."""
    row = ""
    for part in parts:
        longer = f"{row} · {part}" if row else part
        if len(longer) > width:
            break
        row = longer
    return row


def longest_fitting(forms: Sequence[str], width: int) -> str:
    """The first of the forms, which grow shorter, for which there is room; empty where there is for none."""
    return next((form for form in forms if len(form) <= width), "")


def shortened(text: str, width: int) -> str:
    """The text, or its beginning where there is no room for all of it."""
    return text if len(text) <= width else f"{text[: max(0, width - 1)]}…"[: max(0, width)]
