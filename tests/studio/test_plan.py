"""What the backend is asked to say."""

from __future__ import annotations

from dataclasses import replace

from scripted_backend import MODELS, ScriptedBackend

from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.casting import Casting
from tts_tui.studio.plan import plan
from tts_tui.text.markup import marked


def test_a_model_is_given_the_sounds_that_it_can_make_and_no_others() -> None:
    request = SpeechRequest("Well [laugh][sigh] then.", "tones-1")
    turbo = replace(MODELS[0], tags=("laugh", "sigh"))
    for model, said in ((turbo, "Well [laugh][sigh] then."), (MODELS[0], "Well laugh then.")):
        casting = Casting(request, model, ScriptedBackend(), "af_heart", "en-US")
        assert [call.request.text for call in plan(marked(request.text), casting)] == [said]
