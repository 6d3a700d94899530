"""What the user asks to hear on its way to the speech service: something to say, its price known, within the limits."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from tts_tui.speech.request import SpeechRequest
from tts_tui.ui.playing_window import PlayingWindow
from tts_tui.ui.spending import allowed

QUIET_SECONDS = 1.0
"""How long a key may wait for the models without a word."""


async def speak(window: PlayingWindow) -> None:
    """Speak the selection or all of the text."""
    text_start, text = window.text.spoken_part
    if not any(map(str.isalnum, text)):  # whatever speaks or was spoken stays
        window.hint("Speech", "There is nothing to say: the text has no letters or digits.")
        return
    await _models(window)
    request = in_place(window.selection.request(text), window.text.text, text_start)
    request = replace(request, manner=window.text.manner)
    if await allowed(window, request):
        await window.speak(request, text_start)


def in_place(request: SpeechRequest, text: str, start: int) -> SpeechRequest:
    """The request for a part of a text, in the voice that its tags give it there.

    Args:
        text: all of it.
        start: where the part begins.
    """
    from tts_tui.text.markup import marked

    return replace(request, delivery=marked(text).delivery(start)) if start else request


async def go_on(window: PlayingWindow) -> None:
    """Speak the rest of a take."""
    take = window.deck.take
    if take and take.can_go_on and await allowed(window, take.remaining_request) and take is window.deck.take:
        window.go_on()


async def read_from(window: PlayingWindow, place: int) -> None:
    """Speak the text from the sentence at that character on."""
    from tts_tui.text.reading import reading_of
    from tts_tui.text.sentences import Sentences

    text = window.text.text
    await _models(window)
    request = window.selection.request(text)
    # as of the whole text: the rest of a page doesn't begin as a page does
    manner = await asyncio.to_thread(reading_of, text, request.manner)
    sentences = Sentences(text, request.language, manner)
    start = await asyncio.to_thread(lambda: sentences.start_of(sentences.at(place))) or 0
    if not any(map(str.isalnum, text[start:])):
        window.hint("Speech", "There is nothing to say from the cursor on.")
        return
    rest = replace(request, text=text[start:], manner=manner)
    if await allowed(window, rest):
        await window.speak(rest, start)


async def speak_again(window: PlayingWindow, request: SpeechRequest) -> None:
    """Speak what was spoken before, as it was asked for then."""
    await _models(window)
    if await allowed(window, request):
        await window.speak(request, max(0, window.text.text.find(request.text)))


async def hear(window: PlayingWindow, request: SpeechRequest) -> None:
    """Speak a sample of a voice."""
    if await allowed(window, request):
        window.hear(request)


async def _models(window: PlayingWindow) -> None:
    """Wait until it is known what there is and what it costs."""
    with suppress(TimeoutError):
        async with asyncio.timeout(QUIET_SECONDS):
            await window.models_known.wait()
            return
    window.tell("Speech", "It is spoken as soon as the engines are there.", "working")
    await window.models_known.wait()
