"""The real command, the real model, real files."""

from __future__ import annotations

import json
import re
import shutil
import signal
import time
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from virtual_sound import alsa_file, why_no_portaudio

if TYPE_CHECKING:
    from conftest import CommandLine, Ran
    from numpy.typing import NDArray

TEXT = "The cat sat. It was a warm day, and nobody minded."


def decoded_seconds(path: Path) -> float:
    with av.open(str(path)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


def energy(samples: NDArray[np.floating]) -> float:
    return float(np.sum(np.square(samples, dtype=np.float64)))


@pytest.mark.slow
def test_a_text_becomes_a_file_with_subtitles_and_events(cli: CommandLine) -> None:
    ran = cli(
        *("say", TEXT, "--voice", "bf_emma", "-o", "a wav.wav", "--json"),
        *("--srt", "a.srt", "--vtt", "a.vtt", "--lrc", "a.lrc", "--timings", "a.json"),
    )
    assert ran.code == 0, ran.err
    assert ran.err == ""
    kinds = [event["event"] for event in ran.events]
    assert kinds[:2] == ["started", "first_chunk"]
    assert set(kinds[2:-1]) == {"progress"}
    fractions = [event["fraction"] for event in ran.events if event["event"] == "progress"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    end = ran.events[-1]
    assert (end["event"], end["voice"], end["provider"]) == ("finished", "bf_emma", "kokoro")
    assert (end["characters"], end["cost_usd"]) == (len(TEXT), 0.0)
    assert 0 < end["first_chunk_ms"] <= end["wall_seconds"] * 1000
    assert end["first_chunk_ms"] <= end["onset_ms"] <= end["first_chunk_ms"] + 500

    path = Path(end["path"])
    assert path == Path("a wav.wav") or path == cli.home / "a wav.wav"
    with wave.open(str(cli.home / "a wav.wav")) as file:
        seconds = file.getnframes() / file.getframerate()
    assert seconds == pytest.approx(end["audio_seconds"], abs=0.001)
    assert 1.5 < seconds < 6

    timings = json.loads((cli.home / "a.json").read_text())
    assert timings["source"] == "model"
    assert [word["text"] for word in timings["words"]][:3] == ["The", "cat", "sat"]
    assert all(TEXT[word["char_start"] : word["char_end"]] == word["text"] for word in timings["words"])
    assert timings["words"][-1]["end"] <= seconds
    assert "-->" in (cli.home / "a.srt").read_text()
    assert (cli.home / "a.vtt").read_text().startswith("WEBVTT")
    assert (cli.home / "a.lrc").read_text().startswith("[00:00")
    assert not list(cli.home.glob("*.part"))


@pytest.mark.slow
def test_stdin_to_stdout_with_events_on_stderr(cli: CommandLine) -> None:
    dirty = b"\xef\xbb\xbfPlain \x1b[31mred\x1b[0m text,\x00 \xf0\x9f\x98\x80 and an end."
    ran = cli("say", "-", "-o", "-", "--format", "mp3", "--json", stdin=dirty)
    assert ran.code == 0, ran.err
    events = [json.loads(line) for line in ran.err.splitlines()]
    assert events[-1]["event"] == "finished"
    assert events[-1]["path"] is None
    saved = cli.home / "out.mp3"
    saved.write_bytes(ran.out)
    assert decoded_seconds(saved) == pytest.approx(events[-1]["audio_seconds"], abs=0.1)


@pytest.mark.slow
def test_a_long_text_is_cancelled_at_once_and_what_was_made_is_kept(cli: CommandLine) -> None:
    book = cli.home / "book.txt"
    book.write_text("The sea was calm that day, and the boat came in early. " * 19_000)
    assert book.stat().st_size > 1_000_000
    process = cli.start("say", "-f", book, "-o", "book.opus", "--json")
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "progress":
            process.send_signal(signal.SIGINT)
            break
    rest, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    end = json.loads(rest.splitlines()[-1])
    assert end["event"] == "cancelled"
    assert not (cli.home / "book.opus").exists()
    assert decoded_seconds(Path(cli.home / end["kept"])) == pytest.approx(end["audio_seconds"], abs=0.1)
    assert "Traceback" not in err


@pytest.mark.slow
def test_what_was_stopped_tells_how_to_go_on(cli: CommandLine) -> None:
    text = cli.home / "text.txt"
    # sentences that differ: one that comes again isn't made again, and the text would be said at once
    days = "".join(f"On day {day} the sea was calm. " for day in range(1, 400))
    text.write_text(f"The first sentence is here. {days}")
    process = cli.start("say", "-f", text, "-o", "one.wav")
    size = 0
    while size < 200_000:  # 4 s of sound: a sentence is complete
        assert process.poll() is None
        with suppress(
            FileNotFoundError
        ):  # before it begins, one of that name tries whether the place takes it
            size = (cli.home / "one.wav.part").lstat().st_size
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)  # as `timeout` does: to the program, and to its group
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    found = re.search(r"The same command with --from (\d+) says the rest", err)
    assert found, err
    ran = cli("say", "-f", text, "--from", found[1], "--dry-run", "--json")
    assert ran.events[-1]["characters"] == len(text.read_text()) - int(found[1])


def test_a_text_is_said_from_a_character_on(here: Callable[..., Ran]) -> None:
    ran = here("say", "Not this. But this.", "--from", "10", "--dry-run", "--json")
    assert ran.events[-1]["characters"] == len("But this.")
    ran = here("say", "Short.", "--from", "6")
    assert ran.code == 2
    assert "has 6 characters" in ran.err


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error(cli: CommandLine) -> None:
    process = cli.start("say", TEXT, "-o", "-", "--format", "pcm", "--quiet")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 141


@pytest.mark.slow
def test_without_a_device_playing_fails_and_says_what_to_do(cli: CommandLine) -> None:
    ran = cli("say", "Hi.", "--json")
    assert ran.code == 5, ran.err
    assert ran.events[-1]["event"] == "failed"
    assert ran.events[-1]["error"] == "NoAudioDeviceError"
    assert "-o speech.wav" in ran.events[-1]["hint"]


@pytest.mark.slow
def test_what_is_saved_is_heard_too_to_its_end(cli: CommandLine) -> None:
    if why := why_no_portaudio():
        pytest.skip(why)
    with alsa_file(cli.home) as (environment, recording):
        ran = cli("say", "Hear, hear.", "-o", "heard.wav", "--play", "--json", **environment)
        assert ran.code == 0, ran.err
        with wave.open(str(cli.home / "heard.wav")) as file:
            saved = energy(np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768)
        # by energy: a busy machine may let the player wait for the engine in between
        heard = recording.wait_for(lambda heard: energy(heard) > 0.98 * saved, "its end was not heard")
    assert energy(heard) == pytest.approx(saved, rel=0.02)


@pytest.mark.slow
def test_a_damaged_model_file_is_noticed_and_made_again(cli: CommandLine, engine_cache: Path) -> None:
    whole = next(engine_cache.rglob("kokoro-v1.0.int8.onnx"))
    own = cli.home / "fresh cache"
    there = own / whole.relative_to(engine_cache.parent)
    there.parent.mkdir(parents=True)
    shutil.copy(whole, there)
    with there.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\0" * 1000)
    ran = cli("models", "verify", XDG_CACHE_HOME=str(own))
    assert ran.code == 0, ran.err
    assert there.read_bytes() == whole.read_bytes()


@pytest.mark.slow
def test_a_line_without_sounds_is_left_out_and_told(cli: CommandLine) -> None:
    text = "Hello there.\n\n東京\n\nBye now."
    ran = cli("say", text, "-o", "a.wav", "--json", "--timings", "a.json")
    assert ran.code == 0, ran.err
    assert any("“東京”" in event["text"] for event in ran.events if event["event"] == "notice")
    words = json.loads((cli.home / "a.json").read_text())["words"]
    assert [word["text"] for word in words] == ["Hello", "there", "Bye", "now"]

    ran = cli("say", text, "--from", str(text.index("東")), "-o", "b.wav")
    assert ran.code == 0, ran.err
    assert "東京" in ran.err

    ran = cli("say", "東京", "-o", "c.wav")
    assert ran.code == 2
    assert "“東京”" in ran.err
    # nothing was made, so nothing is announced as made
    assert "All of it" not in ran.err
    assert not (cli.home / "c.wav").exists()


@pytest.mark.slow
def test_what_is_said_in_other_words_is_timed_and_shown_as_written(cli: CommandLine) -> None:
    text = "It was $100 after 9:30PM, at 40–60°C outside."
    ran = cli("say", text, "-o", "a.wav", "--srt", "a.srt", "--timings", "a.json")
    assert ran.code == 0, ran.err
    told = json.loads((cli.home / "a.json").read_text())
    assert told["source"] == "model"
    words = [word["text"] for word in told["words"]]
    assert words == ["It", "was", "$100", "after", "9:30PM", "at", "40–60°C", "outside"]
    spans = [(word["char_start"], word["char_end"]) for word in told["words"]]
    assert spans == sorted(spans)
    assert [text[start:end] for start, end in spans] == words
    assert " ".join((cli.home / "a.srt").read_text().splitlines()[2:]).strip() == text
