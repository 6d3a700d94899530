"""What happens in the speech service, as Textual messages.

Only changes are told; what moves all the time (`take.progress`, the player's position) is read at every frame by who
draws it. Messages of a take carry it; a window ignores those of a take that isn't its latest. Those that may come fast
coalesce: a window that is slow to draw sees only the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tts_tui.audio.play.status import PlayerStatus
    from tts_tui.backends.capabilities import Account
    from tts_tui.events.targets import SaveTarget
    from tts_tui.speech.catalog import Model, Voice
    from tts_tui.speech.errors import SpeechError
    from tts_tui.studio.take import Take


Post = Callable[[Message], object]
"""Takes a message, from any thread: a Textual app's or widget's `post_message`."""


class ModelsListed(Message):
    """Every model of every backend that can be made is known; a `TroubleArose` came for each of the others."""

    def __init__(self, models: Sequence[Model]) -> None:
        super().__init__()
        self.models = models


class VoicesListed(Message):
    """The voices of a model are known, or why they can't be."""

    def __init__(
        self, model: str, voices: Sequence[Voice], error: SpeechError | None = None, *, provider: str = ""
    ) -> None:
        super().__init__()
        self.model = model
        self.provider = provider
        self.voices = voices
        self.error = error


class AccountReceived(Message):
    """What a provider says of the account, None if it has none; or why it says nothing."""

    def __init__(self, provider: str, account: Account | None, error: SpeechError | None = None) -> None:
        super().__init__()
        self.provider = provider
        self.account = account
        self.error = error


class TroubleArose(Message):
    """Something else went wrong: what it is about, in a few words, and why."""

    def __init__(self, about: str, error: SpeechError) -> None:
        super().__init__()
        self.about = about
        self.error = error


class SpeechNotice(Message):
    """What users should know of what is spoken: what it is about, in a word, and a sentence."""

    def __init__(self, about: str, text: str) -> None:
        super().__init__()
        self.about = about
        self.text = text


class EngineNotice(Message):
    """What users should know of an engine, and needn't act upon; empty when it is no longer so."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class EngineLoading(Message):
    """A model is being made ready."""

    def __init__(self, model: str) -> None:
        super().__init__()
        self.model = model


class EngineReady(Message):
    """A model is loaded: the first chunk will come at once."""

    def __init__(self, model: str) -> None:
        super().__init__()
        self.model = model


class EngineDescribed(Message):
    """What runs a model: engine, device, memory; empty when nothing is loaded, or it runs elsewhere."""

    def __init__(self, model: str, description: str) -> None:
        super().__init__()
        self.model = model
        self.description = description


class EngineUnloaded(Message):
    """A model holds no memory any more; it is loaded again when it is to speak."""

    def __init__(self, model: str) -> None:
        super().__init__()
        self.model = model


class EnginesChanged(Message):
    """An engine was installed or removed, or couldn't be.

    Attributes:
        summary: what was done, for people; empty when the user stopped it, or it failed.
    """

    def __init__(self, summary: str = "", error: SpeechError | None = None) -> None:
        super().__init__()
        self.summary = summary
        self.error = error


class EngineFailed(Message):
    """A model couldn't be made ready."""

    def __init__(self, model: str, error: SpeechError) -> None:
        super().__init__()
        self.model = model
        self.error = error


class OutputsFound(Message):
    """Where sound can go has been listed; the problem says why nowhere, empty if it can."""

    def __init__(self, problem: str) -> None:
        super().__init__()
        self.problem = problem


class PlayerChanged(Message):
    """The player does something else, or somewhere else; its position alone is no news."""

    def __init__(self, status: PlayerStatus) -> None:
        super().__init__()
        self.status = status

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, PlayerChanged)


class TakeMessage(Message):
    """Something about one take."""

    def __init__(self, take: Take) -> None:
        super().__init__()
        self.take = take


class TakeStarted(TakeMessage):
    """A text was accepted and goes to the engine."""


class TakeEnded(TakeMessage):
    """Nothing more will be made: it is complete, was stopped, or failed with `take.error`."""


class Saving(Message):
    """A file is being written; `fraction` of it is there."""

    def __init__(self, target: SaveTarget, fraction: float) -> None:
        super().__init__()
        self.target = target
        self.fraction = fraction

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Saving) and message.target == self.target


class Saved(Message):
    """A file was written: all of the take, or as much as was made of it before it was stopped or failed.

    Attributes:
        limited: dB that a gain was held back by at most, so that it doesn't clip.
        beside: the files of its words.
    """

    def __init__(self, path: Path, take: Take, limited: float = 0.0, beside: Sequence[Path] = ()) -> None:
        super().__init__()
        self.limited = limited
        self.beside = beside
        self.path = path
        self.take = take


class SaveFailed(Message):
    """A file couldn't be written."""

    def __init__(self, error: SpeechError) -> None:
        super().__init__()
        self.error = error
