"""What msgspec says of a value that doesn't fit, as people say it."""

from __future__ import annotations

import re

_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "object": "a table",
    "array": "a list",
}
_BOUNDS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}

NO_CHOICE = re.compile("Invalid enum value ['\"](.*)['\"]", re.DOTALL)
"""How msgspec says that a value is none of those that may stand there."""

_OTHER_KIND = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_OUT_OF_BOUNDS = re.compile(r"Expected `(\w+)`( of length)? (<=|>=|<|>) (\S+)")
_LACKING = re.compile(r"Object missing required field `([^`]+)`")


def told(what: str) -> str:
    """The message in our words, to stand behind the name of the setting; as it is where it is another one."""
    if other := _OTHER_KIND.fullmatch(what):
        wanted = " or ".join(filter(None, map(_kind, other[1].split(" | "))))
        return f"must be {wanted}, is {_kind(other[2])}"
    if beyond := _OUT_OF_BOUNDS.fullmatch(what):
        bound = float(beyond[4])
        one, more = ("character", "characters") if beyond[1] == "str" else ("entry", "entries")
        long = f" {one if bound == 1 else more} long" if beyond[2] else ""
        return f"must be {_BOUNDS[beyond[3]]} {bound:g}{long}"
    if lacking := _LACKING.fullmatch(what):
        return f"{lacking[1]} is missing"
    return what[:1].lower() + what[1:].replace("`", "")


def _kind(name: str) -> str:
    return "" if name == "null" else _KINDS.get(name, name)
