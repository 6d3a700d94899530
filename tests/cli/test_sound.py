"""The sound that say saves and streams, as its options ask for it."""

from __future__ import annotations

import io
import json
import subprocess
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.loudness import measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CommandLine, Ran

    Here = Callable[..., Ran]

BOOK = "# One\n\nThe cat sat.\n\n## *Two*\n\nIt ran."


def image() -> bytes:
    """A small PNG."""
    drawn = io.BytesIO()
    with av.open(drawn, "w", format="image2pipe") as container:
        stream = container.add_stream("png", options={})
        stream.width, stream.height, stream.pix_fmt = 16, 16, "rgb24"
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return drawn.getvalue()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--loudness", "-16", "-o", "-", "--format", "wav"], "whole recording"),
        (["--loudness", "-16"], "whole recording"),
        (["--bit-rate", "64"], "-o FILE"),
        (["--bit-rate", "64", "-o", "x.wav"], "bit rate"),
        (["--bit-rate", "999", "-o", "x.mp3"], "160"),
        (["--bit-rate", "192", "-o", "x.mp3"], "44100"),
        (["--bit-rate", "400", "-o", "x.mp3", "--sample-rate", "44100"], "320"),
        (["--format", "mp3", "-o", "fm.wav"], "fm.mp3"),
        (["--format", "mp3", "-o", "fm.wav", "--dry-run"], "fm.mp3"),
        (["--title", "caf\udce9", "-o", "x.wav"], "can't be read"),
        (["--bit-rate", "999", "-o", "-", "--format", "mp3"], "160"),
        (["--sample-rate", "44000", "-o", "x.mp3"], "44100"),
        (["--sample-rate", "44100", "-o", "-", "--format", "opus"], "48000"),
        (["--cover", "none.png", "-o", "x.mp3"], "none.png"),
        (["--cover", "text.txt", "-o", "x.mp3"], "JPEG"),
        (["--cover", "text.txt", "-o", "x.opus"], "cover"),
        (["--cover", "text.txt"], "cover"),
        (["--title", "T", "-o", "x.aac"], "title"),
        (["--title", "T"], "title"),
        (["-o", "x.wav", "--srt", "x.wav"], "Two files would be called “x.wav”"),
        (["-o", "x.wav", "--srt", "x.srt", "--vtt", "./x.srt"], "Two files"),
        (["--srt", "x.srt", "--timings", "x.srt"], "Two files"),
    ],
)
def test_what_has_no_place_is_refused_before_anything_is_said(
    cli: CommandLine, here: Here, options: list[str], says: str
) -> None:
    (cli.home / "text.txt").write_text("no image")
    ran = here("say", "Hi", "--json", *options)
    assert ran.code == 2, ran.err
    failed = json.loads((ran.text or ran.err).splitlines()[-1])
    assert failed["error"] == "UsageError"
    assert says in failed["message"] + failed["hint"]
    assert [path.name for path in cli.home.iterdir() if path.is_file()] == ["text.txt"]


@pytest.mark.parametrize("option", ["--srt", "--vtt", "--lrc", "--timings"])
def test_a_place_that_no_words_can_be_saved_in_is_refused_before_anything_is_said(
    cli: CommandLine, here: Here, option: str
) -> None:
    ran = here("say", "Hi", "--json", "-o", "x.wav", option, "none/x.txt")
    failed = json.loads((ran.text or ran.err).splitlines()[-1])
    assert "There is no folder" in failed["message"]
    assert "started" not in ran.text
    assert not [path for path in cli.home.iterdir() if path.is_file()]


@pytest.mark.parametrize("option", ["--gain", "--loudness", "--fade-in", "--fade-out"])
def test_nan_is_no_number(here: Here, option: str) -> None:
    ran = here("say", "Hi", "-o", "x.wav", option, "nan")
    assert ran.code == 2
    assert "nan is no number" in ran.err


