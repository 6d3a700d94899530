"""Which backend speaks for a model: registered by pattern, made when first asked for, closed in the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from tts_tui.backends.base import EMPTY, Backend, BackendContext
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import (
    MissingDependencyError,
    SettingsError,
    SpeechError,
    SynthesisError,
    UnknownModelError,
    did_you_mean,
    unexpected,
)

if TYPE_CHECKING:
    import asyncio

    from tts_tui.backends.engines.catalog import Engine

log = logging.getLogger(__name__)

BackendFactory = Callable[[BackendContext], Backend]
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class BackendSpec:
    """How to recognize and make a backend, without importing it.

    Attributes:
        name: names its table in the settings.
        patterns: model ids that it serves, as in `fnmatch`; the first spec that matches wins.
        factory: "package.module:callable", imported when first needed.
        place: among the others, in lists and where patterns of several match: the smallest first. What comes with
            tts-tui has 10 to 90.
        environment: options that the environment sets in the place of the settings: the variable of each.
        can: its capabilities (see `capabilities`), so that asking for others doesn't load it; None to load it and look.
        engines: "package.module:NAME" of each `engines.catalog.Engine` that it runs: packages that don't go with
            ours, which users install in an environment of their own.
        options: "package.module:Struct" of its table, so that the settings can list what may stand there; empty where
            that isn't told.
        table: dotted name of its table under `[backends]`, where that isn't its own.
        further: makes specs of the backend's own table in the settings, such as one for each server in it.
    """

    name: str
    patterns: tuple[str, ...]
    factory: str | BackendFactory
    place: int = 100
    environment: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    can: tuple[type, ...] | None = None
    engines: tuple[str, ...] = ()
    options: str = ""
    table: str = ""
    further: Callable[[Mapping[str, Any]], Sequence[BackendSpec]] = lambda _options: ()

    @property
    def place_in_settings(self) -> str:
        """Dotted name of its table, under `[backends]`."""
        return self.table or self.name

    def make(self, context: BackendContext) -> Backend:
        if callable(self.factory):
            return self.factory(context)
        try:
            factory: BackendFactory = _named(self.factory)
        except (ImportError, AttributeError, OSError) as error:  # OSError: a native library of its own
            raise MissingDependencyError(
                f"The {self.name} backend can't be loaded: {error}.",
                hint="tts-tui doctor tells what is missing.",
            ) from error
        return factory(context)


class TTSBackendManager:
    """Maps model ids to backends, and owns the backends it made.

    Attributes:
        options: the settings of the backends, by spec name.
    """

    def __init__(
        self,
        context: BackendContext,
        specs: Iterable[BackendSpec],
        options: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """
        Args:
            context: given to every backend, with its own table of `options` in it.
            specs: what is registered at first, see `register`.
            options: a table of settings per spec name.
        """
        self._context = context
        self.options: Mapping[str, Mapping[str, Any]] = options or {}
        self._specs: list[BackendSpec] = []
        self._backends: dict[str, Backend] = {}
        self._starting: dict[str, asyncio.Lock] = {}
        for spec in specs:
            self.register(spec)

    def register(self, spec: BackendSpec) -> None:
        """Add a backend; a later one of the same name replaces the earlier."""
        self._specs = [known for known in self._specs if known.name != spec.name]
        self._specs.append(spec)

    def check_options(self) -> None:
        """Refuse options that no backend reads; for when all are registered.

        Raises:
            SettingsError: a table has the name of no backend.
        """
        for name in self.options:
            if name not in self.names:
                raise SettingsError(
                    f"[backends.{name}] is read by no backend: there is none of that name.",
                    hint=did_you_mean(name, self.names),
                )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(spec.name for spec in self._specs)

    def backend(self, name: str) -> Backend:
        """The backend of that name, made now if it wasn't yet.

        Raises:
            UnknownModelError: there is none.
            SpeechError: it can't be made.
        """
        if name not in self._backends:
            spec = next((spec for spec in self._specs if spec.name == name), None)
            if spec is None:  # a model of another package's names it
                raise UnknownModelError(
                    f"There is no backend {name!r}.", hint=did_you_mean(name, list(self.names))
                )
            try:
                self._backends[name] = spec.make(self._context_for(name))
            except Exception as error:
                raise unexpected(error, _named_backend(name)) from error
        return self._backends[name]

    def models(self) -> list[Model]:
        """Every model of every backend, in the order of registration.

        Raises:
            SpeechError: a backend can't be made, for example because its options are wrong.
        """
        return [model for spec in self._specs for model in self.models_of(spec.name)]

    def models_of(self, name: str) -> Sequence[Model]:
        """Every model of the backend of that name.

        Raises:
            SpeechError: it can't be made, or tell its models: a third party's may raise anything.
        """
        backend = self.backend(name)
        try:
            return list(backend.models())
        except Exception as error:
            raise unexpected(error, _named_backend(name)) from error

    def usable_models(self) -> tuple[list[Model], dict[str, SpeechError]]:
        """The same of every backend that can be made, and why the others can't, by name."""
        models: list[Model] = []
        refused: dict[str, SpeechError] = {}
        for name in self.names:
            try:
                models += self.models_of(name)
            except SpeechError as error:
                refused[name] = error
        return models, refused

    def capable(self, capability: type[C]) -> dict[str, C]:
        """Every backend that can be made and has a capability (see `capabilities`), by name."""
        found: dict[str, C] = {}
        for spec in self._specs:
            if spec.can is not None and capability not in spec.can:
                continue
            with suppress(Exception):  # `usable_models` tells why it can't be made
                if isinstance(backend := self.backend(spec.name), capability):
                    found[spec.name] = backend
        return found

    def engines(self) -> list[Engine]:
        """Every engine that can be installed; no backend is made for that."""
        found: list[Engine] = []
        for spec in self._specs:
            with suppress(ImportError, AttributeError):  # `usable_models` tells why the backend can't be made
                found += map(_named, spec.engines)
        return found

    async def look(self) -> None:
        """Have every backend ask its server whether it is there, all at once: `models` tells the truth then."""
        found = []
        for name in self.names:
            with suppress(SpeechError):  # `usable_models` tells why it can't be made
                found.append(self.backend(name))
        import asyncio  # which lists do without

        await asyncio.gather(*(backend.look() for backend in found), return_exceptions=True)

    def resolve(self, model_id: str, provider: str = "") -> tuple[Backend, Model]:
        """The backend that serves a model, and what the model can do.

        Raises:
            UnknownModelError: no pattern matches, or the backend has no such model.
            SpeechError: the backend can't be made.
        """
        for spec in self._specs:
            if any(fnmatchcase(model_id, pattern) for pattern in spec.patterns):
                for model in self.models_of(spec.name):
                    if model.id == model_id and provider in ("", model.provider):
                        return self.backend(spec.name), model
        models, _ = self.usable_models()
        known = [model.id for model in models if provider in ("", model.provider)]
        of = f" of {provider}" if provider else ""
        raise UnknownModelError(
            f"There is no model {model_id!r}{of}.",
            hint=did_you_mean(model_id, known) or "tts-tui models lists what there is.",
        )

    async def start(self, model_id: str, provider: str = "") -> Backend:
        """Make the model ready to speak; two callers at once load it once.

        Raises:
            SpeechError: unknown, not available here, or it failed to load.
        """
        backend, model = self.resolve(model_id, provider)
        if not (model.available or model.trouble.retryable):  # a server that was away may be back
            raise model.refusal()
        import asyncio

        async with self._starting.setdefault(model_id, asyncio.Lock()):
            try:
                await backend.start(model_id)
            except SpeechError:
                raise
            except Exception as error:  # a third party's backend may raise anything
                raise SynthesisError(
                    f"{model.name} can't be loaded: {type(error).__name__}: {error}",
                    hint="tts-tui doctor checks the engine and names the log file.",
                ) from error
        return backend

    async def close(self) -> None:
        """Close every backend; one that fails to is logged, since nothing is asked of it any more."""
        async with AsyncExitStack() as stack:
            while self._backends:
                stack.push_async_callback(_closed, *self._backends.popitem())

    def _context_for(self, name: str) -> BackendContext:
        context = self._context
        return replace(context, options=self.options.get(name, context.options))


async def _closed(name: str, backend: Backend) -> None:
    try:
        await backend.close()
    except Exception:
        log.exception("the %s backend failed to close", name)


def _named_backend(name: str) -> str:
    return f"The {name} backend"


def _named(path: str) -> Any:
    """What "package.module:NAME" names, imported."""
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)


def first_available(models: Sequence[Model]) -> Model | None:
    """The model to offer when nothing was chosen."""
    return next((model for model in models if model.available), None)
