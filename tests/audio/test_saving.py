"""Saving: complete or not there, never over another file, and what was made is kept."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from saves import SOUND, limited_file_size, names, png, save
from voicelike import RATE, portions, voicelike

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.encoders import Tags
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, find_orphans, recover, save_text
from tts_tui.audio.loudness import measure
from tts_tui.speech.errors import (
    DiskFullError,
    FileExistsAlreadyError,
    NotWritableError,
    SaveError,
    SpeechError,
    UsageError,
)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_appears_when_it_is_complete(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{FORMATS[name].extension}"
    with AudioFile(path, RATE) as file:
        for piece in portions(SOUND):
            file.write(piece)
            assert not path.exists()
        assert names(tmp_path) == [f"{path.name}.part"]
        assert file.seconds == len(SOUND) / RATE
        assert file.commit() == path
    assert names(tmp_path) == [path.name]
    if name != "pcm":
        assert abs(len(decode_file(path, RATE)[0]) - len(SOUND)) < 2048


def test_mp4_has_its_index_in_front(tmp_path: Path) -> None:
    content = save(tmp_path / "a.m4a").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_an_existing_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_text("precious")
    with pytest.raises(FileExistsAlreadyError) as caught:
        AudioFile(path, RATE)
    assert "--force" in caught.value.hint
    assert names(tmp_path) == ["a.mp3"]
    assert path.read_text() == "precious"


def test_an_existing_file_is_numbered_around_or_written_over_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_text("precious")
    assert save(path, if_exists="rename").name == "a-2.wav"
    assert save(path, if_exists="rename").name == "a-3.wav"
    assert path.read_text() == "precious"
    assert save(path, if_exists="overwrite") == path
    assert len(decode_file(path)[0]) == len(SOUND)
    assert names(tmp_path) == ["a-2.wav", "a-3.wav", "a.wav"]


def test_a_name_taken_meanwhile_costs_neither_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with AudioFile(path, RATE) as file:
        file.write(SOUND)
        path.write_text("precious")
        assert file.commit().name == "a-2.wav"
    assert path.read_text() == "precious"


def test_two_at_once_under_one_name_both_survive(tmp_path: Path) -> None:
    first, second = AudioFile(tmp_path / "a.wav", RATE), AudioFile(tmp_path / "a.wav", RATE)
    first.write(SOUND)
    second.write(SOUND[:RATE])
    assert {first.commit().name, second.commit().name} == {"a.wav", "a-2.wav"}
    assert len(decode_file(tmp_path / "a.wav")[0]) == len(SOUND)


@pytest.mark.parametrize(
    "name",
    [
        "naïve 😀👩‍🚀.mp3",
        "..mp3.mp3",
        "-o.mp3",
        "a:b?*.mp3",
        "%03d.mp3",
        "new\nline.mp3",
        "x" * 251 + ".mp3",
        "ü" * 125 + "a.mp3",
    ],
)
def test_any_name_that_the_system_takes(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    cover = png()
    assert save(path, cover=cover) == path
    assert save(path, if_exists="rename", cover=cover).name != name
    assert len(names(tmp_path)) == 2
    assert all(abs(len(decode_file(each)[0]) - len(SOUND)) < 48 for each in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("x" * 252 + ".mp3", NotWritableError),
        ("no_such_folder/a.mp3", NotWritableError),
        ("", UsageError),
        ("..", UsageError),
        ("file/a.mp3", SaveError),
    ],
)
def test_names_that_cannot_be_are_refused_before_any_work(
    name: str, error: type[SpeechError], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(error) as caught:
        AudioFile(tmp_path / name, RATE)
    assert caught.value.hint
    assert names(tmp_path) == ["file"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").mkdir()
    with pytest.raises(NotWritableError, match="folder"):
        AudioFile(tmp_path / "a.mp3", RATE, if_exists="overwrite")
    with pytest.raises(NotWritableError, match="plain file"):
        AudioFile(Path("/dev/null"), RATE, format=FORMATS["wav"], if_exists="overwrite")


def test_dots_and_links_lead_where_they_lead(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    assert save(tmp_path / "deep" / ".." / "a.wav") == tmp_path / "a.wav"
    (tmp_path / "link.wav").symlink_to("deep/real.wav")
    assert save(tmp_path / "link.wav") == tmp_path / "deep" / "real.wav"
    assert (tmp_path / "link.wav").is_symlink()


def test_leaving_without_commit_keeps_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), AudioFile(tmp_path / "a.mp3", RATE) as file:
        file.write(SOUND)
        _ = 1 / 0
    assert names(tmp_path) == ["a.mp3.part"]
    assert 0 <= len(decode_file(tmp_path / "a.mp3.part")[0]) - len(SOUND) < 48
    assert file.keep() == tmp_path / "a.mp3.part"


def test_nothing_is_kept_of_nothing_nor_of_what_is_discarded(tmp_path: Path) -> None:
    with AudioFile(tmp_path / "a.mp3", RATE) as file:
        pass
    assert file.keep() is None
    file = AudioFile(tmp_path / "a.mp3", RATE)
    file.write(SOUND)
    file.discard()
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["mp3", "opus", "flac", "m4a", "m4b"])
@pytest.mark.parametrize("effects", [None, Effects(trim=True, loudness=-20)])
def test_chapters_are_where_they_were_marked(name: str, effects: Effects | None, tmp_path: Path) -> None:
    silence = np.zeros(RATE, np.float32)
    with AudioFile(tmp_path / f"a{FORMATS[name].extension}", RATE, effects=effects) as file:
        for number, piece in enumerate([np.concatenate([silence, SOUND]), SOUND, SOUND], 1):
            file.mark_chapter(f"Chapter {number}: é")
            file.write(piece)
        path = file.commit()
        assert file.shift == pytest.approx(0.99 if effects else 0, abs=0.02)
    with av.open(str(path)) as container:
        found = container.chapters()
    starts = [float(chapter["start"] * chapter["time_base"]) for chapter in found]
    seconds = len(SOUND) / RATE
    assert starts == pytest.approx([0, 1 + seconds - file.shift, 1 + 2 * seconds - file.shift], abs=0.001)
    assert [chapter["metadata"]["title"] for chapter in found] == [f"Chapter {n}: é" for n in (1, 2, 3)]


@pytest.mark.parametrize("name", ["mp3", "flac", "m4a", "m4b"])
def test_a_cover_is_stored_and_costs_no_sample(name: str, tmp_path: Path) -> None:
    picture = png()
    path = save(tmp_path / f"a{FORMATS[name].extension}", cover=picture, tags=Tags(title="Tïtle"))
    with av.open(str(path)) as container:
        assert container.metadata["title"] == "Tïtle"
        assert bytes(next(container.demux(container.streams.video[0]))) == picture
    assert 0 <= len(decode_file(path)[0]) - len(SOUND) < 48


def test_a_cover_that_is_no_picture_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="JPEG"):
        AudioFile(tmp_path / "a.mp3", RATE, cover=b"<svg>")
    assert names(tmp_path) == []


@pytest.mark.parametrize("target", [-23.0, -16.0])
@pytest.mark.parametrize("name", ["wav", "flac", "m4a", "opus"])
def test_a_file_has_the_loudness_asked_for(name: str, target: float, tmp_path: Path) -> None:
    path = save(
        tmp_path / f"a{FORMATS[name].extension}", 0.1 * voicelike(10), effects=Effects(loudness=target)
    )
    assert names(tmp_path) == [path.name]
    decoded, rate = decode_file(path)
    assert measure(decoded, rate).integrated == pytest.approx(target, abs=0.2 if name != "opus" else 0.4)


def test_a_crash_before_the_loudness_is_known_keeps_the_sound(tmp_path: Path) -> None:
    with AudioFile(tmp_path / "a.mp3", RATE, effects=Effects(loudness=-16)) as file:
        file.write(SOUND)
    assert names(tmp_path) == ["a.wav.part"]
    assert len(decode_file(recover(tmp_path / "a.wav.part"))[0]) == len(SOUND)


def test_text_is_saved_as_safely(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    assert save_text(path, "é\n") == path
    assert path.read_bytes() == "é\n".encode()
    with pytest.raises(FileExistsAlreadyError):
        save_text(path, "other")
    assert save_text(path, "other", "rename").name == "a-2.srt"
    save_text(path, "third", "overwrite")
    assert path.read_text() == "third"
    with limited_file_size(10), pytest.raises(DiskFullError):
        save_text(tmp_path / "b.srt", "x" * 100)
    assert names(tmp_path) == ["a-2.srt", "a.srt"]


def test_parts_in_use_are_no_orphans(tmp_path: Path) -> None:
    with AudioFile(tmp_path / "a.wav", RATE) as file:
        file.write(SOUND)
        assert find_orphans([tmp_path]) == []
        with pytest.raises(UsageError, match="still being written"):
            recover(file.part)
    (tmp_path / "notes.txt.part").touch()
    (tmp_path / "b.mp3").touch()
    assert [orphan.part.name for orphan in find_orphans([tmp_path, tmp_path / ".", tmp_path / "none"])] == [
        "a.wav.part"
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_part_without_sound_is_said_so_and_left(name: str, tmp_path: Path) -> None:
    part = tmp_path / f"a{FORMATS[name].extension}.part"
    part.write_bytes(b"")
    if name == "pcm":
        assert recover(part).stat().st_size == 0
        return
    with pytest.raises(SaveError, match="no sound") as caught:
        recover(part)
    assert caught.value.hint.startswith("rm ")
    assert names(tmp_path) == [part.name]


def test_what_is_no_part_is_not_recovered(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    for path in ("a.mp3", "b.mp3.part"):
        with pytest.raises(UsageError, match="no unfinished recording"):
            recover(tmp_path / path)


def test_recovery_writes_over_nothing(tmp_path: Path) -> None:
    with AudioFile(tmp_path / "a.opus", RATE) as file:
        file.write(SOUND)
    (tmp_path / "a.opus").write_text("precious")
    assert recover(tmp_path / "a.opus.part").name == "a-2.opus"
    assert (tmp_path / "a.opus").read_text() == "precious"


def test_what_effects_still_hold_is_kept_too(tmp_path: Path) -> None:
    with AudioFile(tmp_path / "a.wav", RATE, effects=Effects(fade_out=1.0)) as file:
        file.write(SOUND)
        kept = file.keep()
    assert kept is not None
    assert len(decode_file(recover(kept))[0]) == len(SOUND)


def test_a_peak_keeps_the_loudness_down_and_that_is_told(tmp_path: Path) -> None:
    click = SOUND.copy()
    click[RATE] = 1.0
    with AudioFile(tmp_path / "a.wav", RATE, effects=Effects(loudness=-5.0)) as file:
        file.write(click)
        file.commit()
    assert file.loudness is not None
    assert file.loudness.integrated < -5.5
    assert file.loudness.true_peak == pytest.approx(-1.0, abs=0.01)
    measured = measure(decode_file(tmp_path / "a.wav")[0], RATE)
    assert measured.integrated == pytest.approx(file.loudness.integrated, abs=0.1)
