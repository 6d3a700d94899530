"""The commands of the list of a document's chapters, which work while that is shown."""

from __future__ import annotations

from collections.abc import Callable

from tts_tui.ui.commands.base import ChapterRows, Command, Window
from tts_tui.ui.commands.conditions import no_chapters, no_chosen_chapter


def shown(run: Callable[[ChapterRows], object]) -> Callable[[Window], None]:
    """To be done with the chapters, if they are shown."""

    def run_in(window: Window) -> None:
        if window.chapters:
            run(window.chapters)

    return run_in


# fmt: off
CHAPTERS = (
    Command("Chapters", "chapters-open", "enter", "Open",
            "Put the text of the chosen chapters into the editor; undo brings the old text back.",
            shown(lambda rows: rows.open()), no_chosen_chapter, footer=True),
    Command("Chapters", "chapters-toggle", "space", "Choose",
            "Choose the highlighted chapter, or no longer.",
            shown(lambda rows: rows.toggle()), no_chapters, footer=True),
    Command("Chapters", "chapters-all", "a", "All or none",
            "Choose every chapter; once more none, and then again the text without front and back matter.",
            shown(lambda rows: rows.toggle_all()), no_chapters, footer=True),
    Command("Chapters", "chapters-notes", "n", "Footnotes",
            "Read the footnotes too, or no longer.",
            shown(lambda rows: rows.toggle_notes()), no_chapters, footer=True),
    Command("Chapters", "chapters-write", "w", "Write plan",
            "Write the plan beside the document, as a file to edit: what is read, and what each block became.",
            shown(lambda rows: rows.write()), no_chapters, footer=True),
)
# fmt: on
