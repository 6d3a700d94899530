"""What is told of sentences that were verified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tts_tui.store.job_takes import Verification
from tts_tui.studio.render.telling import told_verdict, told_verification


def told(verification: Verification, most: int | None = None) -> Iterator[str]:
    """Lines for people.

    Args:
        most: sentences that are told of; the others are counted. None tells all.
    """
    yield from told_verification(verification)
    differing = verification.differing
    for each in differing[:most]:
        yield f"  {told_verdict(each)}"
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
