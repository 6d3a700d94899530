"""From a document and the options of `render` to a job."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tts_tui.audio.files.format_names import check_name, format_for
from tts_tui.audio.files.formats import FORMATS, AudioFormat
from tts_tui.audio.files.saving.target import check_place
from tts_tui.cli.choice import Wish, choose_model, make_request
from tts_tui.cli.sound_options import SoundOptions
from tts_tui.cli.sources import LISTS
from tts_tui.documents.model import Document
from tts_tui.speech.errors import FileExistsAlreadyError, JobError, SpeechError, UsageError
from tts_tui.speech.lengths import several
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.job_rows import JobSettings
from tts_tui.store.job_sounds import COVER
from tts_tui.store.user_paths import expanded
from tts_tui.studio.render.planning import Contents, Planner
from tts_tui.studio.verify.recogniser import check_recogniser

if TYPE_CHECKING:
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.store.jobs import Jobs
    from tts_tui.studio.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What the options of `render` ask for.

    Attributes:
        source: the document's file.
        out: the file, or the folder of files.
        voices: of single chapters, by their number among those that are read.
        captions: kinds of text with times beside the sound.
        acx: the level that audiobook shops ask for.
        dub: each cue is heard in its time.
        names: what the files of chapters are called.
        verify: each sentence is listened to.
    """

    source: Path
    out: str
    format: str | None = None
    split: Literal["one", "chapter"] = "one"
    voices: Mapping[int, str] = field(default_factory=dict)
    captions: tuple[str, ...] = ()
    acx: bool = False
    dub: bool = False
    names: Literal["numbered", "titles"] = "numbered"
    verify: bool = False
    force: bool = False
    sound: SoundOptions = field(default_factory=SoundOptions)

    def place(self) -> tuple[Path, AudioFormat]:
        """Where it is written, and in which format.

        Raises:
            SpeechError: it can't be written there, or the options contradict each other.
        """
        path = expanded(self.out)
        if self.is_epub:
            return self._place_of_epub(path)
        if self.split == "one":
            chosen = format_for(self.format or path, also=("epub",))
            check_name(path, chosen)
            self._check(chosen)
            return check_place(path, "overwrite"), chosen
        named = path.suffix.lower() in {each for known in FORMATS.values() for each in known.extensions}
        chosen = format_for(self.format) if self.format else format_for(path) if named else FORMATS["mp3"]
        self._check(chosen)
        folder = Path(os.path.realpath(path.with_suffix("") if named else path))
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"“{folder}” isn't a folder.", hint="Name a folder for the chapters' files.")
        return folder, chosen

    @property
    def is_list(self) -> bool:
        """Whether it is a list of lines."""
        return self.source.suffix.lower() in LISTS

    @property
    def of_list(self) -> Rendering:
        """The same, a file for each of its lines, of that name."""
        return replace(self, split="chapter", names="titles", format=self.format or "mp3")

    @property
    def extension(self) -> str:
        """Of its file, where it is one of several."""
        if self.is_epub:
            return ".epub"
        return (format_for(self.format) if self.format else FORMATS["m4b"]).extension

    @property
    def is_epub(self) -> bool:
        """Whether it becomes a book that is read aloud while its text is shown."""
        return (self.format or "").lower() == "epub" or (
            not self.format and expanded(self.out).suffix.lower() == ".epub"
        )

    def _place_of_epub(self, path: Path) -> tuple[Path, AudioFormat]:
        if path.suffix.lower() != ".epub":
            raise UsageError(f"“{path.name}” isn't the name of an EPUB.", hint="Let it end in .epub")
        if self.split != "one" or self.captions or self.acx or self.dub:
            raise UsageError(
                "An EPUB holds its text and the sound of all chapters, as they are.",
                hint="Leave out --split, --acx, --dub and the files of words.",
            )
        chosen = FORMATS["m4a"]
        self._check(chosen)
        return check_place(path, "overwrite"), chosen

    def _check(self, chosen: AudioFormat) -> None:
        self.sound.check(chosen, to_file=True, to_pipe=False)
        if self.dub and (self.split != "one" or self.sound.trim):
            raise UsageError(
                "What is dubbed is one track that begins where the film does.",
                hint="Leave --split and --trim out.",
            )
        if self.acx and self.sound.loudness is not None:
            raise UsageError("--acx and --loudness both set the level.", hint="Leave one of them out.")
        rate = chosen.pick_sample_rate(24_000, self.sound.sample_rate)
        chosen.pick_bit_rate(self.sound.bit_rate and self.sound.bit_rate * 1000, rate)


