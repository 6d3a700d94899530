"""The commands of the voice browser and of the blend, which work while those are shown."""

from __future__ import annotations

from collections.abc import Callable

from tts_tui.ui.commands.base import Command, Window
from tts_tui.ui.commands.dialogs import Mixer, VoiceRows

STEP = 5
"""Of a voice's weight, out of 100."""


def browsing(run: Callable[[VoiceRows], None]) -> Callable[[Window], None]:
    """To be done in the voice browser, if it is shown."""

    def run_in(window: Window) -> None:
        if window.browser:
            run(window.browser)

    return run_in


def mixing(run: Callable[[Mixer], None]) -> Callable[[Window], None]:
    """To be done in the dialog of a blend, if it is shown."""

    def run_in(window: Window) -> None:
        if window.mixer:
            run(window.mixer)

    return run_in


def no_browser(window: Window) -> str:
    return "" if window.browser else "The list of all voices isn't shown; {all-voices} shows it."


def no_row(window: Window) -> str:
    return no_browser(window) or (
        "" if window.browser and window.browser.highlighted else "No voice is there."
    )


def no_mixer(window: Window) -> str:
    return "" if window.mixer else "No blend is shown; {blend} shows one."


def no_part(window: Window) -> str:
    return no_mixer(window) or (
        "" if window.mixer and window.mixer.highlighted else "The blend has no voice; {blend-add} adds one."
    )


# fmt: off
BROWSER = (
    Command("All voices", "browser-use", "enter", "Use",
            "Speak with the highlighted voice: its provider, its model and it are chosen together.",
            browsing(lambda rows: rows.use()), no_row, footer=True),
    Command("All voices", "browser-hear", "space", "Hear",
            "Speak a short sample in the highlighted voice; one that costs is asked about where it passes a limit.",
            browsing(lambda rows: rows.hear()), no_row, footer=True),
    Command("All voices", "browser-audition", "a", "Audition",
            "Hear each voice as the arrow keys come to it, the one before cut off; once more ends that. "
            "It stays as it is for the next time.",
            browsing(lambda rows: rows.toggle_audition()), no_browser, footer=True),
    Command("All voices", "browser-filter", "slash", "Filter",
            "Narrow the list by words of any column, such as “british female” or “openai”; arrows go on moving in it.",
            browsing(lambda rows: rows.focus_filter()), no_browser, footer=True, shown_as="/"),
    Command("All voices", "browser-order", "o", "Order",
            "Sort by the next column: as usual, with favourites and what was used lately first; then by name, "
            "language, gender, grade, provider or cost. A click on a column does it too.",
            browsing(lambda rows: rows.next_order()), no_browser, footer=True),
    Command("All voices", "browser-favourite", "asterisk", "Favourite",
            "Mark the highlighted voice as a favourite, or no longer.",
            browsing(lambda rows: rows.toggle_favourite()), no_row, footer=True, shown_as="*"),
    Command("All voices", "browser-favourites", "f", "Only favourites",
            "List only favourites, or all again.",
            browsing(lambda rows: rows.toggle_only_favourites()), no_browser, footer=True),
    Command("All voices", "browser-blend", "b", "Blend",
            "Mix the highlighted voice with others.",
            browsing(lambda rows: rows.blend()), no_row, footer=True),
    Command("All voices", "browser-sample", "s", "Text's sentence",
            "Let the voices say the sentence at the cursor in the text, or again one of their own language.",
            browsing(lambda rows: rows.say_text()), no_browser, footer=True),
    Command("All voices", "browser-sentence", "e", "Own sentence",
            "Write a sentence of your own for the voices to say; an empty one is that of each one's language.",
            browsing(lambda rows: rows.edit_sample()), no_browser, footer=True),
    Command("All voices", "browser-paid", "y", "Hear paid",
            "Let the arrow keys speak voices that cost, of the provider of the highlighted one, until the list closes.",
            browsing(lambda rows: rows.allow_paid()), no_row),
    Command("All voices", "browser-refresh", "r", "Ask again",
            "Ask every provider for its voices again.",
            browsing(lambda rows: rows.refresh_rows()), no_browser),
    Command("All voices", "browser-forget", "d,delete", "Forget blend",
            "Forget the highlighted blend, if it is one with a name.",
            browsing(lambda rows: rows.forget()), no_row),
)

MIXER = (
    Command("Blend", "blend-less", "left,h", "Less",
            f"Less of the highlighted voice, by {STEP}.",
            mixing(lambda mixer: mixer.change_weight(-STEP)), no_part, footer=True, shown_as="←"),
    Command("Blend", "blend-more", "right,l", "More",
            f"More of the highlighted voice, by {STEP}.",
            mixing(lambda mixer: mixer.change_weight(STEP)), no_part, footer=True, shown_as="→"),
    Command("Blend", "blend-less-fine", "shift+left,H", "Less by 1",
            "A little less of the highlighted voice.",
            mixing(lambda mixer: mixer.change_weight(-1)), no_part),
    Command("Blend", "blend-more-fine", "shift+right,L", "More by 1",
            "A little more of the highlighted voice.",
            mixing(lambda mixer: mixer.change_weight(1)), no_part),
    Command("Blend", "blend-out", "0,delete", "Out",
            "Take the highlighted voice out.",
            mixing(lambda mixer: mixer.take_out()), no_part, footer=True, shown_as="0"),
    Command("Blend", "blend-add", "plus,a", "Add",
            "Add a voice from the list of all voices.",
            mixing(lambda mixer: mixer.add_voice()), no_mixer, footer=True, shown_as="+"),
    Command("Blend", "blend-loop", "space", "Loop",
            "Let the sentence be said again and again, or be silent. A weight that changes is heard from the same "
            "place in the sentence on, as soon as the sentence is made again.",
            mixing(lambda mixer: mixer.toggle_loop()), no_mixer, footer=True),
    Command("Blend", "blend-use", "enter", "Use",
            "Speak with this blend.",
            mixing(lambda mixer: mixer.use()), no_part, footer=True),
    Command("Blend", "blend-keep", "s", "Keep",
            "Keep the blend under a name: it stands in the lists of voices, and `say --voice NAME` speaks with it.",
            mixing(lambda mixer: mixer.name_it()), no_part, footer=True),
    Command("Blend", "blend-copy", "c", "Copy",
            "Copy the blend as af_heart:60,bm_george:40.",
            mixing(lambda mixer: mixer.copy(as_sum=False)), no_part, footer=True),
    Command("Blend", "blend-copy-sum", "C", "Copy as a sum",
            "Copy the blend as af_heart(3)+bm_george(2).",
            mixing(lambda mixer: mixer.copy(as_sum=True)), no_part),
    Command("Blend", "blend-text", "t,slash", "As text",
            "Write or paste a blend as text, in either way of writing it.",
            mixing(lambda mixer: mixer.edit_text()), no_mixer, footer=True),
)
# fmt: on
