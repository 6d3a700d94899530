"""What the window, the command line and the tests all start from."""

from __future__ import annotations

from collections.abc import Callable

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.library.paths import Paths
from tts_tui.library.settings import Settings


def open_manager(settings: Settings, paths: Paths, secret: Callable[[str], str | None]) -> TTSBackendManager:
    """Every backend that is built in, configured or installed beside us, none of them started.

    Args:
        secret: the key for a provider, by the provider's id; None when there is none.
    """
    context = BackendContext(cache=paths.cache, data=paths.data, secret=secret)
    manager = TTSBackendManager(context, specs(settings.backends), settings.backends)
    manager.register_entry_points()
    return manager
