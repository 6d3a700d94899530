"""The user's own keys, checked before the window opens: a name that means nothing is told, not ignored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from tts_tui.speech.errors import SettingsError, did_you_mean
from tts_tui.store.settings import Preset
from tts_tui.ui.commands import (
    BROWSER_COMMANDS,
    CHAPTER_COMMANDS,
    COMMANDS,
    COMPARE_COMMANDS,
    HISTORY_COMMANDS,
    MIXER_COMMANDS,
    PLAYER_COMMANDS,
    SAID_COMMANDS,
    TAKES_COMMANDS,
    VOICE_COMMANDS,
    WINDOW_COMMANDS,
)

_MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}
_NAMES = {key.value for key in Keys if not key.value.startswith("<")}
_SIGNS = set(KEY_NAME_REPLACEMENTS.values())
_ALIASES = {"ctrl+space": "ctrl+@", "return": "enter", "esc": "escape", "del": "delete"}
"""By what people write: what a terminal sends."""

_LISTS = (
    VOICE_COMMANDS,
    PLAYER_COMMANDS,
    HISTORY_COMMANDS,
    SAID_COMMANDS,
    TAKES_COMMANDS,
    BROWSER_COMMANDS,
    MIXER_COMMANDS,
    CHAPTER_COMMANDS,
    COMPARE_COMMANDS,
)


def checked_keymap(keymap: Mapping[str, str], file: Path) -> dict[str, str]:
    """The keys by action id, as Textual takes them.

    Args:
        file: the settings, for what is said.

    Raises:
        SettingsError: an action or a key that there isn't, or two actions on one key.
    """
    bound = {command.id for command in WINDOW_COMMANDS} | {each.id for keys in _LISTS for each in keys}
    checked = {}
    for action, keys in keymap.items():
        if action not in COMMANDS:
            raise _wrong(
                file, f"there is no action {action!r}", did_you_mean(action.lower(), list(COMMANDS), 50)
            )
        if action not in bound:
            raise _wrong(file, f"{action!r} takes no key", "It is in the palette: ^p.")
        names = [_sent(key.strip()) for key in keys.split(",")]
        for name in names:
            if not _is_key(name):
                raise _wrong(file, f"{name!r}, for {action!r}, is no key", _like(name))
            if action in {each.id for each in WINDOW_COMMANDS} and _types(name):
                raise _wrong(
                    file,
                    f"{name!r}, for {action!r}, is needed for typing",
                    f"ctrl+{name} or alt+{name} is free.",
                )
        checked[action] = ",".join(names)
    _refuse_clashes(checked, file)
    return checked


def preset_keys(presets: Mapping[str, Preset], keymap: Mapping[str, str], file: Path) -> list[str]:
    """The keys that bring a preset, or may once the user gives them to one.

    Raises:
        SettingsError: one isn't a key, is needed for typing, or is a command's.
    """
    taken = {key: each.id for each in WINDOW_COMMANDS for key in keymap.get(each.id, each.keys).split(",")}
    own = {name: _sent(preset.key) for name, preset in presets.items() if preset.key}
    for name, key in own.items():
        if not _is_key(key) or _types(key):
            what = f"{key!r} is {'needed for typing' if _is_key(key) else 'no key'}"
        elif key in taken:
            what = f"{key!r} is the key of {taken[key]!r}"
        else:
            continue
        raise SettingsError(
            f"{file}: presets.{name}.key: {what}.", hint="alt+1 to alt+9 are free for presets."
        )
    return list(dict.fromkeys((*own.values(), *(f"alt+{digit}" for digit in range(1, 10)))))


def _sent(key: str) -> str:
    known = _ALIASES.get(key, key)
    return next(iter(Binding.make_bindings([Binding(known, "")]))).key if known else ""


def _is_key(name: str) -> bool:
    *modifiers, key = name.split("+") if len(name) > 1 else [name]
    known = len(key) == 1 or key in _NAMES or key in _SIGNS or key_to_character(key) is not None
    return (known and set(modifiers) <= _MODIFIERS) or name in _NAMES


def _types(name: str) -> bool:
    return (
        len(name) == 1 or (name not in _NAMES and "+" not in name) or name in ("space", "enter", "backspace")
    )


def _like(name: str) -> str:
    plus = name.replace("-", "+")
    known = [key for command in COMMANDS.values() for key in command.keys.split(",") if key]
    return f"Did you mean {plus}?" if plus != name and _is_key(plus) else did_you_mean(name, known, 20)


def _refuse_clashes(keymap: Mapping[str, str], file: Path) -> None:
    """Of actions that can be asked for at the same place."""
    for commands in (WINDOW_COMMANDS, *((*WINDOW_COMMANDS, *keys) for keys in _LISTS)):
        taken: dict[str, str] = {}
        for command in commands:
            for key in filter(None, keymap.get(command.id, command.keys).split(",")):
                other = taken.setdefault(key, command.id)
                if other != command.id and {other, command.id} & keymap.keys():
                    hint = f"Give {other!r} or {command.id!r} another key."
                    raise _wrong(file, f"{key!r} would be both {other!r} and {command.id!r}", hint)


def _wrong(file: Path, what: str, hint: str) -> SettingsError:
    return SettingsError(f"{file}: [ui.keymap]: {what}.", hint=hint)
