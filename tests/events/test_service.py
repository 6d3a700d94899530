"""The speaking thread without a window: what it tells, that one text is spoken at a time, that it always closes."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scripted_backend import ScriptedBackend, manager_of
from textual.message import Message
from virtual_sound import until

from tts_tui.audio.play import route
from tts_tui.audio.play.player import Player
from tts_tui.backends.base import BackendContext
from tts_tui.events import messages
from tts_tui.events.service import SpeechService
from tts_tui.speech.errors import EmptyTextError, SynthesisError, UnreachableError
from tts_tui.speech.events import Cancelled, Failed, Finished, Progress, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.studio import Studio
from tts_tui.studio.take import Take

TEXT = "First sentence here. Second sentence there. Third sentence at last."


class Desk:
    """A service and what it has told."""

    def __init__(self, backend: ScriptedBackend, folder: Path) -> None:
        self.told: queue.Queue[Message] = queue.Queue()
        context = BackendContext(folder, folder)
        self.service = SpeechService(
            lambda: Studio(manager_of(backend, context)), lambda told: Player(on_state=told), self.told.put
        )

    def wait_for(self, kind: type, where: Callable[[Message], bool] = lambda _: True) -> Message:
        """The next message of that kind; fails after half a minute."""
        while True:
            message = self.told.get(timeout=30)
            if isinstance(message, kind) and where(message):
                return message


@pytest.fixture
def backend() -> ScriptedBackend:
    return ScriptedBackend()


@pytest.fixture
def desk(backend: ScriptedBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(route, "_ANYTHING", route._NOTHING)  # silent on any machine
    desk = Desk(backend, tmp_path)
    desk.service.start()
    desk.wait_for(messages.ModelsListed)
    yield desk
    desk.service.close()


def test_it_tells_what_there_is(desk: Desk) -> None:
    desk.service.list_voices("tones-1", "tones")
    voices = desk.wait_for(messages.VoicesListed)
    assert voices.voices[0].id == "af_heart"
    desk.service.load("tones-1", "tones")
    assert desk.wait_for(messages.EngineLoading).model == "tones-1"
    assert desk.wait_for(messages.EngineReady).model == "tones-1"


def test_what_cannot_be_had_is_told_with_its_reason(desk: Desk) -> None:
    desk.service.list_voices("no-such", "tones")
    assert "no-such" in desk.wait_for(messages.VoicesListed).error.message
    desk.service.load("tones-missing", "tones")
    assert "its files aren't here" in desk.wait_for(messages.EngineFailed).error.message


def test_a_text_becomes_a_whole_take(desk: Desk) -> None:
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    assert desk.wait_for(messages.TakeStarted).take is take
    assert desk.wait_for(messages.TakeEnded).take is take
    assert isinstance(take.end, Finished)
    assert take.timeline.complete
    assert take.seconds == take.expected_seconds == pytest.approx(take.timeline.frames / 8000)
    assert [word.text for word in take.words][:2] == ["First", "sentence"]
    assert take.word_at(take.words[3].start).text == "Second"
    assert take.word_of(TEXT.index("Third") + 2).text == "Third"
    assert take.first_chunk_ms > 0


def test_the_output_opens_while_the_engine_loads(desk: Desk, backend: ScriptedBackend) -> None:
    backend.loading.shut()
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    until(lambda: desk.service.player._playback.route.output is not None, "no output before there was audio")
    assert take.timeline is None
    backend.loading.open()
    desk.wait_for(messages.TakeEnded)
    assert isinstance(take.end, Finished)


def test_a_new_text_ends_the_one_before_and_they_never_overlap(desk: Desk, backend: ScriptedBackend) -> None:
    backend.gate.shut()
    first = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    desk.wait_for(messages.TakeStarted)
    second = desk.service.speak(SpeechRequest("Other.", "tones-1"))
    ended = [desk.wait_for(messages.TakeEnded).take for _ in range(2)]
    assert ended == [first, second], "the engine never works for two texts"
    assert isinstance(first.end, Cancelled)
    assert isinstance(second.end, Finished)
    assert backend.running == 0


def test_many_texts_at_once_leave_only_the_last(desk: Desk) -> None:
    takes = [desk.service.speak(SpeechRequest(f"Text {number}.", "tones-1")) for number in range(20)]
    for take in takes:
        assert desk.wait_for(messages.TakeEnded).take is take
    assert isinstance(takes[-1].end, Finished)
    desk.wait_for(messages.PlayerChanged, lambda message: message.status.state == "playing")
    assert desk.service.player.timeline is takes[-1].timeline


def test_stop_ends_the_synthesis_and_keeps_what_was_made(desk: Desk, backend: ScriptedBackend) -> None:
    backend.gate.shut()
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    desk.wait_for(messages.PlayerChanged, lambda message: message.status.state == "playing")
    desk.service.stop()
    desk.wait_for(messages.TakeEnded)
    assert isinstance(take.end, Cancelled)
    assert 0 < take.seconds < 2.0
    assert backend.running == 0
    desk.wait_for(messages.PlayerChanged, lambda message: message.status.state == "idle")


def test_a_failure_ends_the_take_with_its_error(desk: Desk, backend: ScriptedBackend) -> None:
    backend.faults["Second"] = SynthesisError("It broke.")
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    desk.wait_for(messages.TakeEnded)
    assert isinstance(take.end, Failed)
    assert take.error.message == "It broke."
    assert take.timeline.complete, "what was made can be played and saved"


def test_closing_while_synthesizing_ends_the_thread(desk: Desk, backend: ScriptedBackend) -> None:
    backend.gate.shut()
    desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    desk.wait_for(messages.TakeStarted)
    desk.service.close()
    assert not desk.service.running
    assert backend.running == 0
    assert backend.closed == 1


def test_a_server_that_is_away_is_a_failed_take_and_no_more(desk: Desk, backend: ScriptedBackend) -> None:
    backend.faults["First"] = UnreachableError("Nobody answers.", hint="Start the server.", retry_after=0.0)
    take = desk.service.speak(SpeechRequest(TEXT, "cloud-1"))
    desk.wait_for(messages.TakeEnded)
    assert take.error.hint == "Start the server."
    backend.faults.clear()
    again = desk.service.speak(SpeechRequest(TEXT, "cloud-1"))
    desk.wait_for(messages.TakeEnded)
    assert isinstance(again.end, Finished)


def test_what_has_no_sounds_is_left_out_and_told(desk: Desk, backend: ScriptedBackend) -> None:
    backend.faults["Second"] = EmptyTextError("There are no sounds for it.")
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    told = desk.wait_for(messages.TroubleArose)
    assert (told.about, told.error) == ("Left out", backend.faults["Second"])
    desk.wait_for(messages.TakeEnded)
    assert isinstance(take.end, Finished)
    assert [word.text for word in take.words][-3:] == ["sentence", "at", "last."]


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("the wallet is locked")


def test_what_other_peoples_code_raises_is_told_and_the_thread_goes_on(
    desk: Desk, backend: ScriptedBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        for method in ("models", "voices", "start", "account"):
            patched.setattr(backend, method, broken, raising=False)
        desk.service.list_models()
        assert "the wallet is locked" in desk.wait_for(messages.TroubleArose).error.message
        assert desk.wait_for(messages.ModelsListed).models == []
    for method, ask, kind in (
        ("voices", desk.service.list_voices, messages.VoicesListed),
        ("start", desk.service.load, messages.EngineFailed),
        ("account", desk.service.ask_account, messages.AccountReceived),
        ("describe", desk.service.load, messages.TroubleArose),
        ("close", desk.service.unload, messages.TroubleArose),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(backend, method, broken, raising=False)
            ask("tones-1", "tones")
            error = desk.wait_for(kind).error
            assert "RuntimeError: the wallet is locked" in error.message, method
            assert error.hint
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    desk.wait_for(messages.TakeEnded)
    assert isinstance(take.end, Finished)


def test_a_sink_that_fails_ends_the_take_with_an_error(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tts_tui.studio.sinks.WordsSink.write", broken)
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    assert desk.wait_for(messages.TakeEnded).take is take
    assert "the wallet is locked" in take.error.message


def test_what_is_asked_before_the_thread_is_up_is_done_when_it_is(
    backend: ScriptedBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "_ANYTHING", route._NOTHING)
    desk = Desk(backend, tmp_path)
    take = desk.service.speak(SpeechRequest(TEXT, "tones-1"))
    desk.service.list_voices("tones-1", "tones")
    desk.service.start()
    assert desk.wait_for(messages.VoicesListed).voices
    assert desk.wait_for(messages.TakeEnded).take is take
    assert isinstance(take.end, Finished)
    desk.service.close()


def test_a_studio_that_cannot_be_had_is_told(backend: ScriptedBackend, tmp_path: Path) -> None:
    desk = Desk(backend, tmp_path)
    desk.service._make_studio = broken
    desk.service.start()
    trouble = desk.wait_for(messages.TroubleArose)
    assert (trouble.about, "RuntimeError" in trouble.error.message) == ("Nothing can speak", True)
    desk.service.close()


def test_time_left_and_speed_count_only_what_was_made_after_going_on(
    desk: Desk, backend: ScriptedBackend
) -> None:
    backend.faults["Third"] = SynthesisError("It broke.")
    first = desk.service.speak(SpeechRequest(TEXT * 3, "tones-1"))
    desk.wait_for(messages.TakeEnded)
    backend.faults.clear()
    seen: list[Progress] = []
    original = Take.learn

    def note(self: Take, event: SpeechEvent) -> None:
        seen.extend([event] if isinstance(event, Progress) else [])
        original(self, event)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Take, "learn", note)
        take = desk.service.go_on(first)
        desk.wait_for(messages.TakeEnded)
    assert isinstance(take.end, Finished)
    assert take.start == first.resume_at > 0
    told = [each for each in seen if each.metrics.audio_seconds and each.chunks_total is None]
    assert told
    assert told[0].pace == pytest.approx(first.progress.pace), (
        "the first of it, which takes longer, is no measure"
    )
    for each in told:
        left = each.expected_seconds - each.audio_seconds
        assert each.eta_seconds == pytest.approx(each.pace * left)
    made_seconds = take.seconds - first.whole_frames / 8000
    assert take.end.metrics.audio_seconds == pytest.approx(made_seconds)
