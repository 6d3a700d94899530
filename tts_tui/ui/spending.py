"""Money in the window: what costs more than the user's limits is asked about first."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from tts_tui.speech.errors import BudgetError, SpeechError, UnknownModelError
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.budget import check, estimate
from tts_tui.ui.engine_window import EngineWindow
from tts_tui.ui.screens.ask import AskScreen


async def allowed(window: EngineWindow, request: SpeechRequest) -> bool:
    """Whether the request lies within the user's limits, or the user agrees all the same."""
    app, model = window.app, window.catalog.find(request.model, request.provider)
    if model is None:  # its price can't be known
        hint = f"{app.keys_of('provider')} and tab choose another."
        window.tell("Speech", UnknownModelError(f"{request.model} isn't here any more.", hint=hint))
        return False
    cost = estimate(len(request.text), model)
    if not cost:
        return True
    try:
        await asyncio.to_thread(check, cost, app.settings.limits, app.history, datetime.now(UTC))
    except BudgetError as error:
        return await app.push_screen_wait(AskScreen("Cost", error.message, "Speak it"))
    except SpeechError as error:
        window.tell("Cost", error)
        return False
    return True
