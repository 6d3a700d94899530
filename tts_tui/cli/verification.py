"""What is told of sentences that were verified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tts_tui.speech.lengths import several
from tts_tui.store.job_takes import Verification


def told(verification: Verification, most: int | None = None) -> Iterator[str]:
    """Lines for people.

    Args:
        most: sentences that are told of; the others are counted. None tells all.
    """
    differing = verification.differing
    mended = f", {verification.mended:,} mended by another take" if verification.mended else ""
    still = f"{len(differing):,} still heard otherwise" if differing else "all as they should be"
    yield f"Verified: {several(verification.checked, 'sentence')}{mended}, {still}."
    if verification.unchecked:
        yield f"  {several(verification.unchecked, 'sentence')} not verified: only English is."
    for each in differing[:most]:
        yield f"  chapter {each.chapter}: “{' '.join(each.text.split())}” was heard as “{each.heard}”"
    if most is not None and len(differing) > most:
        yield f"  and {len(differing) - most} more: --json tells all of them."


def described(verification: Verification) -> dict[str, Any]:
    """The same for programs."""
    return {
        "checked": verification.checked,
        "unchecked": verification.unchecked,
        "mended": verification.mended,
        "sentences": [
            {"chapter": each.chapter, "text": each.text, "takes": each.takes, "heard": each.heard,
             "wrong_words": each.wrong}
            for each in verification.verdicts
        ],
    }  # fmt: skip
