"""The bottom line: the keys that do something where the focus is."""

from __future__ import annotations

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from tts_tui.ui.commands import WINDOW_COMMANDS

_ORDER = {each.id: number for number, each in enumerate(WINDOW_COMMANDS)}
"""Of the window's keys, as the table has it."""

_KEY = "bold $footer-key-foreground on $footer-key-background"
_LABEL = "$footer-description-foreground on $footer-description-background"
_POINTED = "$footer-key-foreground on $block-hover-background"


class KeyBar(Widget):
    """One line of text: Textual's own footer is a widget a key, rebuilt whenever the use of any changes.

    Where there is no room for all keys, whole ones are left out; F1 and the palette have them. Escape always has room.

    Attributes:
        pointed: the key that the mouse is over, empty for none.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        color: $footer-foreground;
        background: $footer-background;
        text-wrap: nowrap;
    }
    """

    pointed = reactive("")

    def __init__(self, *, palette: bool = False) -> None:
        """
        Args:
            palette: the key of the command palette stands at the right end.
        """
        super().__init__()
        self._palette = palette
        self._active: dict[str, ActiveBinding] = {}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _bindings_updated(self, screen: Screen[object]) -> None:
        # keys have no use while another window has the focus, and come back with it
        if screen.app.app_focus or not self._active:
            self.call_after_refresh(self._show, screen)  # what decides about a key may not be there yet

    def _show(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self._active = screen.active_bindings
            self.refresh()

    def render(self) -> Content:
        tight = self.screen.has_class("-narrow")
        space = "" if tight else " "
        palette = self._active.get(self.app.COMMAND_PALETTE_BINDING) if self._palette else None
        right = self._shown(palette, f"▏{space}") + Content(space) if palette else Content("")
        by_action = {
            each.binding.action: each for each in reversed(self._active.values()) if each.binding.show
        }
        room = self.size.width - len(right)
        kept = sum(len(self._shown(each, space)) for each in by_action.values() if _is_escape(each))
        left = Content("")
        bound = list(reversed(by_action.values()))
        for each in sorted(bound, key=_rank):
            key = self._shown(each, space)
            kept -= len(key) if _is_escape(each) else 0
            if len(left) + len(key) + kept <= room:
                left += key
        return left + Content(" " * (room - len(left))) + right

    def _shown(self, active: ActiveBinding, before: str) -> Content:
        binding = active.binding
        key, label = f"{before}{self.app.get_key_display(binding)} ", f"{binding.description} "
        pointed = _POINTED if self.pointed == binding.key else ""
        shown = Content.assemble((key, pointed or _KEY), (label, pointed or _LABEL))
        if not active.enabled:
            shown = shown.stylize("dim")
        return shown.stylize(Style.from_meta({"key": binding.key}))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.pointed = event.style.meta.get("key", "")
        pointed = self._active.get(self.pointed)
        self.tooltip = (pointed.tooltip or pointed.binding.tooltip) if pointed else None

    def on_leave(self) -> None:
        self.pointed = ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        key = event.style.meta.get("key", "")
        if key in self._active and not self._active[key].enabled:
            self.app.bell()
        elif key:
            self.app.simulate_key(key)


def _rank(active: ActiveBinding) -> int:
    """Textual puts those to the end that the user gave other keys."""
    return _ORDER.get(active.binding.id or "", -1)


def _is_escape(active: ActiveBinding) -> bool:
    return active.binding.key == "escape"
