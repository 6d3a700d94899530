"""The marks of Markdown, of wikis and of notes, and what is left when they are taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tts_tui.text.by_hand import is_ipa
from tts_tui.text.edits import Rule
from tts_tui.text.lines import QUOTE
from tts_tui.text.tags import FILLED_IN, NOT_READ, RAISED_NOTES, TAGS


class Step(Struct, frozen=True):
    """Rules that are applied where one of the marks is in the text: most texts have few, and pay for no others.

    Attributes:
        name: what is told of words that are taken away; empty where none are.
    """

    marks: str
    rules: Sequence[Rule]
    name: str = ""


_TABLE = (
    Rule(r"(?m)^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", ()),
    Rule(r"(?<=\S)[ \t]{1,80}\|[ \t]+", (", ",)),
)

_NAMED_NOTES = re.compile(r"(?:vol|fig|figs|sec|art|chap|approx|nos|par|ver|version|eq|ext|tel)$", re.I)

_INDEXED = ("arr", "array", "args", "argv", "list", "data", "items", "buf", "vec", "str", "matrix")
"""Names in code, whose index in brackets is no note's number."""

_NOTES = (
    Rule(r"\[\^[^\]]{1,200}\]:?", ()),
    Rule(
        r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?…”\"’')\]]))"
        r""
        + "".join(rf"(?<!\b{name})" for name in _INDEXED)
        + r"\[(?!0\])(?:\d{1,3}(?:[,–-][ ]?\d{1,3}){0,9}|citation needed|note \d+)\](?!\()",
        (),
    ),
    Rule(r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?…”\"’')]))[¹²³⁰⁴-⁹]{1,3}(?![\w])", ()),
    Rule(
        # first what is soonest seen
        r"(?=\d)(?<![+@/=-]\w{3}\.)(?<![+@/=-]\w{4}\.)(?<![+@/=-]\w{5}\.)"
        r"(?:(?<=[^\W\d_]{3}[.!?…])|(?<=[^\W\d_]{3}[.!?…][”\"’]))\d{1,3}(?=\s+[“\"‘(]?[^\W\d_a-z]|\s*$)",
        lambda match: (
            None
            if _NAMED_NOTES.search(match.string[max(0, match.start() - 12) : match.start()].rstrip('.!?…”"’'))
            else ()
        ),
    ),
)
"""Numbers of notes: [^1], king[3], left.¹, and ended.12 before a new sentence."""

_WIKI = (
    # a tag; where nothing else is wiki's, a hashtag, which is said as one
    Rule(
        r"(?<![\w&/#.@])#(?=[^\W\d_])",
        lambda match: () if "[[" in match.string or "==" in match.string else None,
    ),
    Rule(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|#\n]{1,200})(?:#[^\[\]|\n]{0,200})?\]\]", (1,)),
    Rule(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,400}?)(?<=[^\s=])==(?![=\w])", (1,)),
)
"""Of Obsidian and its like: links, highlights, tags."""

_WIKI_GONE = (
    Rule(r"!\[\[[^\[\]\n]{1,300}\]\]", ()),
    Rule(r"(?<=[^\s>])[ \t]{0,20}>?[ \t]{0,20}\[!\w{1,20}\][+-]?[ \t]*", (", ",)),
    Rule(r"[ \t]{0,20}>?[ \t]{0,20}\[!\w{1,20}\][+-]?[ \t]*", ()),
)
"""Embedded pages, and the kind of a callout."""

_TARGET = r"\((?P<target>(?:[^()\s]|\([^()\s]{0,400}\)){0,2000})(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
"""Of a link: its address, which may hold brackets, and its title."""

_TEXT = r"((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,400})"
"""Of a link: it may hold brackets too."""

_DIALLED = (
    "(?:"
    + "|".join(
        f"(?<={word} )" for word in ("ial", "ials", "aled", "ling", "ress", "code", "nter", "Use", "use")
    )
    + ")"
)

_UNPAIRED = (
    # but a star may be dialled: *67
    Rule(
        rf"(?!{_DIALLED}\*\d\d)(?<![^\s\"'“‘(\[])(?:[*_]{{1,3}}|~~|`{{1,3}})(?=[\w\"'“‘(\[])",
        (),
    ),
    Rule(r"(?<=[\w.,;:!?…\"'”’)\]])(?:[*_]{1,3}|~~|`{1,3})(?![\w*_~`])", ()),
    Rule(r"(?<=[,.;:!?])\*{2,3}(?=\w)", (" ",)),
    # in code two of them raise to a power
    Rule(r"(?<!\S)(?!(?<=[\w)\]]\s)\*\*\s(?:\d|[b-hj-z]\b))(?:\*{2,3}|~~)(?!\S)", ()),
)
"""Marks of emphasis at one end of a word: the other ones stand in another sentence."""

