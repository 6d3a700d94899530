"""What the window asks the user about: each a question, and what follows from the answer."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from textual.command import SimpleCommand

from tts_tui.documents.model import Document
from tts_tui.documents.read_file import read_document
from tts_tui.events.presets import preset_of, selection_with, target_with
from tts_tui.events.targets import target_for
from tts_tui.events.tts_events import Selection, loss_notice
from tts_tui.speech.errors import SpeechError, UsageError
from tts_tui.store.secrets import variable_of
from tts_tui.store.settings import Preset
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.engine_window import EngineWindow
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.opening import read_file
from tts_tui.ui.playing_window import PlayingWindow
from tts_tui.ui.readouts import clock
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
        if isinstance(read, str):
            await window.open_document(path, read)
            window.show_text()
        else:
            await _choose_chapters(window, path, read)


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
    await _choose_chapters(window, path, document)


async def _choose_chapters(window: AuditionWindow, path: Path, document: Document) -> None:
    opened = window.app.opened
    screen = ChaptersScreen(window, path, document, await asyncio.to_thread(opened.chosen, path))
    if answer := await window.app.push_screen_wait(screen):
        text, chosen = answer
        try:
            await asyncio.to_thread(opened.choose, path, chosen)
        except SpeechError as error:
            window.tell("Chapters", error)
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
    title = "Save the audio"
    if take.end and not take.finished:
        title += f" as far as it was made, {clock(take.seconds)}"
    screen = SaveScreen(
        suggested, lambda target: window.deck.listen(target.effects), title=title, download=app.is_web
    )
    target = await app.push_screen_wait(screen)
    window.deck.end_listening()
    if target:
        app.save_like = target
        app.service.save(take, target)


@opens_screen
async def enter_key(window: EngineWindow) -> None:
    """Keep a provider's key, and look again what it offers. Where the selected one takes none, whose it is is asked
    beside the field: what is typed on that key's heels is a key, and must be seen nowhere."""
    app, model = window.app, window.model
    if model is None:
        return
    owners = {provider: name for name, provider in window.catalog.keyed()}
    keyless = "" if model.takes_key else model.provider_name
    first = "" if keyless and len(owners) > 1 else next(iter(owners)) if keyless else model.provider
    screen = KeyScreen(owners, first, keyless, app.secrets.where, partial(_test_key, window))
    if (entered := await app.push_screen_wait(screen)) is None:
        return
    provider, key = entered
    try:
        before = await asyncio.to_thread(app.secrets.where, provider)
        kept_in = await asyncio.to_thread(app.secrets.set, provider, key)
    except SpeechError as error:
        window.tell("Key", error)
        return
    told = f"The key of {owners[provider]} is kept in the {kept_in}."
    if before == "environment":
        told += f" {variable_of(provider)} is set, and takes precedence."
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


async def _test_key(window: EngineWindow, provider: str, key: str) -> str:
    """What the provider says to a key, the present one if it is empty; costs nothing.

    Raises:
        SpeechError: it refuses the key, or can't be asked.
    """
    model = window.catalog.model(window.catalog.first(Selection(provider)))
    if model is None:
        raise UsageError("That provider isn't here any more.", hint="Close this, and choose another.")
    with window.app.secrets.trying(provider, key) if key else nullcontext():
        account = await window.app.service.account(model.id, provider)
    if account is None:
        raise UsageError(f"{model.provider_name} tells nothing of a key.", hint="Keep it, and speak a word.")
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
