"""The rewritten graphs on disk: made once a machine, found in milliseconds afterwards.

The folder's name hashes the model file, ONNX Runtime's version, the processor's kind and the code of the surgery, so
a change of any makes a new one. A process of its own makes it (`builder`), checks the result against the stock graph,
and renames the finished folder into place.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import shutil
from contextlib import suppress
from pathlib import Path

from tts_tui import children
from tts_tui.backends.kokoro.engine import StreamingUnavailableError
from tts_tui.backends.kokoro.integrity import DamagedGraphsError, check_seal
from tts_tui.store.private import make_folder

PARTS = ("encoder", "front", "source", "window", "whole")
VERDICT = "unavailable.txt"
BUSY = 75
"""Exit status of a builder that found another one at work (EX_TEMPFAIL)."""

_LOOK_SECONDS = 0.2


def ensure_compiled(model: Path, cache: Path, *, accelerator: bool = False, wait: float = 0.0) -> Path:
    """The folder with the graphs `PARTS` of a verified model file (and `threads`), made if it isn't there; blocking.

    However many ask for it at once, in one process or in several, one makes it and the others wait.

    Args:
        model: the ONNX file.
        cache: the folder to keep folders in.
        accelerator: graphs of floats, for execution providers other than the CPU.
        wait: seconds before the work begins, so that more urgent work of the caller comes first.

    Raises:
        DamagedGraphsError: they were there and are damaged; now they are gone, so that the next call makes them.
        StreamingUnavailableError: they can't be made, or don't do what the stock graph does. Remembered.
    """
    folder = compiled_folder(model, cache, accelerator=accelerator)
    if folder.exists():
        try:
            check_seal(folder)
        except DamagedGraphsError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    else:
        _build(model, cache, folder, "accelerator" if accelerator else "cpu", wait)
    with suppress(OSError):  # on a disk that can't be written nothing is dropped either
        os.utime(folder)
    verdict = folder / VERDICT
    if verdict.exists():
        raise StreamingUnavailableError(verdict.read_text(encoding="utf-8"))
    return folder


def compiled_folder(model: Path, cache: Path, *, accelerator: bool = False) -> Path:
    """Where the graphs of this model are kept, made or not: `exists()` says whether the next start is quick."""
    from tts_tui.backends.kokoro.sessions import runtime_version

    digest = hashlib.sha256()
    digest.update(_fingerprint(model))
    digest.update(runtime_version().encode())
    digest.update(b"accelerator" if accelerator else _processor())
    here = Path(__file__).parent
    code = [here / f"{name}.py" for name in ("builder", "compiled", "integrity", "selfcheck", "threads")]
    for source in sorted([*(here / "graph").glob("*.py"), *code]):
        digest.update(source.read_bytes())
    return cache / f"kokoro-{digest.hexdigest()[:16]}"


def building_lock(cache: Path) -> Path:
    """Held by the one process that builds in this cache."""
    return cache / "building.lock"


def _build(model: Path, cache: Path, folder: Path, kind: str, wait: float) -> None:
    """Have a builder make the folder, or wait for the one that does.

    Raises:
        StreamingUnavailableError: it failed.
    """
    import subprocess  # as filelock not wanted at any later start

    from filelock import FileLock

    command = children.ours("tts_tui.backends.kokoro.builder", model, cache, kind, str(wait))
    status, message = BUSY, ""
    try:
        make_folder(cache)
        while status == BUSY and not folder.exists():
            with FileLock(building_lock(cache), poll_interval=_LOOK_SECONDS):
                pass  # the other builder is done
            if folder.exists():
                return
            process = subprocess.run(
                command.arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                env=command.environment,
                start_new_session=True,  # ctrl+c is for us
            )
            status, message = process.returncode, process.stderr.strip()
    except OSError as error:
        message = error.strerror or os.strerror(error.errno or errno.EIO)
    if not folder.exists():
        ended = (
            f"its process ended with status {status}"
            if status >= 0
            else f"signal {-status} ended its process"
        )
        reason = (message.splitlines() or [ended])[-1]
        raise StreamingUnavailableError(f"Kokoro's quick engine could not be prepared: {reason.rstrip('.')}.")


def _processor() -> bytes:
    """What this processor can do: weights are packed for that, and a home folder may move to another machine."""
    with suppress(OSError), Path("/proc/cpuinfo").open("rb") as file:
        abilities = (line for line in file if line.startswith((b"flags", b"Features")))
        return next(abilities, b"") or platform.processor().encode()
    return f"{platform.machine()} {platform.processor()}".encode()


def _fingerprint(model: Path, samples: int = 64, size: int = 1 << 16) -> bytes:
    """A hash of a file's length and of blocks spread over it: when it was joined, all of it was verified."""
    length = model.stat().st_size
    digest = hashlib.sha256(length.to_bytes(8, "little"))
    with model.open("rb") as file:
        for i in range(samples):
            file.seek(max(0, length - size) * i // (samples - 1))
            digest.update(file.read(size))
    return digest.digest()
