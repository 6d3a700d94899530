"""What fixes something, said so that it fits where it is read: a command line has commands, the window has keys."""

from __future__ import annotations

from collections.abc import Callable

ASK_AGAIN = "{voice-refresh} in the list of voices asks again."
"""What the window adds where another answer is possible."""


class Hint(str):
    """A hint as the command line gives it, which carries the window's.

    Attributes:
        window: the same for the window, where {speak} stands for the keys of the command of that id.
    """

    window: str

    def __new__(cls, command_line: str, window: str) -> Hint:
        hint = super().__new__(cls, command_line)
        hint.window = window
        return hint


def for_window(hint: str) -> str:
    """The window's form of a hint; most are the same everywhere."""
    return hint.window if isinstance(hint, Hint) else hint


def changed(hint: str, change: Callable[[str], str]) -> str:
    """A hint with something done to all of its forms."""
    return Hint(change(hint), change(hint.window)) if isinstance(hint, Hint) else change(hint)


def also_in_window(hint: str, more: str) -> Hint:
    """A hint to which the window adds something."""
    return Hint(hint, f"{for_window(hint)} {more}".lstrip())


def enter_key(provider: str, lead: str = "") -> Hint:
    """How the key of a provider is entered.

    Args:
        lead: what is to be done first, as a sentence.
    """
    return Hint(
        f"{lead} tts-tui config set-key {provider} enters it.".lstrip(), f"{lead} {{key}} enters it.".lstrip()
    )


def sends_key(backend: str, name: str) -> str:
    """How a server that stands in for a vendor's gets the vendor's key, which nobody but the vendor gets unasked.

    Args:
        backend: its table in the settings.
        name: the vendor's, for people.
    """
    return (
        f"It stands in for {name}, so the key of {name} isn't sent there: where you trust it, "
        f"`tts-tui config set backends.{backend}.send_key true` sends it."
    )
