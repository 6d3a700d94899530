"""The voices of all providers in one list: filled as they arrive, filtered by words, in an order of the user's."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tts_tui.events.language_names import language_name
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.errors import SpeechError

Order = Literal["usual", "name", "language", "gender", "grade", "provider", "cost"]
ORDERS: tuple[Order, ...] = ("usual", "name", "language", "gender", "grade", "provider", "cost")
"""`usual` has favourites first, then those used lately, then the rest as their providers list them."""

Key = tuple[str, str]
"""Provider and id of a voice."""


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice of a provider, whichever of its models speak it.

    Attributes:
        models: that speak it, those that can now first; never empty.
        why: why it can't speak now, empty if it can.
        hint: what fixes that.
        listed: False for a row that stands for voices which can't be told.
        words: what a filter looks into, in small letters, each word with a blank before it.
    """

    voice: Voice
    models: tuple[Model, ...]
    why: str = ""
    hint: str = ""
    listed: bool = True
    words: str = field(init=False)

    def __post_init__(self) -> None:
        voice, model = self.voice, self.models[0]
        found = (
            voice.id,
            voice.name,
            voice.language,
            language_name(voice.language),
            voice.gender,
            voice.grade,
            voice.description,
            model.provider,
            model.provider_name,
            *(each.id for each in self.models),
            self.cost,
        )
        object.__setattr__(self, "words", f" {' '.join(found)}".lower())

    @property
    def key(self) -> Key:
        return self.models[0].provider, self.voice.id

    @property
    def model(self) -> Model:
        """The one to speak it with where nothing else is wanted."""
        return self.models[0]

    @property
    def cost(self) -> str:
        """List price, for people: of a million characters."""
        usd = self.models[0].usd_per_million_characters
        return "?" if usd is None else "free" if usd == 0 else f"${usd:g}/M"

    def has(self, words: Sequence[str]) -> bool:
        """Whether it has all of these; what begins "male" must begin a word, since "female" ends in it."""
        return all((f" {word}" if "male".startswith(word) else word) in self.words for word in words)


class VoiceBook:
    """Every voice listed so far."""

    def __init__(self) -> None:
        self._rows: dict[Key, VoiceRow] = {}

    def __len__(self) -> int:
        return sum(row.listed for row in self._rows.values())

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def add(self, model: Model, voices: Iterable[Voice]) -> None:
        """Voices of a model; those that another model of the provider has, too, stay one row."""
        for voice in voices:
            key = model.provider, voice.id
            known = self._rows.get(key)
            others = tuple(each for each in known.models if each.id != model.id) if known else ()
            models = (*others, model)
            able = sorted(models, key=lambda each: not each.available)  # stable
            first = able[0]
            why = voice.unavailable or ("" if first.available else first.reason)
            hint = "" if voice.unavailable or first.available else first.hint
            self._rows[key] = VoiceRow(voice, tuple(able), why, hint)

    def add_trouble(self, model: Model, error: SpeechError) -> None:
        """Why the voices of a model can't be told: a row in their place, unless another model told them."""
        if not any(provider == model.provider for provider, _ in self._rows):
            voice = Voice("", model.provider_name, unavailable=error.message)
            self._rows[model.provider, ""] = VoiceRow(
                voice, (model,), error.message, error.hint, listed=False
            )

    def forget(self, provider: str) -> None:
        """Forget the rows of a provider, which is listed again."""
        self._rows = {key: row for key, row in self._rows.items() if key[0] != provider}

    def rows(
        self,
        words: str = "",
        *,
        order: Order = "usual",
        favourite: Callable[[VoiceRow], bool] = lambda _row: False,
        only_favourites: bool = False,
        recent: Sequence[Key] = (),
    ) -> list[VoiceRow]:
        """Those that have every word in any column, in that order; sorted, those that can't speak stand last.

        Args:
            recent: what was used, the latest first.
        """
        terms = words.lower().split()
        found = [row for row in self._rows.values() if row.has(terms)]
        if only_favourites:
            found = [row for row in found if favourite(row)]
        if order == "usual":
            places = {key: place for place, key in enumerate(recent)}
            found.sort(key=lambda row: (not favourite(row), places.get(row.key, len(places))))
        else:
            found.sort(key=lambda row: (bool(row.why), _KEYS[order](row)))
        return found


def _grade(row: VoiceRow) -> tuple[bool, str, int]:
    grade = row.voice.grade
    return not grade, grade[:1], {"+": 0, "-": 2}.get(grade[1:2], 1)


def _cost(row: VoiceRow) -> tuple[bool, float]:
    usd = row.model.usd_per_million_characters
    return usd is None, usd or 0.0


_KEYS: dict[Order, Callable[[VoiceRow], tuple[object, ...]]] = {
    "name": lambda row: (row.voice.label.casefold(),),
    "language": lambda row: (not row.voice.language, language_name(row.voice.language), _grade(row)),
    "gender": lambda row: (row.voice.gender or "z", _grade(row)),
    "grade": _grade,
    "provider": lambda row: (row.model.provider_name.casefold(), row.voice.label.casefold()),
    "cost": _cost,
}


def recent_keys(used: Iterable[tuple[str, str]], known: Container[Key]) -> list[Key]:
    """Provider and voice of what was used, the latest first, each once; only what there is."""
    return [key for key in dict.fromkeys(used) if key in known]
