"""The backends that come with tts-tui. Others add theirs through the entry-point group `tts_tui.backends`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tts_tui.backends.manager import BackendSpec

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend, BackendContext

BUILT_IN = (
    BackendSpec("kokoro", ("kokoro-*",), "tts_tui.backends.kokoro.backend:KokoroBackend"),
    BackendSpec(
        "kokoro_torch", ("kokoro-*-torch",), "tts_tui.backends.kokoro_torch.backend:KokoroTorchBackend"
    ),
    BackendSpec(
        "chatterbox",
        ("chatterbox", "chatterbox-*"),
        "tts_tui.backends.chatterbox.backend:ChatterboxBackend",
    ),
    BackendSpec("openai", ("tts-*", "gpt-*-tts", "gpt-*-tts-*"), "tts_tui.backends.openai.backend:openai"),
    BackendSpec("elevenlabs", ("eleven_*",), "tts_tui.backends.elevenlabs.backend:ElevenLabsBackend"),
    BackendSpec("alltalk", ("alltalk_*",), "tts_tui.backends.alltalk.backend:AllTalkBackend"),
)


def specs(options: Mapping[str, Mapping[str, Any]]) -> Sequence[BackendSpec]:
    """What is built in, and what the settings add.

    Args:
        options: the `[backends]` tables of the settings, by backend name.
    """
    profiles = options.get("openai", {}).get("profiles", {})
    return (*BUILT_IN, *(profile_specs(profiles) if isinstance(profiles, Mapping) else ()))


def profile_specs(profiles: Mapping[str, Mapping[str, Any]]) -> Sequence[BackendSpec]:
    """A provider per server that speaks OpenAI's dialect; its models are called `PROFILE/MODEL`.

    Args:
        profiles: the tables `[backends.openai.profiles.NAME]`, by name.
    """
    return [
        BackendSpec(name, (f"{name}/*",), partial(_profile_backend, name, table))
        for name, table in profiles.items()
    ]


def _profile_backend(name: str, table: Mapping[str, Any], context: BackendContext) -> Backend:
    backend: Backend = import_module("tts_tui.backends.openai.backend").compatible(name, table, context)
    return backend
