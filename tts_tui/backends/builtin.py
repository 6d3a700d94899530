"""The backends that come with tts-tui, each registered in pyproject.toml as any other package registers its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tts_tui.backends.capabilities import (
    Accounts,
    Blends,
    Clones,
    Downloads,
    Examines,
    Pronounces,
    Verifies,
)
from tts_tui.backends.manager import BackendSpec

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend, BackendContext

_BACKENDS = "tts_tui.backends"
_OF_SETTINGS = 90
"""Place of what the settings add: behind what comes with tts-tui."""


def _profiles(options: Mapping[str, Any]) -> Sequence[BackendSpec]:
    """A provider per server that speaks OpenAI's dialect; its models are called `PROFILE/MODEL`.

    Args:
        options: the table `[backends.openai]`, which has a table per server under `profiles`.
    """
    profiles = options.get("profiles", {})
    if not isinstance(profiles, Mapping):  # the backend refuses it, and says why
        return ()
    taken = {spec.name for spec in BUILT_IN}
    return [
        BackendSpec(
            # one that is called as a provider of ours is refused when it is made, and must not take its place
            f"openai.profiles.{name}" if name in taken else name,
            (f"{name}/*",),
            partial(_profile_backend, name, table),
            place=_OF_SETTINGS,
            can=(Accounts,),
            options=f"{_BACKENDS}.openai.profile:Profile",
            table=f"openai.profiles.{name}",
        )
        for name, table in profiles.items()
    ]


def _profile_backend(name: str, table: Mapping[str, Any], context: BackendContext) -> Backend:
    backend: Backend = import_module(f"{_BACKENDS}.openai.backend").compatible(name, table, context)
    return backend


KOKORO = BackendSpec(
    "kokoro",
    ("kokoro-*",),
    f"{_BACKENDS}.kokoro.backend:KokoroBackend",
    place=10,
    can=(Downloads, Verifies, Examines, Pronounces, Blends),
    options=f"{_BACKENDS}.kokoro.engine_choice:KokoroOptions",
)
KOKORO_TORCH = BackendSpec(
    "kokoro_torch",
    ("kokoro-*-torch",),
    f"{_BACKENDS}.kokoro_torch.backend:KokoroTorchBackend",
    place=20,
    can=(Pronounces, Blends),
    engines=(f"{_BACKENDS}.engines.catalog:KOKORO_TORCH",),
    options=f"{_BACKENDS}.engines.engine_options:EngineOptions",
)
CHATTERBOX = BackendSpec(
    "chatterbox",
    ("chatterbox", "chatterbox-*"),
    f"{_BACKENDS}.chatterbox.backend:ChatterboxBackend",
    place=30,
    can=(Downloads, Clones),
    engines=(f"{_BACKENDS}.engines.catalog:CHATTERBOX",),
    options=f"{_BACKENDS}.chatterbox.options:ChatterboxOptions",
)
OPENAI = BackendSpec(
    "openai",
    ("tts-*", "gpt-*-tts", "gpt-*-tts-*"),
    f"{_BACKENDS}.openai.backend:openai",
    place=40,
    can=(Accounts,),
    # as the vendor's own client takes them
    environment={
        "base_url": "OPENAI_BASE_URL",
        "organization": "OPENAI_ORG_ID",
        "project": "OPENAI_PROJECT_ID",
    },
    options=f"{_BACKENDS}.openai.vendor:OpenAIOptions",
    further=_profiles,
)
ELEVENLABS = BackendSpec(
    "elevenlabs",
    ("eleven_*",),
    f"{_BACKENDS}.elevenlabs.backend:ElevenLabsBackend",
    place=50,
    can=(Accounts,),
    options=f"{_BACKENDS}.elevenlabs.options:ElevenLabsOptions",
)
ALLTALK = BackendSpec(
    "alltalk",
    ("alltalk_*",),
    f"{_BACKENDS}.alltalk.backend:AllTalkBackend",
    place=60,
    can=(Accounts,),
    options=f"{_BACKENDS}.alltalk.options:AllTalkOptions",
)

BUILT_IN = (KOKORO, KOKORO_TORCH, CHATTERBOX, OPENAI, ELEVENLABS, ALLTALK)
