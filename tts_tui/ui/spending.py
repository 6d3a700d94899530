"""Money in the window: what costs more than the user's limits is asked about first."""

from __future__ import annotations

import asyncio

from tts_tui.speech.errors import BudgetError, SpeechError, UnknownModelError
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.estimate import characters_sent
from tts_tui.ui.engine_window import EngineWindow
from tts_tui.ui.readouts import priced_at
from tts_tui.ui.screens.ask import AskScreen


async def allowed(window: EngineWindow, request: SpeechRequest) -> bool:
    """Whether the request lies within the user's limits, or the user agrees all the same."""
    app, model = window.app, window.catalog.find(request.model, request.provider)
    if model is None:  # its price can't be known
        hint = f"{app.key_of('provider')} and tab choose another."
        window.tell("Speech", UnknownModelError(f"{request.model} isn't here any more.", hint=hint))
        return False
    try:
        characters = await asyncio.to_thread(characters_sent, request, model)
        await asyncio.to_thread(app.budget.check, characters, model)
    except BudgetError as error:
        question = f"{error.message.rstrip('.')}{priced_at(model)}."
        return await app.push_screen_wait(AskScreen("Cost", question, "Speak it"))
    except SpeechError as error:
        window.tell("Cost", error)
        return False
    return True
