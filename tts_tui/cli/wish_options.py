"""The options that say how a text is spoken, for `say`, `compare` and `explain`: together they are one `Wish`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import click

from tts_tui.cli import complete
from tts_tui.cli.choice import Wish
from tts_tui.speech.request import TextFormatChoice

_OPTIONS: Mapping[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "provider": click.option(
        "--provider",
        shell_complete=complete.providers,
        default="",
        metavar="P",
        help="Who makes the speech.",
    ),
    "model": click.option(
        "--model",
        shell_complete=complete.models,
        default="",
        metavar="M",
        help="A model of `tts-tui models`.",
    ),
    "voice": click.option(
        "-v",
        "--voice",
        shell_complete=complete.voices,
        default="",
        metavar="V",
        help="A voice of `tts-tui voices`.",
    ),
    "language": click.option(
        "--lang", "language", default="", metavar="L", help="The language, such as en-GB; else the voice's."
    ),
    "speed": click.option("--speed", type=float, metavar="X", help="1 is the model's own pace."),
    "settings": click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="NAME=VALUE",
        shell_complete=complete.model_settings,
        help="A setting of the model; repeatable.",
    ),
    "fresh": click.option(
        "--fresh", is_flag=True, help="Make again what was spoken before, and pay for it where it costs."
    ),
    "manner": click.option(
        "--as",
        "manner",
        type=click.Choice(get_args(TextFormatChoice)),
        default="auto",
        help="How the text is taken: its marks and tags as what they mean, or as they stand. Default: by its looks.",
    ),
    "cast": click.option(
        "--cast",
        multiple=True,
        metavar="NAME=VOICE",
        help="Lines that begin with `NAME:` are said by VOICE; or FILE.toml with all of them. Repeatable.",
    ),
}


def wish_options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options for these fields of `Wish`, as one argument, `wish`; a `file` that it takes tells by
    its name how its text is taken."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def gathered(**given: Any) -> Any:
            wished = {name: given.pop(name) for name in names}
            wished["manner"] = _of_file(wished["manner"], given.get("file"))
            return command(wish=Wish(**wished), **given)

        decorated: Callable[..., Any] = gathered
        for name in reversed(names):
            decorated = _OPTIONS[name](decorated)
        return decorated

    return decorate


def _of_file(manner: TextFormatChoice, file: Path | None) -> TextFormatChoice:
    """The same, where the file's name may tell."""
    if manner != "auto" or file is None:
        return manner
    from tts_tui.text.reading import by_name  # no `--help` needs it

    return by_name(file.name) or "auto"
