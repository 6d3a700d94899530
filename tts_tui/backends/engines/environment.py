"""An engine's folder: whether it is ready, what is in it, its removal."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from tts_tui.backends.engines.catalog import Engine
from tts_tui.store.atomic import replace_text


class EngineState(StrEnum):
    """What can be said of an engine without running it."""

    MISSING = "not installed"
    HALF_INSTALLED = "half installed"
    OUTDATED = "made for another version of tts-tui"
    BROKEN = "broken: its Python is gone"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Written when an installation has passed its check: without it the environment counts as half made.

    Attributes:
        pins: digest of what was asked for.
        torch: which build was asked for, for people.
        spoken: how the check went, for people.
        seconds: how long it took.
    """

    pins: str
    torch: str
    spoken: str
    seconds: float


class EngineEnvironment:
    """Where an engine lives under the data folder."""

    def __init__(self, engine: Engine, data: Path) -> None:
        self.engine = engine
        self.folder = data / "engines" / engine.name
        self.packages = self.folder / "environment"
        self._manifest = self.folder / "engine.json"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.packages / "bin" / "python"

    @property
    def state(self) -> EngineState:
        manifest = self.manifest
        if manifest is None:
            return EngineState.HALF_INSTALLED if self.packages.exists() else EngineState.MISSING
        if not self.python.exists():  # follows the link: the Python it was made with may have been removed
            return EngineState.BROKEN
        return EngineState.READY if manifest.pins == self.digest else EngineState.OUTDATED

    @property
    def manifest(self) -> Manifest | None:
        try:
            return Manifest(**json.loads(self._manifest.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    @property
    def digest(self) -> str:
        """Of everything that is asked for."""
        requirements = b"\n".join(
            (
                *(requirement.encode() for requirement in self.engine.requirements),
                self.engine.pins.read_bytes(),
            )
        )
        return hashlib.sha256(requirements + self.engine.overrides.read_bytes()).hexdigest()

    def bytes_on_disk(self) -> int:
        """Size of all its files; those that uv shares with its cache are counted."""
        return sum(path.lstat().st_size for path in self.folder.rglob("*") if not path.is_dir())

    def write_manifest(self, manifest: Manifest) -> None:
        """Declare it ready."""
        replace_text(self._manifest, json.dumps(asdict(manifest), indent=2))

    def remove(self) -> None:
        """Delete it; the manifest first, so that an interruption leaves it half made."""
        self._manifest.unlink(missing_ok=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)
