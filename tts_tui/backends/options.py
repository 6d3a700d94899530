"""A backend's own table of the settings, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from tts_tui.speech.errors import SettingsError, did_you_mean

T = TypeVar("T", bound=msgspec.Struct)


def read_options(name: str, table: Mapping[str, Any], kind: type[T]) -> T:
    """The table as `kind`.

    Args:
        name: of the table, under `[backends]`.

    Raises:
        SettingsError: it has an unknown name or a value of the wrong type.
    """
    if not isinstance(table, Mapping):  # the user wrote a value where a table belongs
        raise SettingsError(
            f"[backends.{name}] is a table, not {table!r}.",
            hint="tts-tui config path tells which file to correct.",
        )
    known = [field.encode_name for field in msgspec.structs.fields(kind)]
    for key in table:
        if key not in known:
            raise SettingsError(f"[backends.{name}] has no setting {key!r}.", hint=did_you_mean(key, known))
    try:
        return msgspec.convert(dict(table), type=kind)
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"[backends.{name}]: {error}.", hint="tts-tui config path tells which file to correct."
        ) from None
