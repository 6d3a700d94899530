"""The user's readings reach what speaks, of every kind, and what was paid for is only found under the same ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tones import ToneBackend

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.entry import entry_of
from tts_tui.speech.errors import SettingsError
from tts_tui.speech.events import ChunkReady, Failed, Notice, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.job import Job
from tts_tui.studio.studio import Studio
from tts_tui.text.dictionary import Dictionary
from tts_tui.text.reading_rules import ReadingRules

TEXT = "Ask Nguyen for the gif."
WORDS = Dictionary([entry_of("Nguyen", "/ˈwɪn/"), entry_of("gif", "jiff")])


async def spoken(
    backend: ToneBackend,
    folder: Path,
    words: Callable[[Path | None], Dictionary],
    cache: SentenceCache | None = None,
    text_file: Path | None = None,
) -> list[SpeechEvent]:
    spec = BackendSpec("tone", ("tone-*",), lambda _context: backend)
    manager = TTSBackendManager(BackendContext(folder, folder), [spec])
    studio = Studio(manager, cache=cache, rules=lambda file: ReadingRules(words=words(file)))
    job = Job(SpeechRequest(TEXT, "tone-1", "low"), text_file=text_file)
    return [event async for event in studio.speak(job)]


async def test_what_takes_phonemes_gets_them(tmp_path: Path) -> None:
    backend = ToneBackend()
    backend.model = replace(backend.model, phonemes=True)
    await spoken(backend, tmp_path, lambda _: WORDS)
    assert backend.calls[0].text == "Ask [Nguyen](/ˈwɪn/) for the jiff."


async def test_what_takes_none_gets_letters_and_words_keep_their_place(tmp_path: Path) -> None:
    backend = ToneBackend()
    events = await spoken(backend, tmp_path, lambda _: WORDS)
    assert backend.calls[0].text == "Ask win for the jiff."
    told = [word for event in events if isinstance(event, ChunkReady) for word in event.chunk.words]
    assert [word.text for word in told] == ["Ask", "Nguyen", "for", "the", "gif."]
    assert not [event for event in events if isinstance(event, Notice)]


async def test_other_words_are_paid_for_anew_and_the_same_are_not(tmp_path: Path) -> None:
    backend = ToneBackend()
    backend.model = replace(backend.model, usd_per_million_characters=10.0)
    cache = SentenceCache(tmp_path / "cache", 1 << 20)
    for words in (WORDS, WORDS, Dictionary([entry_of("gif", "giff")])):
        await spoken(backend, tmp_path, lambda _, words=words: words, cache)  # type: ignore[misc]
    assert [call.text for call in backend.calls] == ["Ask win for the jiff.", "Ask Nguyen for the giff."]


async def test_they_are_read_for_the_file_that_the_text_is_of(tmp_path: Path) -> None:
    asked: list[Path | None] = []

    def words(file: Path | None) -> Dictionary:
        asked.append(file)
        return WORDS

    await spoken(ToneBackend(), tmp_path, words, text_file=tmp_path / "notes.md")
    assert asked == [tmp_path / "notes.md"]


async def test_a_dictionary_that_can_not_be_read_is_why_nothing_is_said(tmp_path: Path) -> None:
    def words(file: Path | None) -> Dictionary:
        raise SettingsError("The dictionary can't be read.")

    *_, end = await spoken(backend := ToneBackend(), tmp_path, words)
    assert isinstance(end, Failed)
    assert isinstance(end.error, SettingsError)
    assert not backend.calls
