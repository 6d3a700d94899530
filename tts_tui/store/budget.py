"""What a text will cost, and whether the user's limits allow it."""

from __future__ import annotations

from datetime import datetime

from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import BudgetError
from tts_tui.speech.events import Metrics
from tts_tui.store.history import History
from tts_tui.store.settings import LimitSettings


def estimate(characters: int, model: Model) -> float | None:
    """US dollars by the list price; 0 for what runs here, None where nobody says."""
    price = model.usd_per_million_characters
    return None if price is None else characters * price / 1e6


def check(cost: float | None, limits: LimitSettings, history: History, now: datetime) -> None:
    """Let a text pass that costs nothing, that nobody can estimate, or that lies within the limits.

    Raises:
        BudgetError: it would cost more than a text may, or bring the month above its limit.
    """
    if not cost:
        return
    if cost > limits.job_usd:
        raise BudgetError(
            f"This text would cost about ${cost:.2f}, and a text may cost ${limits.job_usd:.2f}.",
            hint="tts-tui config set limits.job_usd AMOUNT changes that.",
        )
    if limits.month_usd:
        month = now.astimezone().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        spent = history.spent_since(month)
        if spent + cost > limits.month_usd:
            raise BudgetError(
                f"This text would cost about ${cost:.2f}; ${spent:.2f} of this month's"
                f" ${limits.month_usd:.2f} are spent.",
                hint="tts-tui config set limits.month_usd AMOUNT changes that.",
            )


def spending(metrics: Metrics) -> str:
    """What was spent, in a sentence; empty for nothing."""
    if not metrics.counted_usd and not metrics.cost_usd:
        return ""
    if metrics.cost_usd is None:
        return (
            f"About ${metrics.counted_usd:.4f} were spent, by the list price: not every call told its cost."
        )
    return f"${metrics.cost_usd:.4f} were spent."
