"""`tts-tui bench`: how fast each model speaks on this machine."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Sequence

import click
import msgspec

from tts_tui import children
from tts_tui.cli import complete
from tts_tui.cli.choice import able_one
from tts_tui.cli.printing import tell, tell_error, write_json, write_table
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.lengths import counted
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.measure import TEXT, Measurement, hardware, measure
from tts_tui.studio.session import open_session

HEADINGS = (
    "backend",
    "first-chunk latency",
    "audible onset",
    "time to sound",
    "total time",
    "real-time factor",
    "peak memory",
)


@click.command()
@click.option(
    "--model",
    "models",
    multiple=True,
    shell_complete=complete.models,
    help="A model to measure; repeatable. Default: all that cost nothing.",
)
@click.option(
    "--runs", default=3, show_default=True, type=click.IntRange(1, 100), help="Runs to take the median of."
)
@click.option(
    "--characters", default=len(TEXT), show_default=True, type=click.IntRange(1), help="Length of the text."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.option("--markdown", is_flag=True, help="A Markdown table.")
@click.option("--here", is_flag=True, hidden=True, help="Measure one model in this very process.")
def command(
    models: tuple[str, ...], runs: int, characters: int, as_json: bool, markdown: bool, here: bool
) -> int:
    """Measure first-chunk latency, audible onset, time to sound, total time, real-time factor and peak memory.

    Each model speaks the same text in a process of its own, warmed by one short sentence; the time to sound is taken
    at no volume.
    """
    text = (TEXT * (characters // len(TEXT) + 1))[:characters]
    if here:
        children.end_with_parent()
        write_json(msgspec.to_builtins(asyncio.run(_measured(models[0], text, runs))))
        return 0
    measurements: list[Measurement] = []
    code = 0
    able, missing = asyncio.run(_able(models))
    for model in able:
        process = _apart(model, runs, characters)
        if process.returncode == 0:
            measurements.append(msgspec.json.decode(process.stdout, type=Measurement))
        elif process.returncode > 0:  # it has said why
            code = process.returncode
        else:
            error = SynthesisError(f"{model} ended its process: {signal.Signals(-process.returncode).name}.")
            tell_error(error)
            code = error.exit_code
    if as_json:
        write_json({"hardware": hardware(), "results": msgspec.to_builtins(measurements)})
    elif measurements:
        _write(measurements, markdown)
    for line in missing:
        tell(line)
    return code


async def _measured(model: str, text: str, runs: int) -> Measurement:
    async with open_session().manager() as manager:
        return await measure(manager, SpeechRequest(text, model), runs)


async def _able(names: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Those models, or all that cost nothing here; and a line for each provider that has none of these.

    Raises:
        SpeechError: one of them doesn't exist, or can't speak here.
    """
    async with open_session().manager() as manager:
        await manager.look()
        if names:
            return [able_one([manager.resolve(model)[1]]).id for model in names], []
        models, refused = manager.usable_models()
    able = [each for each in models if each.available and each.usd_per_million_characters == 0]
    spoken_for = {each.provider for each in able}
    others = dict.fromkeys(each.provider for each in models if each.provider not in spoken_for)
    missing = [
        *(f"{name}: {error.message}" for name, error in refused.items()),
        *(f"{name}: {_why_not([each for each in models if each.provider == name])}" for name in others),
    ]
    return [each.id for each in able], missing


def _why_not(models: Sequence[Model]) -> str:
    if paid := next((each for each in models if each.available), None):
        return f"costs money; tts-tui bench --model {paid.id} measures it."
    return models[0].reason


def _apart(model: str, runs: int, characters: int) -> subprocess.CompletedProcess[bytes]:
    """Measure in a process of its own, so that its peak memory is this model's alone."""
    tell(f"{model} …")
    options = ["--here", "--model", model, "--runs", str(runs), "--characters", str(characters)]
    command = children.ours("tts_tui", "bench", *options)
    keys = {**os.environ, **command.environment}  # ours, which may measure a provider
    return subprocess.run(command.arguments, env=keys, stdout=subprocess.PIPE, check=False)


def _write(measurements: Sequence[Measurement], markdown: bool) -> None:
    rows = [
        (
            each.model,
            f"{each.first_chunk_ms:.0f} ms",
            "silent" if each.onset_ms is None else f"{each.onset_ms:.0f} ms",
            "no output" if each.sound_ms is None else f"{each.sound_ms:.0f} ms",
            f"{counted(each.total_seconds, 2)} of {counted(each.audio_seconds)} audio",
            f"{each.rtf:.3f}" + (f" ({1 / each.rtf:.1f} x real time)" if each.rtf else ""),
            f"{each.peak_mb:.0f} MiB",
        )
        for each in measurements
    ]
    line = f"{measurements[0].characters} characters, median of {measurements[0].runs}, {hardware()}"
    if not markdown:
        write_table([HEADINGS, *rows])
        click.echo(line)
        return
    for row in (HEADINGS, ("---",) * len(HEADINGS), *rows):
        click.echo(f"| {' | '.join(row)} |")
    click.echo(f"\n{line}")
