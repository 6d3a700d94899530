"""Keys wait for the screen that is opening, and for what the key before them does: none overtakes another.

Textual lets a field take a letter at once, while a key that is bound to something travels up to the app first: of
`abc`, backspace and `d`, read in one go, the `d` would come before the backspace and be what it deletes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial, wraps
from typing import Any, Protocol, TypeVar
from weakref import WeakSet

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

LONGEST = 10.0
"""Seconds after which keys go where they can: the system may ask for the keyring's password first, and what is typed
into a dialog that comes late, such as an account's key, mustn't land in the text."""

_LOST = 2.0
"""Seconds after which a key that a widget lost holds up no other."""

_COMPOSED_WITHIN = 0.1
"""Seconds between two looks whether a screen is there."""


class HeldKeys:
    """Asked of every event before the app sees it."""

    def __init__(self, app: App[Any], take: Callable[[events.Event], Awaitable[None]]) -> None:
        """
        Args:
            take: gives the app a key or a paste that had to wait.
        """
        self._app = app
        self._take = take
        self._held: deque[events.Event] = deque()
        self._below: Screen[Any] | None = None
        self._travelling: events.Key | None = None
        self._typed = False
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
        if self._held or self._opening or (self._travelling and not (self._typed and self._types(event))):
            if self._travelling and not self._held:
                self._app.set_timer(_LOST, partial(self._arrived, self._travelling))
            self._held.append(event)
            return True
        return False

    async def give(self, event: events.Event, take: Callable[[events.Event], Awaitable[None]]) -> None:
        """Let the app take an event; until it has gone all its way, later keys wait.

        Args:
            take: is how the app takes it.
        """
        if not isinstance(event, events.Key) or event.is_forwarded:
            await take(event)
            return
        typed = self._types(event)
        first = self._app.focused or self._app.screen
        await take(event)
        if event.is_forwarded:
            self._travelling, self._typed = event, typed
            if not (typed and first.call_later(self._follow, event, None)):
                self._follow(event, first)

    def _types(self, event: events.Event) -> bool:
        """Whether it is a letter that a field takes at once; such may follow one another."""
        return (
            isinstance(event, events.Key)
            and event.is_printable
            and isinstance(self._app.focused, Input | TextArea)
        )

    def _follow(self, key: events.Key, node: DOMNode | None) -> None:
        """Go after the key, from its widget up to the app, by a message behind it in the queue of each."""
        while node and node is not self._app:
            if node.call_later(self._follow, key, node.parent):
                return
            node = node.parent  # it is being removed
        # once more: what the key asks for is done in the app's turn, and may go to another field in the next
        self._app.call_later(self._app.call_later, self._arrived, key)

    async def _arrived(self, key: events.Key) -> None:
        if self._travelling is key:
            self._travelling = None
            if not self._opening:
                await self._hand_on()

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
            screen = self._app.screen
        except ScreenStackError:  # the app is closing
            return
        if not screen.is_mounted:  # a slow machine hasn't composed it: there is nothing yet that a key is for
            self._app.set_timer(_COMPOSED_WITHIN, self.release)
            return
        self._ready.add(screen)
        await self._hand_on()

    async def _hand_on(self) -> None:
        waiting, self._held = self._held, deque()
        while waiting:
            if self.holds(waiting[0]):
                self._held = waiting
                return
            await self._take(waiting.popleft())


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
