"""What a job has to make: each sentence of a document as a unit, with the hash of all that shapes its sound."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.documents.model import Block, BlockKind, Chapter
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import UnknownVoiceError
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.job_rows import JobBlock, JobChapter, NewUnit
from tts_tui.studio.cached import call_key
from tts_tui.studio.calls import left_out, nothing_to_say, other_script
from tts_tui.studio.casting import Casting
from tts_tui.studio.deciding import decide
from tts_tui.studio.plan import Call, calls
from tts_tui.studio.render.speakers import Speakers
from tts_tui.text.duration import speaking_seconds
from tts_tui.text.markup import marked
from tts_tui.text.markup.quoted import quoted
from tts_tui.text.normalize import silent_words
from tts_tui.text.pauses import Ending
from tts_tui.text.quotes import quotations
from tts_tui.text.reading_rules import USUAL_RULES, ReadingRules
from tts_tui.text.scripts import usual_language
from tts_tui.text.segments import segments

BETWEEN = "\n\n"
"""What stands between two blocks, and two chapters, in the text in which segments count."""

_ENDS: Mapping[BlockKind, Ending] = {"heading": "heading", "item": "line"}
"""What ends with a block; with the others it is a paragraph."""


@dataclass(slots=True)
class Contents:
    """What a job is to make.

    Attributes:
        request: as it was decided: with a voice, and the language where one is known.
        news: what a listener should know.
        speakers: who says how much.
        unsaid: the first words that a voice has no sounds for; empty where there are none.
    """

    request: SpeechRequest
    model: Model
    chapters: list[JobChapter] = field(default_factory=list)
    units: list[NewUnit] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    speakers: Speakers = field(default_factory=Speakers)
    unsaid: str = ""

    @property
    def characters(self) -> int:
        return sum(len(unit.text) for unit in self.units)


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans documents for one user."""

    manager: TTSBackendManager
    rules: ReadingRules = USUAL_RULES

    async def plan(
        self,
        chapters: Sequence[Chapter],
        request: SpeechRequest,
        voices: Mapping[int, str] | None = None,
        *,
        called: str = "Chapter",
        tell: Callable[[float], object] = lambda _fraction: None,
    ) -> Contents:
        """The units of these chapters.

        Args:
            request: how they are spoken; its text doesn't matter.
            voices: of single chapters, by number from 1.
            called: what people know a chapter as.
            tell: hears how much of it is planned, 0 to 1; a book takes seconds.

        Raises:
            SpeechError: it can't be spoken so, or nothing in it can be.
        """

        async def beginning() -> str:
            return BETWEEN.join(block.text for chapter in chapters[:3] for block in _spoken(chapter))

        usual = await decide(request, self.manager, beginning)
        backend, model = usual.backend, usual.model
        request = replace(
            request, voice=usual.voice, language=usual.language, settings=dict(request.settings), text=""
        )
        contents = Contents(request, model)
        sizes = [sum(len(block.text) for block in _spoken(chapter)) for chapter in chapters]
        for number, chapter in enumerate(chapters, 1):
            tell(sum(sizes[: number - 1]) / max(1, sum(sizes)))
            asked, other = request, (voices or {}).get(number)
            try:
                if other:
                    own = await decide(replace(request, voice=other, language=""), self.manager, beginning)
                    asked = replace(request, voice=own.voice, language=own.language)
                casting = Casting(asked, model, backend, asked.voice, asked.language)
                await self._add(contents, number, chapter, casting, last=number == len(chapters))
            except UnknownVoiceError as error:
                if not other:
                    raise
                where = f"{called} {f'“{chapter.title}”' if chapter.title else number}"
                raise UnknownVoiceError(f"{where}: {error.message}", hint=error.hint) from None
        if not contents.units:
            raise other_script(contents.unsaid, request.voice) if contents.unsaid else nothing_to_say()
        contents.news += contents.speakers.news(request.voice, request.cast)
        return contents

    async def _add(
        self, contents: Contents, number: int, chapter: Chapter, casting: Casting, *, last: bool
    ) -> None:
        """A chapter, with its units."""
        chapter = _writable(chapter)
        text = BETWEEN.join(block.text for block in _spoken(chapter))
        contents.chapters.append(JobChapter(number, chapter.title, text, tuple(_placed(chapter))))
        found = await self._calls(chapter, casting)
        if last:
            found[-1:] = [_without_pause(call) for call in found[-1:]]
        if not contents.unsaid:
            language = casting.language or usual_language(text)
            contents.unsaid = await asyncio.to_thread(silent_words, text, language, self.rules.leave)
            if contents.unsaid:
                contents.news.append(left_out(contents.unsaid, casting.voice))
        for call in found:
            contents.speakers.note(call)
        contents.speakers.note_cast(casting)
        if contents.request.manner != "plain":
            contents.speakers.note_names(text, casting)
        for block in _spoken(chapter):
            contents.speakers.note_quotes(block.says, contents.request.cast)
        contents.units += await asyncio.to_thread(self._units, number, found, casting.backend, casting.model)
        contents.news += [each for each in casting.take_news() if each not in contents.news]

    async def _calls(self, chapter: Chapter, casting: Casting) -> list[Call]:
        found: list[Call] = []
        offset = 0
        for block in _spoken(chapter):
            text = marked(block.text, casting.request.manner, casting.request.cast)
            text = quoted(text, _quotes(block, casting.request.cast))
            await casting.check(text, block.text)
            language = casting.language or usual_language(text.text)
            sentences = segments(text, language, casting.model.max_characters, pauses=self.rules.pauses)
            before = found[-1] if found else None
            said = calls(sentences, text.reading, casting, self.rules, before)
            own = [_moved(call, offset) for call in await asyncio.to_thread(list, said)]
            found += [
                *own[:-1],
                *(self._ending(call, _ENDS.get(block.kind, "paragraph")) for call in own[-1:]),
            ]
            offset += len(block.text) + len(BETWEEN)
        return [*found[:-1], *(self._ending(call, "scene") for call in found[-1:])]

    def _ending(self, call: Call, ending: Ending) -> Call:
        """The same, when something greater than a sentence ends with it."""
        pause = max(call.segment.pause, self.rules.pauses.at(ending))
        return replace(call, segment=replace(call.segment, pause=pause))

    def _units(self, chapter: int, found: Sequence[Call], backend: Backend, model: Model) -> list[NewUnit]:
        return [
            NewUnit(
                chapter,
                call.segment.text,
                call_key(self.manager, backend, model, call.request),
                packed(call),
                speaking_seconds(call.segment.text) / call.request.speed + call.segment.pause,
            )
            for call in found
        ]