@pytest.mark.slow
def test_an_audiobook_has_all_that_was_asked_for(cli: CommandLine) -> None:
    (cli.home / "book.md").write_text(BOOK)
    (cli.home / "cover.png").write_bytes(image())
    ran = cli(
        *("say", "-f", "book.md", "-o", "book.m4b", "--json", "--timings", "book.json"),
        *("--loudness", "-23", "--trim", "--fade-out", "0.1", "--bit-rate", "32", "--sample-rate", "16000"),
        *("--title", "My book", "--cover", "cover.png"),
    )
    assert ran.code == 0, ran.err
    path = cli.home / "book.m4b"
    with av.open(str(path)) as file:
        assert file.metadata["title"] == "My book"
        assert [chapter["metadata"]["title"] for chapter in file.chapters()] == ["One", "Two"]
        second = float(file.chapters()[1]["start"] * file.chapters()[1]["time_base"])
        assert file.streams.audio[0].rate == 16_000
        assert len(file.streams.video) == 1
    words = json.loads((cli.home / "book.json").read_text())["words"]
    assert second == pytest.approx(next(word["start"] for word in words if word["text"] == "Two"), abs=0.01)
    sound, rate = decode_file(path, 24_000)
    assert words[-1]["end"] <= len(sound) / rate + 0.001
    assert ran.events[-1]["loudness"] == pytest.approx(measure(sound, rate).integrated, abs=1)
    assert -26 < ran.events[-1]["loudness"] <= -22.9


@pytest.mark.slow
def test_a_stream_has_effects_too(cli: CommandLine) -> None:
    plain = cli("say", "The cat sat.", "-o", "-", "--format", "pcm")
    softer = cli("say", "The cat sat.", "-o", "-", "--format", "pcm", "--gain", "-20")
    assert (plain.code, softer.code) == (0, 0), softer.err
    # the engine may be another one the second time: the same speech, but not the same samples
    before, after = (np.square(np.frombuffer(ran.out, "<i2").astype(float)).mean() for ran in (plain, softer))
    assert 10 * np.log10(after / before) == pytest.approx(-20, abs=1)


@pytest.mark.slow
def test_a_gain_that_would_clip_is_held_back_and_told(cli: CommandLine) -> None:
    ran = cli("say", "The cat sat.", "-o", "loud.wav", "--gain", "30")
    assert ran.code == 0, ran.err
    assert "reduced by up to" in ran.err
    assert np.abs(decode_file(cli.home / "loud.wav")[0]).max() < 0.99
    ran = cli("say", "The cat sat.", "-o", "-", "--format", "wav", "--gain", "30", "--json")
    assert ran.events[-1]["limited_db"] > 1


@pytest.mark.slow
def test_stdout_into_a_file_tells_its_length(cli: CommandLine) -> None:
    for name in ("wav", "flac"):
        path = cli.home / f"out.{name}"
        with path.open("wb") as file:
            command = [*cli.command, "say", "The cat sat.", "-o", "-", "--format", name, "--json"]
            ran = subprocess.run(
                command, stdout=file, stderr=subprocess.PIPE, env=cli.environment, timeout=120
            )
        assert ran.returncode == 0, ran.stderr
        seconds = json.loads(ran.stderr.splitlines()[-1])["audio_seconds"]
        with av.open(str(path)) as container:
            audio = container.streams.audio[0]
            assert float(audio.duration * audio.time_base) == pytest.approx(seconds, abs=0.01)


@pytest.mark.slow
def test_doctor_makes_a_whole_file_of_what_a_crash_left(cli: CommandLine, here: Here) -> None:
    part = cli.home / "talk.wav.part"
    with wave.open(str(part), "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
        file.writeframes(b"\1\2" * 24_000)
    found = {each["part"]: each for each in json.loads(here("doctor", "--recover", "--json").text)}
    assert Path(found["recovered"]["reason"]).name == "talk.wav"
    assert len(decode_file(cli.home / "talk.wav")[0]) == 24_000
    assert not part.exists()
