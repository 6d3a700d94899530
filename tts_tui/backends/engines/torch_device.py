"""What torch runs on. Runs in an engine's environment."""

from __future__ import annotations

import torch

from tts_tui.store.memory import resident_mb


def best_device() -> str:
    """The fastest that this torch and this machine have."""
    if torch.cuda.is_available():  # ROCm's builds answer here as well
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def memory_mb(device: str) -> int:
    """What this process has of the GPU's memory where it works on one, else of the machine's."""
    if device.startswith("cuda"):
        return int(torch.cuda.memory_reserved() // 1_000_000)
    if device.startswith("mps"):
        return int(torch.mps.driver_allocated_memory() // 1_000_000)
    return resident_mb()
