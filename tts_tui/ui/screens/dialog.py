"""What is shown over the window."""

from __future__ import annotations

from pathlib import Path

from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """Its style sheet is read with the first that opens: the first paint does without."""

    CSS_PATH = Path(__file__).parent.parent / "dialogs.tcss"
