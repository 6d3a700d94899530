"""fastkokoro's server, over the project's own model: a real server of OpenAI's dialect, and a rival to measure.

It has its own environment, being large: `python -m venv V && V/bin/pip install 'fastkokoro[cpu]'`, then put V/bin on
the PATH, or its program into TTS_TUI_FASTKOKORO.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tts_tui.backends.kokoro.voices import PACK

PROGRAM = os.environ.get("TTS_TUI_FASTKOKORO") or shutil.which("fastkokoro")


@contextmanager
def serving(model: Path, folder: Path) -> Iterator[str]:
    """Its base URL while it runs.

    Args:
        model: Kokoro's ONNX file.
        folder: for its voices and its cache.

    Raises:
        RuntimeError: it doesn't start; says why.
    """
    with np.load(PACK) as packs, (folder / "voices.bin").open("wb") as file:
        np.savez(file, **{name: pack.astype(np.float32)[:, None, :] for name, pack in packs.items()})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "HF_HUB_OFFLINE": "1",
        "FASTKOKORO_HOST": "127.0.0.1",
        "FASTKOKORO_PORT": str(port),
        "FASTKOKORO_MODEL_PATH": str(model),
        "FASTKOKORO_VOICES_PATH": str(folder / "voices.bin"),
        "FASTKOKORO_CACHE_DIR": str(folder),
        "FASTKOKORO_ONNX_AUTO_PROVIDERS": "false",
    }
    with subprocess.Popen(
        [str(PROGRAM)],
        env=os.environ | environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stderr
        said = ""
        for line in process.stderr:
            said += line
            if "Uvicorn running" in line:
                break
        else:
            raise RuntimeError(f"fastkokoro ended: {said}")
        try:
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