def packed(call: Call) -> bytes:
    """As bytes, without what is only shown."""
    request = replace(call.request, settings=dict(call.request.settings))
    return msgspec.msgpack.encode(
        replace(call, request=request, normalized=replace(call.normalized, edits=()))
    )


def unpacked(data: bytes) -> Call:
    """What `packed` made."""
    return msgspec.msgpack.decode(data, type=Call)


def _spoken(chapter: Chapter) -> Iterator[Block]:
    return (block for block in chapter.blocks if block.spoken and block.text.strip())


def _quotes(block: Block, cast: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """The quotations of a block that others say than the narrator, each with its voice."""
    if not block.says:
        return []
    voices = {" ".join(name.split()).casefold(): voice for name, voice in cast.items()}
    spans = zip(quotations(block.text), block.says, strict=False)
    return [(*span, voice) for span, name in spans if (voice := voices.get(name.casefold(), ""))]


def _placed(chapter: Chapter) -> Iterator[JobBlock]:
    at = 0
    for block in _spoken(chapter):
        yield JobBlock(block.kind, block.level, at, at + len(block.text), block.slot)
        at += len(block.text) + len(BETWEEN)


def _writable(chapter: Chapter) -> Chapter:
    """The same without halves of characters, which no file can hold."""
    blocks = tuple(replace(block, text=_whole(block.text)) for block in chapter.blocks)
    return replace(chapter, title=_whole(chapter.title), blocks=blocks)


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _without_pause(call: Call) -> Call:
    """The same at the end of it all."""
    return replace(call, segment=replace(call.segment, pause=0.0))


def _moved(call: Call, by: int) -> Call:
    """The same further on in the text, and none that somebody waits for: how soon one begins may shape its sound."""
    segment, request = call.segment, call.request
    return replace(
        call,
        segment=replace(segment, start=segment.start + by, end=segment.end + by),
        request=replace(request, index=request.index + 1),
    )
