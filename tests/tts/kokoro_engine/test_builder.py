"""One process builds, whoever asks and whoever is killed; it says why it can't, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import onnx
import pytest
from virtual_sound import until

from tts_tui.backends.kokoro import compiled

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]

ASK = """
import sys
from pathlib import Path
from tts_tui.backends.kokoro.compiled import ensure_compiled
from tts_tui.backends.kokoro.engine import StreamingUnavailableError
try:
    ensure_compiled(Path(sys.argv[1]), Path(sys.argv[2]), wait=float(sys.argv[3]))
except StreamingUnavailableError as error:
    sys.stdout.write(error.message)
"""
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"


@pytest.fixture
def not_kokoro(tmp_path: Path) -> Path:
    """A model that ends in a verdict, soon."""
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Identity", ["x"], ["audio"])],
        "other",
        [value("x", onnx.TensorProto.FLOAT, [1])],
        [value("audio", onnx.TensorProto.FLOAT, [1])],
    )
    path = tmp_path / "other.onnx"
    onnx.save(onnx.helper.make_model(graph), str(path))
    return path


def ask(model: Path, cache: Path, wait: float, code: str = ASK) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, str(model), str(cache), str(wait)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def builders(cache: Path) -> list[int]:
    """Ids of the processes that build in this cache, or wait to."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode().split("\0")
            stopped = (process / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            continue  # it has ended
        if "tts_tui.backends.kokoro.builder" in words and str(cache) in words and not stopped:
            found.append(int(process.name))
    return found


def test_six_ask_at_once_one_builds_and_when_it_is_killed_another_one_does(
    not_kokoro: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    asking = [ask(not_kokoro, cache, 20.0) for _ in range(6)]
    until(lambda: len(builders(cache)) >= 1, "nobody builds")
    time.sleep(3)
    until(lambda: len(builders(cache)) == 1, "more than one builds")
    leftover = cache / "building-of-a-killed-one"
    leftover.mkdir()
    (leftover / "window.bin").write_bytes(b"half")
    killed = builders(cache)[0]
    os.kill(killed, signal.SIGKILL)
    said = {process.communicate(timeout=400)[0] for process in asking}
    # whose builder it was tells that it was killed; to the others another one's verdict is told
    assert "The streaming engine can't run this model here: the graph has 0 STFT nodes, not one" in said
    assert len(said) <= 2
    assert not leftover.exists()
    assert not list(cache.glob("building-*"))


def test_the_builder_outlives_who_asked_and_comes_to_an_end(not_kokoro: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    asking = ask(not_kokoro, cache, 3.0)
    until(lambda: len(builders(cache)) == 1, "nobody builds")
    asking.kill()
    asking.communicate()
    until(lambda: not builders(cache), "it doesn't end")
    assert compiled.compiled_folder(not_kokoro, cache).exists()


def test_without_room_it_says_so_at_once(not_kokoro: Path, tmp_path: Path) -> None:
    asking = ask(not_kokoro, tmp_path / "cache", 600.0, SMALL_FILES + ASK)
    said, _ = asking.communicate(timeout=400)
    assert "could not be prepared" in said
    assert "File too large" in said
    assert not list((tmp_path / "cache").glob("building-*"))
