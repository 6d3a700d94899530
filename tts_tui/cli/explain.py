"""`tts-tui explain`: what will be said of a text, and how it sounds."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tts_tui.cli.choice import Wish
from tts_tui.cli.explainer import WishedExplainer, explaining
from tts_tui.cli.named_path import NamedPath
from tts_tui.cli.printing import tell, write_json, write_table
from tts_tui.cli.text import own_file, text_to_say
from tts_tui.cli.wish_options import wish_options
from tts_tui.speech.errors import MarkupError
from tts_tui.studio.session import Session, open_session

if TYPE_CHECKING:
    from tts_tui.studio.explanation import Explanation

_AT_ONCE = 100
"""Lines that are explained before they are written: espeak-ng is asked for the words of all in one go."""


@click.command()
@click.argument("text", required=False)
@click.option("-f", "--file", type=NamedPath(path_type=Path), metavar="FILE", help="Explain this text file.")
@click.option("--lines", is_flag=True, help="Each line is a text by itself, and gives a line of JSON.")
@wish_options("provider", "model", "voice", "language", "manner", "cast")
@click.option("--json", "as_json", is_flag=True, help="An object on stdout.")
def command(
    text: str | None,
    file: Path | None,
    lines: bool,
    wish: Wish,
    as_json: bool,
) -> None:
    """Tell what will be said of TEXT, or of the text on stdin if it is - or there is none: for each written word
    what is said, how that sounds, and why. Nothing is spoken, and no server is asked.
    """
    session = open_session()
    whole = text_to_say(text, file)
    asyncio.run(_explain(session, whole, file, wish, lines=lines, as_json=as_json))


async def _explain(
    session: Session, text: str, file: Path | None, wish: Wish, *, lines: bool, as_json: bool
) -> None:
    async with session.manager() as manager:
        explain = await explaining(manager, session, wish, session.reading_rules(own_file(file)))
        if lines:
            _by_line(explain, text)
            return
        explain.check(text)
        if as_json:
            _write(explain([text])[0])
        else:
            _show(explain([text])[0])


def _by_line(explain: WishedExplainer, text: str) -> None:
    lines = text.split("\n")
    if not lines[-1]:  # what ends the last line begins none
        lines.pop()
    gc.disable()  # a sixth of the time, and nothing here is in circles
    # within a line, a line separator is the end of one of its own
    texts = [line.removesuffix("\r").replace("\u2028", "\n") for line in lines]
    for number, line in enumerate(texts, 1):
        try:
            explain.check(line)
        except MarkupError as error:  # the other lines are explained all the same, and this one as it stands
            tell(f"Text {number}: {error.message}")
    for start in range(0, len(texts), _AT_ONCE):
        for each in explain(texts[start : start + _AT_ONCE]):
            _write(each)


def _write(explanation: Explanation) -> None:
    import msgspec

    write_json(msgspec.to_builtins(explanation))


def _show(explanation: Explanation) -> None:
    """A table of each sentence."""
    if not explanation.segments:
        tell("Nothing of it is said.")
    for number, segment in enumerate(explanation.segments):
        if number:
            click.echo()
        rows = [
            (" ".join(word.text.split()), word.spoken, word.phonemes or "-", word.source or "-")
            for word in segment.words
        ]
        write_table([("written", "said", "sounds", "source"), *rows])
        click.echo(f"(a pause of {segment.pause_seconds:g} s)")
