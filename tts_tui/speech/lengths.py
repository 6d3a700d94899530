"""Lengths and numbers for people: "19 h 29 min" rather than 70,124 seconds."""

from __future__ import annotations


def several(number: int, what: str) -> str:
    """ "1 sentence", "1,200 sentences"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def about(seconds: float) -> str:
    """ "0.5 s", "24 s", "3 min", "2.5 h", "3.2 days": what is estimated, allowed or still to come."""
    if seconds < 99.5:
        return f"{seconds:.1f} s" if 0.05 <= seconds < 0.95 else f"{seconds:.0f} s"
    if seconds < 5970:
        return f"{seconds / 60:.0f} min"
    hours = seconds / 3600
    number, unit = (hours, "h") if hours < 48 else (hours / 24, "days")
    return f"{number:.1f}".removesuffix(".0") + f" {unit}"


def counted(seconds: float, digits: int = 1) -> str:
    """ "12.3 s", "2:05", "1:02:03": what was counted.

    Args:
        digits: after the point, while the length is given in seconds.
    """
    return f"{seconds:.{digits}f} s" if seconds < 99.5 else clock(seconds)


def clock(seconds: float) -> str:
    """ "0:42", "2:05", "1:02:03"."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
