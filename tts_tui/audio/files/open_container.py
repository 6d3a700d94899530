"""Files and streams for PyAV to read, whatever their tags hold."""

from __future__ import annotations

from typing import Any

import av
from av.container import InputContainer

_ANY_TAGS: dict[str, Any] = (
    {"metadata_errors": "replace"} if int(av.__version__.partition(".")[0]) < 19 else {}
)
"""Before PyAV 19, tags that aren't UTF-8 make opening fail unless this is set; later versions replace them."""


def open_to_read(source: object, **options: Any) -> InputContainer:
    """`av.open` of a path as text, or of an object that has `read`.

    Raises:
        FFmpegError: it can't be opened, or nothing that PyAV knows is in it.
    """
    opened: InputContainer = av.open(source, "r", **_ANY_TAGS, **options)
    return opened
