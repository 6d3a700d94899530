"""Scripts: lines that begin with the name of who says them, `Anna: Good morning.`

A name is one only where a cast gives it a voice; prose with colons stays prose. It is not said, and its voice speaks
until the next name or the end of the paragraph.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tts_tui.speech.errors import UsageError
from tts_tui.text.markup.marked import Marking, Named, OpenTags
from tts_tui.text.prose import front_matter

_PARAGRAPH_END = re.compile(r"(?>\r\n|[\n\r])[ \t]*(?=[\n\r])|[\x0c\u2029]")
_PLAIN = re.compile(
    r"[\"']?([^\"':=\n]{1,100}?)[\"']?[ \t]*[:=][ \t]*[\"']?([^\"'\n#]{1,200}?)[\"']?[ \t]*(?:#.*)?"
)
_KEY = re.compile(r"^cast[ \t]*:[ \t]*(\{[^{}\n]*\})?[ \t]*(?:#.*)?\r?$", re.M)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a name that begins a line stands, or, without a name, where its voice ends.

    Attributes:
        span: with the marks at it and the space behind it.
        broken: where the line end before it is; nowhere at the beginning of a text.
        voice: of the name; empty where a paragraph ends.
    """

    span: tuple[int, int]
    broken: tuple[int, int]
    voice: str = ""

    def start(self) -> int:
        return self.span[0]

    def end(self) -> int:
        return self.span[1]

    def read(self, marking: Marking, begin: int) -> None:
        """Let its voice speak from there on: what was opened before holds for others.

        Args:
            begin: where the prose begins that it is in.
        """
        start, end = self.span
        if not self.voice:
            marking.change(start, replace(marking.state, speaker=""))
            return
        if begin <= self.broken[0] < self.broken[1]:
            # a line of its own, however it may look beside the one before it
            marking.put(*self.broken, "\u2028".rjust(self.broken[1] - self.broken[0]))
        marking.tag(start, end)
        marking.named.append(Named("voice", self.voice, start))
        marking.change(end, replace(marking.state, speaker=self.voice, voices=()))


def parse(assignment: str) -> tuple[str, str]:
    """Name and voice of `NAME=VOICE`.

    Raises:
        UsageError: it isn't one.
    """
    name, _, voice = (part.strip() for part in assignment.partition("="))
    if not name or not voice:
        raise UsageError(f"--cast takes NAME=VOICE, not {assignment!r}.", hint="Such as --cast Anna=af_bella")
    return name, voice


def cast_of(text: str) -> Mapping[str, str]:
    """The cast that a text's front matter names."""
    if not text.startswith(("---", "+++", "\ufeff")) or not (front := front_matter(text)):
        return {}
    matter = text[front.start : front.end].lstrip("\ufeff")
    if "cast" not in matter:
        return {}
    body = matter[matter.find("\n") + 1 :]
    return _toml(body[: body.rfind("+++")]) if matter.startswith("+++") else dict(_yaml(body))


def _toml(body: str) -> Mapping[str, str]:
    try:
        table = tomllib.loads(body).get("cast")
    except tomllib.TOMLDecodeError:
        return {}
    if not isinstance(table, dict):
        return {}
    return {name: voice for name, voice in table.items() if isinstance(voice, str) and name.strip() and voice}


def _yaml(body: str) -> Iterator[tuple[str, str]]:
    """The entries of `cast:`, indented below it or in braces behind it: of YAML, what people write there."""
    if not (key := _KEY.search(body)):
        return
    lines = key[1][1:-1].split(",") if key[1] else body[key.end() :].splitlines()[1:]
    for line in lines:
        if not key[1] and line.strip() and not line[:1].isspace():
            return
        if entry := _PLAIN.fullmatch(line.strip()):
            yield entry[1].strip(), entry[2].strip()


def absent(text: str, names: Iterable[str]) -> list[str]:
    """Those names of a cast that begin no line of a text."""
    return [name for name in names if not _pattern((name,)).search(text)]


def lines(text: str, cast: Mapping[str, str], state: OpenTags, *, goes_on: bool) -> list[Line]:
    """The lines that begin with a name of the cast, and the ends of their paragraphs.

    Args:
        state: what holds at the beginning.
        goes_on: the text begins in the middle of a line.
    """
    voices = {" ".join(name.split()).casefold(): voice for name, voice in cast.items() if name.strip()}
    found: list[Line] = list(_paragraph_end(text, 0, len(text))) if state.speaker else []
    for match in _pattern(tuple(voices)).finditer(text):
        if goes_on and match.start("break") == 0 == match.end("break"):
            continue
        if found and found[-1].voice:
            found += _paragraph_end(text, found[-1].end(), match.start())
        voice = voices[" ".join(match["name"].split()).casefold()]
        found.append(Line((match.start("label"), match.end()), match.span("break"), voice))
    if found and found[-1].voice:
        found += _paragraph_end(text, found[-1].end(), len(text))
    return found


def _paragraph_end(text: str, start: int, end: int) -> Sequence[Line]:
    found = _PARAGRAPH_END.search(text, start, end)
    return [Line((found.start(), found.start()), (found.start(), found.start()))] if found else ()


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """A name of them at the beginning of a line, perhaps in bold, in capitals, in a list or a quote."""
    each = "|".join(
        r"[ \t]+".join(re.escape(part) for part in name.split())
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<break>\A|(?<=\A\ufeff)|\r\n|[\n\r\x0c\u2028\u2029])[ \t]{{0,20}}(?:[-*>][ \t]{{1,3}})?"
        rf"(?P<label>(?:[*_]{{1,3}})?(?P<name>{each})(?:[*_]{{1,3}})?[ \t]{{0,3}}:(?:[*_]{{1,3}})?(?=\s)[ \t]*)",
        re.IGNORECASE,
    )
