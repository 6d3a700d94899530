"""What the command line writes: data on stdout, everything for people on stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from tts_tui.speech.errors import SpeechError

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """Text without control characters: a server's or a file's words must not steer the terminal."""
    return _CONTROL.sub("", text).replace("\t", " ")


def tell(text: str) -> None:
    """A line for people."""
    click.echo(plain(text), err=True)


def tell_error(error: SpeechError) -> None:
    """What went wrong, and below it what mends it."""
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
    lines = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())
