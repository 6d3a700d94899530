"""The chapters of a document: which are read, and what each of their blocks became."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.documents.as_text import text_as_planned, text_of_chapters
from tts_tui.documents.model import Chapter, Document
from tts_tui.documents.plan_file import written
from tts_tui.documents.reading_plan import Notes, Plan, plan_of
from tts_tui.speech.errors import NotWritableError, SpeechError
from tts_tui.store.opened import ChosenChapters
from tts_tui.text.duration import speaking_seconds
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import CHAPTER_COMMANDS
from tts_tui.ui.commands.base import Overlays
from tts_tui.ui.hints import shown_error
from tts_tui.ui.opening import chosen_plan
from tts_tui.ui.readouts import clock, shortened
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.command_screen import CommandScreen
from tts_tui.ui.widgets.key_bar import KeyBar

MOST_BLOCKS = 300
"""Of a chapter, that are shown."""


class ChapterList(OptionList):
    """A line a chapter."""

    HELP = "The chapters: space chooses one, enter opens the chosen ones, w writes the plan."
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in CHAPTER_COMMANDS),
        Binding("j", "cursor_down", "Next", show=False),
        Binding("k", "cursor_up", "Previous", show=False),
    ]


class ChaptersScreen(CommandScreen[tuple[str, ChosenChapters | None] | None]):
    """The text of the chapters that were chosen, and which those are, None where they are the usual ones; None when the
    user thought better of it."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close", key_display="esc")]
    AUTO_FOCUS = "ChapterList"

    _rows = query_one(ChapterList)
    _blocks = query_one("#blocks", Static)
    _sum = query_one("#chapters-sum", Static)
    _status_line = query_one("#status-line", Static)

    def __init__(
        self, window: Overlays, path: Path, document: Document, chosen: ChosenChapters | None
    ) -> None:
        """
        Args:
            window: what the commands are run in.
            path: of the document; the plan is written beside it.
            chosen: before.
        """
        super().__init__()
        self._window = window
        self._path = path
        self._document = document
        self._usual = _read(plan_of(document, path.name))
        self._chosen = set(_read(chosen_plan(document, path.name, chosen)))
        self._notes = chosen is not None and chosen.notes and chosen.count == len(document.chapters)
        self._seconds = [_seconds(chapter) for chapter in document.chapters]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog whole", id="chapters") as dialog:
            title = shortened(self._document.title or self._path.name, 60)
            dialog.border_title = " · ".join((title, *self._document.authors[:2]))
            dialog.border_subtitle = self._document.form
            yield Static(id="chapters-sum")
            with Horizontal():
                yield ChapterList()
                with VerticalScroll(can_focus=False):
                    yield Static(id="blocks")
            yield Static(id="status-line", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._window.chapters = self
        self._rows.add_options([Option(self._row(number)) for number in range(1, len(self._seconds) + 1)])
        first = min(self._chosen, default=1)
        self._rows.highlighted = first - 1 if self._seconds else None
        self._sum_up()

    def on_unmount(self) -> None:
        self._window.chapters = None

    @property
    def has_chosen(self) -> bool:
        return bool(self._chosen)

    @property
    def plan(self) -> Plan:
        """As it is chosen now."""
        notes: Notes = "read" if self._notes else "skip"
        return plan_of(self._document, self._path.name, notes=notes, chapters=sorted(self._chosen))

    def open(self) -> None:
        """Close with the text of the chosen chapters."""
        if self._chosen:
            as_usual = self._chosen == self._usual and not self._notes
            chosen = ChosenChapters(tuple(sorted(self._chosen)), len(self._seconds), self._notes)
            self.dismiss((text_as_planned(self.plan, self._document), None if as_usual else chosen))

    def toggle(self) -> None:
        if (index := self._rows.highlighted) is not None:
            self._chosen ^= {index + 1}
            self._rows.replace_option_prompt_at_index(index, self._row(index + 1))
            self._sum_up()

    def toggle_all(self) -> None:
        every = set(range(1, len(self._seconds) + 1))
        self._chosen = set() if self._chosen == every else every if self._chosen else set(self._usual)
        for number in every:
            self._rows.replace_option_prompt_at_index(number - 1, self._row(number))
        self._sum_up()

    def toggle_notes(self) -> None:
        self._notes = not self._notes
        self._show_blocks()
        self._sum_up()

    @work(exclusive=True, group="write")
    async def write(self) -> None:
        """Put the plan into a file beside the document; asks where there is one."""
        path = self._path.with_name(f"{self._path.name}.plan.toml")
        question = f"{path.name} exists already; changes made in it would be lost."
        if await asyncio.to_thread(path.exists) and not await self.app.push_screen_wait(
            AskScreen("Plan", question, "Write")
        ):
            return
        try:
            await asyncio.to_thread(_write, path, self._path, self.plan)
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))
        else:
            self._status_line.update(f"The plan is in {path}.")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        """A click chooses; enter is a command of its own."""
        event.stop()
        self.toggle()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._show_blocks()
        self.refresh_bindings()

    def _row(self, number: int) -> Content:
        chapter = self._document.chapters[number - 1]
        chosen = number in self._chosen
        about = [f"{chapter.characters:,} characters", clock(self._seconds[number - 1])]
        if chapter.matter != "body":
            about.insert(
                0, f"{chapter.matter} matter: {chapter.why}" if chapter.why else f"{chapter.matter} matter"
            )
        mark = ("☑ ", "$success") if chosen else ("☐ ", "$faint")
        title = shortened(chapter.title or "(no title)", 200)
        return Content.assemble(
            mark, (title, "" if chosen else "$faint"), "\n  ", (" · ".join(about), "$faint")
        )

    def _sum_up(self) -> None:
        seconds = sum(self._seconds[number - 1] for number in self._chosen)
        characters = sum(self._document.chapters[number - 1].characters for number in self._chosen)
        notes = "read" if self._notes else "skipped"
        chosen = f"{len(self._chosen)} of {len(self._seconds)} chapters"
        self._sum.update(f"{chosen} · {characters:,} characters · about {clock(seconds)} · footnotes {notes}")
        self.refresh_bindings()

    def _show_blocks(self) -> None:
        index = self._rows.highlighted
        if index is None:
            return
        planned = self.plan.chapters[index].blocks
        lines = [
            Content.assemble(
                (f"{block.kind:<10}", "$accent" if block.read else "$faint"),
                (block.begins, "" if block.read else "$faint"),
                (f"  ({block.why or 'not read'})", "$warning") if not block.read else "",
            )
            for block in planned[:MOST_BLOCKS]
        ]
        if len(planned) > MOST_BLOCKS:
            lines.append(Content.styled(f"… {len(planned) - MOST_BLOCKS:,} more", "$faint"))
        self._blocks.update(Content("\n").join(lines))


def _read(plan: Plan) -> frozenset[int]:
    """Numbers of the chapters that are read."""
    return frozenset(chapter.number for chapter in plan.chapters if chapter.read)


def _seconds(chapter: Chapter) -> float:
    return speaking_seconds(text_of_chapters([chapter]))


def _write(path: Path, document: Path, plan: Plan) -> None:
    from tts_tui.documents.reading_plan import digest
    from tts_tui.store.atomic import replace_bytes

    try:
        plan = replace(plan, sha256=digest(document.read_bytes()))
        replace_bytes(path, written(plan).encode())
    except OSError as error:
        why = error.strerror or str(error)
        raise NotWritableError(
            f"{path} can't be written: {why}.", hint="tts-tui render FILE --plan prints it."
        ) from None
