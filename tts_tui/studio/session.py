"""What the window and every verb start from: the user's folders, settings and keys, and with them the backends."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # `tts-tui config path` needs none of it
    from pathlib import Path

    from tts_tui.backends.manager import BackendSpec, TTSBackendManager
    from tts_tui.speech.errors import SettingsError
    from tts_tui.store.history import History
    from tts_tui.store.output_choice import OutputChoice
    from tts_tui.store.paths import Paths
    from tts_tui.store.secrets import Secrets
    from tts_tui.store.sentence_cache import SentenceCache
    from tts_tui.store.settings import Settings
    from tts_tui.store.speeds import Speeds
    from tts_tui.studio.studio import Studio
    from tts_tui.text.dictionary import Dictionary
    from tts_tui.text.reading_rules import ReadingRules


@dataclass(frozen=True, slots=True)
class Session:
    """The user's side of one run."""

    paths: Paths
    settings: Settings
    secrets: Secrets

    def open_manager(self) -> TTSBackendManager:
        """Every backend that is built in, configured or installed beside us, none of them started."""
        from tts_tui.backends.base import BackendContext
        from tts_tui.backends.manager import TTSBackendManager
        from tts_tui.backends.registry import specs
        from tts_tui.store.blends import NamedBlends

        context = BackendContext(
            cache=self.paths.cache,
            data=self.paths.data,
            secret=self.secrets.get,
            blends=NamedBlends(self.paths.blends_file).by_name,
        )
        found = specs(self.settings.backends)
        return TTSBackendManager(context, found, with_environment(found, self.settings.backends, os.environ))

    @asynccontextmanager
    async def manager(self) -> AsyncIterator[TTSBackendManager]:
        """The same, closed at the end.

        Raises:
            SettingsError: there are options for a backend that doesn't exist.
        """
        manager = self.open_manager()
        manager.check_options()
        try:
            yield manager
        finally:
            await manager.close()

    def history(self, tell: Callable[[SettingsError], object]) -> History:
        """What was spoken.

        Args:
            tell: hears, from any thread, that a damaged one was kept aside and a new one begun.
        """
        from tts_tui.store.history import History

        return History(self.paths.history_file, tell)

    def studio(
        self,
        manager: TTSBackendManager,
        history: History,
        *,
        rules: Callable[[Path | None], ReadingRules] | None = None,
        speeds: Speeds | None = None,
    ) -> Studio:
        """What speaks as the settings say.

        Args:
            rules: in the place of `reading_rules`.
            speeds: in the place of those that `speeds` reads: what it learns is seen by who holds them.
        """
        from tts_tui.studio.studio import Studio

        return Studio(
            manager,
            cache=self.sentence_cache(),
            history=history,
            speeds=speeds or self.speeds,
            rules=rules or self.reading_rules,
        )

    @property
    def speeds(self) -> Speeds:
        """How fast each model was on this machine."""
        from tts_tui.store.speeds import Speeds

        return Speeds(self.paths.speeds_file)

    def output_choice(self) -> OutputChoice:
        """Where the sound goes: what the settings name, else what was chosen in the window."""
        from tts_tui.store.output_choice import OutputChoice

        return OutputChoice(self.paths.output_file, self.settings.audio.device)

    def reading_rules(self, text: Path | None = None) -> ReadingRules:
        """How the user wants a text of that file read.

        Raises:
            SettingsError: a dictionary can't be read.
        """
        return self.rules_with(self.dictionary(text))

    def rules_with(self, words: Dictionary) -> ReadingRules:
        """The same, with words that are said so."""
        from tts_tui.text.pauses import Pauses
        from tts_tui.text.reading_rules import ReadingRules

        pauses = self.settings.text.pauses
        chosen = {name: getattr(pauses, name) for name in pauses.__struct_fields__}
        return ReadingRules(self.settings.text.leave, words, Pauses(**chosen))

    def dictionary(self, text: Path | None = None) -> Dictionary:
        """How the user wants words said, in a text of that file.

        Raises:
            SettingsError: a dictionary can't be read.
        """
        from tts_tui.store.dictionary_file import WordList, beside
        from tts_tui.text.dictionary import Dictionary

        own = WordList(beside(text)).read() if text else ()
        return Dictionary(WordList(self.paths.words_file).read(), own)

    def sentence_cache(self) -> SentenceCache | None:
        """Where the sound of sentences is kept; None if the settings want none."""
        from tts_tui.store.sentence_cache import SentenceCache

        most = self.settings.speech.cache_mb * 2**20
        return SentenceCache(self.paths.cache / "sentences", most) if most else None


def open_session() -> Session:
    """Find the user's folders and read the settings.

    Raises:
        SettingsError: the settings are wrong.
    """
    from tts_tui.store import settings_file
    from tts_tui.store.paths import Paths
    from tts_tui.store.secrets import Secrets

    paths = Paths.of_user()
    paths.protect()
    settings = settings_file.load(paths.settings_file)
    check_names(settings, paths.settings_file)
    return Session(paths, settings, Secrets(paths.keys_file))


def check_names(settings: Settings, file: Path) -> None:
    """What the settings call by names that the store doesn't know.

    Raises:
        SettingsError: there is nothing of that name.
    """
    from tts_tui.speech.errors import SettingsError, did_you_mean

    if (preset := settings.speech.preset) and preset not in settings.presets:
        raise SettingsError(
            f"{file}: speech.preset: there is no preset {preset!r}.",
            hint=did_you_mean(preset, list(settings.presets), most=20)
            or f"tts-tui config set presets.{preset}.voice VOICE makes one.",
        )
    if settings.text.leave == ["emoji"]:  # as it came: no table of a language need be loaded
        return
    from tts_tui.text.normalize import names_of_kinds

    known = names_of_kinds()
    if wrong := [name for name in settings.text.leave if name not in known]:
        raise SettingsError(
            f"{file}: text.leave: {wrong[0]!r} is no kind of writing out.",
            hint=did_you_mean(wrong[0], known, most=len(known)),
        )


def with_environment(
    specs: Iterable[BackendSpec], options: Mapping[str, Mapping[str, Any]], environment: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """The backends' options, with those that the environment sets in their place."""
    merged = {backend: dict(table) for backend, table in options.items()}
    for spec in specs:
        for option, variable in spec.environment.items():
            if value := environment.get(variable):
                merged.setdefault(spec.name, {})[option] = value
    return merged
