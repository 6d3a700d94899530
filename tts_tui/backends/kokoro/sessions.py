"""ONNX Runtime sessions with the settings that were measured to suit this model."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

# first: onnxruntime's C asks for parts of numpy that aren't there yet while another thread imports it
import numpy  # noqa: F401
import onnxruntime as ort
from numpy.typing import NDArray

CPU = "CPUExecutionProvider"
ACCELERATORS = ("CUDAExecutionProvider", "CoreMLExecutionProvider")
"""In order of preference. Models with int8 weights are computed in floats there."""

_M_MMAP_THRESHOLD = -3
"""As <malloc.h> numbers it."""

_GROW_AS_REQUESTED = 1
"""ONNX Runtime's arena_extend_strategy kSameAsRequested."""

_SPIN_US = "50"
"""Microseconds; of 20 to 2,000 none is quicker."""

Array = NDArray[Any]

_sharing = Lock()


def runtime_version() -> str:
    """Of ONNX Runtime."""
    version: str = ort.__version__
    return version


def available_accelerator() -> str | None:
    """The accelerator that this build of ONNX Runtime was made for, if any."""
    present = ort.get_available_providers()
    return next((name for name in ACCELERATORS if name in present), None)


def give_memory_back() -> None:
    """Keep glibc from holding on to what sessions free: 350 MB and growing becomes 280 and flat.

    Each freed mapping raises glibc's threshold for mapping, up to 32 MiB; from then on blocks of that size come
    from heaps that fragment. Setting the threshold pins it (mallopt(3)). Elsewhere than with glibc, nothing.
    To be called when the sessions are loaded, which takes half as long again with it.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1 << 20)


def share_arena() -> None:
    """Let all sessions take memory from one arena, which grows by what is asked for.

    They work in turns, so one needs what another gave back; by default each has its own, and doubles it at every
    growth. Over sentences of all lengths that took 376 MB at most, and this 302. To be called before the first
    session is made.
    """
    with _sharing:
        _register_arena()


@cache
def _register_arena() -> None:
    memory = ort.OrtMemoryInfo("Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT)
    defaults = -1
    ort.create_and_register_allocator(memory, ort.OrtArenaCfg(0, _GROW_AS_REQUESTED, defaults, defaults))


class Graph(Protocol):
    """A loaded graph, in whichever runtime."""

    @property
    def provider(self) -> str: ...

    def run(self, inputs: Mapping[str, Array]) -> dict[str, Array]: ...


class GraphSession:
    """One graph, loaded. `run` may be called from several threads at once.

    Args:
        path: the graph, already optimized if `provider` is the CPU.
        provider: ONNX Runtime's name of who runs it; what it can't run goes to the CPU.
        threads: threads of one call.
        spin: let them wait awake for each other between operators. For graphs of many small ones that nothing else
            runs beside: with two threads the encoder takes 22 ms instead of 29, and no more of the processor.
        shrink: give the arena back after each call. For graphs that see whole sentences, whose needs vary;
            windows need the same memory every time.
    """

    def __init__(
        self, path: Path, *, provider: str = CPU, threads: int = 1, spin: bool = False, shrink: bool = False
    ) -> None:
        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Threads that spin for long steal the cores from the other caller, the player and the UI (1.8x when they meet).
        options.add_session_config_entry("session.intra_op.allow_spinning", "1" if spin else "0")
        options.add_session_config_entry("session.intra_op.spin_duration_us", _SPIN_US)
        options.add_session_config_entry("session.force_spinning_stop", "1")
        if provider == CPU:
            # The file is optimized; planning memory reuse would be most of the loading time and gains nothing.
            options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
            options.enable_mem_reuse = False
            # Patterns are remembered for each length ever seen; 20 MB for nothing, lengths being all different.
            options.enable_mem_pattern = False
            options.add_session_config_entry("session.use_env_allocators", "1")
        providers = [CPU] if provider == CPU else [provider, CPU]
        self._session = ort.InferenceSession(str(path), options, providers=providers)
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._options = ort.RunOptions()
        if shrink:
            self._options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    @property
    def provider(self) -> str:
        """Who runs it."""
        return str(self._session.get_providers()[0])

    def run(self, inputs: Mapping[str, Array]) -> dict[str, Array]:
        """Compute every output. Releases the GIL."""
        return dict(zip(self._outputs, self._session.run(self._outputs, inputs, self._options), strict=True))


def optimize(graph: bytes, path: Path) -> None:
    """Write a graph as ONNX Runtime runs it on this processor, its weights beside it in a file `.bin`.

    That file holds them as the kernels want them, too: packing them is half of a session's loading time.
    EXTENDED, not ALL: the layouts that ALL chooses are no faster here. And without the fusion that would undo
    `graph.norms`.
    """
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    for entry, value in {
        "session.optimized_model_external_initializers_file_name": path.with_suffix(".bin").name,
        "session.optimized_model_external_initializers_min_size_in_bytes": "1024",
        "session.save_external_prepacked_constant_initializers": "1",
    }.items():
        options.add_session_config_entry(entry, value)
    ort.InferenceSession(graph, options, providers=[CPU], disabled_optimizers=["SkipLayerNormFusion"])