async def contents_of(
    document: Document,
    rendering: Rendering,
    wish: Wish,
    session: Session,
    manager: TTSBackendManager,
    tell: Callable[[float], object],
) -> Contents:
    """The sentences of a document, as they will be spoken.

    Args:
        tell: hears how much of it is planned, 0 to 1.

    Raises:
        SpeechError: it can't be spoken so.
    """
    count = len(document.chapters)
    if beyond := [number for number in rendering.voices if not 1 <= number <= count]:
        raise UsageError(
            f"--chapter-voice names chapter {beyond[0]}, and {several(count, 'chapter')} "
            f"{'is' if count == 1 else 'are'} read.",
            hint="It counts the chapters that are read; --plan lists them.",
        )
    model = choose_model(manager, wish, session.settings.speech)
    request = make_request("", model, wish, session.settings.speech)
    if request.manner == "auto":  # readers left no marks in it, but for the names of a cast
        script = request.cast and not any(block.says for each in document.chapters for block in each.blocks)
        request = replace(request, manner="markdown" if script else "plain")
    request, foreign = await _in_its_language(request, document, manager)
    planner = Planner(manager, session.reading_rules(rendering.source))
    contents = await planner.plan(
        document.chapters,
        request,
        rendering.voices,
        called="Row" if rendering.names == "titles" else "Chapter",
        tell=tell,
    )
    if rendering.verify:
        check_recogniser(contents.request.language)
    if foreign:
        contents.news.append(
            f"The document says that its language is {document.language}, which no voice of {contents.model.name} "
            f"speaks: {contents.request.voice} reads it as its own. --model and --voice choose others."
        )
    return contents


async def _in_its_language(
    request: SpeechRequest, document: Document, manager: TTSBackendManager
) -> tuple[SpeechRequest, bool]:
    """With a voice of the document's own language, where nobody chose one; and whether there is none."""
    if request.voice or request.language or not document.language:
        return request, False
    backend, model = manager.resolve(request.model, request.provider)
    wanted = document.language.partition("-")[0].lower()
    spoken = {voice.language.partition("-")[0].lower() for voice in await backend.voices(model.id)}
    if wanted in spoken:
        return replace(request, language=document.language), False
    return request, bool(spoken) and "" not in spoken  # those of no language speak any


def put_job(jobs: Jobs, document: Document, rendering: Rendering, contents: Contents) -> int:
    """The job that makes it: a new one, or the one that made that file before, with what is still of use.

    Raises:
        SpeechError: it can't be kept, it is being made, or the file is there already.
    """
    output, chosen = rendering.place()
    before = jobs.of_output(output)
    if before and jobs.runs(before.id):
        raise JobError(
            f"Job {before.id} is making “{output.name}” now.",
            hint=f"tts-tui jobs pause {before.id} stops it.",
        )
    _refuse_to_replace(output, rendering, unfinished=before is not None and before.state != "done")
    cover = rendering.sound.cover_image() or (document.cover.data if document.cover else b"")
    settings = _settings(document, rendering, contents, chosen, cover=bool(cover))
    if before:
        job = before.id
        jobs.replan(job, settings, contents.chapters, contents.units)
    else:
        job = jobs.add(rendering.source.absolute(), output, settings, contents.chapters, contents.units)
    if cover:
        try:
            jobs.sounds(job).put_file(COVER, cover)
        except SpeechError:
            if not before:
                jobs.remove(job)
            raise
    return job


def _refuse_to_replace(output: Path, rendering: Rendering, *, unfinished: bool) -> None:
    if rendering.force:
        return
    taken = any(output.iterdir()) and not unfinished if output.is_dir() else os.path.lexists(output)
    if taken:
        raise FileExistsAlreadyError(
            f"“{output}” exists already.", hint="Choose another name, or write over it with --force."
        )


def _settings(
    document: Document, rendering: Rendering, contents: Contents, chosen: AudioFormat, *, cover: bool
) -> JobSettings:
    request, sound = contents.request, rendering.sound
    return JobSettings(
        provider=contents.model.provider,
        model=request.model,
        voice=request.voice,
        language=request.language,
        speed=request.speed,
        settings=dict(request.settings),
        format=chosen.name,
        split=rendering.split,
        book="epub" if rendering.is_epub else "",
        names=rendering.names,
        dub=rendering.dub,
        manner=request.manner,
        cast=dict(request.cast),
        bit_rate=sound.bit_rate * 1000 if sound.bit_rate else None,
        sample_rate=sound.sample_rate,
        effects=asdict(sound.effects),
        acx=rendering.acx,
        title=sound.title or document.title or rendering.source.stem,
        author=", ".join(document.authors),
        cover=cover,
        captions=rendering.captions,
        verify=rendering.verify,
        force=rendering.force,
    )
