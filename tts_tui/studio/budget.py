"""What the user is willing to spend."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tts_tui.speech.errors import BudgetError
from tts_tui.speech.money import cost_of
from tts_tui.store.settings import LimitSettings

if TYPE_CHECKING:
    from tts_tui.speech.catalog import Model
    from tts_tui.store.history import History


class Budget:
    """The limits of the settings, and what the history says was spent. May be asked from any thread."""

    def __init__(self, limits: LimitSettings, history: History) -> None:
        self._limits = limits
        self._history = history

    def check(self, characters: int, model: Model) -> None:
        """Accept a text that costs nothing, whose cost is unknown, or that is within the limits.

        Raises:
            BudgetError: it would cost more than a text may, or bring the month above its limit.
            SettingsError: what was spent can't be read.
        """
        cost = cost_of(characters, model)
        if not cost:
            return
        limits = self._limits
        if cost > limits.job_usd:
            raise BudgetError(
                f"This text would cost about ${cost:.2f}, and a text may cost ${limits.job_usd:.2f}.",
                hint="tts-tui config set limits.job_usd AMOUNT changes that.",
            )
        if not limits.month_usd:
            return
        today = datetime.now(UTC).astimezone()
        spent = self._history.spent_since(today.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
        if spent + cost > limits.month_usd:
            raise BudgetError(
                f"This text would cost about ${cost:.2f}; ${spent:.2f} of this month's"
                f" ${limits.month_usd:.2f} are spent.",
                hint="tts-tui config set limits.month_usd AMOUNT changes that.",
            )
