"""Which build of torch this machine wants."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

NVIDIA = Path("/proc/driver/nvidia/version")
AMD = Path("/dev/kfd")


def has_gpu() -> bool:
    """A GPU that a build of torch can use: its driver is loaded, or it is Apple's."""
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    return NVIDIA.exists() or AMD.exists()


def torch_arguments(find_links: Sequence[str], build: str = "") -> list[str]:
    """Arguments that make `uv pip install` take the right build of torch.

    On Linux the plain package may be a CUDA build of several GB, so without a GPU the CPU builds are
    asked for: from a folder of wheels that pip was told of, if one lies there, else from torch's own index, which
    uv knows. macOS has one build, which uses its GPU.

    Args:
        find_links: folders and addresses of wheels, from pip's settings.
        build: a backend as uv names them (`cpu`, `cu130`, `rocm7.2`), `index` for what the indexes have;
            empty decides.
    """
    if build:
        return [] if build == "index" else ["--torch-backend", build]
    if sys.platform == "darwin":
        return []
    if has_gpu():
        return ["--torch-backend", "auto"]
    return [] if _cpu_wheel_in(find_links) else ["--torch-backend", "cpu"]


def _cpu_wheel_in(places: Sequence[str]) -> bool:
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return any(next(Path(place).glob(f"torch-*+cpu-{python}-*.whl"), None) for place in places)


def describe(arguments: Sequence[str]) -> str:
    """Those arguments, for people."""
    backends: Mapping[str, str] = {"cpu": "torch for the CPU", "auto": "torch for this machine's GPU"}
    return backends.get(arguments[-1], f"torch {arguments[-1]}") if arguments else "torch from pip's sources"
