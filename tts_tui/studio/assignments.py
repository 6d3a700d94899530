"""How people write what is different about a take: `voice=af_bella,speed=1.2`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts_tui.speech.errors import UsageError

_ASSIGNMENT = re.compile(r",(?=[A-Za-z_][\w.-]*=)")
"""A comma with a name behind it; another one belongs to the value, such as a blend's."""


def assignments(take: str) -> Iterator[tuple[str, str]]:
    """Each name and its value.

    Raises:
        UsageError: it is written otherwise.
    """
    for assignment in _ASSIGNMENT.split(take):
        name, equals, value = (part.strip() for part in assignment.partition("="))
        if not (name and equals and value):
            raise UsageError(
                f"A take is NAME=VALUE, with commas between several, not {take!r}.",
                hint="Such as voice=af_heart,speed=1.2",
            )
        yield name, value


def speed_of(value: str) -> float:
    """The speed that is written.

    Raises:
        UsageError: it is none.
    """
    try:
        return float(value)
    except ValueError:
        raise UsageError(f"{value!r} is no speed.", hint="1 is the model's own pace.") from None
