"""Weights over a real socket: resumed, checked, refused."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import aclosing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tts_tui.backends.kokoro.download import download, fetch, model_file
from tts_tui.backends.kokoro.model_file import MODEL_FILES, ModelFile, ensure
from tts_tui.speech.errors import CorruptModelError, ProviderError, UnknownModelError, UnreachableError

CONTENT = bytes(range(256)) * 8192
WEIGHTS = ModelFile("test-weights", "Test", "weights.onnx", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


class Release(ThreadingHTTPServer):
    """Serves CONTENT with ranges; can break off, ignore ranges, lie or refuse."""

    content = CONTENT
    break_after: int | None = None
    gate: threading.Event | None = None
    """What comes after the break waits for it; None never sends that."""
    knows_ranges = True
    status = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.ranges: list[str | None] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """The client left: it had enough."""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/files"


class Handler(BaseHTTPRequestHandler):
    server: Release

    def do_GET(self) -> None:
        server = self.server
        server.ranges.append(self.headers["Range"])
        if server.status:
            self.send_error(server.status)
            return
        start = int(re.fullmatch(r"bytes=(\d+)-", self.headers["Range"])[1]) if server.knows_ranges else 0
        body = server.content[start:]
        self.send_response(206 if server.knows_ranges else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: server.break_after])
        if server.gate:
            server.gate.wait(20)
            self.wfile.write(body[server.break_after :])

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def release() -> Iterator[Release]:
    server = Release()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_arrives_whole_and_is_known_afterwards(release: Release, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = download(WEIGHTS, tmp_path, lambda *state: seen.append(state), base=release.base)
    assert path.read_bytes() == CONTENT
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert seen == sorted(seen)
    assert ensure(WEIGHTS, tmp_path) == path
    download(WEIGHTS, tmp_path, base=release.base)
    assert release.ranges == ["bytes=0-"], "what is there isn't fetched again"


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_an_interrupted_download_goes_on(release: Release, tmp_path: Path, knows_ranges: bool) -> None:
    release.break_after = 700_000
    with pytest.raises(UnreachableError, match="broke off") as caught:
        download(WEIGHTS, tmp_path, base=release.base)
    assert "models get test-weights" in caught.value.hint
    kept = (tmp_path / "weights.onnx.part").stat().st_size
    assert 0 < kept <= 700_000
    assert not (tmp_path / "weights.onnx").exists()
    release.break_after, release.knows_ranges = None, knows_ranges
    assert download(WEIGHTS, tmp_path, base=release.base).read_bytes() == CONTENT
    assert release.ranges == ["bytes=0-", f"bytes={kept}-"]


def test_other_contents_are_never_kept(release: Release, tmp_path: Path) -> None:
    release.content = CONTENT[:-1] + b"!"
    with pytest.raises(CorruptModelError, match="SHA-256"):
        download(WEIGHTS, tmp_path, base=release.base)
    assert not list(tmp_path.glob("*.onnx*[!k]"))
    release.content = CONTENT
    assert download(WEIGHTS, tmp_path, base=release.base).read_bytes() == CONTENT


def test_more_than_was_promised_is_not_kept(release: Release, tmp_path: Path) -> None:
    release.content = CONTENT * 3
    with pytest.raises(CorruptModelError):
        download(WEIGHTS, tmp_path, base=release.base)


def test_a_refusal_names_the_status(release: Release, tmp_path: Path) -> None:
    release.status = 404
    with pytest.raises(ProviderError, match="404") as caught:
        download(WEIGHTS, tmp_path, base=release.base)
    assert caught.value.status == 404


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        download(WEIGHTS, tmp_path, base="http://127.0.0.1:9/files")


def test_a_damaged_file_is_fetched_again(release: Release, tmp_path: Path) -> None:
    path = download(WEIGHTS, tmp_path, base=release.base)
    path.write_bytes(CONTENT[:1000])
    with pytest.raises(CorruptModelError, match=r"weights\.onnx") as caught:
        ensure(WEIGHTS, tmp_path)
    assert "models verify" in caught.value.hint
    assert download(WEIGHTS, tmp_path, base=release.base).read_bytes() == CONTENT


def test_names() -> None:
    assert model_file("kokoro-v1.0-fp16").size == 177_464_787
    with pytest.raises(UnknownModelError, match="fp61") as caught:
        model_file("kokoro-v1.0-fp61")
    assert "kokoro-v1.0-fp16" in caught.value.hint
    assert all(len(file.sha256) == 64 for file in MODEL_FILES.values())


async def test_its_steps_can_be_waited_for_and_its_error_is_raised_there(
    release: Release, tmp_path: Path
) -> None:
    release.break_after = len(CONTENT) // 2
    with pytest.raises(UnreachableError):
        [step async for step in fetch(WEIGHTS, tmp_path, base=release.base)]
    release.break_after = None
    steps = [step async for step in fetch(WEIGHTS, tmp_path, base=release.base)]
    assert {(step.file, step.total) for step in steps} == {(tmp_path / WEIGHTS.filename, len(CONTENT))}
    assert steps[0].done == len(CONTENT) // 2
    assert steps[-1].done == len(CONTENT)
    assert (tmp_path / WEIGHTS.filename).read_bytes() == CONTENT


async def test_closed_early_it_stops_and_goes_on_from_there(release: Release, tmp_path: Path) -> None:
    release.break_after, release.gate = len(CONTENT) // 2, threading.Event()
    async with aclosing(fetch(WEIGHTS, tmp_path, base=release.base)) as steps:
        await anext(steps)
    release.gate.set()
    for thread in threading.enumerate():
        if thread.name == "download":
            thread.join(20)
            assert not thread.is_alive()
    release.break_after = None
    held = (tmp_path / f"{WEIGHTS.filename}.part").stat().st_size
    assert 0 < held < len(CONTENT)
    [*_, last] = [step async for step in fetch(WEIGHTS, tmp_path, base=release.base)]
    assert last.done == len(CONTENT)
    assert release.ranges[-1] == f"bytes={held}-"
