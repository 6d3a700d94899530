"""What `tts-tui render --plan` prints: what is read of a document, and what isn't."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tts_tui.cli.printing import tell, write_json
from tts_tui.speech.errors import FileExistsAlreadyError, NotWritableError

if TYPE_CHECKING:
    from tts_tui.documents.reading_plan import Notes, Plan


def print_plan(
    document: Path, *, chapters: str = "", notes: Notes = "skip", output: Path | None = None, force: bool = False,
    as_json: bool = False, quotes: bool = False,
) -> None:  # fmt: skip
    """Print the plan of a document, or write it to a file.

    Args:
        chapters: a selection such as `1,3-5`; empty for the text itself.
        output: the file to write; None for stdout.
        force: overwrite the file.
        quotes: who says quoted speech is in it.

    Raises:
        SpeechError: the document can't be read, or the file can't be written.
    """
    from tts_tui.cli.sources import LISTS, no_plan

    if document.suffix.lower() in LISTS:
        raise no_plan(document)
    plan = planned(document, chapters, notes, quotes=quotes)
    if as_json:
        import msgspec

        write_json(msgspec.to_builtins(plan))
    if output is None and as_json:
        return
    from tts_tui.documents.plan_file import written

    if output is None:
        click.echo(written(plan), nl=False)
        return
    _write(output, written(plan), force=force)
    read = [chapter for chapter in plan.chapters if chapter.read]
    tell(f"{output}: {len(read)} of {len(plan.chapters)} chapters are read.")


def planned(document: Path, chapters: str = "", notes: Notes = "skip", *, quotes: bool = False) -> Plan:
    """The unchanged plan of a document.

    Raises:
        SpeechError: the document can't be read, or the selection names no chapters of it.
    """
    from tts_tui.documents.read_file import read_document
    from tts_tui.documents.reading_plan import chapters_named, digest, plan_of

    read = read_document(document)
    chosen = chapters_named(chapters, len(read.chapters)) if chapters else None
    source = digest(document.read_bytes())
    return plan_of(read, document.name, source, notes=notes, chapters=chosen, quotes=quotes)


def _write(path: Path, text: str, *, force: bool) -> None:
    from tts_tui.store.atomic import replace_bytes

    if path.exists() and not force:
        raise FileExistsAlreadyError(f"{path} exists already.", hint="--force overwrites it.")
    try:
        replace_bytes(path, text.encode())
    except OSError as error:
        why = error.strerror or str(error)
        raise NotWritableError(
            f"{path} can't be written: {why}.", hint="Name another file with -o."
        ) from None
