"""`tts-tui compare`: one text in several takes, equally loud, side by side in a folder."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tts_tui.cli import complete
from tts_tui.cli.choice import Wish, choose_model, make_request
from tts_tui.cli.named_path import OUTPUT, NamedPath
from tts_tui.cli.printing import tell_error, write_json
from tts_tui.cli.ranges import FloatRange
from tts_tui.cli.spending import ask_above_budget
from tts_tui.cli.takes import takes_of
from tts_tui.cli.text import own_file, text_to_say
from tts_tui.cli.wish_options import wish_options
from tts_tui.speech.errors import ExitCode
from tts_tui.store.user_paths import expanded
from tts_tui.studio.budget import Budget
from tts_tui.studio.estimate import characters_sent
from tts_tui.studio.session import Session, open_session

if TYPE_CHECKING:
    from tts_tui.cli.compare_takes import TakeReport
    from tts_tui.studio.takes_folder import TakesFolder

LOUDNESS = -20.0
"""LUFS that every take is brought to: where no voice's peaks keep it from getting there."""


@click.command()
@click.argument("text", required=False)
@click.option("-f", "--file", type=NamedPath(path_type=Path), metavar="FILE", help="Compare this text file.")
@click.option(
    "--voices",
    default="",
    metavar="A,B,C",
    shell_complete=complete.voices,
    help="A take in each of them; a:60,b:40 among them is one blend, and so is a(3)+b(2).",
)
@click.option(
    "--take",
    "takes",
    multiple=True,
    metavar="NAME=VALUE,…",
    help="A take by preset, provider, model, voice, lang, speed and the model's own settings; repeatable.",
)
@click.option(
    "-o", "--output", "out", type=OUTPUT, metavar="FOLDER", required=True, help="Where the takes are saved."
)
@click.option("--format", default="", metavar="F", shell_complete=complete.formats, help="As in `say`.")
@wish_options("provider", "model", "language", "speed", "settings", "fresh", "manner")
@click.option(
    "--loudness",
    type=FloatRange(-70, 0),
    default=LOUDNESS,
    show_default=True,
    metavar="LUFS",
    help="Of every take.",
)
@click.option("--as-loud-as-made", "keep_loudness", is_flag=True, help="Leave each take as loud as it is.")
@click.option("--blind", is_flag=True, help="Draw the order by lot; what is what stands in takes.json alone.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--json", "as_json", is_flag=True, help="An object a take, on stdout.")
def command(
    text: str | None,
    file: Path | None,
    voices: str,
    takes: tuple[str, ...],
    out: str,
    format: str,
    wish: Wish,
    loudness: float,
    keep_loudness: bool,
    blind: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Speak TEXT in several takes, and save them equally loud in one folder, with what was measured of each."""
    session = open_session()
    wishes = takes_of(voices, takes, wish, session.settings)
    if blind:
        wishes = random.sample(wishes, len(wishes))
    words = text_to_say(text, file)
    from tts_tui.audio.files.format_names import format_for  # numpy and more
    from tts_tui.studio.calls import nothing_to_say
    from tts_tui.studio.takes_folder import TakesFolder

    if not any(map(str.isalnum, words)):
        raise nothing_to_say()
    folder = TakesFolder(
        expanded(out),
        format_for(format or session.settings.audio.format),
        loudness=None if keep_loudness else loudness,
        blind=blind,
        force=force,
    )
    return asyncio.run(_compare(words, own_file(file), wishes, folder, session, as_json=as_json))


async def _compare(
    text: str,
    text_file: Path | None,
    wishes: Sequence[Wish],
    folder: TakesFolder,
    session: Session,
    *,
    as_json: bool,
) -> int:
    from tts_tui.cli.compare_takes import make_takes, tell_takes
    from tts_tui.studio.deciding import check_at_hand
    from tts_tui.studio.job import Job
    from tts_tui.studio.measure import warm_up

    async with session.manager() as manager:
        usual = session.settings.speech
        models = [choose_model(manager, wish, usual) for wish in wishes]
        different = {model.id: model for model in models}.values()
        requests = [
            make_request(text, model, wish, usual) for model, wish in zip(models, wishes, strict=True)
        ]
        for request in requests:  # the last one, too, before the first is made
            backend, model = manager.resolve(request.model, request.provider)
            await check_at_hand(request, model, backend)
        history = session.history(tell_error)
        budget = Budget(session.settings.limits, history)
        for each in different:
            takes = sum(model.id == each.id for model in models)
            ask_above_budget(budget, characters_sent(requests[0], each) * takes, each)
        studio = session.studio(manager, history)
        for each in different:
            if each.usd_per_million_characters == 0:
                await warm_up(manager, each)
        jobs = [
            # what costs nothing is always made, and so timed
            Job(request, fresh=wish.fresh or model.usd_per_million_characters == 0, text_file=text_file)
            for request, wish, model in zip(requests, wishes, models, strict=True)
        ]
        reports: list[TakeReport] = []
        async with aclosing(make_takes(jobs, folder, studio, session)) as spoken:
            async for take in spoken:
                reports.append(take)
                folder.save_names(each.described for each in reports)
                if as_json:
                    write_json({"event": "take", **take.described})
    if not as_json:
        tell_takes(reports, folder)
    return next((take.code for take in reports if take.code), ExitCode.OK)
