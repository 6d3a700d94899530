"""The commands of the list of sentences, which work while that has the focus."""

from __future__ import annotations

from tts_tui.ui.commands.base import Command
from tts_tui.ui.commands.conditions import no_sentence, nothing_old

SPEED_STEP = 0.1

# fmt: off
TAKES = (
    Command("Takes", "take-play", "space", "Hear sentence",
            "Hear the take of the sentence that counts; one that has none is made.",
            lambda window: window.sentences.play(), no_sentence),
    Command("Takes", "take-here", "enter", "Play from here",
            "Play from the sentence on; what isn't made yet is.",
            lambda window: window.sentences.play_from_here(), no_sentence),
    Command("Takes", "take-again", "r", "Make again",
            "One more take of the sentence in its voice, which counts then; engines that vary say it another way.",
            lambda window: window.sentences.make_again(), no_sentence),
    Command("Takes", "take-voice", "v", "Other voice",
            "Make the sentence again in another voice.",
            lambda window: window.sentences.choose_voice(), no_sentence),
    Command("Takes", "take-slower", "comma", "Make slower",
            "Make the sentence again, spoken slower.",
            lambda window: window.sentences.make_again(faster=-SPEED_STEP), no_sentence, shown_as=","),
    Command("Takes", "take-faster", "full_stop", "Make faster",
            "Make the sentence again, spoken faster.",
            lambda window: window.sentences.make_again(faster=SPEED_STEP), no_sentence, shown_as="."),
    Command("Takes", "take-edit", "e", "Edit sentence",
            "Edit the sentence in its place in the text.",
            lambda window: window.sentences.edit(), no_sentence),
    Command("Takes", "take-before", "left_square_bracket", "Take before",
            "Let the take before count.",
            lambda window: window.sentences.choose_take(-1), no_sentence, shown_as="["),
    Command("Takes", "take-after", "right_square_bracket", "Take after",
            "Let the take after count.",
            lambda window: window.sentences.choose_take(1), no_sentence, shown_as="]"),
    Command("Takes", "take-leave-out", "x", "Leave out",
            "Don't say the sentence, or say it again; the text stays as it is.",
            lambda window: window.sentences.leave_out(), no_sentence),
    Command("Takes", "take-undo", "u", "Take back",
            "Take back what was done last to a sentence, its text included.",
            lambda window: window.sentences.undo(), no_sentence),
    Command("Takes", "take-redo", "U", "Do again",
            "Do again what was taken back.",
            lambda window: window.sentences.redo(), no_sentence),
    Command("Takes", "take-all-old", "R", "Make all old ones again",
            "Make all sentences again that changed since they were made, and only those.",
            lambda window: window.sentences.make_old_again(), nothing_old),
)
# fmt: on
