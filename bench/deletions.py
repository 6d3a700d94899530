"""Whether a word of plain prose is lost on its way to the voice.

    python bench/deletions.py [--lang en-US] [--generated 2000] [FILE ...]

Every written word must be said: it has a place in what is explained, with words and symbols of its own, and is said as
it stands unless a named rule writes it out. Read are the project's own prose (`data/prose.txt`, `data/sentences.txt`,
the sentences of `data/homographs.tsv`), the files that are given, and paragraphs made by seed of common words, quotes,
brackets, dashes, apostrophes and line ends. Each word that is lost is printed; the counts go to
`results/deletions.json`. No audio model is loaded.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tts_tui.backends.capabilities import Pronounces
from tts_tui.studio.explain import Explainer
from tts_tui.studio.explanation import ExplainedEdit, ExplainedWord
from tts_tui.studio.session import open_session
from tts_tui.text.english.spelling import words

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "deletions.json"
MODEL = "kokoro-v1.0-onnx"
AT_ONCE = 100
SEED = 5

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINKS = (*[" "] * 24, *[", "] * 4, "; ", ": ", " — ", " – ", "-", "... ", "… ", " & ", "\n")
_ENDS = (*[". "] * 8, "! ", "? ", "… ", ".” ", ".\n", ".\n\n")
_AROUND = (
    *[("", "")] * 12,
    ("“", "”"),
    ('"', '"'),
    ("(", ")"),
    ("‘", "’"),
    ("[", "]"),
    ("*", "*"),
    ("_", "_"),
)
_TAILS = (*[""] * 16, "'s", "’s", "s'")


def own_texts() -> dict[str, list[str]]:
    data = HERE / "data"
    homographs = (data / "homographs.tsv").read_text(encoding="utf-8").splitlines()
    return {
        "prose.txt": (data / "prose.txt").read_text(encoding="utf-8").splitlines(),
        "sentences.txt": (data / "sentences.txt").read_text(encoding="utf-8").splitlines(),
        "homographs.tsv": [line.partition("\t")[2].replace("*", "") for line in homographs],
    }


def generated(count: int) -> list[str]:
    """Paragraphs that no one wrote: the same ones every time."""
    dice = random.Random(SEED)
    known = sorted(words().values())
    return ["".join(_sentence(dice, known) for _ in range(dice.randint(1, 4))) for _ in range(count)]


def _sentence(dice: random.Random, known: Sequence[str]) -> str:
    parts: list[str] = []
    for number in range(dice.randint(2, 14)):
        before, after = dice.choice(_AROUND)
        word = dice.choice(known)
        parts += [dice.choice(_LINKS)] if number else []
        parts += [before, word if number else word[:1].upper() + word[1:], dice.choice(_TAILS), after]
    return "".join([*parts, dice.choice(_ENDS)])


def lost(
    text: str, said: Sequence[ExplainedWord], edits: Sequence[ExplainedEdit]
) -> Iterator[tuple[str, str]]:
    """Each written word that isn't said, and what is said in its place."""
    for written in _WORD.finditer(text):
        start, end = written.span()
        own = [word for word in said if word.char_start < end and start < word.char_end]
        spoken = " ".join(word.spoken for word in own)
        silent = not own or not any(map(str.isalpha, spoken)) or not any(word.phonemes for word in own)
        ruled = any(edit.char_start < end and start < edit.char_end for edit in edits)
        if silent or not (ruled or _plain(written[0]) in _plain(spoken)):
            yield written[0], spoken


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="plain prose, a paragraph a line")
    parser.add_argument("--lang", default="en-US")
    parser.add_argument("--generated", type=int, default=2000, help="paragraphs")
    options = parser.parse_args()
    texts = own_texts() | {"generated": generated(options.generated)}
    texts |= {file.name: file.read_text(encoding="utf-8").splitlines() for file in options.files}
    backend, model = open_session().open_manager().resolve(MODEL)
    assert isinstance(backend, Pronounces)
    results: dict[str, dict[str, int]] = {}
    for name, parts in texts.items():
        count = missing = 0
        for at in range(0, len(parts), AT_ONCE):
            chosen = parts[at : at + AT_ONCE]
            for text, found in zip(
                chosen, Explainer(model, options.lang, backend).explain(chosen), strict=True
            ):
                count += len(_WORD.findall(text))
                said = [word for segment in found.segments for word in segment.words]
                for word, spoken in lost(text, said, found.edits):
                    missing += 1
                    print(f"{name}: {word!r} is said {spoken!r} in {text!r}")
        results[name] = {"texts": len(parts), "words": count, "lost": missing}
        print(f"{name:16}{count:8,} words, {missing} lost", flush=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    if any(each["lost"] for each in results.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
