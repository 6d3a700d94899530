"""`tts-tui models`: what can speak, and the files that it needs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tts_tui.cli import complete
from tts_tui.cli.printing import tell, tell_error, write_json, write_list
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import UsageError
from tts_tui.speech.plain import plain
from tts_tui.studio.session import open_session

if TYPE_CHECKING:
    from tts_tui.backends.capabilities import DownloadProgress


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List the models, and what each needs that isn't here."""
    if context.invoked_subcommand is not None:
        return
    models = asyncio.run(_models())
    if as_json:
        write_json([_described(model) for model in models])
    else:
        write_list(_rows(models))


async def _models() -> list[Model]:
    async with open_session().manager() as manager:
        await manager.look()
        models, refused = manager.usable_models()
    for error in refused.values():
        tell_error(error)
    return models


@command.command()
@click.argument("name", shell_complete=complete.models)
def get(name: str) -> None:
    """Fetch the weights of a model; an interrupted download goes on where it stopped."""
    for path in asyncio.run(_download(name)):
        click.echo(path)
    tell(f"{name} is here.")


async def _download(name: str) -> list[Path]:
    """The files that came."""
    from tts_tui.backends.capabilities import Downloads

    came: dict[Path, None] = {}
    async with open_session().manager() as manager:
        backend, model = manager.resolve(name)
        if not isinstance(backend, Downloads):
            raise UsageError(f"{model.name} has no files to fetch.")
        async with aclosing(backend.download(name)) as steps:
            async for step in steps:
                came[step.file] = None
                _show(step)
    return list(came)


def _show(step: DownloadProgress) -> None:
    if sys.stderr.isatty():
        line = f"{step.file.name}: {step.done / 1e6:,.0f} of {step.total / 1e6:,.0f} MB"
        click.echo(f"\r\x1b[K{plain(line)}", nl=step.done == step.total, err=True)


@command.command()
def verify() -> None:
    """Check the weights that are here against their hashes; those that came with the program are repaired."""
    asyncio.run(_verify())


async def _verify() -> None:
    from tts_tui.backends.capabilities import Verifies

    async with open_session().manager() as manager:
        for backend in manager.capable(Verifies).values():
            for path in backend.verify():
                click.echo(f"{path} is right.")


def _rows(models: list[Model]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """A row for each, but one for all of a provider that can't speak for the same reason."""
    for _, group in groupby(models, lambda each: (each.provider, each.reason or each.id)):
        first, *others = group
        more = f" and {len(others)} more" if others else ""
        yield (first.id + more, first.provider), list(_state(first))


def _state(model: Model) -> Iterator[str]:
    if model.available:
        yield f"! {model.name} ({model.notice})" if model.notice else f"✓ {model.name}"
        return
    yield f"✗ {model.reason}"
    if model.hint:
        yield f"→ {model.hint}"


def _described(model: Model) -> dict[str, Any]:
    from tts_tui.audio.files.formats import FORMATS

    return {
        "id": model.id,
        "name": model.name,
        "provider": model.provider,
        "provider_name": model.provider_name,
        "backend": model.backend,
        "available": model.available,
        "reason": model.reason,
        "hint": model.hint,
        "streaming": model.streaming,
        "word_times": model.word_times,
        "formats": list(FORMATS),
        "phonemes": model.phonemes,
        "max_characters": model.max_characters,
        "speeds": list(model.speeds),
        "languages": list(model.languages),
        "usd_per_million_characters": model.usd_per_million_characters,
        "price_as_of": model.price_as_of,
        "notice": model.notice,
        "retires": model.retires,
        "settings": [
            {
                "name": setting.name,
                "help": setting.help or setting.label,
                "default": setting.default,
                "choices": list(setting.choices),
                "minimum": setting.minimum,
                "maximum": setting.maximum,
            }
            for setting in model.settings
        ],
    }
