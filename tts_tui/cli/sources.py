"""What `render` is given: documents, folders of them, lists of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.speech.errors import UsageError
from tts_tui.speech.lengths import several

if TYPE_CHECKING:
    from tts_tui.documents.model import Document
    from tts_tui.documents.reading_plan import Notes

READ = frozenset(
    (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".epub", ".pdf", ".docx", ".srt", ".vtt")
)
"""Endings of the files of a folder that are documents."""

LISTS = frozenset((".csv", ".tsv"))

_SHOWN = 5
"""Files that are left out and are named."""


@dataclass(frozen=True, slots=True)
class SpokenSource:
    """A document that was read.

    Attributes:
        voices: of single chapters, by number from 1.
        listed: it is a list of lines, each of which becomes a file of its own name.
        news: what its reader should know.
    """

    document: Document
    voices: Mapping[int, str] = field(default_factory=dict)
    listed: bool = False
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """How documents are read.

    Attributes:
        by: a plan.
        chapters: a selection such as `1,3-5`.
        dub: subtitles keep their times.
        quotes: quoted speech is given to whom the text names.
    """

    by: Path | None = None
    chapters: str = ""
    notes: Notes = "skip"
    dub: bool = False
    quotes: bool = False

    def check(self, *, several: bool) -> None:
        """Raises UsageError: what it asks for contradicts itself."""
        if several and (self.by or self.chapters):
            raise UsageError("--by and --chapters choose from one document.", hint="Render it by itself.")
        if self.by and self.chapters:
            raise UsageError("A plan and --chapters can't both choose.", hint="Leave one of them out.")
        if self.by and self.quotes:
            raise UsageError(
                "A plan says who says each quotation.", hint="--plan --quotes makes one; leave --quotes out."
            )
        if self.dub and (self.by or self.chapters):
            raise UsageError("Subtitles have no chapters to choose from.", hint="Leave --dub out, or those.")
        if self.dub and self.quotes:
            raise UsageError(
                "Who speaks in subtitles is told by their speakers, not by quotes.",
                hint="Leave --quotes out.",
            )

    def read(self, file: Path) -> SpokenSource:
        """What is to be read aloud of a file.

        Raises:
            SpeechError: it can't be read, or isn't what was asked for.
        """
        if self.dub or file.suffix.lower() in LISTS:
            if self.by or self.chapters:
                raise no_plan(file)
            return self._as_lines(file)
        from tts_tui.documents.read_file import read_document
        from tts_tui.documents.reading_plan import apply, chapters_named, check_source, digest, plan_of

        document = read_document(file)
        if self.by is None:
            chosen = chapters_named(self.chapters, len(document.chapters)) if self.chapters else None
            plan = plan_of(document, file.name, notes=self.notes, chapters=chosen, quotes=self.quotes)
        else:
            from tts_tui.documents.plan_file import read_back
            from tts_tui.text.files import read_text

            plan = read_back(read_text(self.by))
            check_source(plan, digest(file.read_bytes()))
        return _with_sound_cover(apply(plan, document))

    def _as_lines(self, file: Path) -> SpokenSource:
        from tts_tui.text.files import as_it_stands

        text = as_it_stands(file, into="")
        if self.dub:
            from tts_tui.documents.cues import read_cues

            return SpokenSource(read_cues(text, file.stem))
        from tts_tui.documents.lines import read_lines

        lines = read_lines(text, file.stem)
        news = (f"Left out: {several(lines.empty, 'row')} without a word.",) if lines.empty else ()
        return SpokenSource(lines.document, lines.voices, listed=True, news=news)


def _with_sound_cover(document: Document) -> SpokenSource:
    """It, without a cover that would stop its files when all of their sound is there."""
    from tts_tui.audio.files.encoders.finish import check_cover

    try:
        if document.cover:
            check_cover(document.cover.data)
    except UsageError:
        news = ("The document's cover is damaged and left out; --cover gives another.",)
        return SpokenSource(replace(document, cover=None), news=news)
    return SpokenSource(document)


def no_plan(file: Path) -> UsageError:
    """That a list has no chapters to choose from."""
    return UsageError(
        f"“{file.name}” is a list: each of its rows becomes a file.",
        hint="Take out the rows that aren't wanted.",
    )


@dataclass(frozen=True, slots=True)
class Documents:
    """What the names on the command line mean.

    Attributes:
        left_out: files of folders that are no documents.
        folders: that lie in those.
    """

    found: Sequence[Path]
    left_out: Sequence[Path] = ()
    folders: Sequence[Path] = ()

    @property
    def news(self) -> str:
        """What of it a reader should know; empty for nothing."""
        told = []
        if self.left_out:
            count = several(len(self.left_out), "file")
            told.append(f"Left out: {count} of no kind that is read: {_named(self.left_out)}.")
        if self.folders:
            told.append(f"Not looked into: {_named(self.folders)}; name such a folder to have it read.")
        return " ".join(told)


def _named(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths[:_SHOWN]) + ("" if len(paths) <= _SHOWN else ", …")


def documents_of(paths: Sequence[Path]) -> Documents:
    """The documents that these names mean, folders by what lies in them.

    Raises:
        UsageError: there are none.
    """
    found: dict[Path, None] = {}
    left_out: list[Path] = []
    folders: list[Path] = []
    for path in paths:
        if path.is_dir():
            for each in sorted(each for each in path.iterdir() if not each.name.startswith(".")):
                if each.is_dir():
                    folders.append(each)
                elif each.is_file() and each.suffix.lower() in READ | LISTS:
                    found[each] = None
                elif each.is_file():
                    left_out.append(each)
        else:
            found[path] = None
    if not found:
        raise UsageError(
            "There are no documents in it.", hint=f"It looks for {', '.join(sorted(READ | LISTS))}."
        )
    return Documents(list(found), left_out, folders)


def places_of(documents: Sequence[Path], folder: Path, extension: str) -> dict[Path, Path]:
    """The file that each becomes, or the folder of its files; two of one name are told apart by their endings."""
    stems = [document.stem.casefold() for document in documents]
    taken: set[str] = set()
    places: dict[Path, Path] = {}
    for document in documents:
        alone = stems.count(document.stem.casefold()) == 1
        stem = document.stem if alone else document.name.replace(".", " ")
        number, name = 1, stem
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        places[document] = (
            folder / name if document.suffix.lower() in LISTS else folder / f"{name}{extension}"
        )
    return places
