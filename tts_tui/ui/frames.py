"""The moving part of the window: draws the player, and the word that is heard, for as long as anything moves."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tts_tui.events.deck import Deck
from tts_tui.ui.choosing_window import ChoosingWindow
from tts_tui.ui.playback import latencies_of, view_of
from tts_tui.ui.widgets.player_panel import PlayerView

if TYPE_CHECKING:
    from tts_tui.studio.take import Take


LATEST = 8
"""First-chunk latencies that are shown."""


class Frames:
    """Draws so many times a second, and not at all while all is still."""

    def __init__(self, window: ChoosingWindow, deck: Deck, per_second: int) -> None:
        self._window = window
        self._deck = deck
        self._timer = window.set_interval(1 / per_second, self.draw, pause=True)
        self._had_audio = False
        self._counted: Take | None = None
        self._latest: deque[float] = deque(maxlen=LATEST)

    def resume(self) -> None:
        """Something began to move."""
        self._timer.resume()

    def draw(self) -> None:
        """One frame; the last one when nothing moves any more."""
        window, deck = self._window, self._deck
        busy = deck.making or deck.sounding
        if not busy:
            self._timer.pause()
        window.notices.dismissed_by(window.app.key_of("dismiss") if busy else "esc")
        if deck.has_audio != self._had_audio:
            self._had_audio = deck.has_audio
            window.refresh_bindings()  # rebuilds the footer: not at every frame
        self._show_signs()
        take, player = deck.shown, window.app.service.player
        if take is None or player is None:
            window.player.show(PlayerView(), ())
            return
        chosen, made = window.selection, take.request
        other = (made.provider, made.model, take.voice or made.voice) != (
            chosen.provider,
            chosen.model,
            chosen.voice or take.voice,
        )
        loaded = take is deck.loaded
        view = view_of(take, player.status, position=deck.position, loaded=loaded, other=other)
        if starts_in := deck.starts_in:
            view = replace(view, starts_in=starts_in)
        timeline = take.timeline
        columns = window.player.columns
        window.player.show(view, timeline.peaks(columns, view.expected_seconds) if timeline else ())
        last = self._first_chunks()
        window.player.strip.tell(latencies_of(take, player.status, loaded=loaded, last=last))
        if window.text.following and not take.preview:
            window.text.follow.show(take, view.position)

    def _first_chunks(self) -> Sequence[float]:
        """The first-chunk latencies of the latest takes."""
        heard = self._deck.loaded
        if heard and heard.first_chunk_ms is not None and heard is not self._counted:
            self._counted = heard
            self._latest.append(heard.first_chunk_ms)
        return self._latest

    def _show_signs(self) -> None:
        app, take = self._window.app, self._deck.loaded
        document = app.drafting.document
        name = f"{document.name} · {app.title}" if document else app.title
        making = take is not None and self._deck.making and not take.preview
        playing = self._deck.sounding and not making
        fraction = (take.progress.fraction if take.progress else 0.0) if take and making else None
        app.signs.show(f"▶ {name}" if playing else name, fraction)
