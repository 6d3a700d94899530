"""The larger weights, from kokoro-onnx's public release."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.backends.capabilities import DownloadProgress
from tts_tui.backends.kokoro.model_file import (
    MODEL_FILES,
    ModelFile,
    is_verified,
    locked,
    sha256,
    stamp,
    writing,
)
from tts_tui.speech.errors import (
    CorruptModelError,
    ProviderError,
    UnknownModelError,
    UnreachableError,
    did_you_mean,
)

if TYPE_CHECKING:
    import httpx

RELEASE = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"

BLOCK = 1 << 18
TIMEOUT = 30.0
"""Seconds without a byte."""

ByteProgress = Callable[[int, int], None]
"""Takes the bytes in hand and in all, when it starts and after each block."""


def _no_progress(_done: int, _total: int) -> None:
    """For downloads whose progress isn't shown."""


def model_file(name: str) -> ModelFile:
    """The weights that go by a model id.

    Raises:
        UnknownModelError: none do.
    """
    if name not in MODEL_FILES:
        raise UnknownModelError(f"There are no weights {name!r}.", hint=did_you_mean(name, list(MODEL_FILES)))
    return MODEL_FILES[name]


def download(
    file: ModelFile, folder: Path, progress: ByteProgress = _no_progress, *, base: str = RELEASE
) -> Path:
    """Fetch a file of weights, unless it is there; blocking.

    An interrupted download goes on where it stopped. The file gets its name only once its hash is right.

    Args:
        file: what to fetch.
        folder: where to, `BackendContext.data / "models"`.
        progress: who watches.
        base: the folder it lies in on the server.

    Raises:
        UnreachableError: the server can't be reached, or the connection broke; what arrived is kept.
        ProviderError: the server refused.
        CorruptModelError: what arrived isn't the file; it is deleted.
        DiskFullError: no room; what arrived is kept.
        NotWritableError: the folder can't be written.
    """
    path = folder / file.filename
    partial = path.with_name(path.name + ".part")
    with writing(path), locked(path):
        if is_verified(path, file) or (path.exists() and sha256(path) == file.sha256):
            stamp(path, file)
            return path
        _fetch(f"{base}/{file.filename}", partial, file, progress)
        found = sha256(partial)
        if found != file.sha256:
            partial.unlink()
            raise CorruptModelError(
                f"The server's {file.filename} isn't the file it should be: its SHA-256 is {found}.",
                hint=f"Try again: tts-tui models get {file.id}",
            )
        partial.replace(path)
        stamp(path, file)
    return path


class _Unwanted(Exception):
    """The download was cancelled."""


async def fetch(
    file: ModelFile, folder: Path, *, base: str = RELEASE
) -> AsyncGenerator[DownloadProgress, None]:
    """`download` in a thread, which ends with the next bytes when this is closed early.

    Raises:
        SpeechError: as `download`.
    """
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[int | Exception | None] = asyncio.Queue()
    closed = threading.Event()

    def note(done: int, _total: int) -> None:
        if closed.is_set():
            raise _Unwanted
        put(done)

    def put(step: int | Exception | None) -> None:
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(steps.put_nowait, step)

    def work() -> None:
        try:
            download(file, folder, note, base=base)
        except Exception as error:  # noqa: BLE001  (raised where it is waited for)
            put(error)
        else:
            put(None)

    # a daemon, not one of a pool: a silent server must not hold up the end of the program
    threading.Thread(target=work, name="download", daemon=True).start()
    try:
        while (step := await steps.get()) is not None:
            if isinstance(step, Exception):
                raise step
            yield DownloadProgress(folder / file.filename, step, file.size)
        yield DownloadProgress(folder / file.filename, file.size, file.size)
    finally:
        closed.set()


def _fetch(url: str, partial: Path, file: ModelFile, progress: ByteProgress) -> None:
    """Bring `partial` to the full size, going on from what it holds."""
    import httpx  # 60 ms, only when something is downloaded

    again = f"It goes on where it stopped: tts-tui models get {file.id}"
    try:
        with httpx.Client(follow_redirects=True, timeout=TIMEOUT) as client:
            held = partial.stat().st_size if partial.exists() else 0
            if held < file.size:
                with client.stream("GET", url, headers={"Range": f"bytes={held}-"}) as response:
                    _receive(response, partial, file, progress)
    except httpx.TransportError as error:
        raise UnreachableError(
            f"The download of {file.filename} broke off: {error or type(error).__name__}.",
            hint=again,
            provider="GitHub",
        ) from error


def _receive(response: httpx.Response, partial: Path, file: ModelFile, progress: ByteProgress) -> None:
    if response.status_code not in (200, 206):
        raise ProviderError(
            f"The server refused {file.filename}: {response.status_code} {response.reason_phrase}.",
            hint="Try again later.",
            provider="GitHub",
            status=response.status_code,
        )
    # A server that doesn't know ranges says 200 and sends all of it.
    with partial.open("ab" if response.status_code == 206 else "wb") as out:
        done = out.tell()
        progress(done, file.size)
        for block in response.iter_bytes(BLOCK):
            out.write(block)
            done += len(block)
            progress(done, file.size)
            if done > file.size:
                break
    if done < file.size:
        raise UnreachableError(
            f"The server ended {file.filename} after {done:,} of {file.size:,} bytes.",
            hint=f"It goes on where it stopped: tts-tui models get {file.id}",
            provider="GitHub",
        )
