"""EPUB with media overlays: by the rules, the whole text in it, and in step with the sound."""

from __future__ import annotations

import asyncio
import subprocess
import zipfile
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from shutil import which

import numpy as np
import pytest
from epub_rules import checked
from rendering import CHAPTERS, PNG, Workshop, settings_of
from scripted_backend import RATE, ScriptedBackend

from tts_tui.audio.files.decode import decode_file
from tts_tui.documents.model import Block, Chapter
from tts_tui.documents.read_file import document_of
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.request import ChunkRequest
from tts_tui.studio.render.part_files import PartFiles

EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
ODD = Chapter(
    "Signs & <marks>",
    (
        Block("heading", "Signs & <marks>", 1),
        Block("verse", "A line of it,\nand a second < line."),
        Block("item", "One thing."),
        Block("item", "Another \x0b thing & more."),
        Block("quotation", "He said: ]]> so."),
        Block("code", "if a < b: go()"),
        Block("paragraph", "* * *"),
        Block("caption", "A picture of it."),
    ),
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Workshop]:
    shop = Workshop(tmp_path)
    yield shop
    await shop.manager.close()
    shop.jobs.close()


async def book(shop: Workshop, *chapters: Chapter, **given: object) -> Path:
    contents = await shop.plan(chapters)
    settings = settings_of(contents, format="m4a", book="epub", **given)
    job = shop.jobs.add(
        shop.folder / "b.txt", shop.folder / "b.epub", settings, contents.chapters, contents.units
    )
    end = await shop.end(job)
    assert end.job.state == "done", end.error
    assert [path.name for path in shop.folder.glob("*.epub*")] == ["b.epub"]
    assert not (shop.jobs.sounds(job).folder / "epub").exists()
    return end.files[0].path


async def test_it_keeps_the_rules_and_has_all_of_the_text(shop: Workshop) -> None:
    path = await book(shop, *CHAPTERS, ODD)
    overlays = checked(path)
    assert [overlay.title for overlay in overlays] == ["Down the hole", "The pool", "Signs & <marks>"]
    for overlay, chapter in zip(overlays, (*CHAPTERS, ODD), strict=True):
        said = " ".join(block.text for block in chapter.blocks if block.spoken).replace("\x0b", "")
        assert "".join(overlay.text.split()) == "".join(said.split())
    assert [heard.text for heard in overlays[0].heard][:2] == ["Down the hole", "Alice was tired."]
    assert all(heard.sound.endswith(".m4a") for overlay in overlays for heard in overlay.heard)


@pytest.mark.slow
@pytest.mark.skipif(
    not (which("java") and EPUBCHECK.exists()), reason="needs epubcheck: apt-get install epubcheck"
)
async def test_epubcheck_finds_nothing_in_it(shop: Workshop) -> None:
    path = await book(shop, *CHAPTERS, ODD)
    checker = ("java", "-cp", f"{EPUBCHECK.parent}/*", "com.adobe.epubcheck.tool.Checker")
    ran = await asyncio.to_thread(
        subprocess.run, [*checker, path], capture_output=True, text=True, check=False
    )
    assert "0 fatals / 0 errors / 0 warnings" in ran.stdout + ran.stderr, ran.stderr


async def test_its_cover_and_its_author_are_in_it(shop: Workshop) -> None:
    job_folder = shop.jobs.sounds(1)
    job_folder.put_file("cover", PNG)
    path = await book(shop, *CHAPTERS, cover=True)
    checked(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("EPUB/cover.png") == PNG
        assert b"Lewis Carroll" in archive.read("EPUB/package.opf")
    with path.open("rb") as file:
        read = document_of(file.read(), "b.epub")
    assert [chapter.title for chapter in read.chapters] == [chapter.title for chapter in CHAPTERS]
    assert (read.title, read.authors) == ("Alice", ("Lewis Carroll",))


async def test_a_sentence_that_was_left_out_is_read_and_not_heard(shop: Workshop) -> None:
    shop.backend.faults["She sat"] = SynthesisError("It broke.")
    (first, _) = checked(await book(shop, *CHAPTERS))
    assert "She sat" in first.text
    assert not any("She sat" in heard.text for heard in first.heard)


async def test_what_a_kill_left_of_it_is_gone_afterwards(shop: Workshop) -> None:
    (part := shop.folder / "b.epub.part").write_bytes(b"torn")
    PartFiles(shop.jobs.sounds(1)).note(part)
    left = shop.jobs.sounds(1).folder / "epub"
    left.mkdir(parents=True)
    (left / "c0001.m4a.part").write_bytes(b"torn")
    checked(await book(shop, *CHAPTERS))


class Clicks(ScriptedBackend):
    """A click at the beginning of each sentence, and silence of its own length behind it."""

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        sound = np.zeros(round((4.0 + 0.37 * (len(request.text) % 5)) * RATE), np.float32)
        sound[: RATE // 100] = 0.5
        yield AudioChunk(sound, RATE)


@pytest.mark.slow
async def test_it_is_in_step_at_the_end_of_an_hour(tmp_path: Path) -> None:
    shop = Workshop(tmp_path, Clicks())
    text = " ".join(f"This is sentence number {number}." for number in range(800))
    (overlay,) = checked(await book(shop, Chapter("An hour", (Block("paragraph", text),))))
    with zipfile.ZipFile(shop.folder / "b.epub") as archive:
        sound = tmp_path / "hour.m4a"
        sound.write_bytes(archive.read(overlay.heard[0].sound))
    samples, rate = decode_file(sound)
    assert len(samples) / rate > 3600
    loud = np.flatnonzero(np.abs(samples) > 0.2)
    begins = loud[np.flatnonzero(np.diff(loud, prepend=-2 * rate) > rate)] / rate
    told = np.array([heard.begin for heard in overlay.heard])
    assert len(begins) == len(told) == 800
    assert np.abs(begins - told).max() < 0.05
    shop.jobs.close()
