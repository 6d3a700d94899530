"""What can be chosen: providers, models, voices, and the settings that a model declares."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from tts_tui.speech.chunk import TimingSource
from tts_tui.speech.errors import MissingDependencyError, SpeechError, UsageError
from tts_tui.speech.request import SettingValue


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a model.

    Attributes:
        id: exactly as the engine wants it; case matters.
        language: BCP 47 tag, empty if it speaks any.
        gender: "female", "male" or empty when unknown.
        grade: the maker's own rating, where there is one ("A" … "F").
        unavailable: why it can't speak here, empty if it can.
    """

    id: str
    name: str
    language: str = ""
    gender: Literal["female", "male", ""] = ""
    grade: str = ""
    description: str = ""
    unavailable: str = ""

    @property
    def label(self) -> str:
        """What people know it by: its id, unless that says nothing of its name."""
        return self.id if self.name.casefold() in self.id.casefold() else self.name


@dataclass(frozen=True, slots=True)
class Setting:
    """Something about a model's speech that a user may turn: a widget in the window, `--set name=value` outside.

    Attributes:
        default: also fixes the type of the values.
        choices: the allowed values, in order; empty means any of the type.
        minimum: lowest number allowed.
        maximum: highest number allowed.
    """

    name: str
    label: str
    default: SettingValue
    help: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def parse(self, text: str) -> SettingValue:
        """The value that `text` names.

        Raises:
            UsageError: it isn't of the type, or out of range.
        """
        value: SettingValue
        try:
            if isinstance(self.default, bool):
                value = {"true": True, "yes": True, "on": True, "1": True}.get(text.lower(), False)
                if not value and text.lower() not in {"false", "no", "off", "0"}:
                    raise ValueError(text)
            else:
                value = type(self.default)(text)
        except ValueError:
            kind = {bool: "true or false", int: "a whole number", float: "a number"}[type(self.default)]
            raise UsageError(f"{self.name} takes {kind}, not {text!r}.") from None
        self.check(value)
        return value

    def check(self, value: SettingValue) -> None:
        """Whether the model can take that value.

        Raises:
            UsageError: it isn't one of the choices, or out of range.
        """
        if self.choices and value not in self.choices:
            raise UsageError(f"{self.name} takes one of {', '.join(self.choices)}, not {value!r}.")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        if not (math.isfinite(value) and low <= value <= high):
            bounds = [f"at least {low:g}"] * (low > -math.inf) + [f"at most {high:g}"] * (high < math.inf)
            raise UsageError(f"{self.name} takes {' and '.join(bounds) or 'a number'}, not {value}.")


@dataclass(frozen=True, slots=True)
class Model:
    """A model and what it can do, known without loading it.

    Attributes:
        id: what users and settings call it.
        provider: id of who makes the speech.
        available: it can speak now; else `reason` says why not, `hint` what fixes it, and `trouble` of what kind it is.
        streaming: audio arrives before the chunk is wholly synthesized.
        word_times: where word times come from; "estimated" where the engine tells none.
        max_characters: longest text of one call.
        chunk_characters: sentences may be joined into calls of that length once speaking is under way, because
            calls are dear; 0 is a sentence a call.
        concurrency: how many calls may run at once.
        sample_rate: Hz of its audio; 0 when only the answer tells.
        trims_silence: its audio starts and ends with speech, so the pipeline alone makes the pauses.
        speeds: slowest and fastest speed.
        languages: BCP 47 tags; empty when the voice decides.
        language_choices: its engine needs one of these, and gets the text's where neither the user nor the
            voice says; empty when it needs none.
        usd_per_million_characters: list price; 0 for what runs here, None when unknown.
        price_as_of: the year, month or day on which that price was looked up, ISO 8601; empty if unknown.
        takes_key: a key is sent with its calls.
        notice: something a user should know before choosing it.
        retires: the day on which its maker ends it, ISO 8601; empty when none is known.
        phonemes: it says a word as it is written by hand: `[tts](/ˌtiːtiːˈɛs/)`; others get the word alone.
        prefers_gpu: a cluster gives its sentences to the workers that have a GPU, where one does.
        tags: sounds it makes where the text names them in brackets: `laugh` for `[laugh]`.
    """

    id: str
    name: str
    provider: str
    provider_name: str
    backend: str
    available: bool = True
    reason: str = ""
    hint: str = ""
    trouble: type[SpeechError] = MissingDependencyError
    streaming: bool = False
    word_times: TimingSource = "estimated"
    max_characters: int = 4096
    chunk_characters: int = 0
    concurrency: int = 1
    sample_rate: int = 24_000
    trims_silence: bool = False
    speeds: tuple[float, float] = (0.5, 2.0)
    languages: tuple[str, ...] = ()
    language_choices: tuple[str, ...] = ()
    usd_per_million_characters: float | None = 0.0
    price_as_of: str = ""
    settings: tuple[Setting, ...] = ()
    takes_key: bool = False
    notice: str = ""
    retires: str = ""
    phonemes: bool = False
    prefers_gpu: bool = False
    tags: tuple[str, ...] = ()

    def unavailable(self, trouble: type[SpeechError], reason: str, hint: str) -> Model:
        """The same model, which can't speak now."""
        return replace(self, available=False, trouble=trouble, reason=reason, hint=hint)

    def refusal(self) -> SpeechError:
        """What asking an unavailable model to speak raises."""
        return self.trouble(f"{self.name} can't speak here: {self.reason}", hint=self.hint)
