"""One sentence in several takes: heard at the same place in time, equally loud, and judged."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.events.compared_choices import choices, typed
from tts_tui.events.comparison import Comparison
from tts_tui.events.contest import Contender, Contest
from tts_tui.events.targets import target_for
from tts_tui.events.tts_events import Catalog, Selection
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import BudgetError, SpeechError
from tts_tui.speech.money import cost_of
from tts_tui.text.readable import readable
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import COMPARE_COMMANDS
from tts_tui.ui.commands.base import Overlays
from tts_tui.ui.hints import shown_error
from tts_tui.ui.readouts import clock
from tts_tui.ui.screens.add_take import AddTakeScreen
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.command_screen import CommandScreen
from tts_tui.ui.widgets.compare_rows import heading, label_of, row
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.widgets.waveform import Waveform
from tts_tui.ui.workers import begin

EMPTY = "No take yet: + adds one."
ALONE = "+ adds another take to compare with this one"
SWITCH = "1-9 hear a take once it is made, and go over to another at the same place"
_DIGITS = "123456789"


class TakesList(OptionList):
    """The rows; the arrow keys go over to a take as the digits do, while one is heard."""

    HELP = "Takes: 1-9 go over to one at the same place, space plays, enter uses it, v votes, b hides who is who."
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(digit, f"screen.switch({digit})", "Hear", show=digit == "1", key_display="1-9")
            for digit in _DIGITS
        ),
        *(command.binding for command in COMPARE_COMMANDS),
        Binding("j", "cursor_down", "Next", show=False),
        Binding("k", "cursor_up", "Previous", show=False),
    ]


class CompareScreen(CommandScreen[Selection | None]):
    """What speaks the winner, None when none was chosen; its commands are the window's."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,alt+c", "dismiss(None)", "Close", key_display="esc")
    ]
    AUTO_FOCUS = "TakesList"

    _rows = query_one(TakesList)
    _wave = query_one(Waveform)
    _status_line = query_one("#status-line", Static)
    _columns = query_one("#columns", Static)
    _place = query_one("#place", Static)

    class Changed(Message):
        """A take says something else."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, CompareScreen.Changed)

    def __init__(
        self,
        window: Overlays,
        text: str,
        first: Sequence[Selection],
        catalog: Catalog,
        voices: Sequence[Voice],
    ) -> None:
        """
        Args:
            window: what the commands are run in.
            text: what the takes say.
            first: what speaks those that it begins with.
            voices: of the present model, which can be added.
        """
        super().__init__()
        self._window = window
        self._contest = Contest(text)
        self._first = first
        self._now = first[0]
        self._catalog = catalog
        self._voices = voices
        self._comparison: Comparison

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog whole", id="compare") as dialog:
            dialog.border_title = "Compare"
            dialog.border_subtitle = "equally loud · the same place in each"
            said = readable(self._contest.text).text or self._contest.text
            yield Static(f"“{' '.join(said.split())}”", id="sentence", markup=False)
            yield Static(id="columns")
            yield TakesList()
            yield Static(id="status-line")
            yield Waveform()
            yield Static(id="place")
        yield KeyBar()

    def on_mount(self) -> None:
        self._comparison = Comparison(self._contest, self.app.service, self._tell_changed)
        self._window.compared = self
        self._wave.can_focus = False
        self._frames = self.set_interval(1 / self.app.settings.ui.fps, self._draw)
        self._enter([each for each in map(self._contest.add, self._first) if each])

    def on_unmount(self) -> None:
        self._window.compared = None
        self._comparison.close()

    def _tell_changed(self) -> None:
        """Called from the service's thread."""
        self.post_message(self.Changed())

    # ---- what the commands are about

    @property
    def _chosen(self) -> Contender | None:
        at = self._rows.highlighted
        return self._contest.rows[at] if at is not None and at < len(self._contest.rows) else None

    @property
    def has_rows(self) -> bool:
        return self._chosen is not None

    @property
    def can_hear(self) -> bool:
        chosen = self._chosen
        return chosen is not None and chosen.clip is not None

    def action_command(self, command: str) -> None:
        self._status_line.update("")
        super().action_command(command)

    def action_switch(self, number: int) -> None:
        """Let the take of that number be heard, at the place where the one before is."""
        if number <= len(self._contest.rows):
            self._rows.highlighted = number - 1
            self._hear(self._contest.rows[number - 1])

    def toggle(self) -> None:
        chosen, comparison = self._chosen, self._comparison
        if chosen and chosen is comparison.current:
            comparison.toggle()
        elif chosen:
            self._hear(chosen)

    def seek_by(self, seconds: float) -> None:
        self._comparison.seek(self._comparison.position + seconds)

    def use(self) -> None:
        if chosen := self._chosen:
            self.dismiss(chosen.selection)

    def vote(self) -> None:
        if chosen := self._chosen:
            self._contest.vote(chosen)
            self._show()

    def toggle_blind(self) -> None:
        self._comparison.silence()
        self._comparison.current = None
        self._contest.toggle_blind()
        self._show()
        self._rows.highlighted = 0

    def leave_out(self) -> None:
        if chosen := self._chosen:
            self._comparison.leave_out(chosen)
            self._show()
            self._status_line.update("u brings it back.")

    def undo(self) -> None:
        if not self._contest.undo():
            self._status_line.update("There is nothing to undo.")
        self._show()

    def make_again(self) -> None:
        if chosen := self._chosen:
            self._enter([chosen])

    def add(self) -> None:
        begin(self, self._add, group="add", exclusive=True)

    def save(self) -> None:
        begin(self, self._save, group="save", exclusive=True)

    async def _add(self) -> None:
        now = self._chosen.selection if self._chosen else self._now
        presets = self.app.presets.by_name
        offered = choices(self._now, self._catalog, self._voices, presets)
        read = partial(typed, like=now, catalog=self._catalog, presets=presets)
        selection = await self.app.push_screen_wait(AddTakeScreen(offered, read))
        if selection is None:
            return
        if contender := self._contest.add(selection):
            self._enter([contender])
            self._rows.highlighted = len(self._contest.rows) - 1
        else:
            self._status_line.update("That take is there already.")

    async def _save(self) -> None:
        from tts_tui.audio.files.format_names import format_for
        from tts_tui.audio.files.saving.names import numbered

        like = self.app.save_like
        try:
            path = target_for(self._contest.text, like).path
            folders = numbered(path.with_name(f"{path.stem}-takes"))
            folder = await asyncio.to_thread(lambda: next(each for each in folders if not each.exists()))
            chosen = await asyncio.to_thread(format_for, like.audio_format)
            count = await self._comparison.save(folder, chosen)
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))
            return
        self._status_line.update(Content.styled(f"{count} takes are in {folder}", "$success"))

    # ---- making

    def _enter(self, contenders: Sequence[Contender]) -> None:
        begin(self, partial(self._admit, contenders), group="admit")

    async def _admit(self, contenders: Sequence[Contender]) -> None:
        """Make what costs nothing; ask for the rest, with its price. What nobody agrees to isn't made."""
        from tts_tui.studio.estimate import characters_sent

        text, dear = self._contest.text, []
        for each in contenders:
            model = self._catalog.model(each.selection)
            if model:
                count = await asyncio.to_thread(characters_sent, each.selection.request(text), model)
                each.price = cost_of(count, model)
            if model and each.price == 0.0:
                self._comparison.make(each)
            else:  # an unknown price isn't none
                each.price = each.price if model else None
                dear.append(each)
        self._show()
        if dear and await self._agreed(dear):
            for each in dear:
                if each in self._contest.rows:
                    self._comparison.make(each)
            self._show()

    async def _agreed(self, dear: Sequence[Contender]) -> bool:
        known = [each.price for each in dear if each.price is not None]
        price = f"about ${sum(known):.4f}" if len(known) == len(dear) else "an unknown amount"
        what = "This take costs" if len(dear) == 1 else f"{len(dear)} of the takes cost"
        models = {model for each in dear if (model := self._catalog.model(each.selection))}
        dates = sorted({model.price_as_of for model in models} - {""})
        question = f"{what} {price} to make{f' (prices as of {dates[0]})' if dates else ''}."
        for model in models:
            count = len(self._contest.text) * sum(
                self._catalog.model(each.selection) is model for each in dear
            )
            try:
                await asyncio.to_thread(self.app.budget.check, count, model)
            except BudgetError as error:
                question += f"\n{error.message}"
            except SpeechError as error:
                self._status_line.update(shown_error(self.app, error))
                return False
        return await self.app.push_screen_wait(AskScreen("Cost", question, "Make"))

    # ---- hearing

    def _hear(self, contender: Contender) -> None:
        if contender.clip:
            self._comparison.hear(contender)
            self._show()
        elif contender.error:
            self._explain(contender)
        else:
            self._status_line.update(
                "It isn't made yet." if contender.queued else "It isn't made: r makes it."
            )

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()
        chosen = self._chosen
        if chosen and chosen.clip and self._comparison.sounding and chosen is not self._comparison.current:
            self._hear(chosen)
        elif chosen and chosen.error:
            self._explain(chosen)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if chosen := self._chosen:
            self._hear(chosen)

    @on(Waveform.Seek)
    def _seek_share(self, event: Waveform.Seek) -> None:
        event.stop()
        heard = self._comparison.current
        if heard and heard.clip:
            self._comparison.seek(event.share * heard.clip.seconds)

    def _explain(self, contender: Contender) -> None:
        if error := contender.error:
            blind = self._contest.blind
            self._status_line.update("This take failed." if blind else shown_error(self.app, error))

    # ---- what is shown

    @on(Changed)
    @on(events.Resize)
    def _show(self) -> None:
        rows, contest, comparison = self._rows, self._contest, self._comparison
        width, at = rows.size.width or 76, rows.highlighted
        selections = [each.selection for each in contest.rows]
        self._columns.update(heading(width, blind=contest.blind))
        options = [
            Option(
                row(
                    number,
                    each,
                    label_of(each.selection, selections),
                    width,
                    blind=contest.blind,
                    heard=each is comparison.current,
                    making=each is comparison.making,
                )
            )
            for number, each in enumerate(contest.rows, 1)
        ]
        with self.prevent(OptionList.OptionHighlighted):
            rows.clear_options()
            rows.add_options(options)
            rows.highlighted = min(at or 0, len(options) - 1) if options else None
        if not options:
            self._status_line.update(EMPTY)
        self.query_one("#compare").border_title = "Compare · blind" if contest.blind else "Compare"
        self.refresh_bindings()
        self._draw()

    def _draw(self) -> None:
        """Where it plays, and which take: at every frame."""
        heard, comparison = self._comparison.current, self._comparison
        clip = heard.clip if heard else None
        if heard is None or clip is None:
            self._wave.show((), None)
            alone = len(self._contest.rows) == 1
            self._place.update(Content.styled(ALONE if alone else SWITCH, "$faint"))
            return
        longest = max((each.clip.seconds for each in self._contest.rows if each.clip), default=clip.seconds)
        self._wave.show(clip.peaks(self._wave.size.width, clip.seconds), comparison.position / clip.seconds)
        number = self._contest.rows.index(heard) + 1
        state = "▶" if comparison.sounding else "‖"
        place = f"{clock(comparison.position, tenths=True)} / {clock(clip.seconds, tenths=True)}"
        longer = f" · the longest {clock(longest, tenths=True)}" if longest > clip.seconds else ""
        self._place.update(
            Content.assemble((f"{state} take {number} ", "$accent"), place, (longer, "$faint"))
        )
