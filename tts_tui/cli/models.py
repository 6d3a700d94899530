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
from tts_tui.cli.output import plain, tell, tell_error, write_json, write_list
from tts_tui.speech.catalog import Model
from tts_tui.store.paths import Paths
from tts_tui.studio.session import open_session

if TYPE_CHECKING:
    from tts_tui.backends.kokoro.model_file import ModelFile


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
    from tts_tui.backends.kokoro.download import download, model_file
    from tts_tui.backends.kokoro.model_file import ensure

    paths = Paths.of_user()
    if name.startswith("chatterbox"):
        asyncio.run(_get_chatterbox(name, paths))
        return
    file = model_file(name)
    if file.bundled:
        click.echo(ensure(file, _folder(file, paths)))
        return
    with click.progressbar(length=file.size, label=file.filename, file=sys.stderr) as bar:
        path = download(file, _folder(file, paths), lambda done, _total: bar.update(done - bar.pos))
    click.echo(path)


async def _get_chatterbox(name: str, paths: Paths) -> None:
    from tts_tui.backends.base import BackendContext
    from tts_tui.backends.chatterbox.fetch import fetch_weights

    async with aclosing(fetch_weights(name, BackendContext(paths.cache, paths.data))) as fetched:
        async for part in fetched:
            if sys.stderr.isatty():
                line = f"{part.file}: {part.done / 1e6:,.0f} of {part.total / 1e6:,.0f} MB"
                click.echo(f"\r\x1b[K{plain(line)}", nl=False, err=True)
    tell(f"\n{name} is here.")


@command.command()
def verify() -> None:
    """Check the weights that are here against their hashes; those that came with the program are mended."""
    from tts_tui.backends.kokoro import model_file

    paths = Paths.of_user()
    for file in model_file.MODEL_FILES.values():
        folder = _folder(file, paths)
        if file.bundled or (folder / file.filename).exists():
            click.echo(f"{model_file.verify(file, folder)} is right.")


def _folder(file: ModelFile, paths: Paths) -> Path:
    return paths.cache / "kokoro" if file.bundled else paths.data / "models"


def _rows(models: list[Model]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """A row for each, but one for all of a provider that can't speak for the same reason."""
    for _, group in groupby(models, lambda each: (each.provider, each.reason or each.id)):
        first, *others = group
        more = f" and {len(others)} more" if others else ""
        yield (first.id + more, first.provider), list(_state(first))


def _state(model: Model) -> Iterator[str]:
    if model.available:
        yield f"✓ {model.name}{f' ({model.notice})' if model.notice else ''}"
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
