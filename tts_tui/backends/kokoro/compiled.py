"""The rewritten graphs on disk: made once a machine, found in milliseconds afterwards.

The folder's name hashes the model file, ONNX Runtime's version, the processor's kind and the code of the surgery, so
a change of any makes a new one. Making takes some seconds and as much memory as the stock engine, so a process of
its own does it (`python -m tts_tui.backends.kokoro.compiled MODEL CACHE`), checks the result against the stock graph,
and renames the finished folder into place: two processes that race make the same folder, and either one's is kept.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

from tts_tui import children
from tts_tui.backends.kokoro.engine import StreamingUnavailableError

PARTS = ("encoder", "front", "source", "window", "whole")
_VERDICT = "unavailable.txt"
_KEPT_SECONDS = 30 * 24 * 3600


def ensure_compiled(model: Path, cache: Path, *, accelerator: bool = False) -> Path:
    """The folder with the graphs `PARTS` of a verified model file (and `threads`), made if it isn't there.

    Args:
        model: the ONNX file.
        cache: the folder to keep folders in.
        accelerator: graphs of floats, for execution providers other than the CPU.

    Raises:
        StreamingUnavailableError: they can't be made, or don't do what the stock graph does. Remembered.
    """
    folder = compiled_folder(model, cache, accelerator=accelerator)
    if not folder.exists():
        import subprocess  # as what `_make` imports, not wanted at any later start

        kind = "accelerator" if accelerator else "cpu"
        command = children.ours(__name__, model, cache, kind)
        done = subprocess.run(
            command.arguments,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            env=command.environment,
        )
        if not folder.exists():
            reason = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
            raise StreamingUnavailableError(f"The streaming engine could not be built: {reason}")
    with suppress(OSError):  # on a disk that can't be written nothing is dropped either
        os.utime(folder)
    verdict = folder / _VERDICT
    if verdict.exists():
        raise StreamingUnavailableError(verdict.read_text(encoding="utf-8"))
    return folder


def compiled_folder(model: Path, cache: Path, *, accelerator: bool = False) -> Path:
    """Where the graphs of this model are kept, made or not: `exists()` says whether the next start is quick."""
    import onnxruntime

    digest = hashlib.sha256()
    digest.update(_fingerprint(model))
    digest.update(onnxruntime.__version__.encode())
    digest.update(b"accelerator" if accelerator else _processor())
    here = Path(__file__).parent
    for source in sorted(
        [*(here / "graph").glob("*.py"), Path(__file__), here / "selfcheck.py", here / "threads.py"]
    ):
        digest.update(source.read_bytes())
    return cache / f"kokoro-{digest.hexdigest()[:16]}"


def _processor() -> bytes:
    """What this processor can do: weights are packed for that, and a home folder may move to another machine."""
    with suppress(OSError), Path("/proc/cpuinfo").open("rb") as file:
        abilities = (line for line in file if line.startswith((b"flags", b"Features")))
        return next(abilities, b"") or platform.processor().encode()
    return f"{platform.machine()} {platform.processor()}".encode()


def _fingerprint(model: Path, samples: int = 64, size: int = 1 << 16) -> bytes:
    """A hash of a file's length and of blocks spread over it: whoever joined it has already verified it all."""
    length = model.stat().st_size
    digest = hashlib.sha256(length.to_bytes(8, "little"))
    with model.open("rb") as file:
        for i in range(samples):
            file.seek(max(0, length - size) * i // (samples - 1))
            digest.update(file.read(size))
    return digest.digest()


def _make(model: Path, cache: Path, *, accelerator: bool) -> None:
    """Build, check and rename the folder; a verdict in place of the graphs if they don't pass."""
    import tempfile

    from tts_tui.backends.kokoro.graph.edit import SurgeryError
    from tts_tui.backends.kokoro.graph.rewrite import rewrite
    from tts_tui.backends.kokoro.selfcheck import check, saturates
    from tts_tui.backends.kokoro.sessions import optimize
    from tts_tui.backends.kokoro.threads import measure

    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="building-", dir=cache) as scratch:
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
            if not accelerator:
                measure(folder).keep(folder)
        except (SurgeryError, StreamingUnavailableError) as error:
            for part in PARTS:
                for suffix in (".onnx", ".bin"):
                    (folder / part).with_suffix(suffix).unlink(missing_ok=True)
            reason = f"The streaming engine can't run this model here: {error}"
            (folder / _VERDICT).write_text(reason, encoding="utf-8")
        with suppress(OSError):  # another process was first
            folder.rename(compiled_folder(model, cache, accelerator=accelerator))
    _drop_unused(cache)


def _drop_unused(cache: Path) -> None:
    """Delete folders that no start has used for a while: those of older versions."""
    import shutil
    import time

    for folder in cache.glob("kokoro-*/"):
        if time.time() - folder.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _make(Path(sys.argv[1]), Path(sys.argv[2]), accelerator=sys.argv[3] == "accelerator")
