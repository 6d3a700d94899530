"""Where Chatterbox's weights lie: a folder of the user's, our folder of models, or the cache of the hub's client."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tts_tui.backends.chatterbox.catalog import Variant
from tts_tui.store.user_paths import expanded


def find_weights(variant: Variant, data: Path, own: str) -> Path | None:
    """The first folder that has every file the model can't do without.

    Args:
        data: the app's folder for what can't be made again.
        own: a folder to look in first, with the files or with a folder per model; may be empty.
    """
    for folder in _places(variant, data, own):
        if all((folder / name).is_file() for name in variant.files):
            return folder
    return None


def where_to_put(variant: Variant, data: Path) -> str:
    """What a user without them should do."""
    folder = data / "models" / variant.folders[-1]
    return f"tts-tui models get {variant.id} fetches them; or put the files of {variant.hub} into {folder}."


def _places(variant: Variant, data: Path, own: str) -> Iterator[Path]:
    if own:
        yield expanded(own)
        yield from (expanded(own) / name for name in variant.folders)
    yield from (data / "models" / name for name in variant.folders)
    repository = _hub_cache() / f"models--{variant.hub.replace('/', '--')}" / "snapshots"
    if repository.is_dir():
        yield from sorted(repository.iterdir(), key=lambda snapshot: snapshot.stat().st_mtime, reverse=True)


def _hub_cache() -> Path:
    """Where huggingface_hub keeps what it fetched, by its own rules."""
    if named := os.environ.get("HF_HUB_CACHE"):
        return expanded(named)
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")) / "huggingface"
    return expanded(home) / "hub"
