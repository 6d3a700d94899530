"""What the terminal itself shows of the window, also while another one is in front: its title, and how far work is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_KEEP_TITLE, _BRING_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""XTerm's stack of titles: what stood there before comes back at the end."""

_PROGRESS_TERMINALS = {"ghostty", "WezTerm"}
"""By TERM_PROGRAM: they show OSC 9;4 as progress. Some others would make a notification of each."""


def shows_progress(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has a progress mark (OSC 9;4, ConEmu's, which others took up)."""
    return (
        environment.get("TERM_PROGRAM") in _PROGRESS_TERMINALS
        or "WT_SESSION" in environment
        or environment.get("ConEmuANSI") == "ON"
    )


def shows_title(environment: Mapping[str, str]) -> bool:
    """Whether the terminal can be expected to have a title; one that says it is dumb would print it."""
    return environment.get("TERM") not in (None, "", "dumb")


class TerminalSigns:
    """Writes only what changes, and nothing before `begin` and after `end`."""

    def __init__(self, *, progress: bool) -> None:
        """Args:
        progress: the terminal has a mark for it.
        """
        self._progress = progress
        self._write: Callable[[str], object] | None = None
        self._title = ""
        self._percent: int | None = None

    def begin(self, write: Callable[[str], object]) -> None:
        """The terminal is ours: `write` sends it control sequences."""
        self._write, self._title, self._percent = write, "", None
        write(_KEEP_TITLE)

    def end(self) -> None:
        """Leave the terminal as it was."""
        if self._write:
            self._mark(None)
            self._write(_BRING_TITLE)
        self._write = None

    def show(self, title: str, fraction: float | None = None) -> None:
        """Args:
        fraction: of the work, 0 to 1; None while there is none.
        """
        percent = None if fraction is None else int(fraction * 100)
        shown = title if percent is None else f"{percent} % · {title}"
        shown = "".join(filter(str.isprintable, shown))  # a file's name must not steer the terminal
        if self._write and shown != self._title:
            self._write(f"\x1b]2;{shown}\x07")
            self._title = shown
        self._mark(percent)

    def _mark(self, percent: int | None) -> None:
        if self._write and self._progress and percent != self._percent:
            self._write(f"\x1b]9;4;{0 if percent is None else 1};{percent or 0}\x07")
        self._percent = percent
