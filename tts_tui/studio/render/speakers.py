"""Who says how much of a job; and who begins lines without a voice of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tts_tui.speech.request import Delivery
from tts_tui.studio.casting import Casting
from tts_tui.studio.plan import Call

_NAME = re.compile(
    r"^[ \t]{0,20}(?:[*_]{1,3})?([^\W\d_a-z][^\W\d_]*(?:[ .'’-]{1,2}[^\W\d_]+){0,3}):(?:[*_]{1,3})?\s", re.M
)
"""A line that begins as those of scripts do: a capital, up to four words, a colon."""

_AT_LEAST = 2
"""Lines that a name begins before it is taken for one."""

_SHOWN = 20


@dataclass(slots=True)
class Speakers:
    """Counted while a document is planned.

    Attributes:
        sentences: by the id of the voice.
        unvoiced: lines by the name that begins them and has no voice.
        narrated: quotations by who says them and has no voice.
    """

    sentences: Counter[str] = field(default_factory=Counter)
    unvoiced: Counter[str] = field(default_factory=Counter)
    narrated: Counter[str] = field(default_factory=Counter)
    _names: dict[str, list[str]] = field(default_factory=dict)

    def note(self, call: Call) -> None:
        """It is to be said."""
        self.sentences[call.request.voice] += 1

    def note_cast(self, casting: Casting) -> None:
        """Whose voices are whose."""
        for name, voice in casting.request.cast.items() if not self._names else ():
            told = self._names.setdefault(casting.voice_settings(Delivery(voice)).voice, [])
            told.append(name)

    def note_names(self, text: str, casting: Casting) -> None:
        """What the lines of a text begin with, for scripts alone."""
        if not (cast := casting.request.cast):
            return
        known = {" ".join(name.split()).casefold() for name in cast}
        for match in _NAME.finditer(text):
            if " ".join(match[1].split()).casefold() not in known:
                self.unvoiced[match[1]] += 1

    def note_quotes(self, says: Iterable[str], cast: Mapping[str, str]) -> None:
        """Who says the quotations of a block."""
        known = {" ".join(name.split()).casefold() for name in cast}
        self.narrated.update(name for name in says if name and name.casefold() not in known)

    def news(self, usual: str, cast: Mapping[str, str]) -> list[str]:
        """What of it is told, where there is more than one voice.

        Args:
            usual: the voice of what nobody else says.
        """
        told = []
        if len(self.sentences) > 1:
            shown = "; ".join(
                f"{self._told(voice, usual)} {count:,}" for voice, count in self.sentences.most_common(_SHOWN)
            )
            told.append(f"Sentences by who says them: {shown}.")
        lines = [(name, count) for name, count in self.unvoiced.most_common(_SHOWN) if count >= _AT_LEAST]
        if cast and lines:
            names = ", ".join(f"{name} ({count})" for name, count in lines)
            told.append(f"These begin lines and have no voice, so that their names are read: {names}.")
        if self.narrated:
            names = ", ".join(f"{name} ({count})" for name, count in self.narrated.most_common(_SHOWN))
            told.append(f"These speak in quotes and have no voice, so that the narrator does: {names}.")
        return told

    def _told(self, voice: str, usual: str) -> str:
        names = self._names.get(voice, [])
        if voice == usual:
            names = ["narrator", *names]
        return f"{', '.join(names)} ({voice})" if names else voice
