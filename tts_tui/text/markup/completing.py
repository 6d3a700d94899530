"""What a tag that is being typed may become, and what of a line is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tts_tui.text.markup import marked
from tts_tui.text.markup.names import TAGS

_USUAL = {"pause": ("0.5s", "1s", "2s", "5s"), "rate": ("0.8", "0.9", "1.1", "1.2", "1.5")}
_SSML = re.compile(r"</?[a-z][\w:-]{0,20}(?:\s[^<>]{0,300})?/?>")


def completions(
    begun: str, sounds: Sequence[str], voices: Sequence[str], languages: Sequence[str]
) -> list[str]:
    """What stands between the brackets where it is whole; a name that wants a value ends in a colon.

    Args:
        begun: what was typed behind the bracket.
        sounds: that the model makes where a text names them in brackets.
        voices: ids.
        languages: BCP 47 tags.
    """
    fitting = [sound for sound in sounds if sound.startswith(begun)]
    name, colon, value = begun.partition(":")
    if colon:
        known = {"voice": voices, "lang": languages, **_USUAL}.get(name, ())
        return [f"{name}:{each}" for each in known if each.startswith(value) and each != value]
    if begun.startswith("/"):
        return [f"/{tag}" for tag in TAGS if tag.startswith(begun[1:]) and tag != "pause"]
    return fitting + [f"{tag}:" for tag in TAGS if begun and tag.startswith(begun)]


def tags_of_line(
    line: str, *, ssml: bool = False, voices: Sequence[str] = ()
) -> Iterator[tuple[int, int, bool]]:
    """From where to where each tag in a line goes, and whether it is one.

    Args:
        ssml: the text is in SSML.
        voices: ids and names of those that there are; empty where they aren't known.
    """
    if ssml:
        yield from ((*tag.span(), True) for tag in _SSML.finditer(line))
        return
    if "[" not in line:
        return
    found = marked(line, "markdown")
    known = {voice.casefold() for voice in voices} if found.named else set()
    unknown = {
        named.at
        for named in found.named
        if named.what == "voice" and known and named.value.casefold() not in known and "," not in named.value
    }
    for start, end in found.tags:
        yield start, end, start not in unknown
    if found.fault:
        yield found.fault.at, line.find("]", found.fault.at) + 1, False
