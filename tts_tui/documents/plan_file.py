"""The plan of a document as a file in TOML: a line a block, so that a person edits it and `diff` compares it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from tts_tui.documents.model import BlockKind, Matter
from tts_tui.documents.reading_plan import Plan, PlannedBlock, PlannedChapter
from tts_tui.speech.errors import PlanError, did_you_mean

_HEAD = """\
# What is read aloud of {source}, and what isn't. Change `read`, titles, and the order of the chapters; then render with
# this file as the plan. `begins` tells which block a line is of, and stays as it is. `says`, where it stands, names who
# says each quotation of a block, "" the narrator.
"""
_PLAN = {
    "source": str,
    "sha256": str,
    "title": str,
    "authors": list,
    "language": str,
    "cover": bool,
    "chapter": list,
}
_CHAPTER = {"number": int, "title": str, "read": bool, "matter": str, "why": str, "blocks": list}
_BLOCK = {"read": bool, "kind": str, "begins": str, "says": list, "why": str}
_NAMES = {str: "a text in quotes", bool: "true or false", int: "a number", list: "a list"}

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def written(plan: Plan) -> str:
    """The plan as the text of its file."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield _HEAD.format(source="".join(filter(str.isprintable, plan.source)))
    yield f"source = {_quoted(plan.source)}"
    yield f"sha256 = {_quoted(plan.sha256)}"
    yield f"title = {_quoted(plan.title)}"
    yield f"authors = [{', '.join(map(_quoted, plan.authors))}]"
    yield f"language = {_quoted(plan.language)}"
    yield f"cover = {_bool(plan.cover)}"
    for chapter in plan.chapters:
        yield ""
        yield "[[chapter]]"
        yield f"number = {chapter.number}"
        yield f"title = {_quoted(chapter.title)}"
        yield f"read = {_bool(chapter.read)}"
        yield f"matter = {_quoted(chapter.matter)}"
        yield f"why = {_quoted(chapter.why)}"
        yield "blocks = ["
        for block in chapter.blocks:
            why = f", why = {_quoted(block.why)}" if block.why else ""
            begins = f"kind = {_quoted(block.kind)}, begins = {_quoted(block.begins)}"
            says = f", says = [{', '.join(map(_quoted, block.says))}]" if block.says else ""
            yield f"  {{ read = {_bool(block.read)}, {begins}{says}{why} }},"
        yield "]"


def _quoted(text: str) -> str:
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a character, which no file can hold
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"


def _bool(value: bool) -> str:
    return "true" if value else "false"


def read_back(text: str) -> Plan:
    """
    Raises:
        PlanError: it is no plan; says the line and the key.
    """
    try:
        whole = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 0
        raise PlanError(f"{_PLACE.sub('', str(error)).strip()}.", line=line, hint="Mend the line.") from None
    except RecursionError:
        raise PlanError("The plan is nested too deeply.", hint="Make a new plan with --plan.") from None
    at = _Places(text)
    _check(whole, _PLAN, at, ())
    authors = whole.get("authors", [])
    if not all(isinstance(author, str) for author in authors):
        raise at.error("authors is a list of texts in quotes.", (), "authors")
    chapters = tuple(_chapter(each, number, at) for number, each in enumerate(whole.get("chapter", []), 1))
    numbers = [chapter.number for chapter in chapters]
    seen: set[int] = set()
    for which, number in enumerate(numbers, 1):
        if number in seen:
            raise at.error(f"Chapter {number} stands in the plan twice.", (which,), "number")
        seen.add(number)
    return Plan(
        whole["source"],
        whole["sha256"],
        whole["title"],
        tuple(authors),
        whole["language"],
        whole["cover"],
        chapters,
    )


def _chapter(table: Any, number: int, at: _Places) -> PlannedChapter:
    _check(table, _CHAPTER, at, (number,))
    if table["matter"] not in get_args(Matter):
        raise at.error(f"“{table['matter']}” is none of {', '.join(get_args(Matter))}.", (number,), "matter")
    blocks = tuple(_block(each, number, place, at) for place, each in enumerate(table["blocks"], 1))
    return PlannedChapter(
        table["number"], table["title"], table["read"], table["matter"], table["why"], blocks
    )


def _block(table: Any, chapter: int, number: int, at: _Places) -> PlannedBlock:
    _check(table, _BLOCK, at, (chapter, number), optional=("says", "why"))
    if table["kind"] not in get_args(BlockKind):
        hint = did_you_mean(table["kind"], get_args(BlockKind), most=9)
        raise at.error(f"“{table['kind']}” is no kind of block.", (chapter, number), "kind", hint)
    says = table.get("says", [])
    if not all(isinstance(name, str) for name in says):
        raise at.error("says is a list of names in quotes.", (chapter, number), "says")
    return PlannedBlock(table["kind"], table["begins"], table["read"], table.get("why", ""), tuple(says))


def _check(
    table: Any,
    keys: Mapping[str, type],
    at: _Places,
    place: tuple[int, ...],
    optional: tuple[str, ...] = ("chapter", "authors"),
) -> None:
    if not isinstance(table, dict):
        raise at.error("A table was expected here.", place, "")
    for key in table:
        if key not in keys:
            raise at.error(f"“{key}” is no key of a plan.", place, key, did_you_mean(key, list(keys)))
    for key, kind in keys.items():
        if key not in table:
            if key not in optional:
                raise at.error(
                    f"{key} is missing.", place, key, f"Add `{key}`, or make a new plan with --plan."
                )
        elif type(table[key]) is not kind:
            raise at.error(f"{key} must be {_NAMES[kind]}.", place, key)


class _Places:
    """Where the keys of a plan stand in its file, as far as it is written a line a key and a line a block."""

    def __init__(self, text: str) -> None:
        self._rows = text.split("\n")

    def error(
        self, message: str, place: tuple[int, ...], key: str, hint: str = "Mend the line."
    ) -> PlanError:
        return PlanError(message, line=self._line(place, key), key=key, hint=hint)

    def _line(self, place: tuple[int, ...], key: str) -> int:
        heads = [n for n, row in enumerate(self._rows) if re.match(r"\s*\[\[\s*chapter\s*\]\]", row)]
        begin, end = 0, heads[0] if heads else len(self._rows)
        if place and len(heads) >= place[0]:
            begin = heads[place[0] - 1]
            end = heads[place[0]] if len(heads) > place[0] else len(self._rows)
        if len(place) > 1:
            lines = [n for n in range(begin, end) if self._rows[n].lstrip().startswith("{")]
            return lines[place[1] - 1] + 1 if len(lines) >= place[1] else begin + 1
        named = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        return next((n for n in range(begin, end) if named.match(self._rows[n])), begin) + 1
