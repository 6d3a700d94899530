"""What the selectors show, and that every choice gives a selection that fits together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scripted_backend import MODELS, VOICES

from tts_tui.events.tts_events import Catalog, Choice, Selection, choose_voice, loss_notice, matching


@pytest.fixture
def catalog() -> Catalog:
    return Catalog(MODELS)


def test_choices_are_prompt_then_value_and_mark_what_cannot_speak(catalog: Catalog) -> None:
    assert catalog.providers() == [Choice("Tones (local)", "tones"), Choice("Cloud", "cloud")]
    assert ("✗ Tones large", "tones-missing") in catalog.models("tones")
    assert ("Cloud one", "cloud-1") in catalog.models("cloud")
    ending = Catalog([replace(MODELS[-1], retires="2027-01-06")])
    assert ending.models("cloud") == [("Cloud one !2027-01", "cloud-1")]


def test_a_provider_that_cannot_speak_at_all_is_marked() -> None:
    catalog = Catalog([replace(MODELS[0], available=False)])
    assert catalog.providers() == [Choice("✗ Tones (local)", "tones")]


def test_nothing_wanted_gives_the_first_model_that_can_speak() -> None:
    catalog = Catalog([replace(MODELS[0], available=False), MODELS[1]])
    assert catalog.first(Selection()).model == "tones-expressive"


def test_a_wanted_model_is_kept_even_if_it_cannot_speak(catalog: Catalog) -> None:
    assert catalog.first(Selection(model="tones-missing")).model == "tones-missing"


def test_choosing_a_model_fits_speed_and_settings_to_it(catalog: Catalog) -> None:
    before = Selection("tones", "tones-expressive", "af_heart", "en-US", 2.0, {"style": "lively"})
    after = catalog.choose_provider(before, "cloud")
    assert (after.provider, after.model, after.speed) == ("cloud", "cloud-1", 1.2)
    assert not after.settings
    assert not after.voice
    same = catalog.choose_model(before, "tones-1")
    assert not same.settings
    assert same.speed == 2.0


def test_the_speeds_offered_are_the_models_and_hold_the_chosen_one(catalog: Catalog) -> None:
    speeds = [float(choice.value) for choice in catalog.speeds(Selection("cloud", "cloud-1", speed=1.17))]
    assert speeds == sorted(speeds)
    assert 1.17 in speeds
    assert (speeds[0], speeds[-1]) == (0.7, 1.2)


def test_a_voice_that_was_named_is_never_replaced() -> None:
    assert (
        choose_voice(Selection(voice="af_heart:60,bm_george:40"), VOICES).voice == "af_heart:60,bm_george:40"
    )
    assert choose_voice(Selection(), VOICES).voice == "af_heart"
    assert choose_voice(Selection(), VOICES[-1:] + VOICES[:1]).voice == "af_heart", "the first able one"
    assert choose_voice(Selection(), ()).voice == ""


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", [voice.id for voice in VOICES]),
        ("EN-gb", ["bf_emma", "bm_george"]),
        ("male en-us", ["am_michael"]),
        ("female gb", ["bf_emma"]),
        ("nobody", []),
    ],
)
def test_voices_match_all_words(words: str, ids: list[str]) -> None:
    assert [voice.id for voice in matching(VOICES, words)] == ids


def test_a_request_carries_the_whole_selection() -> None:
    selection = Selection("tones", "tones-1", "af_heart", "en-US", 1.2, {"style": "calm"})
    request = selection.request("Hello", voice="bf_emma")
    assert (request.text, request.provider, request.model, request.voice) == (
        "Hello",
        "tones",
        "tones-1",
        "bf_emma",
    )
    assert (request.language, request.speed, dict(request.settings)) == ("en-US", 1.2, {"style": "calm"})


@pytest.mark.parametrize(
    ("kept", "left"),
    [
        ({"style": "furious"}, {}),
        ({"style": 7, "warmth": 0.25}, {"warmth": 0.25}),
        ({"warmth": 9.0}, {}),
        ({"warmth": "hot"}, {}),
        ({"whisper": "lively", "style": "lively"}, {"style": "lively"}),
        ({"whisper": True, "warmth": 1}, {"whisper": True, "warmth": 1.0}),
    ],
)
def test_a_kept_setting_that_the_model_does_not_take_any_more_is_left_out(
    catalog: Catalog, kept: dict, left: dict
) -> None:
    wanted = Selection("tones", "tones-expressive", "af_heart", settings=kept)
    got = catalog.first(wanted)
    assert dict(got.settings) == left
    lost = set(kept) - set(left)
    assert all(name in loss_notice(wanted, got) for name in lost)
    assert bool(loss_notice(wanted, got)) == bool(lost)


def test_what_is_gone_of_a_kept_selection_is_told(catalog: Catalog) -> None:
    for wanted, told in (
        (Selection("tones", "tones-9"), "tones-9 isn't here any more; tones-1 speaks"),
        (Selection("gone"), "gone isn't here any more; tones-1 speaks"),
        (Selection("cloud", "cloud-1", speed=2.0), "cloud-1 doesn't offer speed 2× any more"),
        (Selection("cloud", "cloud-1", "af_heart", speed=1.1), ""),
        (Selection(), ""),
        (Selection(voice="mine"), ""),
    ):
        said = loss_notice(wanted, catalog.first(wanted))
        assert said.startswith(told)
        assert bool(said) == bool(told)


def test_a_voice_of_the_settings_is_kept_where_no_model_is_named(catalog: Catalog) -> None:
    assert catalog.first(Selection("cloud", voice="mine")).voice == "mine"
    assert catalog.first(Selection(voice="mine")).voice == "mine"
    assert catalog.first(Selection("tones", "tones-9", "mine")).voice == "", "it was another model's"


def test_a_voice_that_is_not_listed_any_more_gives_way_unless_it_was_typed() -> None:
    gone = Selection(voice="gone", language="en")
    assert choose_voice(gone, VOICES).voice == "af_heart"
    assert choose_voice(gone, VOICES, "gone") is gone
    assert choose_voice(gone, ()) is gone, "a server that lists none may have it"
    assert choose_voice(Selection(voice="af_heart:60,gone:40"), VOICES).voice == "af_heart"
    assert choose_voice(Selection(voice="Emma"), VOICES).voice == "Emma", "by the name that the list shows"
