"""Voices made from clips: named, with notes, kept in a folder each, carried from one machine to another as one file."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import wave
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts_tui.speech.errors import NotWritableError, UnknownVoiceError, UsageError, did_you_mean
from tts_tui.speech.hints import Hint
from tts_tui.speech.lengths import counted
from tts_tui.store.private import make_folder, tighten_all
from tts_tui.store.user_paths import why

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONSENT = "Clone only your own voice, or one whose owner has agreed to it."

SHORTEST, LONGEST = 3.0, 30.0
"""Seconds: less tells too little of a voice, and what comes after 15 s isn't used."""

BEST = 10.0
"""Seconds of the clip that the models listen to most."""

QUIET_DBFS, LOUD_PEAK = -40.0, 0.999

_CLIP, _DESCRIPTION = "clip.wav", "voice.json"
_IMPORT_LIMIT = 100_000_000
_LONGEST_ID = 120
"""Bytes: it is a folder's name, and with more behind it a file's."""

BUILT_IN = "default"
"""Id of the voice that comes with the weights, which no clone may have."""


@dataclass(frozen=True, slots=True)
class ClipCheck:
    """How well a clip suits.

    Attributes:
        problem: why it can't be used; empty if it can.
        advice: what would make it better; empty if nothing.
    """

    seconds: float
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """A voice made from a clip; `id` is its folder's name."""

    id: str
    name: str
    notes: str
    seconds: float


def check_clip(samples: NDArray[np.float32], sample_rate: int) -> ClipCheck:
    """Measure a mono clip before a voice is made of it."""
    import numpy as np

    if sample_rate <= 0:
        return ClipCheck(0.0, f"It says that it has {sample_rate} samples a second.", "")
    seconds = len(samples) / sample_rate
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0
    loudness = 20 * float(np.log10(max(rms, 1e-10)))
    problem = advice = ""
    if not SHORTEST <= seconds <= LONGEST:
        problem = f"It is {counted(seconds)} long; {SHORTEST:.0f} to {LONGEST:.0f} s are needed, {BEST:.0f} s are best."
    elif loudness < QUIET_DBFS:
        problem = f"It is too quiet ({loudness:.0f} dBFS; speech lies around -25)."
    elif float(np.abs(samples).max()) > LOUD_PEAK:
        advice = "It is clipped: a cleaner recording gives a cleaner voice."
    elif seconds < BEST:
        advice = f"{BEST:.0f} s of speech would give a closer likeness than {counted(seconds)}."
    return ClipCheck(seconds, problem, advice)


