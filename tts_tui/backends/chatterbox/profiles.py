"""Voices made from clips: named, with notes, kept in a folder each, carried from one machine to another as one file."""

from __future__ import annotations

import json
import re
import shutil
import wave
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.library.private import tighten_all
from tts_tui.speech.errors import UnknownVoiceError, UsageError, did_you_mean

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


@dataclass(frozen=True, slots=True)
class ClipCheck:
    """How well a clip suits.

    Attributes:
        rms_dbfs: its loudness.
        problem: why it can't be used; empty if it can.
        advice: what would make it better; empty if nothing.
    """

    seconds: float
    rms_dbfs: float
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

    seconds = len(samples) / sample_rate
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0
    loudness = 20 * float(np.log10(max(rms, 1e-10)))
    problem = advice = ""
    if not SHORTEST <= seconds <= LONGEST:
        problem = f"It is {seconds:.1f} s long; {SHORTEST:.0f} to {LONGEST:.0f} s are needed, {BEST:.0f} s are best."
    elif loudness < QUIET_DBFS:
        problem = f"It is too quiet ({loudness:.0f} dBFS; speech lies around -25)."
    elif float(np.abs(samples).max()) > LOUD_PEAK:
        advice = "It is clipped: a cleaner recording gives a cleaner voice."
    elif seconds < BEST:
        advice = f"{BEST:.0f} s of speech would give a closer likeness than {seconds:.1f} s."
    return ClipCheck(seconds, loudness, problem, advice)


class VoiceProfiles:
    """The voices in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def under(cls, data: Path) -> VoiceProfiles:
        """The user's, in the app's folder for what can't be made again."""
        return cls(data / "voices" / "chatterbox")

    def all(self) -> Sequence[VoiceProfile]:
        """By name; a folder without a readable description is none."""
        found = (_read(path) for path in self._folder.glob(f"*/{_DESCRIPTION}"))
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
        """Where a model keeps what it computed from the clip; may not be there yet."""
        return self._folder / profile.id / f"{model}.pt"

    def add(self, name: str, samples: NDArray[np.float32], sample_rate: int, notes: str = "") -> VoiceProfile:
        """Make a voice of a mono clip.

        Raises:
            UsageError: the clip doesn't suit, or the name is empty or taken.
        """
        checked = check_clip(samples, sample_rate)
        if checked.problem:
            raise UsageError(f"No voice can be made of this clip. {checked.problem}")
        folder = self._new_folder(name)
        _write_wav(folder / _CLIP, samples, sample_rate)
        return _describe(folder, VoiceProfile(folder.name, name.strip(), notes, round(checked.seconds, 2)))

    def remove(self, profile: VoiceProfile) -> None:
        shutil.rmtree(self._folder / profile.id)

    def export(self, profile: VoiceProfile, target: Path) -> None:
        """Write the voice as one new file (a zip archive).

        Raises:
            FileExistsError: there is one.
            OSError: it can't be written.
        """
        with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
            for name in (_DESCRIPTION, _CLIP):
                archive.write(self._folder / profile.id / name, name)

    def take_in(self, source: Path) -> VoiceProfile:
        """Add a voice that `export` wrote.

        Raises:
            UsageError: it isn't such a file, or the name is taken.
        """
        try:
            with zipfile.ZipFile(source) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > _IMPORT_LIMIT:
                    raise UsageError(f"{source.name} is too large for a voice.")
                described = json.loads(archive.read(_DESCRIPTION))
                name, notes = str(described["name"]), str(described["notes"])
                clip = archive.read(_CLIP)
        except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise UsageError(f"{source.name} isn't a voice that tts-tui exported.") from error
        seconds = _wav_seconds(clip, source)
        folder = self._new_folder(name)
        (folder / _CLIP).write_bytes(clip)
        return _describe(folder, VoiceProfile(folder.name, name, notes, seconds))

    def _new_folder(self, name: str) -> Path:
        profile_id = re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-")
        if not profile_id:
            raise UsageError("A voice needs a name with letters in it.")
        folder = self._folder / profile_id
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            raise UsageError(
                f"There is a voice {profile_id!r} already.", hint="Choose another name."
            ) from None
        return folder


def _describe(folder: Path, profile: VoiceProfile) -> VoiceProfile:
    """The description comes last: without it the folder is no voice."""
    (folder / _DESCRIPTION).write_text(
        json.dumps(asdict(profile), ensure_ascii=False, indent=2), encoding="utf-8"
    )
    tighten_all(folder)  # somebody's voice
    return profile


def _read(path: Path) -> VoiceProfile | None:
    try:
        return VoiceProfile(**{**json.loads(path.read_text(encoding="utf-8")), "id": path.parent.name})
    except (OSError, ValueError, TypeError):
        return None


def _write_wav(path: Path, samples: NDArray[np.float32], sample_rate: int) -> None:
    import numpy as np

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes())


def _wav_seconds(clip: bytes, source: Path) -> float:
    import io

    try:
        with wave.open(io.BytesIO(clip)) as file:
            frames, rate = file.getnframes(), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise UsageError(f"{source.name} holds no clip that can be read.") from error
    return float(frames / rate)
