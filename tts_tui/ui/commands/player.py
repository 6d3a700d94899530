"""Keys of the player, which work while the player has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tts_tui.ui.commands.base import Command, no_audio

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow

SEEK_SECONDS = 5.0
RATE_STEP = 0.1
VOLUME_STEP = 0.1


class PlayerCommand(Command):
    group = "Player"

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        return no_audio(window)


class Toggle(PlayerCommand):
    """Pause or go on."""

    id = "player-toggle"
    label = "Play or pause"
    keys = "space"

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.deck.toggle()


class Back(PlayerCommand):
    """Five seconds back."""

    id = "player-back"
    label = "Back 5 s"
    keys = "left"
    seconds: ClassVar[float] = -SEEK_SECONDS

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.deck.seek_by(cls.seconds)


class Forward(Back):
    """Five seconds on, as far as the audio is made."""

    id = "player-forward"
    label = "Forward 5 s"
    keys = "right"
    seconds = SEEK_SECONDS


class SentenceBack(PlayerCommand):
    """To the beginning of the sentence, or from there to the one before."""

    id = "player-sentence-back"
    label = "Sentence back"
    keys = "up"
    sentences: ClassVar[int] = -1

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.deck.seek_sentence(cls.sentences)


class SentenceOn(SentenceBack):
    """To the next sentence; if it isn't made yet, what comes is waited for."""

    id = "player-sentence-on"
    label = "Sentence on"
    keys = "down"
    sentences = 1


class Slower(PlayerCommand):
    """Play slower; the pitch stays, and saved files aren't touched."""

    id = "player-slower"
    label = "Play slower"
    keys = "comma"
    shown_as = ","
    step: ClassVar[float] = -RATE_STEP

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.deck.change_rate(cls.step)


class Faster(Slower):
    """Play faster; the pitch stays, and saved files aren't touched."""

    id = "player-faster"
    label = "Play faster"
    keys = "full_stop"
    shown_as = "."
    step = RATE_STEP


class Quieter(PlayerCommand):
    """Lower the volume."""

    id = "player-quieter"
    label = "Quieter"
    keys = "minus"
    shown_as = "-"
    step: ClassVar[float] = -VOLUME_STEP

    @classmethod
    def run(cls, window: STTSWindow) -> None:
        window.deck.change_volume(cls.step)


class Louder(Quieter):
    """Raise the volume."""

    id = "player-louder"
    label = "Louder"
    keys = "plus,equals_sign"
    shown_as = "+"
    step = VOLUME_STEP
