"""What the command line writes: data on stdout, everything for people on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from tts_tui.speech.errors import SpeechError
from tts_tui.speech.plain import plain


def tell(text: str) -> None:
    """A line for people."""
    click.echo(plain(text), err=True)


def tell_error(error: SpeechError) -> None:
    """What went wrong, and below it what fixes it."""
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {plain(error.message)}", err=True)
    if error.hint:
        tell(f"  {error.hint}")


def write_json(value: Mapping[str, Any] | Sequence[Any], *, err: bool = False) -> None:
    """One line of JSON, which has an escape for every character that its stream's encoding hasn't."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode((sys.stderr if err else sys.stdout).encoding)
    except UnicodeEncodeError:
        line = json.dumps(value)
    click.echo(line, err=err)


def write_table(rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; the last one runs free."""
    for line in _aligned(rows):
        click.echo(line.rstrip())


def write_list(rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
    """Columns, and behind them what is said of each: in one line, or below where the terminal hasn't the room."""
    rows = list(rows)
    for line, (_, notes) in zip(_aligned(cells for cells, _ in rows), rows, strict=True):
        whole = f"{line}  {plain(' '.join(notes))}".rstrip()
        if (room := columns()) is None or len(whole) <= room:
            click.echo(whole)
            continue
        click.echo(line.rstrip())
        for each in notes:
            click.echo(wrapped(each, indent=4))


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]


def columns() -> int | None:
    """Of the terminal that stdout is; None where its lines go to a file or a program, and stay whole."""
    from shutil import get_terminal_size  # what `--help` doesn't wait for

    return get_terminal_size().columns if sys.stdout.isatty() else None


def wrapped(text: str, *, indent: int, first: str = "") -> str:
    """Text in as many lines as the terminal needs.

    A hint (after "→") that is no sentence is a command, which stays whole to be copied.

    Args:
        first: what stands before the first line, as wide as the indent.
    """
    from textwrap import wrap

    text, room, before = plain(text), columns(), " " * indent
    hint = text.startswith("→ ")
    if room is None or (hint and not text.endswith((".", "?"))):
        return (first or before) + text
    hanging = "  " if hint or text.startswith("✗ ") else ""
    lines = wrap(
        text,
        max(room - indent, 20),
        subsequent_indent=hanging,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return (first or before) + f"\n{before}".join(lines)
