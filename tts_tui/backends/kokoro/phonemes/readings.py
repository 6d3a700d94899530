"""How Kokoro says each reading of a homograph, by its label in tts_tui/text/homographs.py.

readings.tsv: the label, and its phonemes in US and in British English, in Kokoro's symbols. The values are those of
misaki's lexicon (hexgrad, Apache-2.0) where it has that reading, else written after WikipediaHomographData's.
"""

from functools import cache
from pathlib import Path


def pronunciation(label: str, british: bool = False) -> str | None:
    """The phonemes of a reading, None for a label that isn't in the table."""
    found = _table().get(label)
    return found[british] if found else None


@cache
def _table() -> dict[str, tuple[str, str]]:
    lines = (Path(__file__).parent / "readings.tsv").read_text(encoding="utf-8").splitlines()
    return {label: (us, gb) for label, us, gb in (line.split("\t") for line in lines)}
