"""What works here, and the exact command that fixes the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from tts_tui.speech.lengths import several
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.backends.capabilities import Finding

_MARKS = {"ok": ("✓", "$success"), "warn": ("!", "$warning"), "fail": ("✗", "$error")}


class DoctorScreen(Dialog[None]):
    """As `tts-tui doctor`, with a sentence that is spoken unheard; each finding is shown as it is there."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy the report"),
        Binding("r", "look", "Look again"),
        Binding("escape", "dismiss(None)", "Close", key_display="esc"),
    ]
    AUTO_FOCUS = "VerticalScroll"

    _dialog = query_one("#doctor", Vertical)
    _scroll = query_one(VerticalScroll)

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Finding] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall", id="doctor") as dialog:
            dialog.border_title = "Doctor"
            yield VerticalScroll()
        yield KeyBar()

    def on_mount(self) -> None:
        self.action_look()

    def action_look(self) -> None:
        """Look at everything again."""
        begin(self, self._look, group="doctor", exclusive=True)

    def action_copy(self) -> None:
        """Put the report on the clipboard, as the command line prints it."""
        self.app.copy_to_clipboard(report_of(self._found))
        self._dialog.border_subtitle = "the report is on the clipboard"

    async def _look(self) -> None:
        from tts_tui.studio.checks import all_checks

        self._found = []
        await self._scroll.remove_children()
        self._dialog.border_subtitle = "looking…"
        checks = all_checks(recover=False, speaks=True)
        while finding := await asyncio.to_thread(_next, checks):
            self._found.append(finding)
            await self._scroll.mount(Static(_shown(finding), classes="finding"))
        wrong = sum(each.state == "fail" for each in self._found)
        small = sum(each.state == "warn" for each in self._found)
        self._dialog.border_subtitle = (
            f"{several(wrong, 'problem')}, {several(small, 'note')}" if wrong or small else "all is well"
        )


def _next(checks: Iterator[Finding]) -> Finding | None:
    return next(checks, None)


def _shown(finding: Finding) -> Content:
    mark, style = _MARKS[finding.state]
    fix = Content.styled(f"\n  → {finding.fix}", "$accent") if finding.fix else ""
    return Content.assemble((mark, style), f" {finding.part}  ", (finding.says, "$faint"), fix)


def report_of(findings: list[Finding]) -> str:
    """Lines for an issue or a mail."""
    lines = []
    for each in findings:
        lines.append(f"{_MARKS[each.state][0]} {each.part:<14} {each.says}")
        if each.fix:
            lines.append(f"{'':17}→ {each.fix}")
    return "\n".join(lines) + "\n"
