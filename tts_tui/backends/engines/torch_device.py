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
    """What this process has of the GPU's memory where it works on one, else the most that it had of the machine's."""
    if device.startswith("cuda"):
        return int(torch.cuda.memory_reserved() // 1_000_000)
    if device.startswith("mps"):
        return int(torch.mps.driver_allocated_memory() // 1_000_000)
    if sys.platform == "win32":
        return 0  # Windows has no getrusage
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # what the system counts in
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000
