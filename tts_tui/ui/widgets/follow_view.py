"""Follows the speech through the text: the word being heard is marked, and a word takes the player to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from tts_tui.speech.chunk import WordTime
from tts_tui.ui.big_letters import big
from tts_tui.ui.widgets.readout import Readout

if TYPE_CHECKING:
    from tts_tui.studio.take import Take


PASSAGE = 480
"""Most characters of a passage: what fits a small window, and costs little to draw again at every word."""

WORD = "word"
"""Key of a word's index in the meta of its style."""

_BREAK = re.compile(r"\n+|(?<=[.!?…])\s+")


def passages(text: str) -> list[int]:
    """Where passages start: at paragraphs, and in long ones at a sentence, else at a space."""
    starts, last = [0], 0
    for match in _BREAK.finditer(text):
        if match.group().startswith("\n") or match.end() - starts[-1] > PASSAGE:
            cut = match.end() if match.group().startswith("\n") else max(last, starts[-1])
            if cut > starts[-1]:
                starts.append(cut)
        last = match.end()
    return [
        cut
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        for cut in _split(text, start, end)
    ]


def _split(text: str, start: int, end: int) -> list[int]:
    cuts = [start]
    while end - cuts[-1] > 2 * PASSAGE:
        space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + PASSAGE)
        cuts.append(space + 1 if space > 0 else cuts[-1] + PASSAGE)
    return cuts


class FollowView(VerticalScroll, can_focus=True):
    """Shows the passage being spoken between the one before and the one after, so a book costs no more than a page."""

    HELP = (
        "Follow: ← → go to the word before and after, ↑ ↓ to the sentence, space plays and pauses, "
        "z shows the word in large letters, F8 returns to the text."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Word back", show=False),
        Binding("right", "step(1)", "Word on", show=False),
        Binding("up", "screen.command('player-sentence-back')", "Sentence back", show=False),
        Binding("down", "screen.command('player-sentence-on')", "Sentence on", show=False),
        Binding("z", "enlarge", "Large letters", show=False),
        Binding("space", "screen.command('play-pause')", "Play or pause", show=False),
    ]

    class Seek(Message):
        """The user wants to hear the word that begins then."""

        def __init__(self, seconds: float) -> None:
            super().__init__()
            self.seconds = seconds

    large = reactive(False)
    """The word that is heard stands above in letters three rows high."""

    _large = query_one("#word-large", Static)
    _before = query_one("#passage-before", Static)
    _now = query_one("#passage-now", Readout)
    _after = query_one("#passage-after", Static)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._take: Take | None = None
        self._starts: list[int] = [0]
        self._passage = -1
        self._word: WordTime | None = None
        self._known = -1
        self._position = 0.0

    def compose(self) -> ComposeResult:
        yield Static(id="word-large")
        yield Static(id="passage-before")
        yield Readout(id="passage-now")
        yield Static(id="passage-after")

    def show(self, take: Take, position: float) -> None:
        """Mark what is heard at that position, in seconds; draws only when the word or its passage changed."""
        if take is not self._take:
            self._take, self._starts, self._passage = take, passages(take.request.text), -1
        self._position = position
        word = take.word_at(position)
        passage = bisect_right(self._starts, word.char_start) - 1 if word else 0
        if passage != self._passage:
            self._passage = passage
            self._before.update(Content(self._text(passage - 1)))
            self._after.update(Content(self._text(passage + 1)))
        elif word is self._word and len(take.words) == self._known:
            return
        if self.large:
            self._large.update(self._in_large(word))
        self._word, self._known = word, len(take.words)
        self._now.show(self._marked(take, passage, word))

    def watch_large(self, large: bool) -> None:
        self._large.display = large
        self._passage = -1  # draws all of it anew

    def action_enlarge(self) -> None:
        self.large = not self.large
        if self._take:
            self.show(self._take, self._position)

    def _in_large(self, word: WordTime | None) -> Content:
        """A word that has no large letters, or no room for them, at least stands out."""
        if word is None or self._take is None:
            return Content("")
        written = " ".join(self._take.request.text[word.char_start : word.char_end].split())
        rows = big(written, self._large.content_size.width or self.size.width)
        return Content("\n".join(rows) if rows else f"\n{written}\n")

    def _text(self, passage: int) -> str:
        if self._take is None or not 0 <= passage < len(self._starts):
            return ""
        ends = [*self._starts[1:], len(self._take.request.text)]
        return self._take.request.text[self._starts[passage] : ends[passage]].rstrip()

    def _marked(self, take: Take, passage: int, word: WordTime | None) -> Content:
        text, start = self._text(passage), self._starts[passage]
        content = Content(text)
        if word:
            content = content.stylize("$primary", 0, max(0, word.char_start - start))
            content = content.stylize("reverse bold", word.char_start - start, word.char_end - start)
        first, last = take.words_between(start, start + len(text))
        for index in range(first, last):
            each = take.words[index]
            link = Style.from_meta({WORD: index})
            content = content.stylize(link, each.char_start - start, each.char_end - start)
        return content

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get(WORD)
        if self._take and index is not None:
            self.post_message(self.Seek(self._take.words[index].start))

    def action_step(self, words: int) -> None:
        if self._take and (begin := self._take.step(self._position, words)) is not None:
            self._position = begin  # for the next step, if its key comes before the player has got there
            self.post_message(self.Seek(begin))