class VoiceProfiles:
    """The voices in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def under(cls, data: Path, backend: str = "chatterbox") -> VoiceProfiles:
        """A backend's, in the app's folder for what can't be made again."""
        return cls(data / "voices" / backend)

    def all(self) -> Sequence[VoiceProfile]:
        """By name; a folder without a readable description is none."""
        try:
            folders = [path for path in self._folder.iterdir() if not path.name.startswith(".")]
        except OSError:  # none was made yet
            return []
        found = (_read(path / _DESCRIPTION) for path in folders)
        return sorted((profile for profile in found if profile), key=lambda profile: profile.name.lower())

    def get(self, profile_id: str) -> VoiceProfile:
        """
        Raises:
            UnknownVoiceError: there is none of that id.
        """
        known = {profile.id: profile for profile in self.all()}
        if profile_id not in known:
            raise UnknownVoiceError(
                f"There is no voice {profile_id!r}.", hint=did_you_mean(profile_id, list(known))
            )
        return known[profile_id]

    def clip(self, profile: VoiceProfile) -> Path:
        """Its reference clip, a WAV file."""
        return self._folder / profile.id / _CLIP

    def conditionals(self, profile: VoiceProfile, model: str) -> Path:
        """Where a model keeps what it computed from the clip; may not be there yet.

        It is named by the clip's content, so that neither a file nor an engine that remembers it gives the voice of
        another clip that once had this name.

        Raises:
            UsageError: the clip can't be read.
        """
        try:
            with self.clip(profile).open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        except OSError as error:
            raise UsageError(
                f"The clip of the voice {profile.name} can't be read: {why(error)}.",
                hint=Hint(
                    "Remove the voice in the window, and make it again.",
                    "Remove the voice ({cloned-voices}, then d), and make it again.",
                ),
            ) from None
        return self._folder / profile.id / f"{model}-{content}.pt"

    def add(self, name: str, samples: NDArray[np.float32], sample_rate: int, notes: str = "") -> VoiceProfile:
        """Make a voice of a mono clip.

        Raises:
            UsageError: the clip doesn't suit, or the name is empty or taken.
            NotWritableError: it can't be kept.
        """
        from tts_tui.audio.files.encoders import open_encoder  # av
        from tts_tui.audio.files.formats import FORMATS

        checked = check_clip(samples, sample_rate)
        if checked.problem:
            raise UsageError(f"No voice can be made of this clip. {checked.problem}")
        with self._new_voice(name) as (profile_id, folder):
            with (folder / _CLIP).open("wb") as file, open_encoder(file, FORMATS["wav"], sample_rate) as clip:
                clip.write(samples)
            return _describe(folder, VoiceProfile(profile_id, name.strip(), notes, round(checked.seconds, 2)))

    def remove(self, profile: VoiceProfile) -> None:
        """Delete it; gone at once, also where its files take long.

        Raises:
            NotWritableError: it can't be deleted.
        """
        try:
            with tempfile.TemporaryDirectory(prefix=".", dir=self._folder) as removed:
                (self._folder / profile.id).rename(Path(removed) / profile.id)
        except FileNotFoundError:  # somebody else did
            return
        except OSError as error:
            raise NotWritableError(f"{profile.name} can't be removed: {why(error)}.") from None

    def export(self, profile: VoiceProfile, target: Path) -> None:
        """Write the voice as one new file (a zip archive).

        Raises:
            NotWritableError: it can't be written, or there is such a file; nothing is left of a part.
        """
        try:
            with target.open("xb") as file:
                try:
                    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
                        for name in (_DESCRIPTION, _CLIP):
                            archive.write(self._folder / profile.id / name, name)
                except BaseException:
                    target.unlink(missing_ok=True)
                    raise
        except OSError as error:
            raise NotWritableError(
                f"{target} can't be written: {why(error)}.",
                hint="It goes where audio was saved last: save into another folder first.",
            ) from None

    def take_in(self, source: Path) -> VoiceProfile:
        """Add a voice that `export` wrote.

        Raises:
            UsageError: it isn't such a file, or the name is taken.
            NotWritableError: it can't be kept.
        """
        try:
            with zipfile.ZipFile(source) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _IMPORT_LIMIT:
                    raise UsageError(f"{source.name} is too large for a voice.")
                described = json.loads(archive.read(_DESCRIPTION))
                name, notes = str(described["name"]), str(described["notes"])
                clip = archive.read(_CLIP)
        except OSError as error:
            raise UsageError(f"{source.name} can't be read: {why(error)}.") from None
        except _NO_ARCHIVE as error:
            raise UsageError(f"{source.name} isn't a voice that tts-tui exported.") from error
        seconds = _wav_seconds(clip, source)
        with self._new_voice(name) as (profile_id, folder):
            (folder / _CLIP).write_bytes(clip)
            return _describe(folder, VoiceProfile(profile_id, name, notes, seconds))

    @contextmanager
    def _new_voice(self, name: str) -> Iterator[tuple[str, Path]]:
        """Id of the voice, and a folder to fill that takes its place when it is complete; else nothing is left."""
        profile_id = _id_of(name)
        final = self._folder / profile_id
        try:
            if (final / _DESCRIPTION).exists():
                raise UsageError(f"There is a voice {profile_id!r} already.", hint="Choose another name.")
            make_folder(self._folder)
            with tempfile.TemporaryDirectory(prefix=".", dir=self._folder) as work:
                folder = Path(work) / "new"
                folder.mkdir()
                yield profile_id, folder
                if final.exists():  # half made, or what an engine computed when it was being removed
                    final.rename(Path(work) / "old")
                folder.rename(final)
        except OSError as error:
            raise NotWritableError(
                f"The voice {name.strip()} can't be kept in {self._folder}: {why(error)}."
            ) from None


_NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, TypeError, RuntimeError)
"""What reading other files as an exported voice raises: damaged, encrypted, otherwise compressed, of other content."""


def _id_of(name: str) -> str:
    """
    Raises:
        UsageError: no voice can be called so.
    """
    profile_id = re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-")
    profile_id = profile_id.encode()[:_LONGEST_ID].decode(errors="ignore").rstrip("-")
    if not profile_id:
        raise UsageError("A voice needs a name with letters in it.")
    if profile_id == BUILT_IN:
        raise UsageError(f"“{name.strip()}” is the built-in voice.", hint="Choose another name.")
    return profile_id


def _describe(folder: Path, profile: VoiceProfile) -> VoiceProfile:
    """The description comes last: without it the folder is no voice."""
    (folder / _DESCRIPTION).write_text(
        json.dumps(asdict(profile), ensure_ascii=False, indent=2), encoding="utf-8"
    )
    tighten_all(folder)  # somebody's voice
    return profile


def _read(path: Path) -> VoiceProfile | None:
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert({**described, "id": path.parent.name}, VoiceProfile)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _wav_seconds(clip: bytes, source: Path) -> float:
    import io

    try:
        with wave.open(io.BytesIO(clip)) as file:
            frame = file.getnchannels() * file.getsampwidth()
            frames, rate = len(file.readframes(file.getnframes())) // frame, file.getframerate()
    except (wave.Error, EOFError) as error:
        raise UsageError(f"{source.name} holds no clip that can be read.") from error
    if not frames or not rate:
        raise UsageError(f"{source.name} holds a clip without sound: {frames:,} samples at {rate:,} Hz.")
    return float(frames / rate)
