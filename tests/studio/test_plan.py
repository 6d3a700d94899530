"""What the backend is asked to say."""

from __future__ import annotations

from dataclasses import replace

from scripted_backend import MODELS

from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.plan import plan


def test_a_model_is_given_the_sounds_that_it_can_make_and_no_others() -> None:
    request = SpeechRequest("Well [laugh][sigh] then.", "tones-1")
    turbo = replace(MODELS[0], tags=("laugh", "sigh"))
    assert [call.request.text for call in plan(request, turbo, "", "en-US")] == ["Well [laugh][sigh] then."]
    assert [call.request.text for call in plan(request, MODELS[0], "", "en-US")] == ["Well laugh then."]
