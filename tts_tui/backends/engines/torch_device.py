"""What torch runs on. Runs in an engine's environment."""

from __future__ import annotations

import sys

import torch


def best_device() -> str:
    """The fastest that this torch and this machine have."""
    if torch.cuda.is_available():  # ROCm's builds answer here as well
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def memory_mb(device: str) -> int:
    """Most that this process has had: of the GPU's memory where it works on one, else of the machine's."""
    if device.startswith("cuda"):
        return int(torch.cuda.max_memory_reserved() // 1_000_000)
    if sys.platform == "win32":
        return 0  # Windows has no getrusage
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # what the system counts in
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000
