"""Every setting, its type and its bounds. The defaults are in `config.toml`, which ships with the program."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta


class SpeechSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What to speak with when nothing else is asked for."""

    provider: Annotated[str, Meta(description="who makes the speech; empty for the first that has the model")]
    model: Annotated[str, Meta(description="model id; empty is the first that can speak here")]
    voice: Annotated[str, Meta(description="voice id; empty is the model's first")]
    language: Annotated[str, Meta(description="BCP 47 tag; empty is the voice's own")]
    speed: Annotated[float, Meta(ge=0.25, le=4.0, description="1.0 is the model's own pace")]
    preset: Annotated[str, Meta(description="name of a preset that speaks where nothing above does")]
    cache_mb: Annotated[
        int,
        Meta(
            ge=0, description="the sound of sentences is kept, and not made or paid for twice; 0 keeps none"
        ),
    ]
    cast: Annotated[dict[str, str], Meta(description="voices of the names that begin the lines of scripts")]


class PauseSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of silence at the model's own pace. Where several end together the longest counts."""

    stop: Annotated[float, Meta(ge=0.0, le=10.0, description="after a sentence")]
    question: Annotated[float, Meta(ge=0.0, le=10.0, description="after a question")]
    exclamation: Annotated[float, Meta(ge=0.0, le=10.0, description="after an exclamation")]
    ellipsis: Annotated[float, Meta(ge=0.0, le=10.0, description="after …")]
    comma: Annotated[float, Meta(ge=0.0, le=10.0, description="where a long sentence is cut at a comma")]
    semicolon: Annotated[float, Meta(ge=0.0, le=10.0, description="or at a semicolon")]
    colon: Annotated[float, Meta(ge=0.0, le=10.0, description="or at a colon")]
    dash: Annotated[float, Meta(ge=0.0, le=10.0, description="or at a dash")]
    line: Annotated[float, Meta(ge=0.0, le=10.0, description="after a line or an item of a list")]
    paragraph: Annotated[float, Meta(ge=0.0, le=10.0, description="after a paragraph")]
    heading: Annotated[float, Meta(ge=0.0, le=10.0, description="after a heading")]
    scene: Annotated[float, Meta(ge=0.0, le=10.0, description="at *** or a ruler")]


class TextSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a text is read."""

    leave: Annotated[list[str], Meta(description="kinds of writing out that aren't done, by their names")]
    pauses: PauseSettings


class AudioSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How it is heard and saved."""

    device: Annotated[str, Meta(description="output device by name; empty is the system's default")]
    volume: Annotated[float, Meta(ge=0.0, le=1.0, description="1.0 leaves the samples as they are")]
    rate: Annotated[float, Meta(ge=0.5, le=3.0, description="playback speed, pitch kept")]
    lead_in_ms: Annotated[
        int, Meta(ge=0, le=3000, description="silence before sound on an output that was asleep")
    ]
    format: Annotated[
        Literal["wav", "mp3", "opus", "flac", "aac", "m4a", "m4b", "pcm"],
        Meta(description="format of saved files"),
    ]
    bit_rate: Annotated[int, Meta(ge=0, le=512, description="kbit/s; 0 is the format's default")]
    folder: Annotated[str, Meta(description="where the save dialog starts; empty is the current folder")]


Theme = Literal[
    "",
    "ink",
    "paper",
    "contrast",
    "textual-dark",
    "textual-light",
    "nord",
    "gruvbox",
    "catppuccin-mocha",
    "dracula",
    "tokyo-night",
    "monokai",
    "flexoki",
    "catppuccin-latte",
    "catppuccin-frappe",
    "catppuccin-macchiato",
    "solarized-light",
    "solarized-dark",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
    "ansi-dark",
    "ansi-light",
]
"""tts-tui's own, then Textual's."""


class UiSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The window."""

    theme: Annotated[Theme, Meta(description="the colours; empty is tts-tui's own")]
    fps: Annotated[int, Meta(ge=1, le=60, description="frames a second of the waveform and the clock")]
    bell_seconds: Annotated[
        float, Meta(ge=0.0, description="the terminal's bell at the end of what took longer; 0 for none")
    ]
    look: Annotated[
        Literal["usual", "ascii", "plain"],
        Meta(description="plain: for screen readers; ascii: drawn with ASCII's signs"),
    ]
    motion: Annotated[
        Literal["full", "reduced"], Meta(description="reduced: nothing glides or blinks, few frames")
    ]
    keys: Annotated[
        Literal["usual", "vim"], Meta(description="vim: h j k l g G move in lists and in the player, too")
    ]
    keymap: Annotated[dict[str, str], Meta(description="other keys for an action, by its id")]


class LimitSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Spending that asks first."""

    job_usd: Annotated[float, Meta(ge=0.0, description="most that a text may be estimated to cost")]
    month_usd: Annotated[float, Meta(ge=0.0, description="most of a calendar month; 0 is no limit")]


Decibels = Annotated[float, Meta(ge=-60.0, le=60.0)]
Seconds = Annotated[float, Meta(ge=0.0, le=3600.0)]


class Preset(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A way of speaking under a name; what is left out is as everywhere else.

    Attributes:
        settings: values of the model's own settings.
        key: brings it into the window, such as "alt+1"; empty for none.
        gain: dB, in what is saved.
        trim: silence at both ends is left out of what is saved.
        fade_in: seconds, likewise.
        fade_out: seconds, likewise.
        loudness: LUFS of what is saved; None leaves it.
    """

    provider: str = ""
    model: str = ""
    voice: str = ""
    language: str = ""
    speed: Annotated[float, Meta(ge=0.25, le=4.0)] | None = None
    settings: dict[str, str | int | float | bool] = {}
    key: str = ""
    gain: Decibels = 0.0
    trim: bool = False
    fade_in: Seconds = 0.0
    fade_out: Seconds = 0.0
    loudness: Annotated[float, Meta(ge=-70.0, le=0.0)] | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, immutable; `settings_file.load` makes it.

    Attributes:
        presets: by name.
        backends: a table of options per backend, which checks its own.
    """

    speech: SpeechSettings
    text: TextSettings
    audio: AudioSettings
    ui: UiSettings
    limits: LimitSettings
    presets: dict[str, Preset]
    backends: dict[str, dict[str, Any]]
