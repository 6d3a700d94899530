"""The commands of the list of voices, of the player and of the history, which work while that has the focus."""

from __future__ import annotations

from collections.abc import Callable

from tts_tui.ui.commands.base import Command, HistoryRows, Window
from tts_tui.ui.commands.conditions import (
    no_audio,
    no_history,
    no_model,
    no_voice,
    no_word,
    nothing_in_history,
)

SEEK_SECONDS = 5.0
RATE_STEP = 0.1
VOLUME_STEP = 0.1


def shown(run: Callable[[HistoryRows], None]) -> Callable[[Window], None]:
    """To be done with the history, if it is shown."""

    def run_in(window: Window) -> None:
        if window.history:
            run(window.history)

    return run_in


# fmt: off
VOICES = (
    Command("Voices", "voice-hear", "space", "Hear voice",
            "Speak a short sample in the highlighted voice, at once; arrow keys and j, k move to the next.",
            lambda window: window.hear_voice(), no_voice),
    Command("Voices", "voice-audition", "a", "Audition",
            "Hear each voice as the arrow keys come to it, the one before cut off; once more ends that. "
            "What was heard once is there at once the next time.",
            lambda window: window.toggle_audition(), no_voice),
    Command("Voices", "voice-paid", "y", "Hear paid",
            "Let the arrow keys speak this provider's voices though they cost, until the window closes.",
            lambda window: window.hear_paid(), no_voice),
    Command("Voices", "voice-sample", "s", "Sample sentence",
            "Let the voices say the sentence at the cursor in the text, or again one of their own language.",
            lambda window: window.toggle_sample(), no_voice),
    Command("Voices", "voice-use", "enter", "Use voice",
            "Speak with the highlighted voice from now on.",
            lambda window: window.use_voice(), no_voice),
    Command("Voices", "voice-favourite", "asterisk", "Favourite",
            "Mark the highlighted voice as a favourite, or no longer; favourites stand first.",
            lambda window: window.toggle_favourite(), no_voice, shown_as="*"),
    Command("Voices", "voice-filter", "slash", "Filter voices",
            "Narrow the list by words of name, language or gender, such as “en-gb female”; "
            "enter goes back to the list.",
            lambda window: window.filter_voices(), shown_as="/"),
    Command("Voices", "voice-refresh", "r", "Refresh voices",
            "Ask the provider for its voices again.",
            lambda window: window.refresh_voices()),
)

PLAYER = (
    Command("Player", "player-toggle", "space", "Play or pause",
            "Pause or go on.",
            lambda window: window.deck.toggle(), no_audio),
    Command("Player", "player-back", "left", "Back 5 s",
            "Five seconds back.",
            lambda window: window.deck.seek_by(-SEEK_SECONDS), no_audio),
    Command("Player", "player-forward", "right", "Forward 5 s",
            "Five seconds on, as far as the audio is made.",
            lambda window: window.deck.seek_by(SEEK_SECONDS), no_audio),
    Command("Player", "player-sentence-back", "up", "Sentence back",
            "To the beginning of the sentence, or from there to the one before.",
            lambda window: window.deck.seek_sentence(-1), no_audio),
    Command("Player", "player-sentence-on", "down", "Sentence on",
            "To the next sentence; if it isn't made yet, what comes is waited for.",
            lambda window: window.deck.seek_sentence(1), no_audio),
    Command("Player", "player-start", "home", "To the start",
            "Play from the beginning.",
            lambda window: window.deck.play_from(0.0), no_audio),
    Command("Player", "player-end", "end", "To the last",
            "To the last sentence that is made.",
            lambda window: window.deck.seek_last(), no_audio),
    Command("Player", "player-slower", "comma", "Play slower",
            "Play slower; the pitch stays, and saved files aren't touched.",
            lambda window: window.deck.change_rate(-RATE_STEP), no_audio, shown_as=","),
    Command("Player", "player-faster", "full_stop", "Play faster",
            "Play faster; the pitch stays, and saved files aren't touched.",
            lambda window: window.deck.change_rate(RATE_STEP), no_audio, shown_as="."),
    Command("Player", "player-made-slower", "left_square_bracket", "Make slower",
            "Let the model itself speak slower, from the next speech on; saved files are slower, too.",
            lambda window: window.change_made_speed(-1), no_model, shown_as="["),
    Command("Player", "player-made-faster", "right_square_bracket", "Make faster",
            "Let the model itself speak faster, from the next speech on; saved files are faster, too.",
            lambda window: window.change_made_speed(1), no_model, shown_as="]"),
    Command("Player", "player-quieter", "minus", "Quieter",
            "Lower the volume.",
            lambda window: window.deck.change_volume(-VOLUME_STEP), no_audio, shown_as="-"),
    Command("Player", "player-louder", "plus,equals_sign", "Louder",
            "Raise the volume.",
            lambda window: window.deck.change_volume(VOLUME_STEP), no_audio, shown_as="+"),
)

SAID = (
    Command("Said", "said-back", "left", "Word back",
            "To the word before.",
            lambda window: window.step_word(-1), no_word),
    Command("Said", "said-on", "right", "Word on",
            "To the next word.",
            lambda window: window.step_word(1), no_word),
    Command("Said", "said-guess", "n", "Next guess",
            "To the next word of the text whose sounds are a guess, marked with a question mark.",
            lambda window: window.next_guess(), no_word),
    Command("Said", "said-hear", "space", "Hear word",
            "Hear the word as it will be said.",
            lambda window: window.hear_word(), no_word),
    Command("Said", "said-change", "enter", "Change word",
            "Say the word otherwise: here, in this text, or always.",
            lambda window: window.change_word(), no_word),
    Command("Said", "said-keep", "d", "Keep in dictionary",
            "Say the word as it is said here always.",
            lambda window: window.keep_word(), no_word),
)

HISTORY = (
    Command("History", "history-speak", "enter", "Speak again",
            "Speak the text again, in the voice and with the settings of then.",
            shown(lambda rows: rows.speak_again()), nothing_in_history, footer=True),
    Command("History", "history-edit", "e", "Edit again",
            "Put the text, its model, voice and settings back into the window; "
            "undo brings back the text that was there.",
            shown(lambda rows: rows.edit_again()), nothing_in_history, footer=True),
    Command("History", "history-forget", "d,delete", "Forget",
            "Forget the text; what it cost stays counted.",
            shown(lambda rows: rows.forget()), nothing_in_history, footer=True),
    Command("History", "history-filter", "slash", "Filter",
            "Narrow the history by a part of the text, the voice or the model; enter goes back to the list.",
            shown(lambda rows: rows.focus_filter()), no_history, footer=True, shown_as="/"),
)
# fmt: on
