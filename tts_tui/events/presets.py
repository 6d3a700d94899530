"""The user's presets: kept in the settings' file, brought into the window, made of what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts_tui.events.tts_events import Selection
from tts_tui.store import settings_file
from tts_tui.store.settings import Preset

if TYPE_CHECKING:
    from tts_tui.events.targets import SaveTarget


class Presets:
    """Those of one settings file, as they were when it was last read or written.

    Attributes:
        by_name: in the order of the file.
        usual: the name of the one that speaks where nothing else is asked for; empty for none.
    """

    def __init__(self, file: Path, presets: Mapping[str, Preset], usual: str = "") -> None:
        self._file = file
        self.by_name = dict(presets)
        self.usual = usual

    def with_key(self, key: str) -> str:
        """The name of the preset that a key brings, empty if none does."""
        return next((name for name, preset in self.by_name.items() if preset.key == key), "")

    def keep(self, name: str, preset: Preset) -> None:
        """Keep one under a name; a key that another had is its own now. Blocks.

        Raises:
            SettingsError: it can't be written, or what is there can't be read.
        """
        if preset.key and (before := self.with_key(preset.key)) not in ("", name):
            self._put(before, msgspec.structs.replace(self.by_name[before], key=""))
        self._put(name, preset)

    def make_usual(self, name: str) -> None:
        """Let one speak where nothing else is asked for, here and on the command line; empty for none. Blocks.

        Raises:
            SettingsError: as `keep`.
        """
        settings_file.change(self._file, "speech.preset", name)
        self.usual = name

    def remove(self, name: str) -> None:
        """Forget one. Blocks.

        Raises:
            SettingsError: as `keep`.
        """
        if name == self.usual:
            self.make_usual("")
        settings_file.put(self._file, "presets", name, None)
        self.by_name.pop(name, None)

    def _put(self, name: str, preset: Preset) -> None:
        settings_file.put(self._file, "presets", name, msgspec.to_builtins(preset))
        self.by_name[name] = preset


def selection_with(preset: Preset, now: Selection) -> Selection:
    """What a preset selects; what it leaves out stays as it is now, where its model is the same."""
    if not (preset.provider or preset.model):
        voice, language = preset.voice or now.voice, preset.language or ("" if preset.voice else now.language)
        settings = {**now.settings, **preset.settings}
        return replace(
            now, voice=voice, language=language, speed=preset.speed or now.speed, settings=settings
        )
    return Selection(
        preset.provider, preset.model, preset.voice, preset.language, preset.speed or 1.0, preset.settings
    )


def target_with(preset: Preset, like: SaveTarget) -> SaveTarget:
    """How a preset saves; one that says nothing of it leaves all as it is."""
    if preset.loudness is None and not (preset.gain or preset.trim or preset.fade_in or preset.fade_out):
        return like
    level = f"{preset.loudness:g} LUFS" if preset.loudness is not None else ""
    return replace(
        like,
        level=level or (f"{preset.gain:g} dB" if preset.gain else ""),
        trim=preset.trim,
        fades=bool(preset.fade_in or preset.fade_out),
    )


def preset_of(selection: Selection, like: SaveTarget, key: str = "") -> Preset:
    """The preset that brings this selection and this way of saving back."""
    from tts_tui.events.targets import FADE_SECONDS

    amount, _, unit = like.level.partition(" ")
    fade = FADE_SECONDS if like.fades else 0.0
    return Preset(
        provider=selection.provider,
        model=selection.model,
        voice=selection.voice,
        language=selection.language,
        speed=selection.speed,
        settings=dict(selection.settings),
        key=key,
        gain=float(amount) if unit == "dB" else 0.0,
        trim=like.trim,
        fade_in=fade,
        fade_out=fade,
        loudness=float(amount) if unit == "LUFS" else None,
    )
