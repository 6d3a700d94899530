from __future__ import annotations

import stat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringError

from tts_tui.speech.errors import SettingsError
from tts_tui.store.secrets import Secrets, variable_of

KEY = "sk-test-0123456789"


class MemoryKeyring(KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "keys.json"


@pytest.fixture
def headless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


@pytest.mark.usefixtures("headless")
def test_without_a_keyring_keys_go_into_a_file_for_the_owner_only(file: Path) -> None:
    secrets = Secrets(file, {})
    assert secrets.get("openai") is None
    assert secrets.set("openai", f" {KEY}\n") == "file"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (secrets.get("openai"), secrets.where("openai")) == (KEY, "file")
    assert Secrets(file, {}).get("openai") == KEY
    assert Secrets(file, {}).get("elevenlabs") is None
    secrets.forget("openai")
    assert secrets.get("openai") is None
    assert KEY not in file.read_text()


def test_a_keyring_that_keeps_nothing_is_not_said_to_keep_the_key(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", NullKeyring())
    secrets = Secrets(file, {})
    assert secrets.set("openai", KEY) == "file"
    assert (secrets.get("openai"), secrets.where("openai")) == (KEY, "file")
    secrets.forget("openai")
    assert Secrets(file, {}).get("openai") is None


def test_with_a_keyring_nothing_lies_in_a_file(file: Path, desktop: MemoryKeyring) -> None:
    secrets = Secrets(file, {})
    assert secrets.set("home", KEY) == "keyring"
    assert (secrets.get("home"), secrets.where("home")) == (KEY, "keyring")
    assert not file.exists()
    secrets.forget("home")
    assert secrets.get("home") is None
    assert not desktop.kept


def test_the_environment_wins(file: Path, desktop: MemoryKeyring) -> None:
    desktop.set_password("tts-tui", "openai", "sk-other")
    secrets = Secrets(file, {"OPENAI_API_KEY": KEY, "ELEVENLABS_API_KEY": " "})
    assert (secrets.get("openai"), secrets.where("openai")) == (KEY, "environment")
    assert secrets.get("elevenlabs") is None
    assert variable_of("my-server 2") == "MY_SERVER_2_API_KEY"


@pytest.mark.usefixtures("headless")
def test_a_key_shows_nowhere(file: Path) -> None:
    secrets = Secrets(file, {"OPENAI_API_KEY": KEY})
    secrets.set("home", KEY)
    assert KEY not in repr(secrets)
    file.write_text(f'{{"home": "{KEY}"')
    with pytest.raises(SettingsError) as caught:
        Secrets(file, {}).get("home")
    assert KEY not in caught.value.message + caught.value.hint
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.usefixtures("headless")
@pytest.mark.parametrize("key", ["", "two words", "schlüssel", "sk-\x1b[31m"])
def test_what_is_no_key_is_refused_unseen(file: Path, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Secrets(file, {}).set("openai", key)
    assert not key or key not in caught.value.message
    assert not file.exists()


@pytest.mark.usefixtures("headless")
def test_a_file_that_others_can_read_is_known_as_exposed(file: Path) -> None:
    secrets = Secrets(file, {})
    secrets.set("openai", KEY)
    assert not secrets.exposed()
    file.chmod(0o644)
    assert secrets.exposed()


class LockedKeyring(MemoryKeyring):
    """It gives keys out, but not up."""

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringError("the collection is locked")


def test_a_keyring_that_refuses_to_forget_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring_ = LockedKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", keyring_)
    Secrets(file, {}).set("home", KEY)
    with pytest.raises(SettingsError, match="doesn't give up the key of home") as caught:
        Secrets(file, {}).forget("home")
    assert "set-key home --forget" in caught.value.hint
    assert KEY not in caught.value.message
    assert keyring_.kept
