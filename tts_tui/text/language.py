"""Which language a text is in, for engines that must be told and a user who didn't say."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SURE = 0.9
"""Probability from which the guess is believed; "Hello." and "1945." are far below it in every language."""
_MOST = 4000
"""Characters that are looked at."""


def language_of_text(text: str, among: Collection[str]) -> str:
    """The language of a text as one of `among` (BCP 47 tags); empty where that isn't sure. Blocks for half a second.

    Args:
        among: what it may be in.
    """
    by_primary = {tag.partition("-")[0]: tag for tag in among}
    language, probability = _identifier(tuple(sorted(by_primary))).classify(text[:_MOST])
    return by_primary[language] if probability >= SURE else ""


@cache
def _identifier(primaries: tuple[str, ...]) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(primaries)
    return identifier
