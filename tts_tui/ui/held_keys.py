"""Keys pressed while a screen is opening: they wait, and then go to that screen, not to the one below."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Protocol, TypeVar
from weakref import WeakSet

from textual import events
from textual.app import App, ScreenStackError
from textual.screen import Screen

LONGEST = 2.0
"""Seconds after which keys go where they can: the system may ask for the keyring's password first."""


class HeldKeys:
    """Asked of every event before the app sees it."""

    def __init__(self, app: App[Any], take: Callable[[events.Event], Awaitable[None]]) -> None:
        """
        Args:
            take: gives the app a key or a paste that had to wait.
        """
        self._app = app
        self._take = take
        self._held: list[events.Event] = []
        self._below: Screen[Any] | None = None
        self._ready: WeakSet[Screen[Any]] = WeakSet()

    def watch(self, first: Screen[Any]) -> None:
        """Begin, once the app runs.

        Args:
            first: was there before anybody could hear of it.
        """
        self._app.screen_change_signal.subscribe(self._app, self._opened, immediate=True)
        self._opened(first)

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
        screen.call_later(self.release_later)  # when it has its focus

    def release_later(self) -> None:
        """Hand on what waits, in the app's own turn, so that no later key comes before it."""
        self._app.call_later(self.release)

    async def release(self) -> None:
        """Hand on what waits, called in the app's own turn."""
        self._below = None
        try:
            self._ready.add(self._app.screen)
        except ScreenStackError:  # the app is closing
            return
        held, self._held = self._held, []
        for event in held:
            if not self.holds(event):
                await self._take(event)


class _HoldsKeys(Protocol):
    held_keys: HeldKeys


class _OfApp(Protocol):
    @property
    def app(self) -> _HoldsKeys: ...


Opener = TypeVar("Opener", bound=_OfApp)
Work = Callable[[], Coroutine[Any, Any, None]]


def opens_screen(dialog: Callable[[Opener], Coroutine[Any, Any, None]]) -> Callable[[Opener], Work]:
    """For what opens a screen in a worker: keys wait from the call on, until it is open or didn't come to be."""

    @wraps(dialog)
    def opening(opener: Opener, /) -> Work:
        keys = opener.app.held_keys
        keys.expect()

        async def opened() -> None:
            try:
                await dialog(opener)
            finally:
                keys.release_later()

        return opened

    return opening
