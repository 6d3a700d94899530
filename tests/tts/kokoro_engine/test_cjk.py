"""Japanese and Mandarin phonemes, and what is said where their dictionaries aren't installed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.backends.kokoro.catalog import VOICES
from tts_tui.backends.kokoro.phonemes import languages
from tts_tui.backends.kokoro.phonemes.japanese.kana import symbols_of as kana
from tts_tui.backends.kokoro.phonemes.mandarin.pinyin import symbols_of as pinyin
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.speech.errors import MissingDependencyError


@pytest.mark.parametrize(
    ("written", "symbols"),
    [
        ("カ", "ka"), ("きゃ", "kʲa"), ("シュ", "ɕɨ"), ("ガッコー", "ɡaʔkoː"), ("サンポ", "sampo"), ("シンブン", "ɕimbɯɴ"),
        ("ケンキュー", "keŋkʲɨː"), ("ティー", "tʲiː"), ("ファ", "ɸa"), ("ヴァ", "va"), ("みぇ", "mʲe"), ("abc", ""),
    ],
)  # fmt: skip
def test_kana(written: str, symbols: str) -> None:
    assert kana(written) == symbols


@pytest.mark.parametrize(
    ("written", "symbols"),
    [
        ("ma1", "ma→"), ("hao3", "xau↓"), ("zhi1", "ꭧɨ→"), ("jiu3", "ʨjou↓"), ("xue2", "ɕɥe↗"), ("lve4", "lɥe↘"),
        ("you3", "jou↓"), ("wu3", "u↓"), ("yuan2", "ɥɛ↗n"), ("er4", "ɚ↘"), ("de5", "tɤ"), ("zz", ""), ("", ""),
    ],
)  # fmt: skip
def test_pinyin(written: str, symbols: str) -> None:
    assert pinyin(written) == symbols


@pytest.mark.parametrize(
    ("text", "language", "symbols"),
    [
        ("こんにちは、世界！", "ja", "koɲɲiʨiβa, sekai!"),
        ("「はい」と言う。", "ja", "“hai” to jɯː."),
        ("[東京](/toːkʲˈoː/)へ行った。", "ja", "toːkʲˈoː e iʔta."),
        ("GitHubを使う", "ja", "ɡʲiʔtohabɯ o ʦɨkaɯ"),
        ("你好，世界！", "zh", "ni↓xau↓, ʂɨ↘ʨje↘!"),
        ("不对，一本书，一位老师。", "zh", "pu↗ twei↘, i↘ pə↓nʂu→, i↗wei↘ lau↓ʂɨ→."),
        ("你得还我。", "zh", "ni↓ tei↓ xwa↗n wo↓."),
        ("他买iPhone。", "zh", "tʰa→ mai↓ ˈIfˌOn."),
    ],
)
def test_symbols(text: str, language: str, symbols: str) -> None:
    assert phonemize(text, language).symbols == symbols


@given(st.text(max_size=60), st.sampled_from(["ja", "zh"]))
def test_any_text_gives_words_in_order(text: str, language: str) -> None:
    phonemes = phonemize(text, language)
    assert set(phonemes.symbols) <= set(vocabulary())
    for word in phonemes.words:
        assert 0 <= word.char_start < word.char_end <= len(text)
    for before, after in pairwise(phonemes.words):
        assert before.char_end <= after.char_start
        assert before.end <= after.start


def test_all_voices_can_speak() -> None:
    assert not [voice.id for voice in VOICES if voice.unavailable]


@pytest.mark.parametrize(("language", "name"), [("ja", "Japanese"), ("zh-CN", "Mandarin")])
def test_what_is_not_installed_names_its_command(
    language: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "find_spec", lambda _name: None)
    languages.missing_extra.cache_clear()
    try:
        extra = f"'tts-tui[{language[:2]}]'"
        assert languages.why_unspoken(language) == f"{name} isn't installed: pip install {extra}"
        with pytest.raises(MissingDependencyError, match=name) as caught:
            phonemize("你好", language)
        assert caught.value.hint.endswith(f"-m pip install {extra}")
    finally:
        monkeypatch.undo()
        languages.missing_extra.cache_clear()