_DEFINITION = Rule(
    r"(?m)^[ ]{0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]{1,20}(?:<[^>\n]{1,400}>|\S{1,400}[/.#]\S{0,400})"
    r"(?:[ \t]+[\"'(][^\n]{0,300})?$",
    (),
)
"""`[name]: https://example.org "title"`, which says where a link leads."""

_LINKS = (
    Rule(rf"!\[([^\]]{{0,400}})\]{_TARGET}", (1,)),
    Rule(rf"\[{_TEXT}\]{_TARGET}", lambda link: (0,) if is_ipa(link["target"]) else (1,)),
    Rule(r"\[(?!\^)([^\[\]]{1,400})\]\[(?!\^)[^\]]{0,200}\]", (1,)),
)

_LETTER = r"[^\W\d_]"
_EMPHASIS = (
    # emphasis in the middle, at the end and at the beginning of a word: un*flipping*believable
    Rule(rf"(?<={_LETTER}{{2}})(\*{{1,3}})([^\s*]{{2,100}})\1(?={_LETTER}{{2}})", (2,)),
    Rule(rf"(?<={_LETTER}{{2}})(\*{{1,3}})([^\s*]{{2,100}})\1(?!\w)", (2,)),
    Rule(rf"(?<![\w*\\])(\*{{1,3}})([^\s*]{{1,100}})(?<={_LETTER})\1(?={_LETTER})", (2,)),
    Rule(r"(?s)(?<![\w*~\\])(\*{1,3}|~~)(?=[^\s*~])(.{1,400}?)(?<=[^\s*~])\1(?!\w)", (2,)),
    Rule(r"(?s)(?<![\w\\])(_{1,3})(?=[^\s_])(.{1,400}?)(?<=[^\s_])\1(?!\w)", (2,)),
)

_REST = (
    Rule(r"(?<!\w):[a-z][a-z:+-]{1,30}:(?=`[^`])", ()),
    Rule(r"(?<!`)`([^`<>]{1,300}?)\s{0,9}<[^`<>\s]{1,400}>`_{0,2}(?!\w)", (1,)),
    Rule(r"(?<!`)`([^`\n]{1,300})`_{1,2}(?!\w)", (1,)),
)
"""Roles and links: :ref:`name`, `text <address>`_, `text`_."""

MARKDOWN = (
    # fences that are none, never being closed
    Step("`~", (Rule(r"(?m)^[ \t]*(?:`{3,}[^`\n]*|~{3,}.*)$", ()),)),
    # rulers, underlines of headings and table heads
    Step("-*_=|:", (Rule(r"(?m)^[ \t]*(?:(?:[-*_=|:][ \t]*){3,}|={2}|-{2})$", ()),)),
    Step(">", (Rule(rf"(?m)^{QUOTE.pattern}", ()),)),
    Step("#", (Rule(r"^[ \t]*#{1,6}[ \t]+", ()),)),
    Step("-*+•‣◦–—", (Rule(r"(?m)^[ \t]*[-*+•‣◦–—][ \t]+(?:\[[ xX]\][ \t]+)?", ()),)),
    Step("|", _TABLE),
    Step("[", (_DEFINITION,), "addresses of links"),
    Step("[", _WIKI_GONE, "wiki marks"),
    Step("[=#", _WIKI),
    Step("[", _LINKS),
    Step("[¹²³⁰⁴⁵⁶⁷⁸⁹0123456789", _NOTES, "note marks"),
    Step("`", _REST, "marks of reStructuredText"),
    Step("<", (Rule(r"<((?:https?://|www\.)[^<>\s]+|[^<>\s@]{1,200}@[^<>\s]+)>", (1,)),)),
    Step("<", (NOT_READ,), "not for reading"),
    Step("<", (RAISED_NOTES,), "note marks"),
    Step("<", (*TAGS, *FILLED_IN)),
    Step("`", (Rule(r"(?<!`)(`{1,3})(?!`)(.{1,400}?)(?<!`)\1(?!`)", (2,)),)),
    Step("*_~`", (*_EMPHASIS, *_UNPAIRED)),
    Step("\\", (Rule(r"\\([\\`*_{}\[\]()#+.!|~>-])", (1,)),)),
)
"""In the order in which they are applied."""
