"""Phonemes written by hand, as in `[tts](/ˌtiːtiːˈɛs/)`."""

from __future__ import annotations

import re

IPA = r"/(?=[^/()]*[\u0250-\u02ff\u0300-\u036f\u1d00-\u1dbfθβχ])[^/()\d%?#=&]+/"
"""What stands in the second brackets: at least a symbol that no path of a link has."""

_IPA = re.compile(IPA)


def is_ipa(target: str) -> bool:
    """Whether that is phonemes and no link's address."""
    return bool(_IPA.fullmatch(target))
