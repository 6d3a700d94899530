"""What the window asks the user about: each a question, and what follows from the answer."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

from textual.command import SimpleCommand

from tts_tui.documents.read_file import read_document
from tts_tui.events.presets import preset_of, selection_with, target_with
from tts_tui.events.targets import target_for
from tts_tui.events.tts_events import loss_notice
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError, UsageError
from tts_tui.store.secrets import variable_of
from tts_tui.store.settings import Preset
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.engine_window import EngineWindow
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.opening import read_file
from tts_tui.ui.playing_window import PlayingWindow
from tts_tui.ui.screens.chapters import ChaptersScreen
from tts_tui.ui.screens.key import KeyScreen
from tts_tui.ui.screens.open_text import OpenScreen
from tts_tui.ui.screens.presets import PresetsScreen
from tts_tui.ui.screens.save import SaveScreen
from tts_tui.ui.screens.settings import SettingsScreen
from tts_tui.ui.workers import begin


@opens_screen
async def open_text(window: AuditionWindow) -> None:
    """Put a file in the place of the text; of a book, the chapters that are chosen."""
    app = window.app
    if opened := await app.push_screen_wait(OpenScreen(app.folder, read_file)):
        path, read = opened
        app.folder = path.parent
        text = (
            read if isinstance(read, str) else await app.push_screen_wait(ChaptersScreen(window, path, read))
        )
        if text is not None:
            await window.open_document(path, text)
            window.show_text()


@opens_screen
async def show_chapters(window: AuditionWindow) -> None:
    """Show the chapters of the opened document, then put the chosen ones in the place of the text."""
    app = window.app
    if (path := app.drafting.document) is None:
        return
    try:
        document = await asyncio.to_thread(read_document, path)
    except SpeechError as error:
        window.tell("Chapters", error)
        return
    if (text := await app.push_screen_wait(ChaptersScreen(window, path, document))) is not None:
        await window.open_document(path, text)
        window.show_text()


@opens_screen
async def save(window: PlayingWindow) -> None:
    """Write the take to a file."""
    app, take = window.app, window.deck.take
    if take is None:
        return
    like = replace(app.save_like, folder=app.downloads.folder) if app.is_web else app.save_like
    suggested = target_for(take.request.text, like)
    screen = SaveScreen(suggested, lambda target: window.deck.listen(target.effects), download=app.is_web)
    target = await app.push_screen_wait(screen)
    window.deck.end_listening()
    if target:
        app.save_like = target
        app.service.save(take, target)


@opens_screen
async def enter_key(window: EngineWindow) -> None:
    """Keep the key of the selected provider, and look again what it offers."""
    app, model = window.app, window.model
    if model is None:
        return
    test = partial(_test_key, window, model)
    try:
        place = await asyncio.to_thread(app.secrets.where, model.provider)
        key = await app.push_screen_wait(KeyScreen(model.provider_name, place, test))
        if not key:
            return
        kept_in = await asyncio.to_thread(app.secrets.set, model.provider, key)
    except SpeechError as error:
        window.tell("Key", error)
        return
    told = f"The key of {model.provider_name} is kept in the {kept_in}."
    if place == "environment":
        told += f" {variable_of(model.provider)} is set, and takes precedence."
    window.tell("Key", told, "done")
    app.service.list_models()


@opens_screen
async def show_user_settings(window: PlayingWindow) -> None:
    """Let the user change settings; limits, bell and theme hold at once, the rest from the next start on."""
    app = window.app
    if (settings := await app.push_screen_wait(SettingsScreen(app.settings_file))) is None:
        return
    if settings.ui.theme != app.settings.ui.theme and settings.ui.theme in app.available_themes:
        app.theme = settings.ui.theme
    app.settings = settings
    window.hint("Settings", "Limits, bell and theme take effect now, the rest at the next start.", "done")


@opens_screen
async def show_presets(window: PlayingWindow) -> None:
    """Show the presets, then speak with the one that was chosen."""
    app = window.app

    def now(key: str) -> Preset:
        return preset_of(window.selection, app.save_like, key)

    if name := await app.push_screen_wait(PresetsScreen(app.presets, now)):
        use_preset(window, name)


def use_preset(window: PlayingWindow, name: str) -> None:
    """Speak, and save, as a preset says."""
    app, preset = window.app, window.app.presets.by_name[name]
    wanted = selection_with(preset, window.selection)
    chosen = window.catalog.first(wanted)
    if lost := loss_notice(wanted, chosen):
        window.tell("Preset", lost, "warning")
    window.select(chosen)
    app.save_like = target_with(preset, app.save_like)
    window.hint("Preset", f"{name} speaks: {chosen.voice or chosen.model}.", "done")


async def _test_key(window: EngineWindow, model: Model, key: str) -> str:
    """What the provider says to a key, the present one if it is empty; costs nothing.

    Raises:
        SpeechError: it refuses the key, or can't be asked.
    """
    with window.app.secrets.trying(model.provider, key) if key else nullcontext():
        account = await window.app.service.account(model.id, model.provider)
    if account is None:
        raise UsageError(f"{model.provider_name} needs no key.")
    return account.summary


@opens_screen
async def choose_output(window: EngineWindow) -> None:
    """Offer the sound outputs that there are now, in the palette."""
    outputs = window.app.outputs
    known: dict[str | None, str] = {None: "follows the default output"}
    known |= {each.name: each.sink for each in await outputs.listed()}
    known.setdefault(outputs.chosen, "not there now; used as soon as it is")

    async def choose(device: str | None) -> None:
        try:
            await asyncio.to_thread(outputs.choose, device)
        except SpeechError as error:
            window.tell("Sound output", error)
        window.status.show_output(outputs.name, "")

    commands = [
        SimpleCommand(
            f"{'●' if device == outputs.chosen else '○'} {device or 'The system’s choice'}",
            partial(begin, window, partial(choose, device)),
            about,
        )
        for device, about in known.items()
    ]
    window.app.search_commands(commands, "Where should the sound go?")
