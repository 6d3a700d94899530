"""The lists of texts and of places in one: how they open, and what follows from them."""

from __future__ import annotations

import asyncio
from functools import partial

from tts_tui.speech.errors import SpeechError
from tts_tui.store.bookmarks import Bookmark, bookmark_at
from tts_tui.ui import speaking
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.held_keys import opens_screen
from tts_tui.ui.opening import read_again
from tts_tui.ui.screens.bookmarks import BookmarksScreen
from tts_tui.ui.screens.texts import TextsScreen
from tts_tui.ui.workers import begin


@opens_screen
async def show_texts(window: AuditionWindow) -> None:
    """Show the texts, then go over to the one that was chosen."""
    app = window.app
    await window.keep_all()
    chosen = await app.push_screen_wait(TextsScreen(app.drafting, app.opened))
    if chosen is None:
        return
    try:
        if chosen.is_document:
            text = await asyncio.to_thread(read_again, chosen.path, app.opened)
            await window.open_document(chosen.path, text)
        else:
            await window.take_up_text(chosen.path)
    except SpeechError as error:
        window.tell("Text", error)
        return
    window.show_text()


@opens_screen
async def show_bookmarks(window: AuditionWindow) -> None:
    """Show the marked places, then go to the one that was chosen, or read on from it."""
    app, text = window.app, window.text.text
    name = app.drafting.draft.name

    def here() -> Bookmark:
        return bookmark_at(text, window.text.cursor)

    chosen = await app.push_screen_wait(BookmarksScreen(app.bookmarks, name, text, window.speech_end, here))
    if chosen is None:
        return
    what, place = chosen
    window.text.cursor = place
    window.show_text()
    if what == "read":
        begin(window, partial(speaking.read_from, window, place), group="speak", exclusive=True)
