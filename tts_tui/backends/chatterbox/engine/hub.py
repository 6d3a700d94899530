"""Weights from Hugging Face's hub, with its own client."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Any

import httpx
from huggingface_hub import HfApi, hf_hub_download
from huggingface_hub.errors import HfHubHTTPError
from tqdm import tqdm

from tts_tui.backends.worker.serve import Task, TaskRefused


def fetch(task: Task) -> None:
    """Fetch the files of the repository `hub` that match `patterns` into `folder`; what is there stays.

    An event `progress` with `file`, `done` and `total` (bytes) tells how far each is.
    """
    hub, folder = task.arguments["hub"], task.arguments["folder"]
    try:
        for name in _matching(HfApi().list_repo_files(hub), task.arguments["patterns"]):
            task.check()
            hf_hub_download(hub, name, local_dir=folder, tqdm_class=_bar(task, name))
    except (HfHubHTTPError, httpx.HTTPError) as error:
        raise TaskRefused(f"{hub} can't be fetched: {error}", kind="unreachable") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise TaskRefused(f"No room for {hub} in {folder}.", kind="disk") from error
        raise TaskRefused(f"{hub} can't be fetched: {error}", kind="unreachable") from error


def _matching(names: Sequence[str], patterns: Sequence[str]) -> list[str]:
    return [name for name in names if any(fnmatchcase(name, pattern) for pattern in patterns)]


def _bar(task: Task, name: str) -> type[Any]:
    """A progress bar that tells the parent instead of drawing."""

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            options.pop("name", None)  # the hub's own addition
            super().__init__(*args, **{**options, "disable": False, "file": _Nowhere()})

        def update(self, n: float | None = 1) -> bool | None:
            task.check()
            drawn: bool | None = super().update(n)
            task.event("progress", file=name, done=int(self.n), total=int(self.total or 0))
            return drawn

    return Bar


class _Nowhere:
    """Takes what a bar draws."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return
