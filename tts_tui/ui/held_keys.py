"""Keys pressed while a screen is opening: they wait, and then go to that screen, not to the one below."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakSet

from textual import events
from textual.app import ScreenStackError

if TYPE_CHECKING:
    from textual.screen import Screen

    from tts_tui.ui.app import TTSApp
    from tts_tui.ui.stts_window import STTSWindow

LONGEST = 2.0
"""Seconds after which keys go where they can: the system may ask for the keyring's password first."""

Dialog: TypeAlias = "Callable[[STTSWindow], Coroutine[Any, Any, None]]"
Opening: TypeAlias = "Callable[[STTSWindow], Callable[[], Coroutine[Any, Any, None]]]"


class HeldKeys:
    """Asked of every event before the app sees it."""

    def __init__(self, app: TTSApp) -> None:
        self._app = app
        self._held: list[events.Event] = []
        self._below: Screen[Any] | None = None
        self._ready: WeakSet[Screen[Any]] = WeakSet()

    def watch(self) -> None:
        """Begin, once the app runs."""
        self._app.screen_change_signal.subscribe(self._app, self._opened, immediate=True)
        self._opened(self._app.window)  # which was there before anybody could hear of it

    def expect(self) -> None:
        """Another screen is about to open."""
        self._below = self._app.screen
        self._app.set_timer(LONGEST, self.release)

    def holds(self, event: events.Event) -> bool:
        """Whether a key or a paste has to wait; if so, the app gets it later."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if self._held or self._opening:
            self._held.append(event)
            return True
        return False

    @property
    def _opening(self) -> bool:
        try:
            screen = self._app.screen
        except ScreenStackError:  # the app itself is
            return False
        return screen is self._below or not (screen.focused or screen in self._ready)

    def _opened(self, screen: Screen[Any]) -> None:
        screen.call_later(self._app.call_later, self.release)  # when it has its focus

    async def release(self) -> None:
        """Hand on what waits, in the app's own turn, so that no later key comes before it."""
        self._below = None
        self._ready.add(self._app.screen)
        held, self._held = self._held, []
        for event in held:
            if not self.holds(event):
                await self._app.take(event)


def opens_screen(dialog: Dialog) -> Opening:
    """For what opens a screen in a worker: keys wait from the call on, until it is open or didn't come to be."""

    @wraps(dialog)
    def opening(window: STTSWindow, /) -> Callable[[], Coroutine[Any, Any, None]]:
        keys = window.app.held_keys
        keys.expect()

        async def opened() -> None:
            try:
                await dialog(window)
            finally:
                window.app.call_later(keys.release)

        return opened

    return opening
