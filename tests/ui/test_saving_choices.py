"""What the save dialog makes of the sound: level, rate, gain, subtitles, chapters; heard before, decoded after."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from save_dialog import in_dialog, spoken

from tts_tui.audio.loudness import LoudnessMeter


def decoded(path: Path) -> tuple[np.ndarray, int]:
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32) / 32768, rate


def loudness_of(samples: np.ndarray, rate: int) -> float:
    meter = LoudnessMeter(rate)
    meter.write(samples)
    return meter.result().integrated


async def test_level_trim_and_fades_are_done_to_the_file_and_remembered(drive, tmp_path: Path) -> None:
    async with drive(text="Hello there. And good night.") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press(*["tab"] * 3, "enter", "down", "enter")  # -16 LUFS, the first after "as it is"
        await driver.press("tab", "space", "tab", "space", "ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
        take = driver.window.deck.take
        [path] = tmp_path.glob("*.wav")
        saved, rate = decoded(path)
        spoken_samples = take.timeline.read(0, take.timeline.frames)
        assert loudness_of(saved, rate) == pytest.approx(-16, abs=0.3)
        assert abs(loudness_of(spoken_samples, rate) + 16) > 1
        assert np.abs(saved[: rate // 50]).max() < 0.05 * np.abs(saved).max()
        await in_dialog(driver)
        assert driver.app.screen.query_one("#level").value == "-16 LUFS"
        assert driver.app.screen.query_one("#fades").value
        await driver.press("escape")


async def test_bit_rate_and_subtitles(drive, tmp_path: Path) -> None:
    async with drive(text="Hello there. And good night.") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("tab", "enter", "down", "enter")
        await driver.until(
            lambda: driver.app.screen.query_one("#name").value == "Hello-there-And-good-night.mp3"
        )
        await driver.press("tab", "tab", "enter", "down", "enter")  # 16 kbit/s, the first after the usual one
        await driver.press(*["tab"] * 4, "space", "ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    with av.open(str(tmp_path / "Hello-there-And-good-night.mp3")) as container:
        assert container.streams.audio[0].bit_rate == pytest.approx(16_000, rel=0.05)
    subtitles = (tmp_path / "Hello-there-And-good-night.srt").read_text()
    assert subtitles.startswith("1\n00:00:00,000 --> ")
    assert "Hello there." in subtitles


async def test_subtitles_that_exist_are_not_written_over(drive, tmp_path: Path) -> None:
    (tmp_path / "Hello.srt").write_text("mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press(*["tab"] * 6, "space")
        await driver.until(lambda: "Hello.srt exists" in str(driver.app.screen.query_one("#where").render()))
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen.query_one("#name").value == "Hello-2.wav")
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "Hello.srt").read_text() == "mine"
    assert "Hello" in (tmp_path / "Hello-2.srt").read_text()


async def test_the_sample_rate_is_chosen_among_those_of_the_format(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("tab", "enter", *"op", "enter")
        await driver.until(lambda: driver.app.screen.query_one("#name").value == "Hello.opus")
        await driver.press("tab", "enter", *"16", "enter")
        await driver.until(lambda: driver.app.screen.query_one("#sample-rate").value == "16000")
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
        await in_dialog(driver)
        assert driver.app.screen.query_one("#sample-rate").value == "16000"
        await driver.press("tab", "enter", "up", "up", "enter")
        await driver.until(lambda: driver.app.screen.query_one("#name").value.endswith(".wav"))
        assert driver.app.screen.query_one("#sample-rate").value == "0", "another format, its own rate"
        await driver.press("escape")
    # an Opus stream always plays at 48 kHz; its header tells the rate that was given to the encoder (RFC 7845, 5.1)
    header = (tmp_path / "Hello.opus").read_bytes().partition(b"OpusHead")[2]
    assert int.from_bytes(header[4:8], "little") == 16_000


async def test_a_gain_of_ones_own(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press(*["tab"] * 3, "enter", "end", "enter")
        await driver.until(lambda: driver.app.screen.query_one("#amount").display)
        where = driver.app.screen.query_one("#where")
        await driver.until(lambda: "give -60 to 60 dB" in str(where.render()))
        dialog = driver.app.screen
        await driver.press("ctrl+s")
        assert driver.app.screen is dialog, "a gain of nothing saves nothing"
        assert driver.app.focused.id == "amount"
        await driver.press(*"-4.5", "ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
        saved, _ = decoded(tmp_path / "Hello.wav")
        made = driver.window.deck.take.timeline.read(0, len(saved))
        assert np.abs(saved).max() == pytest.approx(np.abs(made).max() * 10 ** (-4.5 / 20), rel=0.01)
        await in_dialog(driver)
        assert driver.app.screen.query_one("#amount").value == "-4.5"
        await driver.press("escape")


async def test_headings_become_chapters_where_the_format_has_them(drive, tmp_path: Path) -> None:
    async with drive(text="# One\n\nHello there.\n\n# Two\n\nAnd good night.") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("ctrl+u", *"book", "tab", "enter", *"m4b", "enter")
        await driver.until(lambda: driver.app.screen.query_one("#name").value == "book.m4b")
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
        take = driver.window.deck.take
    two = next(word.start for word in take.words if word.text == "Two")
    with av.open(str(tmp_path / "book.m4b")) as container:
        chapters = [
            (each["metadata"]["title"], each["start"] * each["time_base"]) for each in container.chapters()
        ]
    assert [title for title, _ in chapters] == ["One", "Two"]
    assert float(chapters[1][1]) == pytest.approx(two, abs=0.01)


async def test_it_is_heard_as_the_file_will_sound(drive) -> None:
    async with drive(text="Hello there. And good night.") as driver:
        await spoken(driver)
        take, player = driver.window.deck.take, driver.app.service.player
        await in_dialog(driver)
        await driver.press(*["tab"] * 3, "enter", "down", "enter")  # -16 LUFS
        await driver.press("tab", "tab", "space", "ctrl+l")  # fades
        await driver.until(lambda: player.status.state == "playing" and player.status.complete)
        assert "▶ as the file will sound" in str(driver.app.screen.query_one("#where").render())
        heard = player.timeline.read(0, player.timeline.frames)
        assert player.timeline is not take.timeline
        assert len(heard) == take.timeline.frames
        assert loudness_of(heard, player.timeline.sample_rate) == pytest.approx(-16, abs=0.3)
        assert np.abs(heard[:100]).max() < 0.05 * np.abs(heard).max()
        await driver.press("escape")
        await driver.until(lambda: player.status.state == "idle")
        assert driver.window.deck.shown is take
        await driver.press("ctrl+l")
        await driver.until(lambda: player.timeline is take.timeline and player.status.state == "playing")


async def test_what_is_still_made_is_not_heard_as_a_file_yet(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.has_audio)
        player = driver.app.service.player
        await in_dialog(driver)
        await driver.press("ctrl+l")
        await driver.until(lambda: "It isn't all made" in str(driver.app.screen.query_one("#where").render()))
        assert player.timeline is driver.window.deck.take.timeline
        await driver.press("escape")
        assert driver.window.deck.making, "leaving the dialog stopped nothing"
