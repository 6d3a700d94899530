"""What is kept survives a disk that fails, or a kill, at any of its calls: it is as it was or as it should be."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from shutil import rmtree

import faults
import keyring
import numpy as np
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from tts_tui.events.last_selection import LastSelection
from tts_tui.events.tts_events import Selection
from tts_tui.store import settings_file
from tts_tui.store.drafts import Drafts
from tts_tui.store.favourites import Favourites
from tts_tui.store.history import History, HistoryEntry
from tts_tui.store.job_rows import JobChapter, JobSettings, NewUnit
from tts_tui.store.jobs import Jobs
from tts_tui.store.kept_sound import KeptSound
from tts_tui.store.leases import Leases
from tts_tui.store.output_choice import OutputChoice
from tts_tui.store.secrets import Secrets
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.store.speeds import Speeds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not faults.works(), reason="strace isn't there, or may not look at children"),
]

JOB = JobSettings(provider="tones", model="tones-1", voice="low")


class Kept(ABC):
    """Something that is kept in a folder, which holds something already."""

    quiet = False
    """Whether it is only a copy, of which nobody has to hear when it can't be kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def keep(self, number: int) -> None:
        """Keep the first or the second."""

    @abstractmethod
    def kept(self) -> object:
        """What is there, read anew."""


class Settings(Kept):
    def keep(self, number: int) -> None:
        settings_file.change(self.folder / "config.toml", "speech.speed", f"1.{number}")

    def kept(self) -> object:
        return settings_file.load(self.folder / "config.toml").speech.speed


class Keys(Kept):
    def keep(self, number: int) -> None:
        self._secrets().set(f"provider-{number}", f"key-{number}")

    def kept(self) -> object:
        return [self._secrets().get(f"provider-{number}") for number in (1, 2)]

    def _secrets(self) -> Secrets:
        return Secrets(self.folder / "keys.json", environment={})


class KeptFavourites(Kept):
    def keep(self, number: int) -> None:
        Favourites(self.folder / "favourites.toml").toggle("model", f"voice-{number}")

    def kept(self) -> object:
        favourites = Favourites(self.folder / "favourites.toml")
        return [("model", f"voice-{number}") in favourites for number in (1, 2)]


class KeptSpeeds(Kept):
    def keep(self, number: int) -> None:
        Speeds(self.folder / "speeds.json").note(f"model-{number}", 0.5)

    def kept(self) -> object:
        return [Speeds(self.folder / "speeds.json").of(f"model-{number}") for number in (1, 2)]


class Output(Kept):
    def keep(self, number: int) -> None:
        OutputChoice(self.folder / "output.txt").choose(f"device {number}")

    def kept(self) -> object:
        return OutputChoice(self.folder / "output.txt").device


class Last(Kept):
    def keep(self, number: int) -> None:
        LastSelection(self.folder / "selection.json").keep(Selection("provider", "model", f"voice-{number}"))

    def kept(self) -> object:
        return LastSelection(self.folder / "selection.json").load().voice


class KeptHistory(Kept):
    def keep(self, number: int) -> None:
        said = HistoryEntry(f"text {number} " * 2000, "openai", "tts-1", "alloy", cost_usd=1.0)
        History(self.folder / "history.db").add(said)

    def kept(self) -> object:
        return sorted(said.text for said in History(self.folder / "history.db").latest())


class KeptDraft(Kept):
    def keep(self, number: int) -> None:
        draft = Drafts(self.folder).latest()
        draft.load()
        try:
            draft.keep(f"text {number} " * 2000)
        finally:
            draft.close()

    def kept(self) -> object:
        draft = Drafts(self.folder).latest()
        draft.close()
        return draft.load()


class Cache(Kept):
    quiet = True

    def keep(self, number: int) -> None:
        sound = KeptSound(np.full(20_000, number, np.float32), 24_000)
        self._cache().put(f"text-{number}", sound)

    def kept(self) -> object:
        found = [self._cache().get(f"text-{number}") for number in (1, 2)]
        return [None if each is None else (len(each.samples), float(each.samples.mean())) for each in found]

    def _cache(self) -> SentenceCache:
        return SentenceCache(self.folder / "sentences", 10**9)


class KeptJobs(Kept):
    """A sentence of a job: its sound, and the row that says that it is made."""

    def keep(self, number: int) -> None:
        jobs = Jobs(self.folder)
        try:
            if not jobs.all():
                units = [NewUnit(1, f"text {each}", f"key-{each}", b"call" * 500, 1.0) for each in (1, 2)]
                jobs.add(Path("/a.txt"), Path("/a.m4b"), JOB, [JobChapter(1, "One", "text")], units)
            unit = jobs.units(1, 1)[number - 1]
            jobs.sounds(1).put(unit.key, KeptSound(np.full(20_000, number, np.float32), 24_000))
            Leases(jobs.database, 1, "me").made(unit, unit.key, 1.0, counted_usd=0.5)
        finally:
            jobs.close()

    def kept(self) -> object:
        jobs = Jobs(self.folder)
        try:
            made = [unit for unit in jobs.units(1, 1) if unit.state == "made"]
            return [(unit.key, jobs.sounds(1).get(unit.key) is not None) for unit in made]
        finally:
            jobs.close()


ALL = [Settings, Keys, KeptFavourites, KeptSpeeds, Output, Last, KeptHistory, KeptDraft, Cache, KeptJobs]


@pytest.fixture(params=ALL)
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())
    kept: Kept = request.param(tmp_path / "kept")
    return kept


def begin(kept: Kept) -> None:
    rmtree(kept.folder, ignore_errors=True)
    kept.keep(1)


def states(kept: Kept) -> tuple[object, object]:
    """As it is before, and as it should be afterwards; whatever is imported late is by now."""
    begin(kept)
    before = kept.kept()
    kept.keep(2)
    return before, kept.kept()


@pytest.mark.parametrize("calls", faults.CALLS)
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_call_that_fails_leaves_the_old_or_the_new_and_is_told(kept: Kept, calls: str, error: str) -> None:
    old, new = states(kept)
    for outcome in faults.faults(calls, f"error={error}", lambda: kept.keep(2), lambda: begin(kept)):
        assert not outcome.crash, outcome.crash
        assert kept.kept() in (old, new)
        if not outcome.said and not kept.quiet:
            assert kept.kept() == new, "what isn't kept is told"
        litter = [file for file in kept.folder.rglob(".*") if calls != "remove"]
        assert not litter, "nothing half written stays"
        kept.keep(2) if kept.kept() == old else None
        assert kept.kept() == new, "and it goes on afterwards"


@pytest.mark.parametrize("calls", faults.CALLS)
def test_a_kill_at_any_call_leaves_the_old_or_the_new(kept: Kept, calls: str) -> None:
    old, new = states(kept)
    for outcome in faults.faults(calls, "signal=KILL", lambda: kept.keep(2), lambda: begin(kept)):
        assert outcome.killed
        assert kept.kept() in (old, new)
        kept.keep(2) if kept.kept() == old else None
        assert kept.kept() == new, "and it goes on afterwards"
