"""What the elements of HTML, their classes and their types are to a reader."""

from __future__ import annotations

import re

from tts_tui.documents.markup import Tag
from tts_tui.documents.model import BlockKind

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""They end what stands before them."""

PLAIN = frozenset(
    [
        "a",
        "b",
        "br",
        "div",
        "em",
        "font",
        "i",
        "p",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tr",
        "u",
        "ul",
        "ol",
    ]
)
"""Without attributes, they change nothing of what is in them."""

UNREAD = frozenset(
    [
        "annotation",
        "audio",
        "button",
        "canvas",
        "case",
        "datalist",
        "iframe",
        "input",
        "map",
        "noscript",
        "object",
        "rp",
        "rt",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
"""What no reader reads; `case` is one of `epub:switch`, whose default is read."""

SCOPES = frozenset(
    ["article", "aside", "body", "div", "dl", "figure", "li", "ol", "p", "section", "table", "td", "tr", "ul"]
)
"""Where an element's class or type says what all of it is."""

_NOTE_TYPES = frozenset(
    [
        "footnote",
        "footnotes",
        "endnote",
        "endnotes",
        "rearnote",
        "rearnotes",
        "note",
        "sidenote",
        "annotation",
        "doc-endnote",
    ]
)
_NOTE_CLASSES = frozenset(
    [
        "footnote",
        "footnotes",
        "footnotetext",
        "footnote-text",
        "footnote-body",
        "endnote",
        "endnotes",
        "endnotetext",
        "rearnote",
        "rearnotes",
        "fnote",
        "sidenote",
        "noteentry",
        "mw-references-wrap",
        "reflist",
    ]
)
_NOTE_ID = re.compile(
    r"(?:fn|footnote|endnote|note|cite_note|ftn|edn)[-:_.]?(?:[a-z]{0,8}[-_:])?\d{1,4}(?:[-_]\d{1,4})?", re.I
)
_VERSE = frozenset(
    [
        "poem",
        "poetry",
        "poetry-container",
        "verse",
        "verses",
        "stanza",
        "linegroup",
        "lg",
        "z3998:verse",
        "z3998:poem",
    ]
)
_STANZA = frozenset(["stanza", "linegroup", "lg"])
_PAGE_CLASSES = frozenset(
    [
        "pagenum",
        "pageno",
        "pagenumber",
        "page-number",
        "pagebreak",
        "page_break",
        "pgnum",
        "x-ebookmaker-pageno",
    ]
)
_BESIDE_ROLES = frozenset(["complementary", "dialog", "alertdialog", "search", "banner"])
_BESIDE = frozenset(
    [
        "breadcrumb",
        "breadcrumbs",
        "share",
        "sharing",
        "share-buttons",
        "social",
        "social-share",
        "sidebar",
        "cookie",
        "cookies",
        "cookie-banner",
        "cookie-notice",
        "toc",
        "related",
        "related-posts",
        "comments",
        "skip",
        "skip-link",
        "skip-to-content",
        "mw-editsection",
        "newsletter",
        "advert",
        "advertisement",
        "ads",
        "promo",
    ]
)
"""Classes and ids of what stands around the article of a page of the web."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CODE_CLASSES = frozenset(
    ["code", "highlight", "programlisting", "screen", "sourcecode", "listing", "literal-block"]
)


def is_unread(tag: Tag) -> bool:
    """Whether nothing of it is for readers: a script, the number of a page, what is hidden."""
    if tag.name in UNREAD:
        return True
    if not tag.attributes:
        return False
    if "hidden" in tag.attributes or _HIDDEN_STYLE.search(tag.get("style")):
        return True
    return bool(
        "pagebreak" in tag.types or (tag.classes & _PAGE_CLASSES and tag.name not in ("body", "section"))
    )


def is_beside(tag: Tag) -> bool:
    """Whether it stands around the article of a page of the web; in a book such things are text."""
    if tag.name == "aside":
        return True
    if not tag.attributes or tag.name in ("body", "html", "main", "article"):
        return False
    return bool(tag.types & _BESIDE_ROLES or tag.classes & _BESIDE or tag.get("id").lower() in _BESIDE)


def is_note(tag: Tag) -> bool:
    """Whether all of it is a footnote, or several."""
    if tag.name not in SCOPES or not tag.attributes:
        return False
    if tag.types & _NOTE_TYPES or (tag.classes & _NOTE_CLASSES and tag.name != "body"):
        return True
    return tag.name == "li" and bool(_NOTE_ID.fullmatch(tag.get("id")))


def is_verse(tag: Tag) -> bool:
    return bool(tag.attributes) and bool((tag.classes | tag.types) & _VERSE) and tag.name != "body"


def is_stanza(tag: Tag) -> bool:
    return bool(tag.attributes) and bool(tag.classes & _STANZA)


def is_code(tag: Tag) -> bool:
    return bool(tag.classes & _CODE_CLASSES) or any(
        each.startswith(("language-", "lang-")) for each in tag.classes
    )


def level_of(tag: Tag) -> int:
    """Of a heading; 0 where it is none."""
    name = tag.name
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return int(name[1])
    if tag.attributes and tag.get("role") == "heading":
        level = tag.get("aria-level")
        return min(int(level), 6) if level.isascii() and level.isdigit() and int(level) else 2
    return 0


def kind_of(tag: Tag, around: BlockKind) -> BlockKind:
    """What a block in it is, in an element whose blocks are that."""
    if tag.name in ("li", "dt", "dd"):
        return "item"
    if tag.name == "blockquote" or "epigraph" in tag.types or "epigraph" in tag.classes:
        return "quotation"
    if tag.name in ("figcaption", "caption") or (tag.name in ("p", "div") and "caption" in tag.classes):
        return "caption"
    return around


_CODE_SIGNS = re.compile(r"[{}()\[\];=<>_$#\\|/+*&@~^]")


def looks_like_code(text: str) -> bool:
    """Whether a text whose lines are kept is a program rather than a poem or a letter."""
    letters = sum(map(str.isalnum, text))
    return len(_CODE_SIGNS.findall(text)) > 0.08 * max(letters, 1)
