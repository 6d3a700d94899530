"""The engines that can be installed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tts_tui.backends.base import BackendContext
from tts_tui.speech.errors import UsageError, did_you_mean

EngineCheck = Callable[[Path, BackendContext], Awaitable[str]]
"""Tries the engine whose interpreter is given, and says in a few words how that went."""

_PINS = Path(__file__).with_name("pins")


@dataclass(frozen=True, slots=True)
class Engine:
    """A set of packages that must not be mixed with ours.

    Attributes:
        name: what users type, and its folder's name.
        requirements: what uv is asked for; everything else follows from `pins`.
        backend: name of the backend that runs it.
        check: "package.module:function" of a `EngineCheck`, imported when needed.
        megabytes: disk space of the environment with a CPU build of torch.
        pinned: the folder of NAME.txt and NAME.overrides.txt.
    """

    name: str
    title: str
    summary: str
    requirements: tuple[str, ...]
    backend: str
    check: str
    megabytes: int
    pinned: Path = _PINS

    @property
    def pins(self) -> Path:
        """The exact version of every package, as constraints."""
        return self.pinned / f"{self.name}.txt"

    @property
    def overrides(self) -> Path:
        """Requirements of those packages that are replaced."""
        return self.pinned / f"{self.name}.overrides.txt"

    async def try_out(self, python: Path, context: BackendContext) -> str:
        """Run its `check`.

        Raises:
            SpeechError: it can't speak.
        """
        module, _, function = self.check.partition(":")
        check: EngineCheck = getattr(import_module(module), function)
        return await check(python, context)


KOKORO_TORCH = Engine(
    "kokoro-torch",
    "Kokoro on PyTorch",
    "Kokoro's voices on a GPU; on a CPU the built-in ONNX engine is faster.",
    ("kokoro==0.9.4", "torch==2.13.0", "onnx", "attrs"),  # kokoro imports attr and does not say so
    "kokoro_torch",
    "tts_tui.backends.kokoro_torch.check:speak_once",
    950,
)
CHATTERBOX = Engine(
    "chatterbox",
    "Chatterbox",
    "Expressive voices in 23 languages and cloning from a clip; needs a GPU to keep up with speech.",
    ("chatterbox-tts==0.1.7", "setuptools<81"),
    "chatterbox",
    "tts_tui.backends.chatterbox.check:find_mark",
    1400,
)


def find_engine(name: str, engines: Sequence[Engine]) -> Engine:
    """
    Raises:
        UsageError: there is none of that name.
    """
    for engine in engines:
        if engine.name == name:
            return engine
    raise UsageError(
        f"There is no engine {name!r}.", hint=did_you_mean(name, [engine.name for engine in engines])
    )
