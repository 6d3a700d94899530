"""What both languages write with figures, as patterns, and the scripts that neither can say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tts_tui.text.edits import Kind, Part, Rule

WHOLE = r"\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)|\d{1,40}"
AMOUNT = rf"(?:{WHOLE})(?:[.．]\d{{1,40}})?"
NUMBER = rf"(?<![\d.．])(?<!\d[,，]){AMOUNT}"
MINUS = (
    r"(?:(?<![\w)）])|(?<=[はがをにでともへの約到为是达至约了])"
    r"|(?<=[^\x00-\x7f])(?=.\d{1,9}(?:[.．]\d{1,9})? ?(?:度|℃|°|[%％])))[-−－]"
)
"""Not the line of a name or a model; without spaces, what stands before or behind must tell that it is one."""

RANGE = r"[-–—~〜～至到]"

_FOREIGN = r"[\u0400-\u052f\u0590-\u08ff\u0900-\u109f\u10a0-\u11ff\u1780-\u17ff\uac00-\ud7af\u3130-\u318f"


_KANA = "\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff"
_MORE = {"ja": "", "zh": _KANA}
"""Characters beside these, by language, as a class of a pattern has them."""

NAME = "other scripts"


def scripts(language: str) -> Kind:
    """What stands in scripts that no reading is known of is left out."""
    return Kind(NAME, "東京 서울 → 東京", (Rule(rf"\s?{_FOREIGN}{_MORE[language]}]++", ()),), frozenset())


_ADDRESS = (
    r"(?i)(?<![\w@.])(?:(?:https?|ftp)://[\w./:?=&%#~+-]{1,2000}|www\.[\w./:?=&%#~+-]{1,2000}|"
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|"
    r"[a-z][\w-]{0,62}(?:\.[\w-]{1,62}){0,4}\.(?:com|org|net|edu|gov|io|jp|cn|tw|hk|html?|pdf)(?![\w.@-]))"
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S", re.A)


def addresses(marks: Mapping[str, str], figures: Callable[[str], str]) -> Kind:
    """Names of the web and of mail: each mark by its name, figures one by one."""

    def wording(match: re.Match[str]) -> Sequence[Part]:
        tokens = _TOKEN.findall(match[0].rstrip("./:?"))
        return (
            " ".join(figures(token) if token.isdecimal() else marks.get(token, token) for token in tokens),
        )

    return Kind(
        "web addresses",
        f"a@b.jp → a {marks['@']} b {marks['.']} jp",
        (Rule(f"(?a){_ADDRESS}", wording),),
        frozenset(".@"),
    )


def versions(point: str, version: str, number: Callable[[str], str]) -> Kind:
    """Numbers of several parts."""

    def wording(match: re.Match[str]) -> Sequence[Part]:
        return (point.join(map(number, match[1].split("."))),)

    return Kind(
        "versions",
        f"10.5.3 → {point.join(map(number, ('10', '5', '3')))}",
        (
            Rule(r"(?a)(?<![A-Za-z])[vV](?:er)?\.? ?(?=\d{1,4}\.\d)", (version,)),
            Rule(r"(?<![\d.A-Za-z])(\d{1,4}(?:\.\d{1,4}){2,6})(?![\d/]|\.\d)", wording),
        ),
        clues=(".",),
    )


VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
"""Parts of one that are a sign by themselves: over and under."""


def minuend(minus: str) -> Kind:
    """A line between numbers whose difference is told."""
    return Kind(
        "sums",
        f"7-2=5 → 七{minus}二等于五",
        (
            Rule(
                r"(?<=\d) ?[-−–－] ?(?=\d{1,15}(?:\.\d{1,9})? ?(?:[=＝]|[-−–－+×÷] ?\d{1,15} ?[=＝]))",
                (minus,),
            ),
            Rule(r"(?<=\d) ?− ?(?=\d)", (minus,)),
        ),
        clues=("=", "＝", "−"),
    )


def first_unsaid(text: str, language: str) -> str:
    """The first words that `scripts` leaves out; empty where there are none."""
    foreign = rf"{_FOREIGN}{_MORE[language]}]"
    found = re.search(rf"{foreign}++(?:[ '’-]{foreign}++)*+", text)
    return found[0] if found else ""


def split(number: str) -> tuple[str, str]:
    """The whole part of a number without marks, and its decimals."""
    whole, _, decimals = number.replace(",", "").replace("，", "").replace("．", ".").partition(".")
    return whole, decimals
