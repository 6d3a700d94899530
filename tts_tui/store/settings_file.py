"""Reading and changing the settings: what ships with the program, overlaid with the user's own file."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from tts_tui.speech.errors import SettingsError, did_you_mean
from tts_tui.store.atomic import replace_text
from tts_tui.store.changing import changing
from tts_tui.store.disk_trouble import hint_of
from tts_tui.store.settings import Preset, Settings
from tts_tui.store.settings_fields import choices_of
from tts_tui.store.wrong_values import told

_NO_CHOICE = re.compile("Invalid enum value ['\"](.*)['\"]", re.DOTALL)
"""How msgspec says that a value is none of those that may stand there."""

SettingsTable = dict[str, Any]


def load(path: Path) -> Settings:
    """The settings in force: the defaults, overlaid with the user's file where there is one.

    Raises:
        SettingsError: the file can't be read, isn't TOML, or holds a wrong name or value; it names which.
    """
    return _checked(read_user_table(path), path)


def defaults() -> Settings:
    """The settings of someone who never changed one."""
    return msgspec.convert(tomllib.loads(default_text()), Settings)


def read_user_table(path: Path) -> SettingsTable:
    """What the user's file says, unchecked; empty when there is none.

    Raises:
        SettingsError: it can't be read or isn't TOML.
    """
    return _read_user(path)[1]


def _read_user(path: Path) -> tuple[str, SettingsTable]:
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark of its encoding
        return text, _table(text)
    except FileNotFoundError:
        return "", {}
    except OSError as error:
        raise SettingsError(
            f"The settings in {path} can't be read: {error.strerror}.",
            hint=f"Look at what stands in its place: ls -ld '{path.parent}' '{path}'",
        ) from None
    except ValueError as error:  # no TOML, no UTF-8, no number
        raise SettingsError(
            f"The settings in {path} can't be read: {error}",
            hint=_by_hand(path),
        ) from None


def _table(text: str) -> SettingsTable:
    """TOML without its "nan" and "inf", which are within any bounds, or beyond every sum.

    Raises:
        ValueError: it isn't such TOML.
    """
    return tomllib.loads(text, parse_float=_finite)


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(f"{text} is no number that a setting takes.")
    return number


def default_text() -> str:
    """The commented `config.toml` that ships with the program.

    Raises:
        SettingsError: it can't be read.
    """
    packaged, checkout = (Path(__file__).parents[up] / "config.toml" for up in (1, 2))
    try:
        return (packaged if packaged.is_file() else checkout).read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"The default settings that come with tts-tui can't be read: {error}", hint="Install it again."
        ) from None


def commented(settings: Settings) -> str:
    """The settings in force as TOML, with the comments of the defaults."""
    import tomlkit

    document = tomlkit.parse(default_text())
    _fill(document, msgspec.to_builtins(settings))
    return tomlkit.dumps(document)


def keys(settings: Settings) -> list[str]:
    """Every dotted name that can be asked for, in the order of the file."""
    return list(_dotted(msgspec.to_builtins(settings)))


def get(settings: Settings, key: str) -> Any:
    """The value of a dotted name, such as "speech.speed"; a table gives a dict.

    Raises:
        SettingsError: there is no such setting.
    """
    value: Any = msgspec.to_builtins(settings)
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            raise _unknown(key, keys(settings))
        value = value[part]
    return value


Judge = Callable[[Settings, Path], None]
"""Raises SettingsError for what the store can't know to be wrong."""


def change(path: Path, key: str, text: str, judge: Judge | None = None) -> Any:
    """Set one value in the user's file, keeping its comments, and return it.

    Args:
        path: the user's file; made if it isn't there.
        key: a dotted name.
        text: the value as typed: TOML where that fits the setting, else taken as it is.
        judge: has a say about the settings that come of it.

    Raises:
        SettingsError: no such setting, or the value doesn't fit; the file is untouched.
    """
    with changing(path):
        value, changed = _changed(path, key, text, judge)
        try:
            replace_text(path, changed)
        except OSError as error:
            raise _unwritable(path, error) from None
        return value


def check(path: Path, key: str, text: str, judge: Judge | None = None) -> None:
    """Whether `change` would take that value.

    Raises:
        SettingsError: as `change`.
    """
    _changed(path, key, text, judge)


def _changed(path: Path, key: str, text: str, judge: Judge | None) -> tuple[Any, str]:
    """The value that is meant, and the user's file with it."""
    import tomlkit

    old, _ = _read_user(path)  # which says what is wrong in our words
    refusal: SettingsError | None = None
    for value in _readings(text):
        document = tomlkit.parse(old)
        *tables, name = key.split(".")
        table: Any = document
        for part in tables:
            table = table.setdefault(part, tomlkit.table())
            if not isinstance(table, dict):
                raise _unknown(key, keys(load(path)))
        table[name] = value
        try:
            settings = _checked(document.unwrap(), path, changing=key)
            if judge:
                judge(settings, path)
        except SettingsError as error:
            refusal = refusal or error  # of the likeliest reading
            continue
        return value, tomlkit.dumps(document)
    assert refusal is not None  # the text itself is always a reading
    raise refusal


