"""What markup leaves to be said, case by case, and what is kept whatever is written."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from growth import grows_with_length_alone
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.normalize import normalize
from tts_tui.text.prose import left_out, unread_notice
from tts_tui.text.readable import readable
from tts_tui.text.segments import segments

CASES = """
Press <Enter> to go on. → Press Enter to go on.
Use vector<int> or List<String>. → Use vector int or List String.
cp <source> <target> → cp source target
5 > 3 and 2 < 4 → 5 > 3 and 2 < 4
if a < b and c > d → if a < b and c > d
See the [manual](/docs/). → See the manual.
Read [Foo](https://example.org/Foo_(bar)) now. → Read Foo now.
Get [it](u 'title') here. → Get it here.
[a [b] c](https://example.org) → a [b] c
[![Build](a.svg)](b) → Build
[[Page|shown]] ==marked== #tag > [!note] Hi → shown marked tag, Hi
[[Page]] and [[Page#Part]] → Page and Page
> [!warning] Careful → Careful
See [ref][1]. → See ref.
Terms apply*. → Terms apply.
Dial *67 first. → Dial *67 first.
**Bergen:**rain → Bergen: rain
un*flipping*believable → unflippingbelievable
He*llo* wor*ld* and **bo**ld → Hello world and bold
3*4=12 and 2*3*4 → 3*4=12 and 2*3*4
a*b*c → a*b*c
x**2 and y**3 → x**2 and y**3
snake_case_name → snake_case_name
Hello\\*world\\* → Hello*world*
***both*** and ~~gone~~ → both and gone
use `code here` now → use code here now
“*Yes*,” he said. → “Yes,” he said.
Fine,thanks → Fine, thanks
It cost 1,000 → It cost 1,000
It ended.12 → It ended.
The king[3] left.¹ → The king left.
so.[citation needed] Then → so. Then
Smith[12,13] said → Smith said
10 m² and 5 km³ → 10 m² and 5 km³
See vol.12 The → See vol.12 The
A list[0] here → A list[0] here
C# and F# and #1 → C# and F# and #1
- [x] done → done
<kbd>Ctrl</kbd>+<kbd>C</kbd> → Ctrl+C
Hello <!-- no --> there → Hello there
<ruby>漢字<rt>かんじ</rt></ruby>です → 漢字です
&lt;b&gt; &amp; x → <b> & x
text|pipe → text|pipe
10<sup>6</sup> m<sup>2</sup> word<sup>1</sup> it<sup class="r"><a href="#x">[3]</a></sup> → 10⁶ m² word it
"""


@pytest.mark.parametrize("row", [line for line in CASES.strip().splitlines() if line])
def test_markup(row: str) -> None:
    written, said = row.split(" → ")
    assert " ".join(normalize(written, "nl").text.split()) == said


def test_words_that_are_taken_away_are_told() -> None:
    found = normalize("The king[3] left.¹ <script>f()</script>Now.", "nl").edits
    assert [edit.rule for edit in found] == ["note marks", "note marks", "not for reading"]


PAGE = "---\na: b\n---\nOne.\n\n```\nx\n```\n\n<script>f()</script>Two.\n\n````\n```\ny\n````\n"


def test_what_is_not_read_is_told() -> None:
    found = list(left_out(PAGE, "markdown"))
    assert [part.what for part in found] == ["front matter", "code", "script", "code"]
    assert PAGE[found[1].start : found[1].end] == "```\nx\n```\n"
    assert unread_notice(PAGE, "markdown") == "Not read: front matter and 2 pieces of code."
    assert unread_notice("One.", "markdown") == unread_notice(PAGE, "plain") == ""
    assert (
        unread_notice("One.\n```\nx", "markdown")
        == "A fence of code is never closed: what follows it was read."
    )


_SOME = """
the fox He Dr. St. U.S. p.m. etc. No. 5 3.14 Ann said. Run! why? (not so. Yes.) “Go!” Tom shouted. so… 1. - a Oak Ave.
Then fine.Great x,y it's well- known *** # > |
"""
WORDS = st.sampled_from(_SOME.split())
PROSE = st.lists(
    st.tuples(WORDS, st.sampled_from([" ", " ", " ", "\n", "\n\n", "\r\n", "\u2028", "\x0c"])), max_size=60
)


@given(PROSE, st.sampled_from(["en", "fr", "de"]))
def test_no_word_of_prose_is_lost(parts: list[tuple[str, str]], language: str) -> None:
    text = "".join(word + space for word, space in parts)
    found = list(segments(text, language, 400))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[each.start : each.end] == each.text for each in found)
    spoken = "".join(normalize(each.text, "nl").text for each in found)
    assert re.findall(r"\w", spoken) == re.findall(r"\w", text)


@given(st.text('ab1.,!?*_`#<>[]()|=-~&;\\"“”\n\r\x0c ', max_size=300))
def test_offsets_rise_and_each_character_has_one(text: str) -> None:
    for segment in segments(text, "en", 400):
        once = normalize(segment.text, "nl")
        assert list(once.offsets) == sorted(once.offsets)
        assert len(once.offsets) == len(once.text)


UNITS = [
    *"a.“([<*_`=#|- \n\r¹&\\~>!…\x0c東\"'",
    *(
        "[[",
        "](",
        "<p>",
        "<script>",
        "<!--",
        "```\n",
        "a-\n",
        "Dr. ",
        "St. She ",
        "(a. B) ",
        "a.B ",
        "[!a]",
        "<rt>",
    ),
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def read(length: int) -> None:
        text = unit * (length // len(unit))
        for segment in segments(text, "en", 400):
            normalize(segment.text, "nl")
        readable(text)

    assert grows_with_length_alone(read, 4_000, times=6)
