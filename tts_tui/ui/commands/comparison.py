"""The commands of the comparison, which work while its takes are shown."""

from __future__ import annotations

from collections.abc import Callable

from tts_tui.ui.commands.base import Command, ComparedRows, Window

STEP_SECONDS = 1.0


def _shown(run: Callable[[ComparedRows], object]) -> Callable[[Window], None]:
    """To be done with the comparison, if it is shown."""

    def run_in(window: Window) -> None:
        if window.compared:
            run(window.compared)

    return run_in


def _none(window: Window) -> str:
    return "" if window.compared else "No takes are compared; {compare} compares the sentence at the cursor."


def _no_take(window: Window) -> str:
    return _none(window) or ("" if window.compared and window.compared.has_rows else "There is no take.")


def _no_sound(window: Window) -> str:
    if why := _no_take(window):
        return why
    return "" if window.compared and window.compared.can_hear else "This take isn't made."


# fmt: off
COMPARE = (
    Command("Compare", "compare-play", "space", "Play",
            "Hear the highlighted take, or pause; 1 to 9 go over to that take at the same place in time.",
            _shown(lambda rows: rows.toggle()), _no_sound, footer=True, shown_as="␣"),
    Command("Compare", "compare-use", "enter", "Use",
            "Speak with the highlighted take's voice, model, speed and settings from now on.",
            _shown(lambda rows: rows.use()), _no_take, footer=True),
    Command("Compare", "compare-vote", "v", "Vote",
            "The highlighted take is the better one.",
            _shown(lambda rows: rows.vote()), _no_take, footer=True),
    Command("Compare", "compare-blind", "b", "Blind",
            "Hide who is who and draw the order by lot; once more shows it.",
            _shown(lambda rows: rows.toggle_blind()), _no_take, footer=True),
    Command("Compare", "compare-add", "plus,a", "Add",
            "Add a take: another voice, model or preset, or only another speed or setting.",
            _shown(lambda rows: rows.add()), _none, footer=True, shown_as="+"),
    Command("Compare", "compare-remove", "minus,d,delete", "Drop",
            "Take the highlighted take out.",
            _shown(lambda rows: rows.leave_out()), _no_take, footer=True, shown_as="-"),
    Command("Compare", "compare-undo", "u", "Undo",
            "Take back the last vote or removal.",
            _shown(lambda rows: rows.undo()), _none, footer=True),
    Command("Compare", "compare-again", "r", "Make",
            "Make the highlighted take, or make it once more; what costs money is asked for first.",
            _shown(lambda rows: rows.make_again()), _no_take, footer=True),
    Command("Compare", "compare-save", "s", "Save",
            "Save every take that is made in one folder, equally loud, with what was measured of each.",
            _shown(lambda rows: rows.save()), _no_take, footer=True),
    Command("Compare", "compare-back", "left", "Back 1 s",
            "A second back, in whichever take is heard.",
            _shown(lambda rows: rows.seek_by(-STEP_SECONDS)), _no_take),
    Command("Compare", "compare-forward", "right", "Forward 1 s",
            "A second on.",
            _shown(lambda rows: rows.seek_by(STEP_SECONDS)), _no_take),
)
# fmt: on