def put(path: Path, table: str, name: str, value: Mapping[str, Any] | None) -> None:
    """Put a table of the user's into one of the tables that hold such, or take it out.

    Args:
        table: such as "presets".
        value: None takes it out.

    Raises:
        SettingsError: it doesn't fit, or the file can't be read or written; it is untouched.
    """
    import tomlkit

    with changing(path):
        old, _ = _read_user(path)
        document = tomlkit.parse(old)
        tables: Any = document.setdefault(table, tomlkit.table(is_super_table=True))
        if value is None:
            tables.pop(name, None)
        else:
            tables[name] = tomlkit.item(dict(value))
        _checked(document.unwrap(), path)
        try:
            replace_text(path, tomlkit.dumps(document))
        except OSError as error:
            raise _unwritable(path, error) from None


def _readings(text: str) -> Iterator[Any]:
    """What a typed value may mean, likeliest first."""
    with suppress(ValueError):
        yield _table(f"value = {text}")["value"]
    yield text


def _checked(user: SettingsTable, path: Path, changing: str = "") -> Settings:
    _refuse_unknown(user, Settings, (), path)
    try:
        return msgspec.convert(_overlaid(tomllib.loads(default_text()), user), Settings)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        key = _named(where.rstrip("`"), user)
        hint = _mended_by(key, path, changing)
        if wrong := _NO_CHOICE.fullmatch(what):
            what, hint = _other_choices(key, wrong[1], hint)
        else:
            what = told(what)
        raise SettingsError(f"{path}: {key}: {what}.", hint=hint) from None


def _unwritable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(f"{path} can't be written: {error.strerror}.", hint=hint_of(error, path))


def _other_choices(key: str, wrong: str, hint: str) -> tuple[str, str]:
    """What is said of a value that is none of those that a setting takes, and the hint with these."""
    known = choices_of(key.partition("[")[0])
    near = did_you_mean(wrong, known, most=0)
    listed = ", ".join(each or '""' for each in known)
    return f"{wrong!r} is none of {listed}", f"{near} {hint}".strip()


def _named(key: str, user: SettingsTable) -> str:
    """The dotted name with that of the table, which msgspec leaves out where the names are the user's own."""
    table, unnamed, rest = key.partition("[...]")
    for name, each in user.get(table, {}).items() if unnamed else ():
        try:
            msgspec.convert({name: each}, dict[str, Preset])
        except msgspec.ValidationError:
            return f"{table}.{name}{rest}"
    return key


def _mended_by(key: str, path: Path, changing: str) -> str:
    if key == changing:
        return "tts-tui config show tells what each setting takes."
    if key in keys(defaults()):
        return f"tts-tui config set {key} VALUE fixes it."
    return _by_hand(path)


def _by_hand(path: Path) -> str:
    return f"Fix that line, or move the file away: mv '{path}' '{path}.broken'"


def _refuse_unknown(
    table: Mapping[str, Any], struct: type[msgspec.Struct], at: tuple[str, ...], path: Path
) -> None:
    fields = {field.name: field.type for field in msgspec.structs.fields(struct)}
    for name, value in table.items():
        if name not in fields:
            raise _unknown(".".join((*at, name)), [".".join((*at, known)) for known in fields], path)
        kind = fields[name]
        for own, each, where in _tables(kind, value, (*at, name)):
            _refuse_unknown(each, own, where, path)


def _tables(
    kind: Any, value: Any, at: tuple[str, ...]
) -> Iterator[tuple[type[msgspec.Struct], Mapping[str, Any], tuple[str, ...]]]:
    """The tables in a value whose names are known: it itself, or each of those that have the user's own names."""
    if not isinstance(value, dict):
        return
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind, value, at
    elif get_origin(kind) is dict:
        of = get_args(kind)[1]
        for name, each in value.items():
            if isinstance(of, type):
                yield from _tables(of, each, (*at, name))


def _unknown(key: str, known: list[str], path: Path | None = None) -> SettingsError:
    where = f"{path}: t" if path else "T"
    return SettingsError(f"{where}here is no setting {key!r}.", hint=did_you_mean(key, known, most=20))


def _overlaid(under: Mapping[str, Any], over: Mapping[str, Any]) -> SettingsTable:
    result = dict(under)
    for name, value in over.items():
        below = result.get(name)
        result[name] = (
            _overlaid(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
        )
    return result


def _fill(document: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, dict) and name in document:
            _fill(document[name], value)
        elif document.get(name) != value:
            document[name] = value


def _dotted(table: Mapping[str, Any], at: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from _dotted(value, f"{at}{name}.")
        else:
            yield at + name
