"""Tags and words in angle brackets, links and phonemes, emphasis over several sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_speak import manager_of, run
from tones import ToneBackend

from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.speech.events import Finished
from tts_tui.text.normalize import normalize


def said(written: str) -> str:
    return " ".join(normalize(written, "nl").text.split())


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Press <Enter> to go on.", "Press Enter to go on."),
        ("Use vector<int> or List<String>.", "Use vector int or List String."),
        ("cp <source> <target>", "cp source target"),
        ("Map<String, List<Integer>> m", "Map String, List Integer m"),
        ("git commit <file name> <path-to-x>", "git commit file name path-to-x"),
        ("mv <input> <output>", "mv input output"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("<p>One <b>two</b> <A HREF='x'>three</a><br/><hr> </p>", "One two three"),
        ("<details open><summary>More</summary><input type=x disabled></details>", "More"),
        ("<source src='a.mp4'><output>5</output>", "5"),
        ("<!DOCTYPE html><!-- a\nb -->hi", "hi"),
        ("<you@example.org>", "you@example.org"),
        ("a word<sup>2</sup> here", "a word here"),
        (
            "See :ref:`the guide <guide-label>` or `this page <a.html>`__ or `that`_.",
            "See the guide or this page or that.",
        ),
        ("See :py:func:`open` now.", "See open now."),
        ('king<sup id="r"><a href="#n1"><span>[</span>1<span>]</span></a></sup> of', "king of"),
        ("12 m<sup>2</sup>, 10<sup>-3</sup>, 1<sup>st</sup>", "12 m², 10⁻³, 1st"),
    ],
)
def test_only_html_is_taken_out_of_angle_brackets(written: str, words: str) -> None:
    assert said(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("See the [manual](/docs/).", "See the manual."),
        ("[a](/docs/api/) [b](/über/) [c](/façade/) [d](/v2/ti/) [e](/tea/)", "a b c d e"),
        ("Read [Foo](https://example.org/Foo_(bar)) now.", "Read Foo now."),
        ("Get [it](u 'title') or [that](v \"t\") here.", "Get it or that here."),
        ("[tts](/ˌtiːtiːˈɛs/) [New York](/nˈu jˈɔɹk/)", "[tts](/ˌtiːtiːˈɛs/) [New York](/nˈu jˈɔɹk/)"),
    ],
)
def test_a_path_is_no_phonemes(written: str, words: str) -> None:
    assert said(written) == words


def test_brackets_with_a_path_are_not_spoken_as_phonemes() -> None:
    assert phonemize("[a](/docs/)", "en-US").symbols != "docs"
    assert phonemize("[a](/dˈɑks/)", "en-US").symbols == "dˈɑks"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "*She waits.* **Two bold. Sentences here.** End.",
            ["She waits.", "Two bold.", "Sentences here.", "End."],
        ),
        ("_One. Two._ ~~Three. Four.~~", ["One.", "Two.", "Three.", "Four."]),
        ("See [One. Two](https://example.org/a) now. End.", ["See One. Two now.", "End."]),
        ("Terms apply*. **Bergen:**rain.", ["Terms apply.", "Bergen: rain."]),
        ("5*3 and a * bee. A snake_case.", ["five times three and a times bee.", "A snake case."]),
    ],
)
async def test_no_voice_is_sent_markup(tmp_path: Path, text: str, sentences: list[str]) -> None:
    backend = ToneBackend()
    events = await run(manager_of(backend, tmp_path), text)
    assert isinstance(events[-1], Finished)
    assert [" ".join(call.text.split()) for call in backend.calls] == sentences
