"""The option that names the voices of a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])


def cast_option(command: _Command) -> _Command:
    """Adds `--cast`, which the command takes as `cast`: assignments for `cast_of`."""
    option = click.option(
        "--cast",
        multiple=True,
        metavar="NAME=VOICE",
        help="Lines that begin with `NAME:` are said by VOICE; repeatable.",
    )
    return option(command)


def cast_of(assignments: Sequence[str]) -> dict[str, str]:
    """The voice of each name.

    Raises:
        UsageError: one isn't NAME=VOICE.
    """
    if not assignments:
        return {}
    from tts_tui.text.markup.cast import parse  # no `--help` needs it

    return dict(map(parse, assignments))
