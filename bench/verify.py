"""How often a sentence that is right is said again by `render --verify`, and what listening costs.

    python bench/verify.py [--sentences N] [--voice V]

Kokoro speaks the last N sentences of `data/prose.txt` and `data/sentences.txt`, the recogniser listens to each. Told
are those whose words differ as they are compared (`studio/verify/comparing.py`), with what was heard, how many would
differ if they were compared as they are written, and how long listening takes.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from contextlib import aclosing
from pathlib import Path

from tts_tui.documents.model import Block, Chapter
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.kept_sound import KeptSound
from tts_tui.studio.render.planning import Planner, unpacked
from tts_tui.studio.session import open_session
from tts_tui.studio.verify.comparing import wrong_words
from tts_tui.studio.verify.recogniser import hear

DATA = Path(__file__).with_name("data")
MODEL = "kokoro-v1.0-onnx"


async def measure(lines: list[str], voice: str) -> None:
    async with open_session().manager() as manager:
        chapter = Chapter("", tuple(Block("paragraph", line) for line in lines))
        request = SpeechRequest("", MODEL, voice, manner="plain")
        contents = await Planner(manager).plan([chapter], request)
        backend = await manager.start(MODEL)
        listening = sound = 0.0
        literal = differing = 0
        for unit in contents.units:
            asked = unpacked(unit.call).request
            async with aclosing(backend.synthesize(asked)) as chunks:
                kept = KeptSound.of([chunk async for chunk in chunks])
            began = time.perf_counter()
            heard = hear(kept.samples, kept.sample_rate)
            if sound:  # the first loads the model
                listening += time.perf_counter() - began
            sound += kept.seconds
            literal += _plain(unit.text) != _plain(heard)
            if wrong := wrong_words(asked.text, heard, asked.language):
                differing += 1
                print(f"{wrong} of “{unit.text}”: “{heard}”")
    print(
        f"{differing} of {len(contents.units)} sentences differ, {literal} as they are written; "
        f"listening to a minute of sound takes {60 * listening / sound:.1f} s"
    )


def _plain(text: str) -> list[str]:
    return ["".join(filter(str.isalnum, word)) for word in text.casefold().split()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=100, help="of each file")
    parser.add_argument("--voice", default="af_heart")
    given = parser.parse_args()
    lines = [
        line
        for name in ("prose.txt", "sentences.txt")
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()[-given.sentences :]
    ]
    asyncio.run(measure(lines, given.voice))


if __name__ == "__main__":
    main()
