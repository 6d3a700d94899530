"""What names chapters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tts_tui.text.headings import headings

TEXT = """Before it all.

# The *first* part
It begins.

```
# a comment
```
## Storm & `calm` ##
#hashtag, no heading
###
It ends. # Not here.
"""


def test_headings_are_found_with_their_places() -> None:
    found = list(headings(TEXT))
    assert [heading.title for heading in found] == ["The first part", "Storm & calm"]
    assert [TEXT[heading.start :].splitlines()[0] for heading in found] == [
        "# The *first* part",
        "## Storm & `calm` ##",
    ]


@given(st.text("#ab \n`~", max_size=200))
def test_any_text_has_its_headings_in_order(text: str) -> None:
    starts = [heading.start for heading in headings(text)]
    assert starts == sorted(set(starts))
    assert all(text[start:].lstrip().startswith("#") for start in starts)


def test_a_word_said_by_hand_is_named_as_it_is_written() -> None:
    assert [heading.title for heading in headings("# What [tts](/ˌtiːtiːˈɛs/) is\nIt speaks.")] == [
        "What tts is"
    ]
