"""The settings one by one, as the typed model has them: for those that show or ask for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tts_tui.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Field:
    """One setting.

    Attributes:
        key: its dotted name.
        value: as it is written in the file, strings without quotes.
        help: what it means; empty for what the user named.
        takes: what may stand there, such as "0.25 to 4" or "wav, mp3"; empty for any text.
        changed: it isn't as it came.
    """

    key: str
    value: str
    help: str
    takes: str
    changed: bool


def fields_of(settings: Settings, usual: Settings) -> list[Field]:
    """Every setting that has one value, in the order of the file.

    Args:
        usual: the settings of someone who never changed one.
    """
    return list(_fields(settings, usual, ""))


def choices_of(key: str) -> list[str]:
    """The values that a setting takes, by its dotted name, in the alphabet's order; none where any may stand there."""
    kind: Any = Settings
    for name in key.split("."):
        fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
        if (kind := fields.get(name)) is None:
            return []
    return [str(each) for each in _choices(msgspec.inspect.type_info(kind))]


def _choices(kind: msgspec.inspect.Type) -> Sequence[Any]:
    if isinstance(kind, msgspec.inspect.Metadata):
        return _choices(kind.type)
    if isinstance(kind, msgspec.inspect.ListType):
        return _choices(kind.item_type)
    return kind.values if isinstance(kind, msgspec.inspect.LiteralType) else ()


def fields_of_options(at: str, kind: type[msgspec.Struct], table: Mapping[str, Any]) -> list[Field]:
    """Every setting of a table that the model doesn't know.

    Args:
        at: its dotted name.
        kind: what may stand in it.
        table: what stands there.
    """
    found = []
    for each in msgspec.inspect.type_info(kind).fields:  # type: ignore[attr-defined]
        value = table.get(each.name, each.default)
        if not isinstance(value, dict) and each.default_factory is msgspec.NODEFAULT:
            found.append(_field(f"{at}.{each.name}", each.type, value, each.default))
    return found


def _fields(table: msgspec.Struct, usual: msgspec.Struct, at: str) -> Iterator[Field]:
    for each in msgspec.inspect.type_info(type(table)).fields:  # type: ignore[attr-defined]
        value, default = getattr(table, each.name), getattr(usual, each.name)
        if isinstance(value, msgspec.Struct):
            yield from _fields(value, default, f"{at}{each.name}.")
        elif not isinstance(value, dict):
            yield _field(f"{at}{each.name}", each.type, value, default)


def _field(key: str, kind: msgspec.inspect.Type, value: Any, default: Any) -> Field:
    description = ""
    if isinstance(kind, msgspec.inspect.Metadata):
        description = (kind.extra_json_schema or {}).get("description", "")
        kind = kind.type
    return Field(key, _written(value), description, _takes(kind), value != default)


def _written(value: Any) -> str:
    if value in (None, msgspec.NODEFAULT):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _takes(kind: msgspec.inspect.Type) -> str:
    if isinstance(kind, msgspec.inspect.ListType):
        return 'such as ["dates"]'
    if isinstance(kind, msgspec.inspect.VarTupleType):
        return 'such as ["one", "two"]'
    if isinstance(kind, msgspec.inspect.TupleType):
        return "such as [0.5, 2.0]"
    if isinstance(kind, msgspec.inspect.BoolType):
        return "true, false"
    if choices := _choices(kind):
        return ", ".join(str(each) or '""' for each in choices)
    if isinstance(kind, msgspec.inspect.IntType | msgspec.inspect.FloatType):
        if kind.ge is not None and kind.le is not None:
            return f"{kind.ge:g} to {kind.le:g}"
        return "a number" if kind.ge is None else f"{kind.ge:g} or more"
    return ""
