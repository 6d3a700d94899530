"""How loud a recording is to be: one of the usual levels, or a number of one's own."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Label, Select

from tts_tui.events.targets import LEVEL_CHOICES, LEVEL_RANGES


class LevelField(Horizontal):
    """Chooses a `SaveTarget.level`."""

    class Changed(Message):
        """Another level is wanted.

        Attributes:
            problem: why what was typed is none, else empty.
        """

        def __init__(self, level: str, problem: str) -> None:
            super().__init__()
            self.level = level
            self.problem = problem

    _usual = query_one("#level", Select)
    _amount = query_one("#amount", Input)
    _unit = query_one("#unit", Label)

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level

    def compose(self) -> ComposeResult:
        amount, _, unit = self._level.partition(" ")
        usual = any(choice.value == self._level for choice in LEVEL_CHOICES)
        yield Select(
            LEVEL_CHOICES, value=self._level if usual else unit, allow_blank=False, compact=True, id="level"
        )
        yield Input("" if usual else amount, type="number", compact=True, id="amount", select_on_focus=False)
        yield Label(id="unit")

    def on_mount(self) -> None:
        self._ask_amount()

    @on(Select.Changed)
    def _choose(self, event: Select.Changed) -> None:
        event.stop()
        self._ask_amount()
        self._tell()

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()

    def _ask_amount(self) -> None:
        """Only where the level isn't a usual one."""
        unit = str(self._usual.value)
        own = unit in LEVEL_RANGES
        self._amount.display = self._unit.display = own
        self._unit.update(unit)
        if own:
            low, high = LEVEL_RANGES[unit]
            self._amount.placeholder = f"{low:g} to {high:g}"

    def _tell(self) -> None:
        unit = str(self._usual.value)
        if unit not in LEVEL_RANGES:
            self.post_message(self.Changed(unit, ""))
            return
        low, high = LEVEL_RANGES[unit]
        try:
            amount = float(self._amount.value)
        except ValueError:
            amount = float("nan")
        if low <= amount <= high:
            self.post_message(self.Changed(f"{amount:g} {unit}", ""))
        else:
            self.post_message(self.Changed("", f"Level: give {low:g} to {high:g} {unit}."))
