"""Built once, found again, checked, and refused with a reason that is remembered."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from tts_tui.backends.kokoro import builder, compiled
from tts_tui.backends.kokoro.compiled import PARTS, compiled_folder, ensure_compiled
from tts_tui.backends.kokoro.engine import StreamingUnavailableError
from tts_tui.backends.kokoro.engine_choice import KokoroOptions, choose
from tts_tui.backends.kokoro.integrity import DamagedGraphsError, check_seal
from tts_tui.backends.kokoro.model_file import INT8, is_verified, stamp
from tts_tui.backends.kokoro.selfcheck import check
from tts_tui.backends.kokoro.stock import StockEngine
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.speech.errors import CorruptModelError

pytestmark = pytest.mark.slow


@pytest.fixture
def not_kokoro(tmp_path: Path) -> Path:
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Identity", ["x"], ["audio"])],
        "other",
        [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1])],
        [onnx.helper.make_tensor_value_info("audio", onnx.TensorProto.FLOAT, [1])],
    )
    path = tmp_path / "other.onnx"
    onnx.save(onnx.helper.make_model(graph), str(path))
    return path


def test_a_second_start_builds_nothing(
    engine: StreamingEngine, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("built again"))
    folder = ensure_compiled(model, model.parent)
    made = {f"{part}.{kind}" for part in PARTS for kind in ("onnx", "bin")}
    assert made | {"threads.json", "checksums.json"} == {file.name for file in folder.iterdir()}


def test_another_model_build_or_processor_has_another_folder(
    model: Path, not_kokoro: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = {compiled_folder(path, model.parent) for path in (model, not_kokoro)}
    monkeypatch.setattr("onnxruntime.__version__", "99")
    folders.add(compiled_folder(model, model.parent))
    monkeypatch.setattr(compiled, "_processor", lambda: b"flags: of another")
    folders.add(compiled_folder(model, model.parent))
    assert len(folders) == 4


def test_two_processes_build_at_once_and_a_refusal_is_remembered(
    not_kokoro: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reason(_: int) -> str:
        with pytest.raises(StreamingUnavailableError) as caught:
            ensure_compiled(not_kokoro, tmp_path / "cache")
        return caught.value.message

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(reason, range(2))
    assert first == second
    assert first == "The streaming engine can't run this model here: the graph has 0 STFT nodes, not one"
    assert {path.name for path in (tmp_path / "cache").iterdir()} == {
        compiled_folder(not_kokoro, tmp_path / "cache").name,
        "building.lock",
    }
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("built again"))
    assert reason(0) == first


def test_folders_of_older_versions_go_after_a_while(tmp_path: Path) -> None:
    old, recent = tmp_path / "kokoro-old", tmp_path / "kokoro-recent"
    for folder in (old, recent):
        folder.mkdir()
    os.utime(old, (0, 0))
    builder.drop_unused(tmp_path)
    assert [folder.name for folder in tmp_path.iterdir()] == [recent.name]


@pytest.mark.filterwarnings("ignore:Ignoring unknown external data key")  # onnx knows no packed weights
def test_a_graph_that_sounds_wrong_is_refused(engine: StreamingEngine, model: Path, tmp_path: Path) -> None:
    folder = ensure_compiled(model, model.parent)
    for part in ("encoder", "front", "source"):
        for kind in ("onnx", "bin"):
            (tmp_path / f"{part}.{kind}").symlink_to(folder / f"{part}.{kind}")
    broken = onnx.load(str(folder / "whole.onnx"))
    for tensor in broken.graph.initializer:
        if "resblocks.5" in tensor.name and tensor.name.endswith("_weights"):
            tensor.CopyFrom(
                numpy_helper.from_array(np.zeros_like(numpy_helper.to_array(tensor)), tensor.name)
            )
    onnx.save(broken, str(tmp_path / "whole.onnx"))
    with pytest.raises(StreamingUnavailableError, match="differs by"):
        check(model, tmp_path)


@pytest.fixture
def copied(engine: StreamingEngine, model: Path, tmp_path: Path) -> Path:
    """The graphs in a cache of their own, to be damaged."""
    folder = compiled_folder(model, tmp_path)
    shutil.copytree(ensure_compiled(model, model.parent), folder)
    return folder


@pytest.mark.parametrize("part", PARTS)
def test_a_block_of_zeros_in_any_graph_is_seen_and_told_and_the_graphs_go(
    copied: Path, model: Path, tmp_path: Path, part: str
) -> None:
    weights = copied / f"{part}.bin"
    kept = weights.stat()
    with weights.open("r+b") as file:
        file.seek(weights.stat().st_size // 2)
        file.write(bytes(min(1 << 16, weights.stat().st_size // 2)))
    os.utime(weights, ns=(kept.st_atime_ns, kept.st_mtime_ns))  # as a bad disk does it
    chosen = choose(model, tmp_path, KokoroOptions())
    assert chosen.engine.name == "stock"
    assert chosen.for_now
    assert "damaged" in chosen.notice
    assert "made again" in chosen.notice
    chosen.engine.close()
    assert not copied.exists()


def test_a_graph_that_is_missing_or_no_graph_is_seen_as_well(copied: Path) -> None:
    check_seal(copied)
    (copied / "source.onnx").write_bytes(b"damaged")
    with pytest.raises(DamagedGraphsError):
        check_seal(copied)
    (copied / "source.onnx").unlink()
    with pytest.raises(DamagedGraphsError):
        check_seal(copied)


def test_a_graph_that_is_damaged_while_the_engine_runs_is_deleted(
    copied: Path, model: Path, tmp_path: Path
) -> None:
    running = StreamingEngine.open(model, tmp_path, accelerate=False)
    (copied / "whole.onnx").write_bytes(b"damaged")
    with pytest.raises(DamagedGraphsError) as caught:
        running._whole_graph()  # loaded when it is first needed
    assert "Speak again" in (caught.value.hint or "")
    running.close()
    assert not copied.exists()


def test_a_damaged_model_is_not_spoken_with(model: Path, tmp_path: Path) -> None:
    damaged = tmp_path / model.name
    content = bytearray(model.read_bytes())
    content[-(1 << 20) : -(1 << 20) + (1 << 16)] = bytes(1 << 16)
    damaged.write_bytes(content)
    stamp(damaged, INT8)
    with pytest.raises(CorruptModelError):
        StockEngine(damaged)
    assert not is_verified(damaged, INT8)
