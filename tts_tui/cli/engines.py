"""`tts-tui engines`: engines in environments of their own, made and removed."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

import click

from tts_tui.cli import complete
from tts_tui.cli.printing import tell, tell_error, write_json, write_list
from tts_tui.speech.errors import UsageError
from tts_tui.studio.session import Session, open_session

if TYPE_CHECKING:
    from tts_tui.backends.base import BackendContext
    from tts_tui.backends.engines.catalog import Engine
    from tts_tui.backends.engines.environment import EngineEnvironment
    from tts_tui.backends.manager import TTSBackendManager


@click.group()
def command() -> None:
    """Install what is too heavy, or too particular, to come with the app.

    Each engine gets an environment of its own under the data folder, and runs in a process of its own.
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
def list_engines(as_json: bool) -> None:
    """List the engines, and which are installed."""
    from tts_tui.backends.engines.environment import EngineEnvironment

    session = open_session()
    environments = [EngineEnvironment(engine, session.paths.data) for engine in _manager(session).engines()]
    if as_json:
        write_json([_described(environment) for environment in environments])
    else:
        write_list(
            ((environment.engine.name, environment.state), [environment.engine.summary])
            for environment in environments
        )


@command.command()
@click.argument("name", shell_complete=complete.engines)
@click.option(
    "--torch",
    default="",
    metavar="BUILD",
    help="The build of PyTorch, as uv names them: cpu, cu130, rocm7.2; `index` takes what your package index has. "
    "By itself it suits the machine.",
)
@click.option("--json", "as_json", is_flag=True, help="One object a line on stdout.")
def install(name: str, torch: str, as_json: bool) -> None:
    """Install the engine NAME, and check it by speaking."""
    session = open_session()
    import asyncio  # which listing does without

    asyncio.run(_install(_find(session, name), _context(session), torch, as_json=as_json))


@command.command()
@click.argument("name", shell_complete=complete.engines)
def remove(name: str) -> None:
    """Delete the engine NAME; weights and voices stay."""
    from tts_tui.backends.engines.environment import EngineEnvironment
    from tts_tui.speech.errors import NotWritableError

    session = open_session()
    environment = EngineEnvironment(_find(session, name), session.paths.data)
    size = environment.bytes_on_disk()
    try:
        environment.remove()
    except OSError as error:
        raise NotWritableError(f"{environment.folder} can't be removed: {error.strerror}.") from None
    tell(f"Removed {name}, {size / 1e6:,.0f} MB." if size else f"{name} wasn't installed.")


async def _install(engine: Engine, context: BackendContext, torch: str, *, as_json: bool) -> None:
    from tts_tui.backends.engines.install import install as installing

    async with aclosing(installing(engine, context, torch=torch)) as lines:
        async for line in lines:
            if as_json:
                write_json(
                    {
                        "event": line.step,
                        "text": line.text,
                        "seconds": round(line.seconds, 2),
                        "fraction": line.fraction,
                    }
                )
            else:
                tell(f"{line.seconds:6.1f} s  {line.text}")


def _described(environment: EngineEnvironment) -> dict[str, object]:
    engine, manifest = environment.engine, environment.manifest
    return {
        "name": engine.name,
        "title": engine.title,
        "summary": engine.summary,
        "state": environment.state.name.lower(),
        "folder": str(environment.folder),
        "bytes": environment.bytes_on_disk(),
        "torch": manifest.torch if manifest else "",
        "spoken": manifest.spoken if manifest else "",
    }


def _manager(session: Session) -> TTSBackendManager:
    """The backends; none of them is started here, so that there is nothing to close."""
    manager = session.open_manager()
    manager.check_options()
    return manager


def _find(session: Session, name: str) -> Engine:
    from tts_tui.backends.engines.catalog import find_engine

    manager = _manager(session)
    try:
        return find_engine(name, manager.engines())
    except UsageError:
        for error in manager.usable_models()[1].values():  # it may be of one of these
            tell_error(error)
        raise


def _context(session: Session) -> BackendContext:
    from tts_tui.backends.base import BackendContext

    return BackendContext(session.paths.cache, session.paths.data)
