"""The process that makes the graphs, once a machine: `builder MODEL CACHE cpu|accelerator SECONDS`.

It takes half a minute and 850 MB, so there is one at a time for all processes: it holds a lock, and ends at once when
another has it. It outlives who started it, since a short `say` would never see the end of it, but not for long. It
begins after SECONDS, when the first words are out; then it yields to everything else that the machine does.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tts_tui.backends.kokoro.compiled import BUSY, PARTS, VERDICT, building_lock, compiled_folder
from tts_tui.backends.kokoro.engine import StreamingUnavailableError
from tts_tui.backends.kokoro.quiet import becomes_quiet

MOST_SECONDS = 600
"""Something hangs if it takes that long."""

NEEDED_BYTES = 250_000_000
"""What is written: the graphs of the int8 model for the CPU take 234 MB."""

_SCRATCH = "building-"
_LIFETIME_SECONDS = 30 * 24 * 3600
_NICENESS = 10
QUIET_WITHIN = 20.0
"""Seconds for which a background build lets the first speech, and whatever else works, come to its end
before it measures how many threads are best."""


def main(model: Path, cache: Path, *, accelerator: bool, wait: float) -> int:
    """Build unless it is done already; returns the exit status."""
    from filelock import FileLock, Timeout

    if wait:  # it runs in the background
        with suppress(OSError):
            os.nice(_NICENESS)
    if hasattr(signal, "alarm"):
        signal.alarm(MOST_SECONDS)  # ends the process
    try:
        with FileLock(building_lock(cache), blocking=False):
            for leftover in cache.glob(
                f"{_SCRATCH}*"
            ):  # of a builder that was killed: who lives holds the lock
                shutil.rmtree(leftover, ignore_errors=True)
            if not compiled_folder(model, cache, accelerator=accelerator).exists():
                _reserve(cache)
                time.sleep(wait)
                make(
                    model,
                    cache,
                    accelerator=accelerator,
                    measured=lambda: not wait or becomes_quiet(QUIET_WITHIN),
                )
    except Timeout:
        return BUSY
    except OSError as error:
        way_out = f" (it takes {NEEDED_BYTES // 1_000_000} MB there, or where XDG_CACHE_HOME says)"
        sys.stderr.write(f"{cache} can't be written: {error.strerror or error}{way_out}")
        return 1
    return 0


def make(model: Path, cache: Path, *, accelerator: bool, measured: Callable[[], bool] = lambda: True) -> None:
    """Build, check, seal and rename the folder; a verdict in place of the graphs if they don't pass.

    Args:
        measured: whether it can be measured how many threads are best; else one a core is taken.
    """
    import tempfile

    from tts_tui.backends.kokoro.graph.edit import SurgeryError
    from tts_tui.backends.kokoro.graph.rewrite import rewrite
    from tts_tui.backends.kokoro.integrity import seal
    from tts_tui.backends.kokoro.selfcheck import check, saturates
    from tts_tui.backends.kokoro.sessions import optimize
    from tts_tui.backends.kokoro.threads import measure

    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=cache) as scratch:
        folder = Path(scratch) / "made"
        folder.mkdir()
        try:
            graphs = rewrite(model, "float" if accelerator else "u8" if saturates() else "s8")
            for part in PARTS:
                serialized = getattr(graphs, part).SerializeToString()
                if accelerator:
                    (folder / f"{part}.onnx").write_bytes(serialized)
                else:
                    optimize(serialized, folder / f"{part}.onnx")
            check(model, folder)
            if not accelerator and measured():
                measure(folder).keep(folder)
        except (SurgeryError, StreamingUnavailableError) as error:
            for part in PARTS:
                for suffix in (".onnx", ".bin"):
                    (folder / part).with_suffix(suffix).unlink(missing_ok=True)
            reason = f"The streaming engine can't run this model here: {error}"
            (folder / VERDICT).write_text(reason, encoding="utf-8")
        seal(folder)
        folder.rename(compiled_folder(model, cache, accelerator=accelerator))
    drop_unused(cache)


def drop_unused(cache: Path) -> None:
    """Delete folders that no start has used for a while: those of older versions."""
    for folder in cache.glob("kokoro-*/"):
        if time.time() - folder.stat().st_mtime > _LIFETIME_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _reserve(cache: Path) -> None:
    """Find out now whether there is room, quotas included, and not after half a minute of work.

    Raises:
        OSError: there isn't.
    """
    probe = cache / f"{_SCRATCH}room"
    try:
        with probe.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, NEEDED_BYTES)
    finally:
        probe.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(
        main(
            Path(sys.argv[1]),
            Path(sys.argv[2]),
            accelerator=sys.argv[3] == "accelerator",
            wait=float(sys.argv[4]),
        )
    )
