"""Every setting one by one, those of the backends among them, and whether a value makes sense."""

from __future__ import annotations

import functools
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec
from tts_tui.backends.registry import specs
from tts_tui.speech.errors import SettingsError, SpeechError
from tts_tui.store import settings_file
from tts_tui.store.settings import Settings
from tts_tui.store.settings_fields import Field, fields_of, fields_of_options
from tts_tui.studio.session import check_names


def every_field(settings: Settings) -> list[Field]:
    """Every setting that has one value: in the order of the file, then those of the backends that say theirs."""
    fields = fields_of(settings, settings_file.defaults())
    for spec in specs(settings.backends):
        if spec.options:
            module, _, name = spec.options.partition(":")
            kind: type[msgspec.Struct] = getattr(import_module(module), name)
            fields += fields_of_options(f"backends.{spec.place_in_settings}", kind, _table(spec, settings))
    return fields


def judge_of(key: str) -> settings_file.Judge:
    """What may be said against another value of that setting, which `settings_file.change` takes."""
    return functools.partial(_judge, key)


def _judge(key: str, settings: Settings, file: Path) -> None:
    check_names(settings, file)
    for spec in specs(settings.backends) if key.startswith("backends.") else ():
        if f"{key}.".startswith(f"backends.{spec.place_in_settings}."):
            try:
                spec.make(BackendContext(file.parent, file.parent, options=_table(spec, settings)))
            except SettingsError:
                raise
            except SpeechError:  # what it lacks is nothing that a setting could mend
                return


def _table(spec: BackendSpec, settings: Settings) -> dict[str, Any]:
    table: Any = settings.backends
    for name in spec.place_in_settings.split("."):
        table = table.get(name, {}) if isinstance(table, dict) else {}
    return table if isinstance(table, dict) else {}
