"""The option that says how a text is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, get_args

import click

from tts_tui.speech.request import Manner

_Command = TypeVar("_Command", bound=Callable[..., object])


def as_option(command: _Command) -> _Command:
    """Adds `--as`, which the command takes as `manner`."""
    option = click.option(
        "--as",
        "manner",
        type=click.Choice(get_args(Manner)),
        default="auto",
        help="How the text is taken: its marks and tags as what they mean, or as they stand. Default: by its looks.",
    )
    return option(command)


def of_file(manner: Manner, file: Path | None) -> Manner:
    """The same, where the file's name may tell."""
    if manner != "auto" or file is None:
        return manner
    from tts_tui.text.reading import by_name  # no `--help` needs it

    return by_name(file.name) or "auto"
