"""Telephone numbers and other numbers that are read digit by digit: ZIP codes, IP addresses, numbers of books."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import counted, words
from tts_tui.text.english.numbers import cardinal, pairs, spelled, word_after, word_before
from tts_tui.text.english.web import wording as address

_GROUP = re.compile(r"\d+|x|[eE]xt")
_EXTENSION = r"(?:,?\s?(?:x|[eE]xt\.?|extension)\s?(?P<ext>\d{1,6}))?"


def _telephone(match: re.Match[str]) -> Sequence[Part]:
    groups = re.findall(r"\d+", match["number"])
    wording = []
    for group in groups:
        toll_free = group in {"800", "900"} and (
            groups in ([group], ["1", group])
            or (len(groups) > 2 and group == groups[min(1, len(groups) - 3)])
        )
        wording.append(f"{cardinal(group[0])} hundred" if toll_free else spelled(group, "oh"))
    plus = "plus " if match["number"].lstrip("(").startswith("+") else ""
    ext = (
        f", extension {spelled(match['ext'], 'oh') if len(match['ext']) > 2 else cardinal(match['ext'])}"
        if match["ext"]
        else ""
    )
    return (plus + ", ".join(wording) + ext,)


def _lettered(match: re.Match[str]) -> Sequence[Part]:
    """1-800-FLOWERS: the letters are left."""
    return (*_telephone(match), ", ")


def _spelled(match: re.Match[str]) -> Sequence[Part]:
    return (", ".join(spelled(group, "oh") for group in re.findall(r"\d+", match[0])),)


_THREES = re.compile(r"\d{3}(?=\d{3})|\d+")


def _long(match: re.Match[str]) -> Sequence[Part] | None:
    if counted(word_after(match)):
        return None
    return (", ".join(spelled(part, "oh") for part in _THREES.findall(match[0])),)


def _serial(match: re.Match[str]) -> Sequence[Part] | None:
    """1234-123-12345; not a date, and not a telephone number, which has a pattern of its own."""
    groups = match[0].split("-")
    lengths = list(map(len, groups))
    if sum(lengths) < 8 or lengths in ([4, 2, 2], [2, 2, 4], [3, 3, 4], [1, 3, 3, 4]):
        return None
    return _spelled(match)


def _ip(match: re.Match[str]) -> Sequence[Part]:
    host, slash, rest = match[0].partition("/")
    host, colon, port = host.partition(":")
    wording = " dot ".join(spelled(part) for part in host.split("."))
    port_wording = f" port {pairs(port)}" if colon else ""
    return (wording + port_wording + (f" slash {cardinal(rest)}" if slash else ""),)


def _paper(match: re.Match[str]) -> Sequence[Part]:
    """arXiv:2101.00001v2."""
    version = f" version {cardinal(match[3])}" if match[3] else ""
    return (f"archive {spelled(match[1], 'oh')} dot {spelled(match[2], 'oh')}{version}",)


def _named(match: re.Match[str]) -> Sequence[Part]:
    """doi:10.1000/182, and the marks behind it that belong to the sentence."""
    name = match[1].rstrip(".,;:!?)]}'’")
    return (f"D O I {address(name)}", match[1][len(name) :])


def _zip(match: re.Match[str]) -> Sequence[Part] | None:
    if match[1].strip() not in _STATES:
        return None
    return (1, ", ".join(spelled(group, "oh") for group in match[2].split("-")))


_CALLED = words("call dial phone tel telephone fax text ring at hotline number")


def _short(match: re.Match[str]) -> Sequence[Part] | None:
    if match["a"] == "911" and word_before(match) in {"porsche", "the", "a"}:
        return None
    return (spelled(match["a"], "oh"),)


def _is_called(match: re.Match[str]) -> bool:
    """Whether someone is rung up: dial 911, or 999."""
    if word_before(match) in _CALLED | {"dialed", "called", "calling"}:
        return True
    before = match.string[max(0, match.start() - 20) : match.start()]
    return word_before(match) in {"or", "and"} and bool(_CALLED_BEFORE.search(before))


_CALLED_BEFORE = re.compile(r"\b(?:[Cc]all|[Dd]ial|[Rr]ing)\s\d{3},?\s\w+\s\Z")

_STATES = words(
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA "
    "MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA "
    "RI SC SD TN TX UT VA VT WA WI WV WY PR"
)
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    "Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)

TELEPHONE = Kind(
    "telephone",
    "555-0100 → five five five, oh one oh oh",
    (
        Rule(r"(?<![\w.,-])(?P<number>(?:1-)?[89]\d\d)(?P<ext>)-(?=[A-Z-]{4,}\b)", _lettered),
        Rule(
            r"(?<![\w.+-])(?P<number>(?:\+?1[\s.-]?)?(?:\(\d{3}\)[-.\s]?|\d{3}[-.\s/])\d{3}[-.\s]\d{4})"
            + _EXTENSION
            + r"(?![\w-]|\.\d)",
            _telephone,
        ),
        Rule(r"(?<![\w.+])(?P<number>\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){1,6})" + _EXTENSION + r"(?![\w-]|\.\d)",
             lambda match: _telephone(match) if len(re.findall(r"\d", match["number"])) > 6 else None),
        Rule(r"(?<![\w.,+/$£€-])(?P<number>\d{3}[-.]\d{4})" + _EXTENSION + r"(?![\w-]|\.\d|%)", _telephone),
        Rule(r"(?<![\w.,+/-])(?P<number>0\d([ .-])\d\d(?:\2\d\d){3})(?P<ext>)(?![\w-]|[.,]\d)", _telephone),
        Rule(r"(?<![\w.,+/-])(?P<number>0\d{2,4}\s(?:\d{3,4}\s\d{3,4}|\d{6}))(?P<ext>)(?![\w-])", _telephone),
        Rule(
            r"(?<![\w.,+/-])(?P<number>\(0\d{1,4}\)\s?\d{3,4}[\s-]?\d{3,4})(?P<ext>)(?![\w-]|[.,]\d)", _telephone
        ),
        # a short code
        Rule(r"\b([Tt]ext\s[\"“]?[A-Z]{2,12}[\"”]?\sto\s)(\d{5,6})\b", lambda match: (1, spelled(match[2], "oh"))),
        Rule(r"\b([Tt]ext\s)(\d{5,6})(?=[.,;!?]|\s(?:or|and|to|for|now|from)\b|\s*\Z)(?!,\d)",
             lambda match: (1, spelled(match[2], "oh"))),
        Rule(r"(?<![\w.,+/-])(?P<number>0[358]00\s\d{4})(?P<ext>)(?![\w-]|\s\d|[.,]\d)", _telephone),
        Rule(r"(?<![\w.,$£€/-])(?P<a>911|999|112|411|311)(?!-)(?![.,]\d)",
             lambda match: _short(match) if _is_called(match) else None),
        Rule(r"\b([A-Z]{2}\s)(\d{5}(?:-\d{4})?)(?![\w-]|[.,]\d)", _zip),
        Rule(rf"\b((?:{_STATE_NAMES})\s)(\d{{5}}(?:-\d{{4}})?)(?![\w-]|[.,]\d)",
             lambda match: (1, ", ".join(spelled(group, "oh") for group in match[2].split("-")))),
        Rule(r"(?<![\w.,-])\d{5}-\d{4}(?![\w-]|\.\d)", _spelled),
    ),
)  # fmt: skip
CODES = Kind(
    "codes",
    "192.168.0.1 → one nine two dot one six eight dot zero dot one",
    (
        # papers
        Rule(r"\barXiv:\s?(\d{4})\.(\d{4,5})(?:v(\d{1,2}))?(?![\w]|\.\d)", _paper),
        Rule(r"\b(?:doi|DOI):\s?(10\.\d{4,9}/[^\s<>\"“”]{1,80})", _named),
        Rule(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5}|/\d{1,2})?(?![\w]|\.\d)", _ip),
        Rule(r"(?<![\w.,])(\d{1,3}) (\d{3}) (\d{3})(?: (\d{3}))?(?![ -]?\d|[.,]\d)", (1, 2, 3, 4)),
        Rule(
            r"(?<![\w.,'’])\d{1,3}(?:['’]\d{3}){1,4}(?![\w'’]|[.,]\d)",
            lambda match: (re.sub(r"\D", "", match[0]),),
        ),
        Rule(r"(?<![\w.,])(?<!\d )(\d{2,3}) (000)(?![ -]?\d|[.,]\d|\w)", (1, 2)),
        # keys of a telephone
        Rule(
            r"\b((?:[Dd]ial(?:s|ed|ing)?|[Cc]all|[Pp]ress|[Ee]nter|[Tt]ype|[Kk]ey in|[Uu]se|[Cc]ode|then)\s)"
            r"(\*\d{1,4}(?:[*#]\d{0,12}){0,4}|#\d{1,4}#)(?!\w)",
            lambda match: (1, _keys(match[2])),
        ),
        Rule(r"(?<![\w.,-])\d{3}-\d{2}-\d{4}(?![\w-]|\.\d)", _spelled),
        Rule(r"(?<![\w.,-])(?:97[89][-\s])\d{1,5}[-\s]\d{1,7}[-\s]\d{1,7}[-\s]\d(?![\w-])", _spelled),
        # a number of ten figures or more that isn't round is one of things, not an amount
        Rule(r"(?<![\w.,$£€¥₹+-])(?!\d+000)\d{10,40}(?![\w%-]|[.,]\d)",
             _long),
        Rule(r"(?<![\w.,$£€-])\d{1,5}(?:-\d{2,5}){2}(?:-\d{1,5}){0,3}(?![\w-]|[.,]\d)", _serial),
        Rule(r"(?<![\w.,-])\d{4}([-\s])\d{4}\1\d{4}(?:\1\d{1,4})?(?![\w-])", _spelled),
        Rule(
            r"(?<![\w-])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![\w-])",
            lambda match: (_letters(match[0]),),
        ),
        Rule(r"\b(?P<name>ISBN|ISSN|PIN|SSN|code|ID|id|zip|ZIP|account|serial number|password|[Aa]rea code)"
             r"((?::|\sis|-1[03]:?)?\s#?)(?P<code>\d[\d-]*[\dX])\b",
             lambda match: (1, 2, ", ".join(_letters(group) for group in match["code"].split("-") if group))),
    ),
)  # fmt: skip


def _keys(written: str) -> str:
    """*67, #31#."""
    names = {"*": "star", "#": "pound"}
    return " ".join(names.get(key) or spelled(key) for key in written)


def _letters(written: str) -> str:
    return ", ".join(
        " ".join(spelled(char) if char.isdecimal() else char.upper() for char in group)
        for group in written.split("-")
    )
