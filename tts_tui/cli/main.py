"""The command line: picks the verb, and turns whatever goes wrong into a message and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from tts_tui import __version__
from tts_tui.cli.log import log_to
from tts_tui.cli.plain_characters import let_streams_take_any_text
from tts_tui.cli.printing import tell_error
from tts_tui.cli.verbs import COMPLETION, NAME, VERBS
from tts_tui.speech.errors import ExitCode, SaveError, SpeechError, did_you_mean, unexpected
from tts_tui.store.paths import Paths

log = logging.getLogger(__name__)

_PIPE_CLOSED = 141
"""What a shell shows for a program that SIGPIPE ended."""


class Verbs(click.Group):
    """Imports a verb's module when it is asked for, so that no verb pays for another."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            return _PIPE_CLOSED  # the reader has closed the pipe: end silently
        return result

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = import_module(f"tts_tui.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in VERBS and not args[0].startswith("-"):
            # a whole text may stand here, by mistake: `say` was meant
            short = args[0] if len(args[0]) <= 80 else f"{args[0][:80]}…"
            raise click.UsageError(
                f"There is no file and no command {short!r}. {did_you_mean(args[0], list(VERBS))}", ctx
            )
        return super().resolve_command(ctx, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name=NAME)
def command() -> None:
    """A text-to-speech workbench for the terminal.

    Without arguments the window opens; with the name of a file, it opens on that file. What the window does, these
    commands do from a script:
    """


def run(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code. Writes data to stdout and everything for people to stderr."""
    let_streams_take_any_text()
    log_to(Paths.of_user().log_file)
    if COMPLETION in os.environ:
        from tts_tui.cli import bash_words

        bash_words.use()
    try:
        return _run(arguments)
    finally:
        _drop_what_cannot_be_written()


def _run(arguments: Sequence[str]) -> int:
    try:
        result = command.main(list(arguments), NAME, COMPLETION, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except SpeechError as error:
        tell_error(error)
        return error.exit_code
    except OSError as error:
        what = f"{error.filename} can't be used" if error.filename else "The output can't be written"
        tell_error(SaveError(f"{what}: {error.strerror or error}."))
        return SaveError.exit_code
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except Exception as error:
        log.exception("%s failed", " ".join(arguments[:1]))
        told = unexpected(error)
        tell_error(told)
        return told.exit_code
    return result if isinstance(result, int) else ExitCode.OK


def _drop_what_cannot_be_written() -> None:
    """Whatever stdout still holds has been told to be lost: the interpreter shall not tell it again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
