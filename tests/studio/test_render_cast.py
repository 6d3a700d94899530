"""Scripts as jobs: each character in its voice, names not read, and a report of who speaks."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import av
import pytest
from epub_rules import checked
from rendering import Workshop, paragraphs, settings_of

from tts_tui.audio.files.encoders.finish import SPOKEN_FIELD
from tts_tui.documents.model import Chapter
from tts_tui.speech.errors import UnknownVoiceError
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.render.planning import Contents, Planner, unpacked
from tts_tui.text.quotes import speakers

SCRIPT = (
    "The curtain rises.\n\nAnna: Good morning. How are you?\nGeorge: Tired.\n\nANNA: Still?\n\n"
    "Bob: I, too.\n\nBob: And hungry."
)
CAST = {"Anna": "af_bella", "George": "bm_george"}


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Workshop]:
    shop = Workshop(tmp_path)
    yield shop
    await shop.manager.close()
    shop.jobs.close()


async def plan(shop: Workshop, cast: dict[str, str] = CAST) -> Contents:
    request = SpeechRequest("", "tones-1", "af_heart", manner="markdown" if cast else "plain", cast=cast)
    return await Planner(shop.manager).plan([paragraphs(SCRIPT)], request)


async def test_each_speaks_with_its_own_voice_and_no_name_is_read(shop: Workshop) -> None:
    contents = await plan(shop)
    settings = settings_of(contents, cast=CAST, manner="markdown", captions=("srt",))
    job = shop.jobs.add(shop.folder / "a", shop.folder / "a.wav", settings, contents.chapters, contents.units)
    end = await shop.end(job)
    assert [(call.voice, call.text) for call in shop.backend.calls] == [
        ("af_heart", "The curtain rises."),
        ("af_bella", "Good morning."),
        ("af_bella", "How are you?"),
        ("bm_george", "Tired."),
        ("af_bella", "Still?"),
        ("af_heart", "Bob: I, too."),
        ("af_heart", "Bob: And hungry."),
    ]
    srt = end.files[0].captions[0].read_text()
    assert "Good morning." in srt
    assert "Anna" not in srt


async def test_who_speaks_is_told_and_who_has_no_voice(shop: Workshop) -> None:
    told = (await plan(shop)).news
    assert told == [
        "Sentences by who says them: narrator (af_heart) 3; Anna (af_bella) 3; George (bm_george) 1.",
        "These begin lines and have no voice, so that their names are read: Bob (2).",
    ]
    assert (await plan(shop, {})).news == [], "prose with colons is prose"


async def test_a_voice_that_isnt_there_is_told_before_anything_is_made(shop: Workshop) -> None:
    with pytest.raises(UnknownVoiceError, match="nobody"):
        await plan(shop, {"Anna": "nobody"})
    assert not shop.backend.calls


TAGGED = "Anna: Good morning. [pause:500ms] How are *you*?\n\n[voice:bm_george]I am [tts](/ˌtiː/).[/voice]"
SEEN = ["Anna: Good morning.", "How are you?", "I am tts."]


async def tagged(shop: Workshop, output: str, **given: object) -> Path:
    request = SpeechRequest("", "tones-1", "af_heart", manner="markdown", cast=CAST)
    contents = await Planner(shop.manager).plan([paragraphs(TAGGED)], request)
    settings = settings_of(contents, cast=CAST, manner="markdown", **given)
    job = shop.jobs.add(shop.folder / "a", shop.folder / output, settings, contents.chapters, contents.units)
    end = await shop.end(job)
    assert end.job.state == "done", end.error
    return end.files[0].path


async def test_no_tag_is_seen_in_the_text_inside_and_its_words_are_in_their_places(shop: Workshop) -> None:
    with av.open(str(await tagged(shop, "a.flac", format="flac"))) as file:
        segments = json.loads(file.metadata[SPOKEN_FIELD])["text_segments"]
    assert [segment["text"].strip() for segment in segments] == SEEN
    spelt = [[segment["text"][first:last] for _, _, first, last in segment["words"]] for segment in segments]
    assert spelt == [["Good", "morning."], ["How", "are", "you?"], ["I", "am", "tts."]]


async def test_no_tag_is_seen_on_the_pages_of_an_epub(shop: Workshop) -> None:
    (overlay,) = checked(await tagged(shop, "a.epub", format="m4a", book="epub"))
    assert "".join(overlay.text.split()) == "".join("".join(SEEN).split())
    assert [heard.text for heard in overlay.heard] == ["Good morning.", "How are you?", "I am tts."]


PROSE = (
    "The door opened. “Good morning,” said Anna. “Did you sleep?”\n\n“No,” said George. He sat down.\n\n"
    "“Nobody does,” he said.\n\n“I did,” said Bob."
)


def spoken(chapter: Chapter) -> Chapter:
    told = speakers([block.text for block in chapter.blocks])
    blocks = zip(chapter.blocks, told, strict=True)
    return replace(chapter, blocks=tuple(replace(block, says=says) for block, says in blocks))


async def test_quoted_speech_is_said_by_whom_the_text_names(shop: Workshop) -> None:
    request = SpeechRequest("", "tones-1", "af_heart", manner="plain", cast=CAST)
    contents = await Planner(shop.manager).plan([spoken(paragraphs(PROSE))], request)
    said = [(unpacked(unit.call).request.voice, unit.text) for unit in contents.units]
    assert said == [
        ("af_heart", "The door opened."),
        ("af_bella", "“Good morning,”"),
        ("af_heart", "said Anna."),
        ("af_bella", "“Did you sleep?”"),
        ("bm_george", "“No,”"),
        ("af_heart", "said George."),
        ("af_heart", "He sat down."),
        ("af_heart", "“Nobody does,” he said."),
        ("af_heart", "“I did,” said Bob."),
    ]
    assert contents.news == [
        "Sentences by who says them: narrator (af_heart) 6; Anna (af_bella) 2; George (bm_george) 1.",
        "These speak in quotes and have no voice, so that the narrator does: Bob (1).",
    ]
    text = contents.chapters[0].text
    assert all(
        text[call.start : call.end].strip() == unit.text.strip()
        for unit in contents.units
        for call in (unpacked(unit.call).segment,)
    )
