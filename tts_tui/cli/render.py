"""`tts-tui render`: a document to an audiobook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tts_tui.cli.planning import print_plan
from tts_tui.speech.errors import UsageError

if TYPE_CHECKING:
    from tts_tui.documents.plan import Notes


@click.command()
@click.argument("document", type=click.Path(path_type=Path))
@click.option("--plan", is_flag=True, help="Print what would be read of it, and what wouldn't; make nothing.")
@click.option(
    "--chapters", default="", metavar="1,3-5", help="Read these chapters alone, by their numbers in the plan."
)
@click.option(
    "--notes", type=click.Choice(["skip", "read"]), default="skip", show_default=True, help="Footnotes."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@click.option("--json", "as_json", is_flag=True, help="An object on stdout.")
def command(
    document: Path, plan: bool, chapters: str, notes: Notes, output: Path | None, force: bool, as_json: bool
) -> None:
    """Tell what is read aloud of DOCUMENT: text, Markdown, HTML, EPUB, PDF, Word."""
    if not plan:
        raise UsageError("Only the plan of a document can be made here.", hint="Add --plan.")
    print_plan(document, chapters=chapters, notes=notes, output=output, force=force, as_json=as_json)
