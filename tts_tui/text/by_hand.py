"""Phonemes written by hand, as in `[tts](/ˌtiːtiːˈɛs/)`."""

from __future__ import annotations

import re

from tts_tui.text.edits import Rule

IPA = r"/(?=[^/()]*[\u0250-\u02ff\u0300-\u036f\u1d00-\u1dbfθβχ])[^/()\d%?#=&]+/"
"""What stands in the second brackets: at least a symbol that no path of a link has."""

_IPA = re.compile(IPA)

BY_HAND = re.compile(rf"\[([^\]]+)\]\({IPA}\)")
"""A word with its phonemes; its only group is the word."""

WORD_ALONE = Rule(BY_HAND, (1,))
"""For engines that take no phonemes, and would read them aloud as they stand."""


def is_ipa(target: str) -> bool:
    """Whether that is phonemes and no link's address."""
    return bool(_IPA.fullmatch(target))
