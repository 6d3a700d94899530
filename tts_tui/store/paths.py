"""The folders that tts-tui uses, from the platform's conventions (XDG on Linux)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tts_tui.store.private import FILE, FOLDER, tighten, tighten_all
from tts_tui.store.user_paths import expanded

CONFIG_VARIABLE = "TTS_TUI_CONFIG"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things lie; nothing is made before something is written there.

    Attributes:
        config: folder of the user's settings.
        cache: folder of files that can be made again.
        data: folder of files that can't: downloaded models, favourites, history.
        state: folder of logs and of the window's state.
        settings_file: the user's own config.toml, which may not be there.
    """

    config: Path
    cache: Path
    data: Path
    state: Path
    settings_file: Path

    @classmethod
    def of_user(cls) -> Paths:
        """The user's folders; `TTS_TUI_CONFIG` names another settings file."""
        from platformdirs import PlatformDirs

        folders = PlatformDirs("tts-tui", appauthor=False)
        named = os.environ.get(CONFIG_VARIABLE)
        config = folders.user_config_path
        return cls(
            config=config,
            cache=folders.user_cache_path,
            data=folders.user_data_path,
            state=folders.user_state_path,
            settings_file=expanded(named) if named else config / "config.toml",
        )

    def protect(self) -> None:
        """Make the existing folders, and the files that hold what the user wrote, readable by their owner only.

        Models and engines, gigabytes of files that anybody may have, are left as they are in them.
        """
        for folder in (self.config, self.cache, self.data, self.state):
            tighten(folder, FOLDER)
        for file in (
            self.words_file,
            self.blends_file,
            self.favourites_file,
            *self.data.glob(f"{self.history_file.name}*"),
        ):
            tighten(file, FILE)
        for folder in (self.state, self.data / "voices"):
            tighten_all(folder)

    @property
    def keys_file(self) -> Path:
        """Keys of providers, where there is no keyring."""
        return self.config / "keys.json"

    @property
    def words_file(self) -> Path:
        """The user's pronunciation dictionary."""
        return self.config / "words.csv"

    @property
    def blends_file(self) -> Path:
        """The user's blends of voices."""
        return self.config / "blends.toml"

    @property
    def favourites_file(self) -> Path:
        return self.data / "favourites.toml"

    @property
    def history_file(self) -> Path:
        return self.data / "history.db"

    @property
    def jobs_folder(self) -> Path:
        """Audiobooks that are being made, and the sound of their sentences."""
        return self.data / "jobs"

    @property
    def speeds_file(self) -> Path:
        """How fast the models were on this machine."""
        return self.state / "speeds.json"

    @property
    def output_file(self) -> Path:
        """Name of the sound output that was chosen."""
        return self.state / "output.txt"

    @property
    def opened_file(self) -> Path:
        """Which files were opened as texts."""
        return self.state / "opened.json"

    @property
    def log_file(self) -> Path:
        return self.state / "tts-tui.log"
