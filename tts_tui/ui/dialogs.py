"""What the window asks the user about: each a question, and what follows from the answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import SimpleCommand

from tts_tui.events.targets import target_for
from tts_tui.speech.errors import SpeechError
from tts_tui.ui.opening import read_text
from tts_tui.ui.readouts import estimated_cost, money
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.key import KeyScreen
from tts_tui.ui.screens.open_text import OpenScreen
from tts_tui.ui.screens.save import SaveScreen

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow


async def speak(window: STTSWindow) -> None:
    """Speak the selection or all of the text, but ask first what costs more than the limit."""
    text_start, text = window.text.spoken_part
    cost, limit = estimated_cost(window.model, len(text)), window.app.settings.limits.job_usd
    if cost is not None and cost > limit:
        question = f"This text costs about {money(cost)}, more than the limit of {money(limit)} for one text."
        if not await window.app.push_screen_wait(AskScreen("Cost", question, "Speak it")):
            return
    window.speak(text, text_start)


async def open_text(window: STTSWindow) -> None:
    """Put a file in the place of the text."""
    app = window.app
    if path := await app.push_screen_wait(OpenScreen(app.folder)):
        try:
            window.text.replace(read_text(path))
        except SpeechError as error:
            window.tell("Open", error)
            return
        app.folder = path.parent
        window.show_text()


async def save(window: STTSWindow) -> None:
    """Write the take to a file."""
    app, take = window.app, window.deck.take
    if take is None:
        return
    suggested = target_for(take.request.text, app.save_folder, app.save_format)
    if target := await app.push_screen_wait(SaveScreen(suggested)):
        app.save_folder, app.save_format = target.folder, target.audio_format
        app.service.save(take, target)


async def enter_key(window: STTSWindow) -> None:
    """Keep the key of the selected provider, and look again what it offers."""
    app, model = window.app, window.model
    if model is None:
        return
    if key := await app.push_screen_wait(KeyScreen(model.provider_name)):
        try:
            place = app.secrets.set(model.provider, key)
        except SpeechError as error:
            window.tell("Key", error)
            return
        window.tell("Key", f"The key of {model.provider_name} is kept in the {place}.", "done")
        app.service.list_models()


def choose_output(window: STTSWindow) -> None:
    """Offer the sound outputs in the palette."""
    choose = window.app.service.set_output
    commands = [SimpleCommand("The system's choice", partial(choose, None), "follows its default output")]
    commands += [SimpleCommand(each.name, partial(choose, each.name), each.sink) for each in window.outputs]
    window.app.search_commands(commands, "Where shall the sound go?")
