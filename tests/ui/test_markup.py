"""Tags in the editor: shown as such, completed while they are typed, followed when the text is spoken."""

from __future__ import annotations

import pytest
from textual.widgets.text_area import Selection

from tts_tui.ui.widgets.speech_editor import SpeechEditor


def styled(editor: SpeechEditor, row: int = 0) -> dict[str, str]:
    """What of a line has a colour of its own, and whether it is that of a mistake."""
    line = editor.get_line(row)
    wrong = editor.get_component_rich_style("speech-editor--wrong-tag", partial=True)
    return {
        line.plain[span.start : span.end]: "wrong" if span.style == wrong else "tag" for span in line.spans
    }


async def test_tags_are_shown_and_wrong_ones_marked(drive) -> None:
    text = "Hi [voice:am_michael]you[/voice] [sic] [1].\n[speed:2] Fast.\n[voice:nobody] No. [pause:1s]"
    async with drive(text=text) as driver:
        editor = driver.window.text.editor
        await driver.until(lambda: editor.voices)
        assert styled(editor) == {"[voice:am_michael]": "tag", "[/voice]": "tag"}
        assert styled(editor, 1) == {"[speed:2]": "wrong"}
        assert styled(editor, 2) == {"[voice:nobody]": "wrong", "[pause:1s]": "tag"}


async def test_ssml_is_shown(drive) -> None:
    async with drive(text='<speak>One <break time="1s"/> two.</speak>') as driver:
        assert set(styled(driver.window.text.editor)) == {"<speak>", '<break time="1s"/>', "</speak>"}


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("[v", "[voice:"),
        ("[voice:bm", "[voice:bm_george]"),
        ("[voice:jf", "[voice:jf"),
        ("[lang:f", "[lang:fr-FR]"),
        ("[p", "[pause:"),
        ("[pause:1", "[pause:1s]"),
        ("[/v", "[/voice]"),
        ("[sic", "[sic"),
        ("[1", "[1"),
    ],
)
async def test_tags_are_completed(drive, typed: str, completed: str) -> None:
    async with drive(text="") as driver:
        editor = driver.window.text.editor
        await driver.until(lambda: editor.voices)
        editor.insert(typed)
        await driver.pilot.pause()
        await driver.press("right")
        assert editor.text == completed


async def test_what_is_completed_is_told_and_spoken(drive) -> None:
    async with drive(text="") as driver:
        editor = driver.window.text.editor
        await driver.until(lambda: editor.voices)
        editor.insert("[voice:b")
        await driver.until(
            lambda: "voice:bf_emma · voice:bm_george" in str(driver.window.text.border_subtitle)
        )
        await driver.press("right")
        editor.insert("Good morning.")
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.calls)
        call = driver.backend.calls[0]
        assert (call.voice, call.language, call.text) == ("bf_emma", "en-GB", "Good morning.")


async def test_a_wrong_tag_is_told_with_its_place_and_nothing_is_spoken(drive) -> None:
    async with drive(text="Good\n[vocie:bf_emma] morning.") as driver:
        await driver.press("ctrl+g")
        await driver.until(
            lambda: "Line 2, column 1" in str(driver.window.notices.render()) or driver.backend.calls
        )
        assert not driver.backend.calls


async def test_a_selection_is_spoken_as_its_place_wants(drive) -> None:
    async with drive(text="One. [voice:bf_emma]Two. Three.[/voice] Four.") as driver:
        editor = driver.window.text.editor
        await driver.until(lambda: editor.voices)
        editor.selection = Selection((0, 25), (0, len(editor.text)))
        await driver.press("ctrl+g")
        await driver.until(lambda: len(driver.backend.calls) == 2)
        assert [(call.text, call.voice) for call in driver.backend.calls] == [
            ("Three.", "bf_emma"),
            ("Four.", "af_heart"),
        ]
