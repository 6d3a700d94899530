"""Which backends there are: entry points in the group `tts_tui.backends`, ours and other packages' alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.manager import BackendSpec
from tts_tui.speech.errors import MissingDependencyError, pip_install

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend, BackendContext

ENTRY_POINT_GROUP = "tts_tui.backends"


def specs(options: Mapping[str, Mapping[str, Any]]) -> Sequence[BackendSpec]:
    """Every backend that is installed, and what the settings add, in their order.

    Args:
        options: the `[backends]` tables of the settings, by backend name.

    Raises:
        MissingDependencyError: ours aren't all registered: what is installed isn't the code that runs.
    """
    found = [spec for entry in entry_points(group=ENTRY_POINT_GROUP) for spec in _offered(entry, options)]
    if missing := [spec.name for spec in BUILT_IN if spec not in found]:
        raise MissingDependencyError(
            f"tts-tui was installed before it had the code that runs now: not registered: {', '.join(missing)}.",
            hint=f"In the folder of its pyproject.toml: {pip_install('--no-deps -e .')}",
        )
    return sorted(found, key=lambda spec: spec.place)


def _offered(entry: EntryPoint, options: Mapping[str, Mapping[str, Any]]) -> list[BackendSpec]:
    """What an entry point brings, or in its place a backend that says why it can't be used."""
    try:
        spec: object = entry.load()
        if isinstance(spec, BackendSpec):
            return [spec, *spec.further(options.get(spec.name, {}))]
        problem = f"{entry.value} is no BackendSpec"
    except (Exception, SystemExit) as error:  # noqa: BLE001  (other people's code may raise anything when imported)
        problem = f"{type(error).__name__}: {error}"

    def refuse(_context: BackendContext) -> Backend:
        package = entry.dist.name if entry.dist else entry.module
        raise MissingDependencyError(
            f"The {entry.name} backend can't be loaded: {problem}.",
            hint=f"{pip_install(f'--upgrade {package}')}, or uninstall it.",
        )

    return [BackendSpec(entry.name, (), refuse)]
