"""Read what the patterns of writing out require of a text, into `tts_tui/text/data/required.json`.

    python bench/make_required.py

To be run when rules were added or changed: until then those are tried on every text, which is slower, and as right.
Of each pattern the two requirements are kept that are met most seldom by the sentences in `bench/data`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from required_strings import Requirement, required

sys.path.insert(0, str(Path(__file__).parents[1]))

from tts_tui.text.cleaning import every_rule
from tts_tui.text.edits import Rule
from tts_tui.text.normalize import every_kind
from tts_tui.text.required import key

HERE = Path(__file__).parent
TARGET = HERE.parent / "tts_tui" / "text" / "data" / "required.json"
KEPT = 2
USUAL = 0.5
"""Share of the sentences from which on a requirement spares too little."""


@cache
def sentences() -> list[str]:
    files = (HERE / "data" / name for name in ("prose.txt", "sentences.txt"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@cache
def rarity(requirement: Requirement) -> float:
    """The share of sentences that meet it."""
    met = sum(any(each in line for each in requirement) for line in sentences())
    # of those that none meets, the one is best that is looked up soonest
    return (met + 0.001 * len(requirement)) / len(sentences())


def told(requirement: Requirement) -> list[str]:
    """The characters as one string, and the longer ones."""
    return [
        "".join(sorted(x for x in requirement if len(x) == 1)),
        *sorted(x for x in requirement if len(x) > 1),
    ]


def rows(rules: Sequence[Rule]) -> dict[str, list[list[str]]]:
    """What each pattern requires, by its key."""
    found: dict[str, list[list[str]]] = {}
    for written, compiled in {rule.pattern: rule.compiled() for rule in rules}.items():
        name = key(written)
        asked = sorted(
            set(required(compiled.pattern, compiled.flags, rarity)),
            key=lambda each: (rarity(each), sorted(each)),
        )
        if kept := [told(each) for each in asked[:KEPT] if rarity(each) < USUAL]:
            assert name not in found
            found[name] = kept
    return dict(sorted(found.items()))


def main() -> None:
    rules = [*every_rule(), *(rule for kind in every_kind() for rule in kind.rules)]
    found = rows(rules)
    lines = [f"{json.dumps(name)}:{json.dumps(row, ensure_ascii=False)}" for name, row in found.items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(found)} patterns of {len(rules)} rules require something of a text")


if __name__ == "__main__":
    main()
