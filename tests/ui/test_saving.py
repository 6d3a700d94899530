"""Saving through the dialog; what is written is decoded again."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from tts_tui.audio.loudness import LoudnessMeter
from tts_tui.audio.timeline import Timeline
from tts_tui.events.targets import SaveTarget, bit_rate_choices, target_for
from tts_tui.speech.errors import NotWritableError


async def spoken(driver) -> None:
    await driver.press("ctrl+g")
    await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)


async def in_dialog(driver) -> None:
    await driver.press("ctrl+s")
    await driver.until(lambda: driver.app.focused and driver.app.focused.id == "name")


async def test_the_take_is_saved_under_its_first_words(drive, tmp_path: Path) -> None:
    async with drive(text="Hello there, you two.") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
        path = tmp_path / "Hello there, you two.wav"
        assert str(path) in driver.notice
        with wave.open(str(path)) as file:
            assert file.getnframes() == driver.window.deck.take.timeline.frames


async def test_another_format_changes_the_name_with_it(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("tab", "enter", "down", "enter")
        await driver.until(lambda: driver.app.screen.query_one("#name").value == "Hello.mp3")
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
        with av.open(str(tmp_path / "Hello.mp3")) as container:
            decoded = sum(frame.samples for frame in container.decode(audio=0))
            assert decoded == driver.window.deck.take.timeline.frames


async def test_an_existing_file_is_offered_another_name_first(drive, tmp_path: Path) -> None:
    (tmp_path / "taken.wav").write_bytes(b"mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("ctrl+u", *"taken", "enter")
        dialog = driver.app.screen
        await driver.until(lambda: dialog.query_one("#name").value == "taken (2).wav")
        assert driver.app.screen is dialog, "the user sees the name before anything is written"
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "taken.wav").read_bytes() == b"mine"
    assert (tmp_path / "taken (2).wav").read_bytes()[:4] == b"RIFF"


async def test_overwriting_takes_a_button_of_its_own(drive, tmp_path: Path) -> None:
    (tmp_path / "taken.wav").write_bytes(b"mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("ctrl+u", *"taken")
        await driver.until(lambda: driver.app.screen.query_one("#overwrite").display)
        await driver.press(*["tab"] * 8)
        await driver.until(lambda: driver.app.focused.id == "overwrite")
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "taken.wav").read_bytes()[:4] == b"RIFF"


async def test_a_folder_is_chosen_in_the_tree(drive, tmp_path: Path) -> None:
    (tmp_path / "audio").mkdir()
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        tree = driver.app.screen.query_one("FolderTree")
        await driver.until(lambda: tree.root.children)
        await driver.press("shift+tab", "down")
        await driver.until(lambda: tree.has_focus)
        await driver.until(lambda: "/audio/" in str(driver.app.screen.query_one("#where").render()))
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "audio" / "Hello.wav").exists()


async def test_saving_while_it_is_made_waits_for_the_rest(drive, tmp_path: Path) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.has_audio)
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "saving" in driver.window.player.border_title)
        driver.backend.gate.open()
        await driver.until(lambda: "Saved" in driver.notice)
        [path] = tmp_path.glob("*.wav")
        with wave.open(str(path)) as file:
            assert file.getnframes() == driver.window.deck.take.timeline.frames


async def test_a_stopped_take_is_saved_as_far_as_it_was_made(drive, tmp_path: Path) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.has_audio)
        await driver.press("escape")
        await driver.until(lambda: driver.window.deck.take.end)
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "as far as it was made" in driver.notice)


async def test_an_unwritable_place_says_so_and_the_dialog_keeps_what_was_typed(drive, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        dialog = driver.app.screen
        name, where = dialog.query_one("#name"), dialog.query_one("#where")
        for typed, why in (
            ("/proc/Hello.wav", "No file can be made in “/proc”"),
            ("x" * 300 + ".wav", "longer than the 255 bytes"),
            ("file/Hello.wav", "is a file, not a folder"),
            ("~nobody-here/" + "y" * 300 + "/Hello.wav", "too long"),
        ):
            name.value = typed
            await driver.until(lambda typed=typed: dialog._target.name == typed)
            await driver.press("ctrl+s")
            await driver.until(lambda why=why: why in str(where.render()))
            assert driver.app.screen is dialog
            assert name.value == typed
        name.value = "Hello.wav"
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    assert sorted(path.name for path in tmp_path.glob("*.wav*")) == ["Hello.wav"]


@pytest.mark.parametrize("key", ["down", "backspace"])
async def test_another_folder_ends_what_was_wrong_with_the_one_before(
    drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    (tmp_path / "here" / "audio").mkdir(parents=True)
    async with drive(text="Hello") as driver:
        driver.app.save_like = replace(driver.app.save_like, folder=tmp_path / "here")
        await spoken(driver)
        await in_dialog(driver)
        dialog = driver.app.screen

        def refuse(_path: Path) -> None:
            raise NotWritableError("No file can be made there.")

        monkeypatch.setattr("tts_tui.ui.screens.save.prepare", refuse)
        await driver.press("ctrl+s")
        where = dialog.query_one("#where")
        await driver.until(lambda: "No file can be made" in str(where.render()))
        tree = dialog.query_one("FolderTree")
        tree.focus()
        await driver.until(lambda: tree.root.children)
        await driver.press(key)
        folder = tmp_path if key == "backspace" else tmp_path / "here" / "audio"
        await driver.until(lambda: str(where.render()) == str(folder / "Hello.wav"))


async def test_a_folder_that_is_not_there_is_offered_to_be_made(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("home", *"new/one/")
        dialog = driver.app.screen
        await driver.until(lambda: "There is no folder" in str(dialog.query_one("#where").render()))
        assert str(dialog.query_one("#save").label) == "Make it and save"
        assert not (tmp_path / "new").exists()
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
    assert [path.name for path in (tmp_path / "new" / "one").iterdir()] == ["Hello.wav"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, world. How are you?", "Hello, world. How are you.mp3"),
        ("a/b:c\n\nd", "a b c d.mp3"),
        ("…!", "….mp3"),
        ("", "speech.mp3"),
    ],
)
def test_a_name_is_made_of_the_text(text: str, name: str, tmp_path: Path) -> None:
    assert target_for(text, SaveTarget(tmp_path, "", "mp3")).name == name


@pytest.mark.parametrize(
    ("typed", "name", "audio_format"),
    [
        ("plain.mp3", "plain.mp3", "mp3"),
        ("plain.OGG", "plain.OGG", "opus"),
        ("plain", "plain.wav", "wav"),
        ("v1.2", "v1.2.wav", "wav"),
        ("plain.wave", "plain.wave", "wav"),
        ("plain.mp4", "plain.mp4", "m4a"),
        ("plain.aiff", "plain.aiff", "wav"),
        ("", "", "wav"),
    ],
)
def test_the_name_decides_or_is_completed(typed: str, name: str, audio_format: str, tmp_path: Path) -> None:
    target = SaveTarget(tmp_path, "Hello.wav", "wav").called(typed)
    assert (target.name, target.audio_format) == (name, audio_format)


def test_a_name_numbered_for_us_begins_again_in_another_format(tmp_path: Path) -> None:
    (tmp_path / "Hello.wav").touch()
    numbered = target_for("Hello", SaveTarget(tmp_path, "", "wav"))
    assert numbered.name == "Hello (2).wav"
    assert numbered.in_format("mp3").name == "Hello.mp3"
    (tmp_path / "Hello.mp3").touch()
    assert numbered.in_format("mp3").name == "Hello (2).mp3"
    assert numbered.in_format("mp3").in_format("flac").name == "Hello.flac"
    assert numbered.called("Hello (2).flac").in_format("opus").name == "Hello (2).opus", (
        "the user's own number"
    )
    assert SaveTarget(tmp_path, "v1.2", "wav").in_format("mp3").name == "v1.2.mp3"


async def test_a_name_typed_with_another_extension_is_saved_as_it_says(drive, tmp_path: Path) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("end", "ctrl+u", *"plain.mp3")
        await driver.until(lambda: driver.app.screen.query_one("#format").value == "mp3")
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)
        await in_dialog(driver)
        await driver.press("end", "ctrl+u", *"bare", "enter")
        await driver.until(lambda: "bare.mp3" in driver.notice)
    for name in ("plain.mp3", "bare.mp3"):
        with av.open(str(tmp_path / name)) as container:
            assert container.format.name == "mp3"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file() and "plain" in path.name) == [
        "plain.mp3"
    ]


async def test_a_free_name_is_offered_for_each_format_anew(drive, tmp_path: Path) -> None:
    (tmp_path / "Hello.wav").write_bytes(b"mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        name = driver.app.screen.query_one("#name")
        assert name.value == "Hello (2).wav"
        await driver.press("tab", "enter", "down", "enter")
        await driver.until(lambda: name.value == "Hello.mp3")
        await driver.press("escape")


def test_bit_rates_are_offered_that_the_sample_rate_has() -> None:
    def most(sample_rate: int) -> str:
        return bit_rate_choices("mp3", sample_rate)[-1].value

    assert [most(rate) for rate in (0, 8_000, 24_000, 44_100)] == ["160", "64", "160", "320"]


async def test_whatever_goes_wrong_the_window_stops_saying_saving(
    drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(text="Hello") as driver:
        await spoken(driver)
        for problem in (OSError(5, "Input/output error"), MemoryError("no room")):
            await in_dialog(driver)

            def fails(*_: object, problem: Exception = problem) -> None:
                raise problem

            with monkeypatch.context() as patch:
                patch.setattr("tts_tui.audio.saving.audiofile.AudioFile.write", fails)
                await driver.press("enter")
                await driver.until(
                    lambda problem=problem: "✗ Save" in driver.notice and problem.args[-1] in driver.notice
                )
            assert "saving" not in str(driver.window.player.border_title)
        assert not list(tmp_path.glob("*.wav*")), "nothing of it is left"
        await in_dialog(driver)
        await driver.press("enter")
        await driver.until(lambda: "Saved" in driver.notice)


async def test_sound_that_is_no_numbers_is_told_and_not_saved_as_noise(drive, tmp_path: Path) -> None:
    async with drive(text="Hello there.") as driver:
        await spoken(driver)
        take = driver.window.deck.take
        for number, format in enumerate(["wav", "aac", "mp3"]):
            broken = np.full(8000, np.nan, np.float32)
            timeline = Timeline(8000)
            timeline.append(broken)
            timeline.finish()
            take.clip.timeline = timeline
            driver.app.service.save(take, SaveTarget(tmp_path, f"broken{number}.{format}", format))
            await driver.until(lambda number=number: f"broken{number}" in driver.notice)
            assert "no numbers" in driver.notice
            assert "saving" not in str(driver.window.player.border_title)
        assert not list(tmp_path.glob("broken*"))


def test_a_taken_name_is_numbered(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    (tmp_path / "a (2).wav").touch()
    assert SaveTarget(tmp_path, "a.wav", "wav").free().name == "a (3).wav"


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


def decoded(path: Path) -> tuple[np.ndarray, int]:
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32) / 32768, rate


def loudness_of(samples: np.ndarray, rate: int) -> float:
    meter = LoudnessMeter(rate)
    meter.write(samples)
    return meter.result().integrated


async def test_bit_rate_and_subtitles(drive, tmp_path: Path) -> None:
    async with drive(text="Hello there. And good night.") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press("tab", "enter", "down", "enter")
        await driver.until(
            lambda: driver.app.screen.query_one("#name").value == "Hello there. And good night.mp3"
        )
        await driver.press("tab", "tab", "enter", "down", "enter")  # 16 kbit/s, the first after the usual one
        await driver.press(*["tab"] * 4, "space", "ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    with av.open(str(tmp_path / "Hello there. And good night.mp3")) as container:
        assert container.streams.audio[0].bit_rate == pytest.approx(16_000, rel=0.05)
    subtitles = (tmp_path / "Hello there. And good night.srt").read_text()
    assert subtitles.startswith("1\n00:00:00,000 --> ")
    assert "Hello there." in subtitles


async def test_subtitles_that_exist_are_not_written_over(drive, tmp_path: Path) -> None:
    (tmp_path / "Hello.srt").write_text("mine")
    async with drive(text="Hello") as driver:
        await spoken(driver)
        await in_dialog(driver)
        await driver.press(*["tab"] * 6, "space")
        await driver.until(lambda: "Hello.srt exists" in str(driver.app.screen.query_one("#where").render()))
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.app.screen.query_one("#name").value == "Hello (2).wav")
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.notice)
    assert (tmp_path / "Hello.srt").read_text() == "mine"
    assert "Hello" in (tmp_path / "Hello (2).srt").read_text()


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
        await driver.until(lambda: "Not all is made" in str(driver.app.screen.query_one("#where").render()))
        assert player.timeline is driver.window.deck.take.timeline
        await driver.press("escape")
        assert driver.window.deck.making, "leaving the dialog stopped nothing"
