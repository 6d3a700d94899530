"""What our dependencies would tell their makers, switched off before any of them is loaded.

Packages that are imported later read this at their start, in this process and in every child of it:

- ONNX Runtime keeps a device id, the program's path and a hash of it in a database, and sends that to its maker.
- OpenVINO reports each import to Google Analytics. It knows no variable, and goes without where its reporter is
  missing: `None` in `sys.modules` is a module that can't be imported.
- Hugging Face's libraries name versions and the machine in the requests of a download; others heed DO_NOT_TRACK.
"""

from __future__ import annotations

import os
import sys
from typing import Any

VARIABLES = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DISABLE_TELEMETRY": "1",  # of older versions of those libraries, which engines pin
    "DO_NOT_TRACK": "1",
}
REPORTERS = ("openvino_telemetry",)


def switch_off() -> None:
    """Set what they heed; once one of them is imported it is too late."""
    os.environ.update(VARIABLES)
    modules: dict[str, Any] = sys.modules
    for name in REPORTERS:
        modules.setdefault(name, None)
