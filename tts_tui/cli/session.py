"""What every verb starts from: the user's folders, settings and keys, and with them the backends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.library.paths import Paths
    from tts_tui.library.secrets import Secrets
    from tts_tui.library.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """The user's side of one run."""

    paths: Paths
    settings: Settings
    secrets: Secrets

    @asynccontextmanager
    async def manager(self) -> AsyncIterator[TTSBackendManager]:
        """Every backend, none started; closed at the end."""
        from tts_tui.pipeline.workbench import open_manager

        manager = open_manager(self.settings, self.paths, self.secrets.get)
        try:
            yield manager
        finally:
            await manager.close()


def open_session() -> Session:
    """Find the user's folders and read the settings.

    Raises:
        SettingsError: the settings are wrong.
    """
    from tts_tui.library import settings_file
    from tts_tui.library.paths import Paths
    from tts_tui.library.secrets import Secrets

    paths = Paths.of_user()
    return Session(paths, settings_file.load(paths.settings_file), Secrets(paths.keys_file))
