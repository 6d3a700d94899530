"""The word that is heard in large letters."""

from __future__ import annotations

import string

import pytest

from tts_tui.ui.big_letters import big


@pytest.mark.parametrize(
    "sign", [*string.ascii_letters, *string.digits, *".,;:!?'\"-()/%&+ ", "é", "ñ", "Å", "ß", "—"]
)
def test_a_letter_is_three_rows_of_one_width(sign: str) -> None:
    rows = big(sign, 80)
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) <= set(" ▀▄█")
    assert sign.strip() == "" or "".join(rows).strip()


def test_letters_differ() -> None:
    drawn = ["\n".join(big(sign, 80)) for sign in string.ascii_uppercase + string.digits]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("word", ["日本", "हिन्दी", "", "x" * 40, "\n", "a\x00b"])
def test_what_has_no_large_letters_or_no_room_has_none(word: str) -> None:
    assert big(word, 80) == []


async def test_z_shows_the_word_that_is_heard(drive) -> None:
    async with drive(size=(80, 24)) as driver:
        window = driver.window
        await driver.press("ctrl+g")
        await driver.until(lambda: window.deck.take and window.deck.take.end)
        await driver.press("escape", "f8", "z")
        large = window.text.follow.query_one("#word-large")
        await driver.until(lambda: large.display and "█" in str(large.render()))
        first = str(large.render())
        assert first == "\n".join(big("The", 80))
        await driver.press("right")
        await driver.until(lambda: str(large.render()) == "\n".join(big("quick", 80)))
        await driver.press("z")
        await driver.until(lambda: not large.display)
