"""About how long a text takes to hear, beside what Kokoro and readers took for it."""

from __future__ import annotations

import pytest

from tts_tui.text.duration import speaking_seconds

# seconds of Kokoro's audio (`bench/pace.py`), the median of its voices; the last two as a reader takes them,
# at 4 syllables a second in Chinese and 7 in Japanese
HEARD = {
    "The keeper of the lighthouse wrote one letter a week, and the boat took it away on Fridays. "
    "In winter the sea was often too rough to land, so the letters lay in a tin box until March. ": 11.6,
    "In 1945 there were 12,408 people, 3.5% of 354,000, at 10:30 on May 4, 1945. Call 555-0199.": 15.6,
    "Good morning. How are you? Fine, thanks. And you? Not bad. See you.": 7.4,
    "Chapter one\n\nIt was late.\n\nNobody came.\n\nThe end.": 5.9,
    "Le gardien du phare écrivait une lettre par semaine, et le bateau l'emportait le vendredi. "
    "En hiver la mer était souvent trop forte.": 7.5,
    "दीपस्तंभ का रखवाला हर हफ्ते एक पत्र लिखता था और नाव उसे शुक्रवार को ले जाती थी।": 6.9,
    "守灯塔的人每星期写一封信，船在星期五把信带走。冬天海浪太大，船不能靠岸。": 9.0,
    "とうだいもりは しゅうに いちど てがみを かき、ふねが きんようびに はこんだ。": 5.3,
}


@pytest.mark.parametrize("text", HEARD, ids=lambda text: text[:12])
def test_within_a_third_in_every_script(text: str) -> None:
    assert speaking_seconds(text) == pytest.approx(HEARD[text], rel=1 / 3)


def test_a_text_that_is_none_takes_no_time() -> None:
    assert speaking_seconds("") == 0
