"""A chapter as XHTML, each sentence with a name, and as SMIL, which says when each is heard."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, islice, takewhile
from operator import attrgetter

from tts_tui.store.job_rows import JobBlock
from tts_tui.studio.render.said import Clip
from tts_tui.studio.render.shown import Shown

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold (XML 1.0, production 2)."""

_WHOLE = "chapter"
"""Name of all of a page, and of all of its overlay."""
_DEEPEST = 6
_AROUND = {
    "quotation": ("<blockquote><p>", "</p></blockquote>"),
    "verse": ('<p class="verse">', "</p>"),
    "code": ("<pre>", "</pre>"),
    "item": ("<li>", "</li>"),
    "note": ('<aside epub:type="footnote"><p>', "</p></aside>"),
    "caption": ('<p class="caption">', "</p>"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter of the book.

    Attributes:
        name: of its files, without their endings.
        shown: the text in which the blocks and clips count.
        clips: with times in its own sound.
        language: BCP 47 tag, empty if unknown.
    """

    name: str
    title: str
    shown: Shown
    blocks: Sequence[JobBlock]
    clips: Sequence[Clip]
    language: str = ""

    @property
    def heard(self) -> list[tuple[Clip, int, int]]:
        """The sentences that take time, each with where it begins and ends in milliseconds."""
        times = [(clip, round(clip.start * 1000), round(clip.end * 1000)) for clip in self.clips]
        return [(clip, begin, end) for clip, begin, end in times if begin < end]

    @property
    def milliseconds(self) -> int:
        """Of what is heard."""
        return sum(end - begin for _, begin, end in self.heard)


def xhtml(page: Page) -> str:
    """The page that is read."""
    blocks = page.blocks or (JobBlock("paragraph", 0, 0, len(page.shown.text)),)
    body = []
    for listed, some in groupby(blocks, key=lambda block: block.kind == "item"):
        told = "\n".join(_block(page, block) for block in some)
        body.append(f"<ul>\n{told}\n</ul>" if listed else told)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"{language_of(page.language)}>\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{written(page.title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n<body>\n'
        f'<section id="{_WHOLE}" epub:type="chapter">\n{chr(10).join(body)}\n</section>\n</body>\n</html>\n'
    )


def smil(page: Page) -> str:
    """When each of its sentences is heard."""
    pairs = "".join(
        f'<par id="p{clip.unit}"><text src="{page.name}.xhtml#s{clip.unit}"/>'
        f'<audio src="{page.name}.m4a" clipBegin="{begin / 1000:.3f}s" clipEnd="{end / 1000:.3f}s"/></par>\n'
        for clip, begin, end in page.heard
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<smil xmlns="http://www.w3.org/ns/SMIL" '
        'xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">\n<body>\n'
        f'<seq id="{_WHOLE}" epub:textref="{page.name}.xhtml#{_WHOLE}" epub:type="chapter">\n{pairs}</seq>\n'
        "</body>\n</smil>\n"
    )


def written(text: str) -> str:
    """As XML has it."""
    return escape(_NOT_XML.sub("", text))


def language_of(tag: str) -> str:
    """The attributes that tell it."""
    return f' lang="{written(tag)}" xml:lang="{written(tag)}"' if tag else ""


def _block(page: Page, block: JobBlock) -> str:
    level = min(max(block.level, 1), _DEEPEST)
    opening, closing = _AROUND.get(block.kind, ("<p>", "</p>"))
    if block.kind == "heading":
        opening, closing = f"<h{level}>", f"</h{level}>"
    told = "".join(_sentences(page, block))
    return f"{opening}{told if block.kind == 'code' else told.replace(chr(10), '<br/>')}{closing}"


def _sentences(page: Page, block: JobBlock) -> Iterator[str]:
    """The text of a block, its sentences named; what isn't said stands between them."""
    at = block.start
    first = bisect_right(page.clips, at, key=attrgetter("char_end"))
    for clip in takewhile(lambda clip: clip.char_start < block.end, islice(page.clips, first, None)):
        start, end = max(at, clip.char_start), min(block.end, clip.char_end)
        yield written(page.shown.cut(at, start))
        yield f'<span id="s{clip.unit}">{written(page.shown.cut(start, end))}</span>'
        at = end
    yield written(page.shown.cut(at, block.end))
