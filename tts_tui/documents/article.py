"""The article of a page of the web, and what stands around it."""

from __future__ import annotations

from dataclasses import replace

from tts_tui.documents.flow import Flow

_SHORTEST = 200
"""Characters of an article; where less is in it, the page only looks as if it had one."""

_MAIN_SHARE = 0.6
"""Of what is in all articles of a page; where none has as much, it is a list of them."""


def leave_out_surroundings(page: Flow) -> None:
    """Have nothing be spoken that stands around the article, where the page says which part of it that is."""
    found = _article(page)
    if found is None:
        return
    begin, end = found
    titled = any(block.kind == "heading" and block.level == 1 for block in page.blocks[begin:end])
    for number, block in enumerate(page.blocks):
        outside = not begin <= number < end
        if outside and block.spoken and (titled or block.kind != "heading" or block.level != 1):
            page.blocks[number] = replace(block, spoken=False, why="around the article")


def _article(page: Flow) -> tuple[int, int] | None:
    for name in ("main", "article"):
        sizes = {
            (begin, end): sum(len(block.text) for block in page.blocks[begin:end] if block.spoken)
            for kind, begin, end in page.articles
            if kind == name
        }
        # those within another count as parts of it
        outer = {
            span: size
            for span, size in sizes.items()
            if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in sizes)
        }
        best = max(outer, key=outer.__getitem__, default=None)
        if best and outer[best] >= max(_SHORTEST, _MAIN_SHARE * sum(outer.values())):
            return best
    return None
