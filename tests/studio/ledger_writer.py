"""Speaks a text again and again, and keeps its ledger as it goes; a test kills it at any moment."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from test_ledger import TEXT, Desk

from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.ledger_file import Cutting, LastTake, LedgerFile, snapshot

CUTTING = Cutting("en-US", 400)


async def main(folder: Path) -> None:
    desk = Desk(folder)
    file = LedgerFile(desk.sounds.ledger_file)
    request = SpeechRequest(TEXT, "tone-1", "low", "en-US")
    kept = file.load()
    desk.ledger = kept.ledger(request)
    number = 0
    while True:
        await desk.speak()
        await desk.again(number % 3, voice="high", number=number % 5)
        number += 1
        file.keep(snapshot(desk.ledger, CUTTING, LastTake(request, 0, float(number))))
        desk.sounds.keep_only(desk.ledger.sounds)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
