"""What is told of a job in sentences, on the command line as in the window."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from tts_tui.speech.lengths import clock, several
from tts_tui.store.job_takes import Verdict, Verification
from tts_tui.studio.render.report import FileReport


def told_file(report: FileReport) -> str:
    """Its name, length and level."""
    level = "" if report.loudness is None else f", {report.loudness:.1f} LUFS"
    if acx := report.acx:
        floor = f"noise floor {acx.noise_floor:.0f} dB" if isfinite(acx.noise_floor) else "no noise"
        told = f"{acx.rms:.1f} dB RMS, peak {acx.peak:.1f} dB, {floor}"
        level = f", {told}: " + ("; ".join(acx.faults) or "as ACX asks")
    return f"{report.path}: {clock(report.seconds)}{level}{', unchanged' if report.unchanged else ''}"


def told_verification(verification: Verification) -> Iterator[str]:
    """How many sentences were listened to, and what came of it."""
    differing = verification.differing
    mended = f", {verification.mended:,} mended by another take" if verification.mended else ""
    still = f"{len(differing):,} still heard otherwise" if differing else "all as they should be"
    yield f"Verified: {several(verification.checked, 'sentence')}{mended}, {still}."
    if verification.unchecked:
        yield f"  {several(verification.unchecked, 'sentence')} not verified: only English is."


def told_verdict(verdict: Verdict) -> str:
    """What was heard instead of a sentence."""
    return f"chapter {verdict.chapter}: “{' '.join(verdict.text.split())}” was heard as “{verdict.heard}”"
