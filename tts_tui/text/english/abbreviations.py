"""Abbreviations of words, with the stop that may end a sentence too: titles, companies, Latin, slashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.stops import stop_after

_TITLES = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Drs": "Doctors", "Prof": "Professor",
    "Profs": "Professors", "Gen": "General", "Col": "Colonel", "Capt": "Captain", "Lt": "Lieutenant",
    "Sgt": "Sergeant", "Sergt": "Sergeant", "Lieut": "Lieutenant", "Brig": "Brigadier", "Adj": "Adjutant",
    "Corp": "Corporal", "Serg": "Sergeant",
    "Rev": "Reverend", "Gov": "Governor", "Sen": "Senator", "Rep": "Representative",
    "Hon": "Honorable", "Pres": "President", "Maj": "Major", "Cmdr": "Commander", "Adm": "Admiral",
    "Cpl": "Corporal", "Pvt": "Private", "Fr": "Father", "Br": "Brother", "Msgr": "Monsignor",
    "Supt": "Superintendent", "Insp": "Inspector", "Det": "Detective", "Atty": "Attorney",
    "Messrs": "Messieurs", "Mme": "Madame", "Mlle": "Mademoiselle", "Amb": "Ambassador", "Sec": "Secretary",
    "Mt": "Mount", "Mts": "Mounts", "Ven": "Venerable", "Ft": "Fort", "Pt": "Point", "Sens": "Senators",
    "Reps": "Representatives", "Gens": "Generals", "Asst": "Assistant", "Assoc": "Associate",
    "Vice-Pres": "Vice President", "Wm": "William", "Chas": "Charles", "Geo": "George", "Jas": "James",
    "Thos": "Thomas", "Robt": "Robert", "Edw": "Edward", "Eliz": "Elizabeth", "Benj": "Benjamin",
    "Saml": "Samuel", "Danl": "Daniel", "Jno": "John", "Richd": "Richard", "Fredk": "Frederick", "Edwd": "Edward",
    "Jos": "Joseph", "Mons": "Monsieur", "Ens": "Ensign", "Comdr": "Commander", "Pte": "Private",
}  # fmt: skip
"""Before a name."""

_WITHOUT_STOP = "Mr|Mrs|Ms|Dr|Prof|Sgt|Capt|Lt|Col|Mt|Ft"
"""Of these, those that are written without a stop too, as in Britain."""

_LOUD_TITLES = (
    "MR", "MRS", "DR", "MS", "PROF", "REV", "GEN", "CAPT", "SGT", "COL", "LT", "GOV", "SEN", "HON", "MT", "FT",
)  # fmt: skip
"""Of them, those that headings have in capitals."""

_WORDS = {
    "Jr": "Junior", "Sr": "Senior", "Esq": "Esquire", "Inc": "Incorporated", "Corp": "Corporation",
    "Ltd": "Limited", "Regt": "Regiment", "Co": "Company", "Cos": "Companies", "Bros": "Brothers", "Dept": "Department",
    "Depts": "Departments", "Univ": "University", "Assn": "Association", "Intl": "International",
    "Natl": "National", "Govt": "Government", "Mfg": "Manufacturing", "Mgr": "Manager", "Dist": "District",
    "Ave": "Avenue", "Blvd": "Boulevard", "Bldg": "Building", "Hwy": "Highway", "Pkwy": "Parkway",
    "Rd": "Road", "Ln": "Lane", "feat": "featuring", "Ctrl": "Control", "Cmd": "Command", "vs": "versus",
    "etc": "et cetera", "approx": "approximately", "esp": "especially", "incl": "including",
    "excl": "excluding", "max": "maximum", "misc": "miscellaneous", "temp": "temperature", "avg": "average",
    "govt": "government", "dept": "department", "Tel": "telephone", "tel": "telephone", "cont": "continued",
    "cf": "compare", "viz": "namely", "ibid": "ibid", "resp": "respectively", "al": "al", "seq": "seq",
    "ca": "circa", "Approx": "Approximately", "Cf": "Compare", "Vs": "Versus", "Mon": "Monday",
    "Tues": "Tuesday", "Tue": "Tuesday", "Jan": "January", "Feb": "February", "Apr": "April",
    "Jun": "June", "Jul": "July", "Aug": "August", "Sept": "September", "Sep": "September", "Oct": "October",
    "Nov": "November", "Dec": "December", "Wed": "Wednesday", "Thurs": "Thursday", "Thu": "Thursday",
    "Thur": "Thursday", "Fri": "Friday", "Min": "minimum", "Acad": "Academy", "Inst": "Institute",
    "Soc": "Society", "Soph": "Sophomore", "orig": "originally", "ed": "edition", "hon": "honorary",
    "pop": "population", "abbr": "abbreviation", "Ref": "reference", "mgmt": "management",
    "asst": "assistant", "doz": "dozen", "mgr": "manager", "inc": "including",
    "qtr": "quarter", "pct": "percent", "Bp": "Bishop", "Abp": "Archbishop",
}  # fmt: skip
"""With their stop, which stays where it ends the sentence."""

_ENDINGS = ("inc", "ed", "al", "ca", "hon", "pop", "tel", "cont", "Ed", "Min")
"""Of these, those that many words end in."""

_NUMBERED = {
    "Fig": "figure", "Figs": "figures", "Vol": "volume", "Vols": "volumes", "Ch": "chapter",
    "Chap": "chapter", "Sec": "section", "Sect": "section", "Eq": "equation", "Eqs": "equations",
    "Art": "article", "Tab": "table", "Ex": "exercise", "App": "appendix", "Ref": "reference",
    "Refs": "references", "Op": "opus", "op": "opus", "Pp": "pages",
    "Ver": "version", "Ed": "edition", "No": "number", "Nos": "numbers",
    "Pt": "part", "Bk": "book", "p": "page", "pp": "pages", "pg": "page", "pgs": "pages",
    "para": "paragraph", "ch": "chapter", "vv": "verses",
    "col": "column", "cols": "columns",
    "fig": "figure", "figs": "figures", "vol": "volume", "eq": "equation", "sec": "section", "no": "number",
    "nos": "numbers", "vols": "volumes", "Ext": "extension", "ext": "extension", "v": "verse", "l": "line",
    "ll": "lines", "n": "note", "nn": "notes", "fn": "footnote",
    "sc": "scene", "Sc": "scene", "bk": "book", "lib": "book", "chap": "chapter", "Q": "question",
    "q": "question", "Apt": "apartment", "Ste": "suite",
    "Rm": "room", "Fl": "floor", "Rte": "route", "Hwy": "highway", "ver": "version", "Ser": "series", "cl": "clause",
    "subsec": "subsection", "par": "paragraph", "c": "circa", "ca": "circa",
    "r": "reigned", "b": "born", "d": "died", "fl": "flourished",
}  # fmt: skip
"""Before a number or a numeral."""

_COUNTIES = (
    "Kerry|Cork|Clare|Galway|Mayo|Sligo|Donegal|Dublin|Wicklow|Wexford|Waterford|Tipperary|Kilkenny|Kildare|Meath|Louth|Down"
    "|Antrim|Armagh|Derry|Londonderry|Tyrone|Fermanagh|Cavan|Monaghan|Leitrim|Roscommon|Longford|Offaly|Laois|Carlow|Durham"
)

_PHRASES = {
    "w/o": "without", "w/": "with", "b/c": "because", "c/o": "care of", "n/a": "N A", "a/c": "A C",
    "i/o": "I O", "s/he": "she or he", "p/e": "P E", "he/she": "he or she", "she/he": "she or he",
    "his/her": "his or her", "him/her": "him or her", "her/him": "her or him", "a/k/a": "A K A",
    "his/hers": "his or hers", "and/or": "and or", "y/o": "year old", "w/in": "within", "r/o": "rule out",
    "h/t": "hat tip", "m/f": "M F", "ac/dc": "A C D C", "km/h": "kilometers per hour",
    "mg/kg": "milligrams per kilogram", "mg/l": "milligrams per liter", "m/s": "meters per second",
}  # fmt: skip


_COUNTED = {"vols": "volumes", "pp": "pages", "bks": "books", "pts": "parts", "chs": "chapters"}
_RANKS = _TITLES | {"Vice": "Vice", "Rear": "Rear"}


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_CLIPPED = {
    "gen'l": "general", "gov't": "government", "dep't": "department", "sec'y": "secretary", "ass'n": "association",
    "int'l": "international", "nat'l": "national", "cont'd": "continued", "jan'y": "January", "feb'y": "February",
    "sam'l": "Samuel", "dan'l": "Daniel", "rec'd": "received",
}  # fmt: skip
_MONTHS = {"inst": "instant", "ult": "ultimo", "prox": "proximo"}
"""This month, the last and the next, in letters of the nineteenth century."""


def _clipped(match: re.Match[str]) -> Sequence[Part] | None:
    wording = _CLIPPED.get(match[0].lower().replace("’", "'"))
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
    return (_TITLES[match[1]],)


def _word(match: re.Match[str]) -> Sequence[Part]:
    return (_WORDS[match[1]] + stop_after(match),)


def _numbered(match: re.Match[str]) -> Sequence[Part]:
    wording = _NUMBERED[match[1]]
    return ((wording.capitalize() if match[1][0].isupper() else wording) + " ",)


def _phrase(match: re.Match[str]) -> Sequence[Part] | None:
    wording = _PHRASES.get(match[0].lower())
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
            rf"\b({_any(_NUMBERED)})\.\s?(?=\d|\(\d|(?!(?<=\bNo\.\s)I(?:['’]|\s[a-z]))[IVXLC]+\b|[ivxl]+\b)(?<!\bno\.)(?<!\bno\.\s)",
            _numbered,
        ),
        Rule(r"\bno\.\s?(?=\d)", ("number ",)),
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
    frozenset("0123456789IVXivx"),
    (
        ". ",
        ".\u00a0",
        "No ",
        "Mk ",
        "MK ",
        *(f"{name} {digit}" for name in ("at", "ong") for digit in "0123456789"),
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
            lambda match: (_COUNTED[match[1]] + stop_after(match),),
        ),
        Rule(r"(?<=\bof\s)Ed\.", lambda match: ("Education" + stop_after(match),)),
        # Maj.-Gen., Lt. Gov. without a name
        Rule(
            r"\b(?P<first>Maj|Lt|Lieut|Brig|Vice|Rear|Atty|Adj)(?P<stop>\.?)(?P<joint>-|\s)(?P<last>Gen|Col|Gov|Adm|Cmdr)\.(?!\s?[A-Z])",
            lambda match: (_RANKS[match["first"]] + " " + _TITLES[match["last"]] + stop_after(match),),
        ),
        Rule(r"(?<!\d\s)\bmin\.(?=\s\d)", ("minimum",)),
        Rule(r"\bmin\.(?=\s(?:wage|age|order|height|speed)\b)", ("minimum",)),
        Rule(r"\b([Ee])st\.(?=\s)", lambda match: ("Estimated" if match[1] == "E" else "estimated",)),
        Rule(rf"\bCo\.(?=\s(?:{_COUNTIES})\b)", ("County",)),
        Rule(
            r"(?<=[a-z],\s)(Sr|Jr)\b\.?|(?<=[a-z]\s)(Sr|Jr)\b\.?",
            lambda match: (
                _WORDS[match[1] or match[2]] + (stop_after(match) if match[0][-1] == "." else ""),
            ),
        ),
        Rule(r"\bSr\.(?=\s[A-Z])", ("Sister",)),
        Rule(r"\b([Tt]rans)\.(?=\sby\s)", lambda match: (match[1] + "lated",)),
        Rule(r"\b([Ee]d)s?\.(?=\sby\s)", lambda match: (match[1] + "ited",)),
        Rule(r"\bMts\.(?=\s*\Z|[,;])|(?<=[a-z]\s)Mts\b\.?", ("Mountains",)),
        Rule(
            r"\b(Mr|Dr|Messrs|Mrs|Gen|Col|Rev|Prof|Sen|Rep)\.(?=\s(?:and|&|or)\s(?:Mrs|Dr|Mr|Ms|Prof|Gen|Sen|Rep))",
            _title,
        ),
        Rule(rf"\b({_any(_TITLES)})\.-(?=[A-Z])", lambda match: (f"{_TITLES[match[1]]} ",)),
        Rule(rf"\b({_any(_TITLES)})\.(?=\s?[A-Z‘“\"])", _title),
        Rule(
            r"\b(?:Gen|Gov|Dep|Sec|Ass|Int|Nat|Cont|cont|gov|dep|gen|sec|ass|int|nat|Capt|Serg|Jan|Feb|Sam|Dan|Rec|rec)['’](?:l|t|n|y|d)\b",
            _clipped,
        ),
        Rule(
            r"(?<=\d(?:st|nd|rd|th)\s)(inst|ult|prox)\b\.?|(?<=\dd\s)(inst|ult|prox)\b\.?",
            lambda match: (
                _MONTHS[match[1] or match[2]] + (stop_after(match) if match[0][-1] == "." else ""),
            ),
        ),
        Rule(r"\b(Mr|Mrs|Dr|Prof|Capt|Sgt|Lt|Gov|Rev|Col)\.(?=\s?\S)", _title),
        Rule(
            rf"\b({'|'.join(_LOUD_TITLES)})\.(?=\s[A-Z])",
            lambda match: (_TITLES[match[1].capitalize()].upper(),),
        ),
        Rule(
            r"\b(CO|INC|LTD|CORP|BROS|JR|SR|ETC|DEPT|AVE|ESQ)\.",
            lambda match: (_WORDS[_cased(match[1])].upper() + stop_after(match),),
        ),
        Rule(
            r"\b(VOL|CHAP|FIG|NO|CH|SEC|ART)\.\s(?=\d|[IVXLC]{2,}\b)",
            lambda match: (_NUMBERED[match[1].capitalize()].upper() + " ",),
        ),
        Rule(r"\bST\.(?=\s[A-Z]{3,})", ("SAINT",)),
        Rule(rf"\b({_WITHOUT_STOP})(?=\s(?:[A-Z][a-z]|(?:and|&)\s(?:Mrs|Ms|Mr|Dr)\b))", _title),
        Rule(
            r"\b(Atty|Asst|Dep)\.(?=\s)",
            lambda match: ({"Dep": "Deputy"}.get(match[1]) or _TITLES[match[1]],),
        ),
        Rule(rf"(?<![\w.])({_any(_WORDS)})\.(?!\w)(?<!\bal\.)(?!(?<=Ed\.))", _word),
        Rule(r"\b(Inc|Corp|Ltd|Bros|Blvd|Hwy|Pkwy|Dept)\b", lambda match: (_WORDS[match[1]],)),
        Rule(r"\b(vs|etc|Ctrl|Cmd)\b", lambda match: (_WORDS[match[1]],)),
    ),
    frozenset(),
    (
        *(f"{word}." for word in (*_TITLES, *_WORDS) if word[0].isupper()),
        *(f"{word}." for word in _WORDS if word not in _ENDINGS),
        *(f" {word}." for word in _ENDINGS),
        *(f"{word} " for word in _WITHOUT_STOP.split("|")),
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
            "Rt",
            " pp.",
            "vols.",
            "vol.",
            "Board of Ed.",
        ),
        *("inst", "ult", "prox"),
        *("m'l", "m’l", "b'y", "b’y", "n'y", "n’y", "ec'd", "ec’d"),
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
        *(f"{title}." for title in _LOUD_TITLES),
        *("CO.", "INC.", "LTD.", "CORP.", "BROS.", "JR.", "SR.", "ETC.", "DEPT.", "AVE.", "ESQ."),
        *("VOL.", "CHAP.", "FIG.", "NO.", "CH.", "SEC.", "ART.", "ST."),
        "Dep.",
    ),
)
