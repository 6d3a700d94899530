"""The text of a recording with its times, as JSON that goes into the file itself.

The form is that of tts-audiobook-tool (its ABR metadata, version 3), whose browser player shows the text as it plays:
`text_segments` with `text`, `time_start`, `time_end` in seconds, `sections` and `bookmarks` as places among those. Ours
have `words` beside: start and end in seconds, first and last character in the segment's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

import msgspec

from tts_tui.speech.chunk import WordTime
from tts_tui.speech.request import TextFormatChoice
from tts_tui.store.job_rows import JobChapter
from tts_tui.studio.render.planning import BETWEEN
from tts_tui.studio.render.said import Clip
from tts_tui.studio.render.shown import Shown
from tts_tui.studio.render.sounding import title_of

_VERSION = 3


def spoken_json(
    title: str,
    chapters: Sequence[JobChapter],
    clips: Sequence[Clip],
    words: Sequence[WordTime],
    manner: TextFormatChoice = "plain",
    moved: Callable[[Iterable[WordTime]], Iterable[WordTime]] = iter,
) -> str:
    """
    Args:
        chapters: of the file.
        clips: with times in the file.
        words: in order of their places.
        manner: how the text is taken: its tags aren't shown.
        moved: gives words with their times in the file.
    """
    text = BETWEEN.join(chapter.text for chapter in chapters)
    shown = Shown.of(text, manner)
    segments: list[msgspec.Raw] = []
    for clip, (begin, end) in zip(clips, pairwise(_begins(text, clips)), strict=True):
        first = bisect_left(words, clip.char_start, key=attrgetter("char_start"))
        last = bisect_left(words, clip.char_end, key=attrgetter("char_start"))
        beginning, _ = shown.place(begin, end)
        told = [
            (round(word.start, 3), round(word.end, 3), *(place - beginning for place in places))
            for word in moved(words[first:last])
            for places in (shown.place(word.char_start, word.char_end),)
        ]
        segment = {
            "text": shown.cut(begin, end),
            "time_start": round(clip.start, 3),
            "time_end": round(clip.end, 3),
            "words": told,
        }
        # as bytes at once: as objects, the times of a book's words take many times their room
        segments.append(msgspec.Raw(msgspec.json.encode(segment)))
    sections = []
    for chapter in chapters:
        first, last = (
            side(clips, chapter.number, key=attrgetter("chapter")) for side in (bisect_left, bisect_right)
        )
        if first < last:
            sections.append({"title": title_of(chapter), "start_index": first, "end_index": last})
    made = {
        "title": title,
        "version": _VERSION,
        "bookmarks": [section["start_index"] for section in sections],
        "text_segments": segments,
        "has_section_break_audio": False,
        "sections": sections,
        "project_snapshot": {},
    }
    return msgspec.json.encode(made).decode()


def _begins(text: str, clips: Sequence[Clip]) -> list[int]:
    """Where each sentence's text begins, so that together they are all of it, and the end: what stands between two is
    the first one's, but for what begins a new line, such as a name or a dash."""
    begins = [0]
    for before, clip in pairwise(clips):
        line = text.rfind("\n", before.char_end, clip.char_start)
        begins.append(line + 1 if line >= 0 else clip.char_start)
    return [*begins, len(text)]
