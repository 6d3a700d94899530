"""Sample-rate conversion of a stream, for devices and formats that haven't got the clip's own rate."""

from __future__ import annotations

from typing import cast

import numpy as np
import soxr
from numpy.typing import NDArray


class Resampler:
    """Keeps its filter's state between chunks, so the result doesn't depend on how the input is cut up."""

    def __init__(self, source_rate: int, target_rate: int) -> None:
        self._stream = soxr.ResampleStream(source_rate, target_rate, 1, dtype="float32", quality="HQ")

    def push(self, samples: NDArray[np.float32], *, last: bool = False) -> NDArray[np.float32]:
        """The samples at the target rate as far as they are known; all the rest with `last`."""
        return cast("NDArray[np.float32]", self._stream.resample_chunk(samples, last=last))
