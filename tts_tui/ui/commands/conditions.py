"""Why there is nothing for a command to do now, for people; empty if there is."""

from __future__ import annotations

from tts_tui.ui.commands.base import Window

NO_MODEL = "No model is known yet."


def no_audio(window: Window) -> str:
    if window.deck.has_audio:
        return ""
    if window.deck.making:
        return "There is no audio yet; the first of it is being made."
    return "There is no audio yet; {speak} speaks the text."


def no_wait(window: Window) -> str:
    return "" if window.deck.starts_in else "Nothing waits to be heard."


def no_model(window: Window) -> str:
    return "" if window.model else NO_MODEL


def not_to_measure(window: Window) -> str:
    """What costs money is measured on the command line, where the price stands beside the key that pays it."""
    if window.model is None:
        return NO_MODEL
    if window.model.usd_per_million_characters == 0 and window.model.available:
        return ""
    return f"{window.model.name} costs money or can't speak here: `tts-tui bench --model {window.model.id}`."


def no_voice(window: Window) -> str:
    if window.highlighted_voice:
        return ""
    return "There is no voice in the list." if window.model else NO_MODEL


def no_colors(window: Window) -> str:
    return "" if window.has_colors else "NO_COLOR is set: the window has no colours."


def no_word(window: Window) -> str:
    return "" if window.word_at_cursor else "There is no word; {said} shows what will be said at the cursor."


def no_file(window: Window) -> str:
    if not window.is_document:
        return "The text is of no file; {open} opens one, and {save} saves the audio."
    return "" if window.is_edited else "The file reads like the text."


def no_document(window: Window) -> str:
    return "" if window.is_document else "The text is of no file; {open} opens one."


def no_chapters(window: Window) -> str:
    return "" if window.chapters else "No chapters are shown."


def no_chosen_chapter(window: Window) -> str:
    return (
        "" if window.chapters and window.chapters.has_chosen else "No chapter is chosen; space chooses one."
    )


def no_sentence(window: Window) -> str:
    return "" if window.sentences.row else "There is no sentence; {takes} shows those of the text."


def nothing_old(window: Window) -> str:
    return "" if window.sentences.old else "No sentence changed since it was made."


def no_history(window: Window) -> str:
    return "" if window.history else "The history isn't shown."


def nothing_in_history(window: Window) -> str:
    return "" if window.history and window.history.highlighted else "Nothing is chosen in the history."


def no_settings(window: Window) -> str:
    if window.model is None:
        return NO_MODEL
    return "" if window.model.settings else f"{window.model.name} has no settings beyond voice and speed."


def no_key(window: Window) -> str:
    if window.model is None:
        return NO_MODEL
    return "" if window.catalog.keyed() else "No provider that is here takes a key."


def nothing_to_load(window: Window) -> str:
    if window.model is None:
        return NO_MODEL
    if not window.model.available:
        return f"{window.model.name} can't speak here: {window.model.reason}"
    return f"{window.model.name} is loaded." if window.loaded else ""


def nothing_to_unload(window: Window) -> str:
    return "" if window.loaded else "Nothing of the model is loaded here."


def no_notice(window: Window) -> str:
    return "" if window.has_notice else "There is no message."
