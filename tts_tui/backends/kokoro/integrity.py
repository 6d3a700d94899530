"""Are the graphs on the disk those that were built and checked?

A block of zeros in the weights gives other sound and no error, so every start compares a checksum of each file with
what was noted when they were built. XXH3 goes through their 230 MB in 50 ms of processor time; they are read anyway.
"""

from __future__ import annotations

import json
import mmap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tts_tui.backends.kokoro.engine import StreamingUnavailableError

_FILE = "checksums.json"
_THREADS = 2


class DamagedGraphsError(StreamingUnavailableError):
    """What lies in the cache isn't what was put there."""


def seal(folder: Path) -> None:
    """Note the checksums of all that is in the folder."""
    (folder / _FILE).write_text(json.dumps(_checksums(folder)), encoding="utf-8")


def check_seal(folder: Path) -> None:
    """
    Raises:
        DamagedGraphsError: a file is other than it was, is missing, or is too many.
    """
    try:
        noted = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        damaged = noted != _checksums(folder)
    except (OSError, ValueError):
        damaged = True
    if damaged:
        raise DamagedGraphsError("The graphs that were prepared for this machine are damaged on the disk.")


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.iterdir() if file.name != _FILE and file.suffix not in _OF_OTHERS)
    with ThreadPoolExecutor(_THREADS) as pool:
        return dict(zip((file.name for file in files), pool.map(_checksum, files), strict=True))


_OF_OTHERS = {".blob", ".cl_cache"}
"""OpenVINO keeps what it compiled beside its graphs, and checks that itself."""


def _checksum(path: Path) -> str:
    import xxhash

    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return ""
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return xxhash.xxh3_128_hexdigest(content)
