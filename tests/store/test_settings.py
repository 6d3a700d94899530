from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from tts_tui.audio.files.formats import FORMATS
from tts_tui.speech.errors import ExitCode, SettingsError
from tts_tui.store import settings_file
from tts_tui.store.paths import Paths
from tts_tui.store.settings import Settings
from tts_tui.text.pauses import NAMES

DEFAULTS = settings_file.load(Path("/nowhere/config.toml"))

# another valid value for every setting, as a user would type it
CHANGES = {
    "speech.provider": ("openai", "openai"),
    "speech.model": ("tts-1", "tts-1"),
    "speech.voice": ("12", "12"),
    "speech.language": ("en-GB", "en-GB"),
    "speech.preset": ("evening", "evening"),
    "speech.cache_mb": ("64", 64),
    "speech.speed": ("1.25", 1.25),
    "text.leave": ('["dates"]', ["dates"]),
    **{f"text.pauses.{name}": ("2.5", 2.5) for name in NAMES},
    "audio.device": ("true", "true"),
    "audio.volume": ("0.5", 0.5),
    "audio.rate": ("2", 2.0),
    "speech.cast": ('{Anna = "af_bella"}', {"Anna": "af_bella"}),
    "audio.format": ("mp3", "mp3"),
    "audio.bit_rate": ("96", 96),
    "audio.folder": ("~/a folder", "~/a folder"),
    "audio.lead_in_ms": ("250", 250),
    "ui.theme": ('"nord"', "nord"),
    "ui.bell_seconds": ("5", 5.0),
    "ui.fps": ("30", 30),
    "ui.look": ("plain", "plain"),
    "ui.motion": ("reduced", "reduced"),
    "ui.keys": ("vim", "vim"),
    "ui.keymap": ('{speak = "f5"}', {"speak": "f5"}),
    "limits.job_usd": ("0", 0.0),
    "limits.month_usd": ("10.5", 10.5),
    "presets": ('{evening = {voice = "bm_george"}}', {"evening": {"voice": "bm_george"}}),
    "backends": ("{kokoro = {threads = 1}}", {"kokoro": {"threads": 1}}),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_the_shipped_file_sets_and_explains_every_setting() -> None:
    text = settings_file.default_text()
    assert tomllib.loads(text) == msgspec.to_builtins(DEFAULTS)
    for line in text.splitlines():
        assert "#" in line or not line.strip() or line.startswith("["), f"{line!r} has no comment"


@pytest.mark.parametrize("key", settings_file.keys(DEFAULTS))
def test_every_setting_survives_being_written_and_read(file: Path, key: str) -> None:
    typed, value = CHANGES[key]
    assert settings_file.get(DEFAULTS, key) != value
    settings_file.change(file, key, typed)
    loaded = settings_file.load(file)
    assert settings_file.get(loaded, key) == value
    others = [other for other in settings_file.keys(DEFAULTS) if other != key]
    assert all(settings_file.get(loaded, other) == settings_file.get(DEFAULTS, other) for other in others)


def test_all_of_them_together_are_shown_with_their_comments(file: Path) -> None:
    for key, (typed, _) in CHANGES.items():
        settings_file.change(file, key, typed)
    loaded = settings_file.load(file)
    shown = settings_file.commented(loaded)
    assert msgspec.convert(tomllib.loads(shown), Settings) == loaded
    assert shown.count("#") == settings_file.default_text().count("#")


def test_a_change_keeps_comments_order_and_a_symbolic_link(tmp_path: Path, file: Path) -> None:
    real = tmp_path / "dotfiles" / "tts.toml"
    real.parent.mkdir()
    real.write_text("# mine\n[speech]\nspeed = 1.5 # brisk\nvoice = 'af_sky'\n")
    file.symlink_to(real)
    settings_file.change(file, "speech.speed", "2")
    assert file.is_symlink()
    assert real.read_text() == "# mine\n[speech]\nspeed = 2 # brisk\nvoice = 'af_sky'\n"
    assert list(real.parent.iterdir()) == [real]


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("[speech]\nspeeed = 1", "no setting 'speech.speeed'", "speech.speed"),
        ("spech = 1", "no setting 'spech'", "speech"),
        ("[speech]\nspeed = 'fast'", "speech.speed: must be a number, is text.", "config set speech.speed"),
        ("[speech]\nspeed = 99", "speech.speed: must be at most 4.", "config set speech.speed"),
        ("[ui]\nfps = true", "ui.fps: must be a whole number, is true or false.", "config set ui.fps"),
        (
            "[audio]\nformat = 'ogg'",
            "audio.format: 'ogg' is none of aac, flac, m4a",
            "config set audio.format",
        ),
        (
            "[ui]\ntheme = 'papr'",
            "ui.theme: 'papr' is none of \"\", ansi-dark, ansi-light",
            "Did you mean paper",
        ),
        ("[ui]\nlook = 'nosuch'", "ui.look: 'nosuch' is none of ascii, plain, usual", "config set ui.look"),
        ("[ui]\nmotion = ''", "ui.motion: '' is none of full, reduced", "config set ui.motion"),
        ('[ui]\nkeys = "a\'b"', 'ui.keys: "a\'b" is none of usual, vim', "config set ui.keys"),
        ("speech = 3", "speech: must be a table, is a whole number.", "mv "),
        ("[speech\n", "can't be read", "mv "),
        ("\udcff", "can't be read", "mv "),
    ],
)
def test_a_wrong_file_names_the_place_and_stays_as_it_is(file: Path, text: str, says: str, hint: str) -> None:
    file.write_text(text, errors="surrogateescape")
    before = file.read_bytes()
    with pytest.raises(SettingsError) as caught:
        settings_file.load(file)
    assert says in caught.value.message
    assert str(file) in caught.value.message
    assert hint in caught.value.hint
    assert "Known: , …" not in caught.value.hint
    assert caught.value.exit_code is ExitCode.USAGE
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("key", "value"),
    [("speech.sped", "1"), ("speech.speed", "fast"), ("speech", "1"), ("speech.speed.x", "1")],
)
def test_a_wrong_change_is_refused_and_nothing_is_written(file: Path, key: str, value: str) -> None:
    file.write_text("# mine\n")
    with pytest.raises(SettingsError) as caught:
        settings_file.change(file, key, value)
    assert f"config set {key}" not in caught.value.hint  # that is what was tried
    assert file.read_text() == "# mine\n"


