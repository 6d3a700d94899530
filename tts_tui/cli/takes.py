"""What `compare` is asked to compare: each take is a wish of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tts_tui.cli.choice import Wish, with_preset
from tts_tui.speech.errors import UsageError
from tts_tui.store.settings import Settings
from tts_tui.studio.assignments import assignments, speed_of

_WEIGHTED = re.compile(r":\s*[0-9]+(\.[0-9]+)?$")


def takes_of(voices: str, takes: Sequence[str], common: Wish, settings: Settings) -> list[Wish]:
    """Every take: a voice of `--voices`, or what a `--take` says of it; the rest is as the other options say.

    Raises:
        UsageError: there are fewer than two, or one can't be read.
    """
    found = [*_of_voices(voices, common), *(_of_take(take, common, settings) for take in takes)]
    if len(found) < 2:
        raise UsageError(
            "There is nothing to compare: give two takes at least.",
            hint=f"{found[0].voice} is one blend: add another voice, or write blends as a(3)+b(2),c(1)+d(1)."
            if found and "," in found[0].voice
            else "tts-tui compare 'Hello' --voices af_heart,bm_george -o FOLDER",
        )
    return found


def _of_voices(voices: str, common: Wish) -> Iterator[Wish]:
    """Neighbours that have a weight are a blend, as they are for `say --voice`; the others stand for themselves."""
    each = filter(None, map(str.strip, voices.split(",")))
    for weighted, some in groupby(each, key=lambda voice: bool(_WEIGHTED.search(voice))):
        for voice in [",".join(some)] if weighted else some:
            yield replace(common, voice=voice)


def _of_take(take: str, common: Wish, usual: Settings) -> Wish:
    wish, preset = common, ""
    settings = list(common.settings)
    for name, value in assignments(take):
        match name:
            case "preset":
                preset = value
            case "provider":
                wish = replace(wish, provider=value)
            case "model":
                wish = replace(wish, model=value)
            case "voice":
                wish = replace(wish, voice=value)
            case "lang":
                wish = replace(wish, language=value)
            case "speed":
                wish = replace(wish, speed=speed_of(value))
            case _:
                settings.append(f"{name}={value}")
    return with_preset(replace(wish, settings=settings), preset, usual)[0]
