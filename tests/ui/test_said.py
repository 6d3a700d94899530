"""The pane of what will be said: shown as one types, gone through by words, and changed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_backend import MODELS, ScriptedBackend
from textual.pilot import Pilot
from textual.widgets import OptionList
from window_driver import NARROW, WIDE, Driver

from tts_tui.speech.catalog import Model
from tts_tui.speech.pronunciation import Pronounced, Pronunciation
from tts_tui.store.dictionary_file import WordList, beside
from tts_tui.ui.app import TTSApp
from tts_tui.ui.screens.change_word import ChangeWordScreen
from tts_tui.ui.widgets.pronunciation_pane import PronunciationPane

TEXT = "The Osei gif cost $5.\n\nIt is short."


class Pronouncing(ScriptedBackend):
    """Its phonemes are letters; what has a capital inside a sentence is a guess."""

    def models(self) -> Sequence[Model]:
        return [replace(model, phonemes=True) for model in MODELS]

    def pronounce(self, texts: Sequence[str], language: str) -> list[Pronunciation]:
        found = []
        for text in texts:
            words, at = [], 0
            for word in text.split():
                start = text.index(word, at)
                at = start + len(word)
                guess = word.istitle() and start > 0
                if word.startswith("["):
                    core, _, rest = word[1:].partition("](/")
                    sounds = rest.partition("/")[0]
                    words.append(Pronounced(start + 1, start + 1 + len(core), sounds, "user"))
                else:
                    core = word.strip(".,")
                    source = "espeak" if guess else "lexicon"
                    words.append(Pronounced(start, start + len(core), core.lower(), source))
            found.append(Pronunciation(" ".join(word.phonemes for word in words), tuple(words)))
        return found

    def readings(self, word: str, language: str) -> Mapping[str, str]:
        return {word.lower(): "", f"ˈ{word.lower()}": "noun"} if any(map(str.isalpha, word)) else {}

    def unknown_phonemes(self, phonemes: str) -> str:
        return "".join(symbol for symbol in phonemes if symbol > "\u2000")


@pytest.fixture
def backend() -> ScriptedBackend:
    return Pronouncing()


def shown(driver: Driver) -> str:
    return str(driver.window.pronunciation.render())


def at(driver: Driver) -> str:
    word = driver.window.pronunciation.word
    return word.text if word else ""


async def open_pane(driver: Driver) -> None:
    await driver.press("f6")
    await driver.until(lambda: driver.window.pronunciation.word)
    await driver.press("f6")
    await driver.until(lambda: driver.window.pronunciation.has_focus)


async def test_lines_of_the_text_stay_in_sight_whatever_else_is_shown(drive) -> None:
    async with drive(text=TEXT, size=NARROW) as driver:
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        await open_pane(driver)
        await driver.press("alt+y", "alt+y")
        await driver.until(lambda: "sentence" in driver.drawn)
        assert driver.window.text.editor.region.height >= 3


async def test_it_shows_the_sentence_at_the_cursor_word_by_word(drive) -> None:
    async with drive(text=TEXT) as driver:
        assert not driver.window.pronunciation.display
        await driver.press("f6")
        await driver.until(lambda: "Osei" in shown(driver))
        lines = shown(driver).splitlines()
        assert [line.split()[0] for line in lines[:3]] == ["written", "said", "sounds"]
        assert lines[1].index("gif") == lines[0].index("gif") == lines[2].index("gif")
        assert "dollars" in lines[1]
        assert "espeak?" in lines[3]
        assert driver.window.text.editor.has_focus, "the user goes on typing"
        assert "1 change" in str(driver.window.pronunciation.border_title)


async def test_it_follows_the_typing_and_the_cursor(drive) -> None:
    async with drive(text=TEXT) as driver:
        await driver.press("f6")
        await driver.until(lambda: "Osei" in shown(driver))
        await driver.press("down", "down")
        await driver.until(lambda: "short" in shown(driver) and "Osei" not in shown(driver))
        await driver.press("home", *"Now ")
        await driver.until(lambda: "now" in shown(driver))


async def test_the_next_guess_may_be_sentences_on(drive) -> None:
    text = "The gif is short.\n\nIt is so.\n\nNow Osei came. He told Amara."
    async with drive(text=text) as driver:
        await open_pane(driver)
        for guess in ("Osei", "Amara."):
            await driver.press("n")
            await driver.until(lambda guess=guess: at(driver) == guess)
        assert driver.window.text.cursor == text.index("Amara")
        await driver.press("n")
        await driver.until(lambda: "is a guess." in driver.notice)
        assert at(driver) == "Amara."


async def test_a_long_reading_is_wrapped_and_not_cut(drive) -> None:
    async with drive(size=NARROW, text="Dial 0123456789012345678901234567 now.") as driver:
        await open_pane(driver)
        await driver.press("right")
        said = " ".join(word.strip() for word in shown(driver).split("sounds")[0].splitlines())
        assert said.split().count("seven") == 3


async def test_a_text_is_taken_otherwise(drive) -> None:
    async with drive(text="It is <b>so</b> and *short*.") as driver:
        title = lambda: str(driver.window.text.border_title)  # noqa: E731
        await driver.until(lambda: title() == "Text · Markdown")
        await open_pane(driver)
        assert shown(driver).splitlines()[1].split() == ["said", "It", "is", "so", "and", "short"]
        for _ in range(3):
            await driver.press("alt+a")
        assert title() == "Text · as it stands"
        await driver.until(lambda: "bso" in shown(driver))
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.calls)
        assert driver.window.deck.take.request.manner == "plain"
        await driver.press("ctrl+n")
        assert title() == "Text"


async def test_words_are_gone_through_and_guesses_found(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        assert at(driver) == "The"
        await driver.press("right", "right")
        assert at(driver) == "gif"
        await driver.press("left", "left", "left")
        assert at(driver) == "The"
        await driver.press("n")
        assert at(driver) == "Osei"
        await driver.press("f6")
        assert not driver.window.pronunciation.display
        assert driver.window.text.editor.has_focus


async def test_a_click_goes_to_a_word_and_a_second_one_changes_it(drive) -> None:
    async with drive(text=TEXT) as driver:
        pane = driver.window.pronunciation
        await driver.press("f6")
        await driver.until(lambda: pane.word)
        assert drawn_at(pane) == ("The", "underline")
        await driver.press("f6")
        await driver.until(lambda: drawn_at(pane) == ("The", "reverse"))
        label = len("written  ")
        place = pane.content_region.offset - pane.region.offset + (label + len("The Os"), 0)
        await driver.pilot.click(pane, offset=place)
        await driver.until(lambda: drawn_at(pane) == ("Osei", "reverse"))
        await driver.pilot.click(pane, offset=place, times=2)
        await driver.until(lambda: isinstance(driver.app.screen, ChangeWordScreen))


def drawn_at(pane: PronunciationPane) -> tuple[str, str]:
    """The word that stands out, and how."""
    written = pane.render().split()[0]
    for way in ("reverse", "underline"):
        for span in written.spans:
            style = span.style if isinstance(span.style, str) else ""
            if way in style:
                return written.plain[span.start : span.end].strip(), way
    return "", ""


async def test_a_word_is_heard_as_it_will_be_said(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        await driver.press("n", "space")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].text == "Osei"


async def test_a_reading_for_here_is_written_into_the_text_and_undone(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        await driver.press("n")
        await driver.answer("enter", *"/ˈɔsA/", "enter")
        await driver.until(lambda: "[Osei](/ˈɔsA/) gif" in driver.window.text.text)
        await driver.until(lambda: "user" in shown(driver))
        await driver.press("f2", "ctrl+z")
        await driver.until(lambda: driver.window.text.text == TEXT)


@pytest.mark.parametrize("typed", ["/osA/", "osei"])
async def test_sounds_that_an_address_could_be_are_still_heard(drive, typed: str) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        await driver.press("n")
        await driver.answer("enter", *typed, "enter")
        await driver.until(lambda: "[Osei](/ˈos" in driver.window.text.text)
        await driver.until(lambda: "user" in shown(driver))


async def test_syllables_give_their_stress(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        await driver.press("n")
        await driver.answer("enter", *"oh-SAY", "enter")
        await driver.until(lambda: "[Osei](/oʊsˈeɪ/)" in driver.window.text.text)


@pytest.mark.parametrize(
    ("typed", "says", "written"),
    [
        ("/漢/", "no sound for /漢/", False),
        ("/ˈɔ漢/", "no sound for 漢", True),
        ("77", "has no sound", False),
    ],
)
async def test_what_has_no_sound_is_told(drive, typed: str, says: str, written: bool) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        await driver.press("n")
        await driver.answer("enter", *typed, "enter")
        await driver.until(lambda: says in driver.notice)
        assert ("](/" in driver.window.text.text) == written


async def test_one_of_the_readings_is_chosen(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        await driver.press("n")
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is not driver.window and driver.app.screen.focused)
        await driver.press("tab", "down")
        await driver.until(lambda: driver.backend.calls)
        assert "osei" in driver.backend.calls[0].text, "it is heard at once"
        await driver.press("enter")
        await driver.until(lambda: "[Osei](/ˈosei/)" in driver.window.text.text)


async def test_what_is_written_out_has_the_readings_of_what_is_said(drive) -> None:
    async with drive(text="It costs $5 now.") as driver:
        await open_pane(driver)
        await driver.press("right", "right", "enter")
        await driver.until(lambda: driver.app.screen is not driver.window and driver.app.screen.focused)
        listed = driver.app.screen.query_one(OptionList)
        assert str(listed.get_option_at_index(0).prompt).strip() == "/five dollars/"


async def test_what_is_here_is_kept_in_the_dictionary(drive, session) -> None:
    text = "It is [Osei](/ˈɔsA/) here."
    async with drive(text=text) as driver:
        await open_pane(driver)
        await driver.press("right", "right", "d")
        await driver.until(lambda: driver.window.text.text == "It is Osei here.")
        [entry] = WordList(session.paths.words_file).read()
        assert (entry.word, entry.reading, entry.language) == ("Osei", "/ˈɔsA/", "en")
        await driver.until(lambda: "dictionary" in shown(driver))
        assert "kept" in driver.notice


async def test_a_reading_that_can_not_be_says_why_and_stays(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_pane(driver)
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is not driver.window and driver.app.screen.focused)
        await driver.press(*"/1/", "enter")
        await driver.until(lambda: "no phoneme" in str(driver.app.screen.query_one("#why").render()))
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.window)
        assert driver.window.text.text == TEXT


async def test_of_a_file_a_reading_may_be_kept_beside_it(drive, tmp_path: Path, session) -> None:
    file = tmp_path / "notes.txt"
    async with drive(text="") as driver:
        file.write_text("A gif here.")
        await driver.window.open_document(file, "A gif here.")
        await open_pane(driver)
        await driver.press("right")
        await driver.answer("enter", *"jiff", "tab", "tab", "tab", "enter")
        await driver.until(lambda: beside(file).exists())
        [entry] = WordList(beside(file)).read()
        assert (entry.word, entry.reading) == ("gif", "jiff")
        assert not session.paths.words_file.exists()
        await driver.until(lambda: "jiff" in shown(driver))


async def test_it_fits_a_narrow_window_and_keeps_the_word_in_sight(drive) -> None:
    words = [f"word{number}" for number in range(40)]
    async with drive(size=NARROW, text=" ".join(words)) as driver:
        await open_pane(driver)
        await driver.press(*["right"] * 30)
        assert "word30" in shown(driver)
        assert max(map(len, shown(driver).splitlines())) <= 78
        await driver.press(*["left"] * 30)
        assert "word0 " in shown(driver)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x36"])
def test_how_it_looks(app, snap_compare, size: tuple[int, int]) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        await pilot.pause()
        window = app.window
        while not ("ready" in str(window.status.query_one("#engine-state").render()) and app.outputs.devices):
            await pilot.pause(0.01)
        await pilot.press("f6")
        while window.pronunciation.word is None:
            await pilot.pause(0.01)
        await pilot.press("f6", "n")
        while not (window.pronunciation.has_focus and at_word(app) == "Osei" and window.loaded):
            await pilot.pause(0.01)
        await pilot.pause()

    app.first_text = TEXT
    assert snap_compare(app, terminal_size=size, run_before=prepare)


def at_word(app: TTSApp) -> str:
    word = app.window.pronunciation.word
    return word.text if word else ""


async def test_an_empty_text_says_so(drive) -> None:
    async with drive(text="") as driver:
        await driver.press("f6")
        await driver.until(lambda: "Nothing is said" in shown(driver))
        await driver.press("f6", "enter")
        await driver.until(lambda: "There is no word" in driver.notice)


async def test_a_sign_that_is_never_said_makes_no_markdown_of_prose(drive) -> None:
    async with drive(text="Well 🙂 then.") as driver:
        title = lambda: str(driver.window.text.border_title)  # noqa: E731
        assert title() == "Text"
        driver.window.text.replace("It is *so*.")
        await driver.until(lambda: title() == "Text · Markdown")
        driver.window.text.replace("caf\ufffd then.")
        await driver.until(lambda: title() == "Text")


@pytest.mark.parametrize("width", [118, 119, 120, 121, 122, 123])
async def test_the_last_word_is_whole_or_not_there(drive, width: int) -> None:
    text = "The keeper of the lighthouse wrote one letter a week, and the boat took it away on Fridays."
    async with drive(size=(width, 36), text=text) as driver:
        await open_pane(driver)
        written = shown(driver).splitlines()[0].split()[1:]
        assert set(written) <= {*text.split(), "…"}


async def test_in_a_low_window_a_message_leaves_the_text_its_room(drive) -> None:
    async with drive(size=(60, 20), text=TEXT) as driver:
        window = driver.window
        await driver.press("f6", "alt+i")
        await driver.until(
            lambda: "Nothing waits to be heard." in driver.notice and window.pronunciation.display
        )
        await driver.until(lambda: window.text.editor.size.height >= 4)
        assert "The Osei gif cost $5." in driver.drawn
        assert "written" in driver.drawn
        await driver.press("alt+m")
        await driver.until(lambda: not driver.notice and window.player.display)
        await driver.until(lambda: "nothing yet" in driver.drawn)
        assert "The Osei gif cost $5." in driver.drawn
