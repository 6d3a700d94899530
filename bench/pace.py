"""How long texts of many kinds take, beside the estimate that is shown before they are made.

python bench/pace.py [--voice af_heart ...]
"""

from __future__ import annotations

import argparse
import asyncio
from contextlib import aclosing

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.events import Failed, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.measure import TEXT
from tts_tui.studio.session import open_session
from tts_tui.studio.speak import speak
from tts_tui.text.duration import speaking_seconds

MODEL = "kokoro-v1.0-onnx"
ENGLISH = ("af_heart", "am_michael", "bf_emma", "bm_george", "af_nicole")
TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "prose": (TEXT, ENGLISH),
    "dialogue": ("Good morning. How are you? Fine, thanks. And you? Not bad. See you.", ENGLISH),
    "figures": (
        "In 1945 there were 12,408 people, 3.5% of 354,000, at 10:30 on May 4, 1945. Call 555-0199.",
        ENGLISH,
    ),
    "paragraphs": ("Chapter one\n\nIt was late.\n\nNobody came.\n\nThe end.", ENGLISH),
    "French": (
        "Le gardien du phare écrivait une lettre par semaine, et le bateau l'emportait le vendredi.",
        ("ff_siwis",),
    ),
    "Spanish": (
        "El guardián del faro escribía una carta por semana, y el barco se la llevaba los viernes.",
        ("ef_dora", "em_alex"),
    ),
    "Hindi": (
        "दीपस्तंभ का रखवाला हर हफ्ते एक पत्र लिखता था और नाव उसे शुक्रवार को ले जाती थी।",
        ("hf_alpha", "hm_omega"),
    ),
}


async def seconds_of(manager: TTSBackendManager, text: str, voice: str) -> float:
    """Seconds of audio that the model makes of it."""
    async with aclosing(speak(SpeechRequest(text, MODEL, voice), manager)) as events:
        async for event in events:
            if isinstance(event, Failed):
                raise event.error
            if isinstance(event, Finished):
                return event.metrics.audio_seconds
    raise AssertionError("speaking ends with one of these")


async def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--voice", nargs="+", help="these instead, for the English texts")
    voices = parser.parse_args().voice
    print(f"{'text':12} {'voice':12} {'characters':>10} {'heard':>8} {'estimate':>8}  ratio")
    async with open_session().manager() as manager:
        for name, (text, usual) in TEXTS.items():
            for voice in voices if voices and usual is ENGLISH else usual:
                heard, guess = await seconds_of(manager, text, voice), speaking_seconds(text)
                print(f"{name:12} {voice:12} {len(text):10} {heard:7.2f}s {guess:7.2f}s {guess / heard:6.2f}")


if __name__ == "__main__":
    asyncio.run(main())
