"""What a backend may do beside speaking: a backend that has a protocol's members has the capability.

Screens and verbs ask for these, with `isinstance` or `TTSBackendManager.capable`, and never for a backend's name.
Voices, a server to look for, notices and descriptions are optional too: `Backend` itself answers that there is none.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from msgspec import Struct

from tts_tui.speech.errors import SpeechError

if TYPE_CHECKING:
    from tts_tui.backends.voice_profiles import VoiceProfiles
    from tts_tui.speech.blend import Blend
    from tts_tui.speech.pronunciation import Pronunciation


class Account(Struct, frozen=True):
    """One look at an account or a server.

    Attributes:
        summary: a line for people.
        used: characters or credits spent in this period; None where it isn't told.
        limit: how many the period has.
    """

    summary: str
    used: int | None = None
    limit: int | None = None


@runtime_checkable
class Accounts(Protocol):
    """There is an account or a server behind it: asking tests the key and costs nothing."""

    async def account(self) -> Account:
        """Ask the server now.

        Raises:
            SpeechError: it can't be reached or refuses the key.
        """


class DownloadProgress(Struct, frozen=True):
    """How much of a file is here.

    Attributes:
        file: where it will lie.
        done: bytes.
        total: bytes.
    """

    file: Path
    done: int
    total: int


@runtime_checkable
class Downloads(Protocol):
    """Its models need files that can be fetched."""

    def download(self, model: str) -> AsyncGenerator[DownloadProgress, None]:
        """Fetch the files of a model; those that are here stay, and a file interrupted before goes on. Close it early
        to stop. The last step of each file has `done` equal to `total`.

        Raises:
            SpeechError: such as UnreachableError, DiskFullError, or CorruptModelError where its hash is wrong.
        """


@runtime_checkable
class Verifies(Protocol):
    """The files of its models have hashes."""

    def verify(self) -> Iterator[Path]:
        """Check each file that is here, repair what came with the program, and give it; blocking.

        Raises:
            SpeechError: it isn't what it should be, or can't be used.
        """


class Finding(Struct, frozen=True):
    """What was found of one part of the program, for `tts-tui doctor`.

    Attributes:
        part: its name.
        state: "warn" where something is missing that isn't needed for speaking and saving.
        says: how it is, or what is wrong.
        fix: the command that fixes it; empty where nothing is to be done.
    """

    part: str
    state: Literal["ok", "warn", "fail"]
    says: str
    fix: str = ""


@runtime_checkable
class Examines(Protocol):
    """It has parts of its own that may be missing: packages, programs."""

    def examine(self) -> Iterable[Finding]:
        """Look whether each is there; blocking, and nothing is loaded."""


@runtime_checkable
class Clones(Protocol):
    """It makes voices of clips.

    Attributes:
        profiles: the user's, kept in a folder.
    """

    @property
    def profiles(self) -> VoiceProfiles: ...

    def why_no_cloning(self) -> SpeechError | None:
        """Why no voice can be made now, with what fixes it; None if one can. Cheap."""


@runtime_checkable
class Blends(Protocol):
    """Its voices can be mixed: where a voice is asked for, a blend as text or by its name may stand."""

    def blend(self, voice: str) -> Blend:
        """What a voice's id, a blend as text or the name of one means. Cheap.

        Raises:
            UnknownVoiceError: there is no such voice, or the blend can't be read.
            SettingsError: the user's names can't be read.
        """


@runtime_checkable
class Pronounces(Protocol):
    """It speaks from phonemes, and tells them without its model. All of it blocks for milliseconds: ask in a thread."""

    def pronounce(self, texts: Sequence[str], language: str) -> list[Pronunciation]:
        """How each text sounds.

        Args:
            texts: normalized; a word may have its phonemes beside it: `[tts](/ˌtiːtiːˈɛs/)`.
            language: BCP 47 tag.

        Raises:
            UnsupportedLanguageError: it has no phonemes for it here.
            MissingDependencyError: what makes them isn't installed.
        """

    def readings(self, word: str, language: str) -> Mapping[str, str]:
        """The ways in which a word can be said, in the model's symbols, the usual one first; empty where none is known.

        With each, what word it is said of: `verb`, `noun or adjective`; empty where that makes no difference.

        Raises:
            UnsupportedLanguageError, MissingDependencyError: as `pronounce`.
        """

    def unknown_phonemes(self, phonemes: str) -> str:
        """Those of IPA written by a user that its models have no sound for, each once; marks of writing don't count."""
