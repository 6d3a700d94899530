"""`tts-tui bench`: how fast each model speaks on this machine."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Sequence

import click
import msgspec

from tts_tui.cli.output import tell, tell_error, write_json, write_table
from tts_tui.pipeline.measure import TEXT, Measurement, hardware, measure
from tts_tui.pipeline.session import open_session
from tts_tui.speech.errors import SpeechError, SynthesisError
from tts_tui.speech.request import SpeechRequest

HEADINGS = ("backend", "first-chunk latency", "total time", "real-time factor", "peak memory")


@click.command()
@click.option(
    "--model", "models", multiple=True, help="A model to measure; repeatable. Default: all that cost nothing."
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
    """Measure first-chunk latency, total time, real-time factor and peak memory.

    Each model speaks the same text in a process of its own, warmed by one short sentence.
    """
    text = (TEXT * (characters // len(TEXT) + 1))[:characters]
    if here:
        write_json(msgspec.to_builtins(asyncio.run(_measured(models[0], text, runs))))
        return 0
    made: list[Measurement] = []
    for model in models or asyncio.run(_free_models()):
        try:
            made.append(_apart(model, runs, characters))
        except SpeechError as error:
            tell_error(error)
    if as_json:
        write_json({"hardware": hardware(), "results": msgspec.to_builtins(made)})
    else:
        _write(made, markdown)
    return 0 if made else SynthesisError.exit_code


async def _measured(model: str, text: str, runs: int) -> Measurement:
    async with open_session().manager() as manager:
        return await measure(manager, SpeechRequest(text, model), runs)


async def _free_models() -> tuple[str, ...]:
    async with open_session().manager() as manager:
        models = manager.models()
    free = (model for model in models if model.available and model.usd_per_million_characters == 0)
    return tuple(model.id for model in free)


def _apart(model: str, runs: int, characters: int) -> Measurement:
    """Measure in a process of its own, so that its peak memory is this model's alone."""
    tell(f"{model} …")
    options = ["--here", "--model", model, "--runs", str(runs), "--characters", str(characters)]
    done = subprocess.run(
        [sys.executable, "-m", "tts_tui", "bench", *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = done.stderr.strip().splitlines()
        raise SynthesisError(f"{model} could not be measured. {why[0] if why else ''}", hint="tts-tui doctor")
    return msgspec.json.decode(done.stdout, type=Measurement)


def _write(made: Sequence[Measurement], markdown: bool) -> None:
    rows = [
        (
            each.model,
            f"{each.first_chunk_ms:.0f} ms",
            f"{each.total_seconds:.2f} s of {each.audio_seconds:.1f} s audio",
            f"{each.rtf:.3f} ({1 / each.rtf:.1f} x real time)",
            f"{each.peak_mb:.0f} MiB",
        )
        for each in made
    ]
    line = f"{made[0].characters} characters, median of {made[0].runs}, {hardware()}" if made else ""
    if not markdown:
        write_table([HEADINGS, *rows])
        click.echo(line)
        return
    for row in (HEADINGS, ("---",) * len(HEADINGS), *rows):
        click.echo(f"| {' | '.join(row)} |")
    click.echo(f"\n{line}")
