"""A backend's own table of the settings, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from tts_tui.speech.errors import SettingsError, did_you_mean
from tts_tui.store.wrong_values import NO_CHOICE, told

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
        what, _, place = str(error).partition(" - at `$.")
        key = place.rstrip("`")
        setting = f"backends.{name}.{key}" if key else f"backends.{name}"
        by_hand = not key.isidentifier()  # a part of a value
        raise SettingsError(
            f"{setting}: {_told(what, kind, key)}.",
            hint="tts-tui config path tells which file to correct."
            if by_hand
            else f"tts-tui config set {setting} VALUE fixes it.",
        ) from None


def _told(what: str, kind: type[msgspec.Struct], key: str) -> str:
    """What is wrong with a value; of one that is none of those it may be, with all of them."""
    types = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    of_key = types.get(key)
    if get_origin(of_key) is Annotated:
        of_key = get_args(of_key)[0]
    choices = [each for each in get_args(of_key) if isinstance(each, str)]
    if choices and (wrong := NO_CHOICE.fullmatch(what)):
        return f"{wrong[1]!r} is none of {', '.join(choices)}"
    return told(what)
