"""Abbreviations of words, with the stop that may end a sentence too: titles, companies, Latin, slashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.abbreviation_lists import (
    BEFORE_NUMBERS,
    CLIPPED,
    COUNTED,
    COUNTIES,
    ENDINGS,
    LOUD_TITLES,
    MONTHS,
    PHRASES,
    RANKS,
    TITLES,
    WITHOUT_STOP,
    WORDS,
)
from tts_tui.text.english.stops import stop_after


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _clipped(match: re.Match[str]) -> Sequence[Part] | None:
    wording = CLIPPED.get(match[0].lower().replace("’", "'"))
    return None if wording is None else (wording.capitalize() if match[0][0].isupper() else wording,)


_PAGES = re.compile(
    r"(?:\b(?:pp?\.?|pages?|lines?|ll?\.|vv?\.|verses?|sections?)|§§?)\s?(?:[\d\s,–-]|ff?\b\.?|and\b)*\Z"
)
"""What is counted before `5f.`, up to the figures."""


def _following(match: re.Match[str]) -> Sequence[Part] | None:
    """`pp. 5f.`, `lines 30 ff.`: and what follows."""
    if len(match[1]) == 1 and not _PAGES.search(match.string, max(0, match.start() - 30), match.start()):
        return None
    goes_on = match[0][-1] != "." or re.compile(r"\s*[a-z,;:)\]]").match(match.string, match.end())
    return (" and following" + ("" if goes_on else stop_after(match)),)


def _cased(word: str) -> str:
    return "etc" if word == "ETC" else word.capitalize()


def _title(match: re.Match[str]) -> Sequence[Part]:
    return (TITLES[match[1]],)


def _word(match: re.Match[str]) -> Sequence[Part]:
    return (WORDS[match[1]] + stop_after(match),)


def _numbered(match: re.Match[str]) -> Sequence[Part]:
    wording = BEFORE_NUMBERS[match[1]]
    return ((wording.capitalize() if match[1][0].isupper() else wording) + " ",)


def _phrase(match: re.Match[str]) -> Sequence[Part] | None:
    wording = PHRASES.get(match[0].lower())
    if wording is None or (len(match[0]) == 3 and match[0][1] == "/" and match[0] in {"I/o", "A/c"}):
        return None
    wording = wording.capitalize() if match[0][0].isupper() and wording.islower() else wording
    gap = match[0].endswith("/") and match.string[match.end() : match.end() + 1].isalnum()
    return (wording, " " if gap else "")


LATIN = Kind(
    "latin",
    "e.g., i.e., et al. → for example, that is, et al",
    (
        Rule(
            r"\b([Ee])\.\s?g\.(?:,(?=\s))?",
            lambda match: (("For" if match[1] == "E" else "for") + " example,",),
        ),
        Rule(
            r"\b([Ii])\.\s?e\.(?:,(?=\s))?", lambda match: (("That" if match[1] == "I" else "that") + " is,",)
        ),
        Rule(
            r"\b(et al)\.?(?=[\s,;:)'’\].]|\Z)",
            lambda match: (1, stop_after(match) if match[0][-1] == "." else ""),
        ),
        Rule(r"\bq\.\s?v\.", ("which see",)),
        Rule(r"(?<=\d\s)m\.\s?p\.\s?h\.", lambda match: ("miles per hour" + stop_after(match),)),
        Rule(r"(?<=\d\s)r\.p\.m\.", lambda match: ("revolutions per minute" + stop_after(match),)),
        Rule(r"\bw\.\s?r\.\s?t\.", ("with respect to",)),
        Rule(r"(?<=[a-z.]\s)v\.\s(?=(?:the\s)?[A-Z][a-z])", ("versus ",)),
        Rule(
            r"(?<!\w)&c\b\.?",
            lambda match: ("et cetera" + (stop_after(match) if match[0][-1] == "." else ""),),
        ),
        Rule(r"\b(per cent)\.(?=\s[a-z]|,)", (1,)),
        Rule(r"(?<=\d)(?:\s?(?=ff))?(ff?)\b\.?(?!\d)", _following),
    ),
    frozenset(".&l"),
    (
        "e.",
        "i.",
        "E.",
        "I.",
        "et al",
        "q.",
        "w.",
        " v. ",
        "&c",
        " m.",
        " r.",
        "per cent.",
        "ff",
        *(f"{digit}f" for digit in "0123456789"),
    ),
)

SLASHED = Kind(
    "slashed words",
    "w/o, b/c, N/A, he/she → without, because, N A, he or she",
    (
        Rule(r"(?<![\w/.])[A-Za-z]{1,5}/(?:[A-Za-z]{1,5}(?:/[Aa])?)?(?![\w/])", _phrase),
        Rule(r"(?<![\w/])w/(?=\w)", ("with ",)),
        Rule(r"(?<=\b[A-Z])/(?=[A-Z]\b)|(?<=[A-Z]{2})/(?=[A-Z]{2})", (" ",)),
        # a word and another one for the same, or a choice
        Rule(r"(?<=[a-z]{2})/(?=[a-z]{2})", (" slash ",)),
    ),
    frozenset("/"),
)

NUMBERED = Kind(
    "numbered things",
    "Fig. 3, Vol. IV → Figure three, Volume four",
    (
        Rule(
            rf"\b({_any(BEFORE_NUMBERS)})\.\s?(?=\d|\(\d|(?!(?<=\bNo\.\s)I(?:['’]|\s[a-z]))[IVXLC]+\b|[ivxl]+\b)(?<!\bno\.)(?<!\bno\.\s)",
            _numbered,
        ),
        Rule(r"\bno\.\s?(?=\d)", ("number ",)),
        Rule(r"\b([Oo]p)\.\s?posth\b\.?", lambda match: (match[1] + "us posthumous",)),
        Rule(r"\b([Nn])o\.\s(?=of\s(?!course))", (1, "umber ")),
        Rule(r"\b(?:Plat|Pl)\.?\s(?=\d{1,2}[AB]?\b)", ("Platform ",)),
        Rule(r"\b([Ll]at|[Ll]ong)\.?\s(?=\d{1,3}(?:\.\d+)?\s?°)", lambda match: (match[1] + "itude ",)),
        Rule(r"\bM[Kk]\.?\s(?=\d{1,3}\b|[IVX]{1,5}\b)", ("Mark ",)),
        Rule(r"\bApp\.\s(?=[A-H]\b(?!\.))", ("Appendix ",)),
        Rule(r"\bEps?\.\s?(?=\d)", lambda match: ("Episodes " if match[0][2] == "s" else "Episode ",)),
        Rule(
            r"\b(Dep|Arr)\.?:?\s(?=[0-2]?\d[:.]?[0-5]\d\b)",
            lambda match: ("departs " if match[1] == "Dep" else "arrives ",),
        ),
        Rule(r"\bNo\s(?=\d)(?<!^No\s)(?<![.!?]\sNo\s)", ("Number ",)),
    ),
    frozenset(),
    (
        ". ",
        ".\u00a0",
        "No ",
        "Mk ",
        "MK ",
        *(f"{name} {digit}" for name in ("at", "ong") for digit in "0123456789"),
        "posth",
        "Plat",
        "Pl ",
        "Dep",
        "Arr",
        *(f".{digit}" for digit in "0123456789"),
    ),
)

ABBREVIATIONS = Kind(
    "abbreviations",
    "Dr. Smith, Acme Inc. → Doctor Smith, Acme Incorporated",
    (
        Rule(
            r"\b[Ee]st\.?(?=\s(?:in\s)?(?:c\.\s?)?(?:1[0-9]|20)\d\d\b)",
            lambda m: (("E" if m[0][0] == "E" else "e") + "stablished",),
        ),
        Rule(r"(?<=\dth\s)[Cc](?:ent)?\.(?=\s|[,;)]|\Z)", lambda match: ("century" + stop_after(match),)),
        Rule(
            r"\b(Sat|Sun)\.(?=\s(?:\d|(?:and|to|or|only|at|from|night|morning|afternoon|evening|through|thru|&)\b)|[,;)]|\s?[–-]\s?[MTWFS])",
            lambda match: ({"Sat": "Saturday", "Sun": "Sunday"}[match[1]],),
        ),
        Rule(r"\bMar\.(?=\s\d)", ("March",)),
        # of a life, in brackets
        Rule(
            r"(?:(?<=\()|(?<=[;,]\s))(m|div)\.\s(?=1\d\d\d\b|20\d\d\b)",
            lambda match: ({"m": "married ", "div": "divorced "}[match[1]],),
        ),
        Rule(r"\bRt\.?\sHon\b\.?", ("Right Honorable",)),
        # of a book, how many it has: 3 vols., 320 pp.
        Rule(
            r"(?<=\d\s)(vols|pp|bks|pts|chs)\.(?!\s?\d)",
            lambda match: (COUNTED[match[1]] + stop_after(match),),
        ),
        Rule(r"(?<=\bof\s)Ed\.", lambda match: ("Education" + stop_after(match),)),
        # Maj.-Gen., Lt. Gov. without a name
        Rule(
            r"\b(?P<first>Maj|Lt|Lieut|Brig|Vice|Rear|Atty|Adj)(?P<stop>\.?)(?P<joint>-|\s)(?P<last>Gen|Col|Gov|Adm|Cmdr)\.(?!\s?[A-Z])",
            lambda match: (RANKS[match["first"]] + " " + TITLES[match["last"]] + stop_after(match),),
        ),
        Rule(r"(?<!\d\s)\bmin\.(?=\s\d)", ("minimum",)),
        Rule(r"\bmin\.(?=\s(?:wage|age|order|height|speed)\b)", ("minimum",)),
        Rule(r"\b([Ee])st\.(?=\s)", lambda match: ("Estimated" if match[1] == "E" else "estimated",)),
        Rule(rf"\bCo\.(?=\s(?:{COUNTIES})\b)", ("County",)),
        Rule(
            r"(?<=[a-z],\s)(Sr|Jr)\b\.?|(?<=[a-z]\s)(Sr|Jr)\b\.?",
            lambda match: (WORDS[match[1] or match[2]] + (stop_after(match) if match[0][-1] == "." else ""),),
        ),
        Rule(r"\bSr\.(?=\s[A-Z])", ("Sister",)),
        Rule(r"\b([Tt]rans)\.(?=\sby\s)", lambda match: (match[1] + "lated",)),
        Rule(r"\b([Ee]d)s?\.(?=\sby\s)", lambda match: (match[1] + "ited",)),
        Rule(r"\bMts\.(?=\s*\Z|[,;])|(?<=[a-z]\s)Mts\b\.?", ("Mountains",)),
        Rule(
            r"\b(Mr|Dr|Messrs|Mrs|Gen|Col|Rev|Prof|Sen|Rep)\.(?=\s(?:and|&|or)\s(?:Mrs|Dr|Mr|Ms|Prof|Gen|Sen|Rep))",
            _title,
        ),
        Rule(rf"\b({_any(TITLES)})\.-(?=[A-Z])", lambda match: (f"{TITLES[match[1]]} ",)),
        Rule(rf"\b({_any(TITLES)})\.(?=\s?[A-Z‘“\"])", _title),
        Rule(r"\b(Sec|Pres|Gov|Supt)\.(?=\sof\s)", _title),
        # of France: M. de Rênal
        Rule(
            r"\b(M|MM|Mme|Mlle|Mdlle)\.(?=\s(?:de|du|des|la|le|d['’])(?:\s|(?<=['’])))",
            lambda match: ("Monsieur" if match[1] == "M" else TITLES[match[1]],),
        ),
        Rule(
            r"\bYrs\.?(?=\s(?:truly|faithfully|sincerely|affectionately|respectfully|very|ever)\b)",
            ("Yours",),
        ),
        Rule(
            r"\b(?:Gen|Gov|Dep|Sec|Ass|Int|Nat|Cont|cont|gov|dep|gen|sec|ass|int|nat|Capt|Serg|Jan|Feb|Sam|Dan|Rec|rec|Pres|Rev)['’](?:l|t|n|y|d)\b",
            _clipped,
        ),
        Rule(
            r"(?<=\d(?:st|nd|rd|th)\s)(inst|ult|prox)\b\.?|(?<=\dd\s)(inst|ult|prox)\b\.?",
            lambda match: (
                MONTHS[match[1] or match[2]] + (stop_after(match) if match[0][-1] == "." else ""),
            ),
        ),
        Rule(r"\b(Mr|Mrs|Dr|Prof|Capt|Sgt|Lt|Gov|Rev|Col)\.(?=\s?\S)", _title),
        Rule(
            rf"\b({'|'.join(LOUD_TITLES)})\.(?=\s[A-Z])",
            lambda match: (TITLES[match[1].capitalize()].upper(),),
        ),
        Rule(
            r"\b(CO|INC|LTD|CORP|BROS|JR|SR|ETC|DEPT|AVE|ESQ)\.",
            lambda match: (WORDS[_cased(match[1])].upper() + stop_after(match),),
        ),
        Rule(
            r"\b(VOL|CHAP|FIG|NO|CH|SEC|ART)\.\s(?=\d|[IVXLC]{2,}\b)",
            lambda match: (BEFORE_NUMBERS[match[1].capitalize()].upper() + " ",),
        ),
        Rule(r"\bST\.(?=\s[A-Z]{3,})", ("SAINT",)),
        Rule(rf"\b({WITHOUT_STOP})(?=\s(?:[A-Z][a-z]|(?:and|&)\s(?:Mrs|Ms|Mr|Dr)\b))", _title),
        Rule(
            r"\b(Atty|Asst|Dep)\.(?=\s)",
            lambda match: ({"Dep": "Deputy"}.get(match[1]) or TITLES[match[1]],),
        ),
        Rule(rf"(?<![\w.])({_any(WORDS)})\.(?!\w)(?<!\bal\.)(?!(?<=Ed\.))", _word),
        Rule(r"\b(Inc|Corp|Ltd|Bros|Blvd|Hwy|Pkwy|Dept)\b", lambda match: (WORDS[match[1]],)),
        Rule(r"\b(vs|etc|Ctrl|Cmd)\b", lambda match: (WORDS[match[1]],)),
    ),
    frozenset(),
    (
        *(f"{word}." for word in (*TITLES, *WORDS) if word[0].isupper()),
        *(f"{word}." for word in WORDS if word not in ENDINGS),
        *(f" {word}." for word in ENDINGS),
        *(f"{word} " for word in WITHOUT_STOP.split("|")),
        "est",
        *("th c.", "th cent.", "th Cent."),
        *(
            "Sat.",
            "Sun.",
            "Mar. ",
            "(m. ",
            " m. ",
            "(div. ",
            " div. ",
            *("Rt", "Yrs", "M. d", "M. l"),
            " pp.",
            "vols.",
            "vol.",
            "Board of Ed.",
        ),
        *("inst", "ult", "prox"),
        *("m'l", "m’l", "b'y", "b’y", "n'y", "n’y", "s't", "s’t", "v'd", "v’d", "ec'd", "ec’d"),
        *("n'l", "v't", "p't", "c'y", "s'n", "t'l", "t'd", "n’l", "v’t", "p’t", "c’y", "s’n", "t’l", "t’d"),
        "min. ",
        "(inc.",
        *("rans. by", "d. by", "ds. by", "Mts"),
        "Est",
        "vs",
        "etc",
        "Ctrl",
        "Cmd",
        "Jr",
        "Sr",
        "Inc",
        "Corp",
        "Ltd",
        "Bros",
        "Blvd",
        "Hwy",
        "Pkwy",
        "Dept",
        *(f"{title}." for title in LOUD_TITLES),
        *("CO.", "INC.", "LTD.", "CORP.", "BROS.", "JR.", "SR.", "ETC.", "DEPT.", "AVE.", "ESQ."),
        *("VOL.", "CHAP.", "FIG.", "NO.", "CH.", "SEC.", "ART.", "ST."),
        "Dep.",
    ),
)
