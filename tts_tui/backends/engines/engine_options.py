"""Options of the backends that run an engine in a worker."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta


class EngineOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[backends.NAME]`.

    Attributes:
        device: as torch names it (`cuda:1`, `mps`, `cpu`); empty picks the best.
        threads: torch's, on a CPU; 0 leaves it to torch.
        idle_seconds: the engine's process ends after that long unused, which frees its memory.
    """

    device: str = ""
    threads: Annotated[int, Meta(ge=0)] = 0
    idle_seconds: Annotated[float, Meta(gt=0)] = 600.0
