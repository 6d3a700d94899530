"""Options of the backends that run an engine in a worker."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta


class EngineOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[backends.NAME]`."""

    device: Annotated[str, Meta(description="as torch names it (cuda:1, mps, cpu); empty picks the best")] = (
        ""
    )
    threads: Annotated[int, Meta(ge=0, description="of torch, on a CPU; 0 leaves it to torch")] = 0
    idle_seconds: Annotated[
        float, Meta(gt=0, description="seconds unused after which its process ends, which frees its memory")
    ] = 600.0
