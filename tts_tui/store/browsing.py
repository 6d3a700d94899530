"""How the user likes to look through the voices, kept between runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec

from tts_tui.store.state_file import StateFile


class Browsing(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the voice browser.

    Attributes:
        auditioning: each voice that the cursor comes to is heard.
        order: of the rows.
        says: what voices say to be heard; empty is a sentence of each one's language.
    """

    auditioning: bool = False
    order: str = "usual"
    says: str = ""


def browsing_in(state: Path) -> StateFile[Browsing]:
    """Where it is kept.

    Args:
        state: folder of what the window remembers.
    """
    return StateFile(
        state / "voices.json", "How voices are shown", partial(msgspec.json.decode, type=Browsing)
    )