def test_a_change_mends_the_wrong_value_that_stops_everything_else(file: Path) -> None:
    file.write_text("[speech]\nspeed = 99\n")
    settings_file.change(file, "speech.speed", "1.5")
    assert settings_file.load(file).speech.speed == 1.5


def test_formats_of_the_settings_are_those_that_can_be_written(file: Path) -> None:
    for name in FORMATS:
        settings_file.change(file, "audio.format", name)
    assert settings_file.load(file).audio.format == name


def test_the_variable_names_another_file(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.delenv("TTS_TUI_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(file.parent))
    assert Paths.of_user().settings_file == file.parent / "tts-tui" / "config.toml"
    monkeypatch.setenv("TTS_TUI_CONFIG", str(file))
    assert Paths.of_user().settings_file == file


def test_a_file_in_the_place_of_the_folder_is_no_line_to_mend(tmp_path: Path) -> None:
    (tmp_path / "tts-tui").write_text("in the way")
    with pytest.raises(SettingsError, match="Not a directory") as caught:
        settings_file.load(tmp_path / "tts-tui" / "config.toml")
    assert "Errno" not in caught.value.message
    assert "ls -ld" in caught.value.hint


@pytest.mark.parametrize("value", ["nan", "-nan", "inf", "+inf"])
@pytest.mark.parametrize("key", ["limits.job_usd", "limits.month_usd", "audio.rate", "text.pauses.stop"])
def test_what_is_no_number_sets_nothing(tmp_path: Path, key: str, value: str) -> None:
    file = tmp_path / "config.toml"
    with pytest.raises(SettingsError, match="must be"):
        settings_file.change(file, key, value)
    assert not file.exists()
    table, _, name = key.rpartition(".")
    file.write_text(f"[{table}]\n{name} = {value}\n")
    with pytest.raises(SettingsError, match="is no number that a setting takes"):
        settings_file.load(file)


def test_a_file_that_begins_with_the_mark_of_its_encoding_is_read_and_changed(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[speech]\nspeed = 1.5\n")
    assert settings_file.load(file).speech.speed == 1.5
    settings_file.change(file, "speech.speed", "1.2")
    assert settings_file.load(file).speech.speed == 1.2
