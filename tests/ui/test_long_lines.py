"""Lines as long as a book: a key is shown at once, and what is shown is what Textual would show."""

from __future__ import annotations

import random
import time

import pytest
from textual import events
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument

from tts_tui.ui.widgets.long_lines import LONG, LongLineDocument

WORDS = ["a", "lighthouse", "keeper's", "x" * 90, "of", "  ", "港口今天很安静", "—", "boat,", "   " * 20]


def text_of(chance: random.Random, size: int) -> str:
    words: list[str] = []
    while sum(map(len, words)) < size:
        words.append(chance.choice(WORDS) + chance.choice(["", " ", " ", " "]))
    return "".join(words)


def layout(wrapped: WrappedDocument) -> tuple[object, ...]:
    return wrapped._wrap_offsets, wrapped._offset_to_line_info, wrapped._line_index_to_offsets, wrapped.height


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("width", [9, 40, 78])
def test_an_edit_wraps_the_line_as_wrapping_all_of_it_does(seed: int, width: int) -> None:
    chance = random.Random(seed)
    document = Document("above\n" + text_of(chance, 2 * LONG) + "\nbelow\nand more")
    mine = LongLineDocument(document)
    mine.wrap(width, 4)
    for _ in range(40):
        length = len(document.get_line(1))
        begin = chance.choice([0, length, chance.randrange(length)])
        end = min(length, begin + chance.choice([0, 0, 1, 3, 300]))
        new = chance.choice(["", "y", " ", "word ", text_of(chance, 200)])
        ends = ((1, begin), (1, end)) if chance.random() < 0.5 else ((1, end), (1, begin))
        result = document.replace_range(*ends, new)
        mine.wrap_range((1, begin), (1, end), result.end_location)
        usual = WrappedDocument(document)
        usual.wrap(width, 4)
        assert layout(mine) == layout(usual)
    assert mine.get_sections(1) == usual.get_sections(1)


async def test_a_key_in_a_line_of_a_megabyte_is_soon_shown(drive) -> None:
    async with drive(text="") as driver:
        editor = driver.app.focused
        words = "The keeper of the lighthouse wrote one letter a week. "
        driver.app.post_message(events.Paste(words * (1_000_000 // len(words))))
        await driver.until(lambda: len(editor.text) > 900_000)
        took = []
        for _ in range(3):
            before, began = len(editor.text), time.process_time()
            await driver.press("x")
            await driver.until(lambda before=before: len(editor.text) > before)
            editor.app.screen._compositor.render_update(full=True)
            took.append(time.process_time() - began)
        assert min(took) < 1.0, "the whole line is laid out for each key"
        assert "weekx" not in editor.text
        assert editor.text.endswith("week. xxx")


async def test_a_long_line_looks_as_a_short_one(drive) -> None:
    async with drive(text="") as driver:
        editor = driver.app.focused
        editor.load_text("one two three four five " * 2_000)
        await driver.press("ctrl+end", "up", "shift+left", "shift+left", "shift+left")
        long = [editor._render_line(y) for y in range(editor.size.height)]
        place = [editor.wrapped_document.section_at(y + editor.scroll_offset.y) for y in range(len(long))]
        assert all(each and len(each) == 3 for each in place)
        usual = [super(type(editor), editor)._render_line(y) for y in range(len(long))]
        assert [line.text for line in long] == [line.text for line in usual]
        assert [[seg.style for seg in line.simplify()] for line in long] == [
            [seg.style for seg in line.simplify()] for line in usual
        ]
