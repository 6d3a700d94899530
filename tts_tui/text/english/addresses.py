"""Postal addresses: streets, directions, flats, states, codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.numbers import pairs, spelled, word_before
from tts_tui.text.english.stops import STARTERS, stop_after

_STREETS = {
    "St": "Street", "Ave": "Avenue", "Av": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Dr": "Drive",
    "Ln": "Lane", "Ct": "Court", "Pl": "Place", "Hwy": "Highway", "hwy": "Highway", "Pkwy": "Parkway", "Sq": "Square",
    "Ter": "Terrace", "Terr": "Terrace", "Cir": "Circle", "Trl": "Trail", "Expy": "Expressway",
    "Fwy": "Freeway", "Tpke": "Turnpike", "Cres": "Crescent", "Aly": "Alley", "Plz": "Plaza", "Crt": "Court",
}  # fmt: skip
_DIRECTIONS = {
    "N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest",
    "SE": "Southeast", "SW": "Southwest",
}  # fmt: skip
_INSIDE = {
    "Apt": "Apartment",
    "Ste": "Suite",
    "Rm": "Room",
    "Bldg": "Building",
    "Fl": "Floor",
    "Flr": "Floor",
    "Dept": "Department",
}
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming", "DC": "D C", "PR": "Puerto Rico",
}  # fmt: skip
_STATES_SHORT = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois",
    "Ind": "Indiana", "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland",
    "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri",
    "Mont": "Montana", "Neb": "Nebraska", "Nev": "Nevada", "Okla": "Oklahoma", "Ore": "Oregon",
    "Pa": "Pennsylvania", "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia",
    "Wash": "Washington", "Wis": "Wisconsin", "Wyo": "Wyoming",
}  # fmt: skip
_STATES_DOTTED = {
    "N.Y.": "New York", "N.J.": "New Jersey", "N.H.": "New Hampshire", "N.M.": "New Mexico", "N.C.": "North Carolina",
    "S.C.": "South Carolina", "N.D.": "North Dakota", "S.D.": "South Dakota", "R.I.": "Rhode Island",
    "W.Va.": "West Virginia", "W. Va.": "West Virginia",
}  # fmt: skip
_DOTTED = "|".join(map(re.escape, _STATES_DOTTED))
_TEAMS = frozenset(
    "Ohio Michigan Penn Florida Iowa Kansas Arizona Oklahoma Oregon Colorado Mississippi Utah Boise Fresno "
    "Kent Ball Wichita Murray Weber Illinois Indiana Missouri Montana Idaho Nevada "
    "Texas Alabama Arkansas Georgia Tennessee".split()
)
"""Universities that sports pages shorten: "Ohio St. won"."""
_PLACED = frozenset("on at from near off along down up across to and of corner cross".split())
"""Before the name of a street."""

_DOCTORS_TOO = frozenset({"MD", "MA", "PA", "OR", "IN", "ME", "DC", "DE", "ID", "OK", "HI"})
"""Degrees and words as well: a state only before its code, or at the end of what is said of a place."""

_SAINTS = frozenset(
    """
    Louis Paul John James Peter Mary Petersburg George Patrick Francis Joseph Helens Lucia Kitts Vincent
    Andrews Andrew Moritz Tropez Thomas Michael Martin Denis Augustine Bernard Anthony Albans Ives Cloud
    Croix Nicholas Mark Luke Matthew Stephen Valentine Pancras Clair Charles Catharines Lawrence Germain
    Etienne Anne Ann Agnes Barbara Cecilia Clare Helena Pierre Barts Jude Leonard Olaf Gallen Laurent
    Simon Lucie Marks Bartholomew Christopher David Elizabeth Gabriel Gregory Ignatius Jerome Kilda
    Mirren Johnstone Johns Pauls Teresa Therese Ursula Xavier Bernadette Bonaventure Edmunds Edward
    Hilda Hugh Leger Maarten Margaret Rita Sebastian Stanislaus Swithin Veronica Cyr Pölten Austell Leo
    Benedict Dominic Basil Alban Ambrose Boniface Brendan Columba Cuthbert Dunstan Aloysius Barths Malo
    Emilion Nazaire Regis Joan Catherine Nick Davids Asaph Neots Leonards Marys Georges
    """.split()
)

_BEFORE_SAINTS = frozenset(
    "The A An At By From In Into Near Of Off On Onto Opposite Outside Over Through To Toward Towards Under When While "
    "With And But Or As Beside Behind Between Beyond Against Along Around About After Before".split()
)
"""At the beginning of a sentence, before a saint and never the name of a street."""

_NAME = r"[A-Z][\w'’-]{1,25}"
_DIRECTION = r"(?:[NSEW]|NE|NW|SE|SW)"
_STREET = "|".join(_STREETS)
_HOUSE = (
    rf"(?<![\w.,$£€/–-])(?<!\b[Ii]n\s)(?<!\b[Bb]y\s)(?<!\b[Oo]f\s)(?<!ince\s)(?P<house>\d{{1,5}})(?P<letter>[A-Z]?)\s(?P<first>(?:{_DIRECTION}\.?\s)?)"
    rf"(?P<name>(?:(?:{_NAME}|St\.?|\d{{1,3}}(?:st|nd|rd|th))\s){{1,3}})(?P<street>{_STREET}|Street|Avenue|Road|Drive|Lane|Boulevard|Court|Way"
    rf"|Place|Broadway|Square|Terrace|Circle|Parkway|Highway)\b(?P<stop>\.?)(?P<last>(?:\s{_DIRECTION}\b\.?)?)"
)

_NAME_GROUP = 4


def _house(match: re.Match[str]) -> Sequence[Part] | None:
    street = match["street"]
    if not re.search("[a-z]", match["name"]):
        return None
    saint = re.sub(r"\bSt\.?(?=\s[A-Z])", "Saint", match["name"])
    name: Part = _NAME_GROUP if saint == match["name"] else saint
    first = f"{_DIRECTIONS[match['first'].strip(' .')]} " if match["first"] else ""
    last = f" {_DIRECTIONS[match['last'].strip(' .')]}" if match["last"] else ""
    number = f"{pairs(match['house'])} {match['letter']}".strip()
    stop = stop_after(match) if match["stop"] or match["last"].endswith(".") else ""
    return (f"{number} {first}", name, _STREETS.get(street, street) + last + stop)


def _street(match: re.Match[str]) -> Sequence[Part] | None:
    """A street without a house number: "on Main St. She left", "Oak Ave."""
    short, before = match["street"], match["before"]
    following = re.compile(rf"\s({_NAME})").match(match.string, match.end())
    name = following[1] if following else ""
    starter = bool(re.fullmatch(STARTERS, name))
    if short == "St" and (re.sub("['’]s?$", "", name) in _SAINTS or before in _BEFORE_SAINTS):
        return None
    if short == "St" and match["stop"] and before in _TEAMS and word_before(match) not in _PLACED:
        return (1, " State" + stop_after(match))
    named = name and not starter and name not in _INSIDE.values() and name not in {"Unit", "Station"}
    if (
        short == "St"
        and match["stop"]
        and named
        and word_before(match) not in _PLACED
        and before[0].isalpha()
    ):
        return None
    if short == "Cir" and before[0].isdigit():  # a court
        return (1, " Circuit" + (stop_after(match) if match["stop"] else ""))
    if short == "Dr" and name and not starter and not match["road"]:
        return None
    if short in {"Pl", "Ct", "Ter", "Cir"} and not match["stop"] and not match["road"]:
        return None
    if re.fullmatch(STARTERS, before.split()[-1]) or before.split()[-1] in {
        "Ask",
        "Call",
        "See",
        "Dear",
        "Hello",
        "Hi",
        "Thank",
    }:
        return None
    return (1, " " + _STREETS[short] + (stop_after(match) if match["stop"] else ""))


def _saint(match: re.Match[str]) -> Sequence[Part]:
    return ("Sainte" if match[0].startswith("Ste") else "Saint",)


def _direction(match: re.Match[str]) -> Sequence[Part]:
    return (_DIRECTIONS[match["way"]],)


_AFTER_STATE = re.compile(
    r"[.),;]|\s*\Z|\s(?:in|on|at|and|to|from|is|was|has|had|where|with|for|by|who|which|that|area)\b"
)


def _state(match: re.Match[str]) -> Sequence[Part] | None:
    state, code = match["state"], match["zip"]
    if match["town"].isupper() and not code:
        return None
    if state in _DOCTORS_TOO and not code and not _AFTER_STATE.match(match.string, match.end()):
        return None
    if state in {"MD", "MA", "PA"} and not code and match["town"] not in _TOWNS:
        return None
    digits = ", ".join(spelled(part, "oh") for part in code.split("-")) if code else ""
    return (1, ", ", STATES[state] + (f" {digits}" if digits else ""))


_TOWNS = frozenset(
    "Baltimore Bethesda Annapolis Rockville Frederick Boston Cambridge Worcester Springfield Salem Lowell "
    "Philadelphia Pittsburgh Harrisburg Scranton Lancaster Erie Allentown Spring Columbia".split()
)


def _unit(match: re.Match[str]) -> Sequence[Part]:
    number = match["number"] or ""
    wording = " ".join(filter(None, (pairs(number) if number else "", match["letter"] or "")))
    return (f"{_INSIDE.get(match['what'], match['what'])} {wording}",)


ADDRESSES = Kind(
    "addresses",
    "12 Oak Dr., Springfield, IL 62704 → twelve Oak Drive, Springfield, Illinois six two seven oh four",
    (
        Rule(
            rf"\bNo\.?\s(?=\d{{1,5}}[A-Z]?\s(?:[A-Z][\w'’-]{{1,25}}\.?\s){{1,3}}(?:{_STREET}|Street|Avenue|Road|Square)\b)",
            ("Number ",),
        ),
        Rule(_HOUSE, _house),
        Rule(
            rf"(?P<before>\b(?:{_NAME}|\d{{1,3}}(?:st|nd|rd|th)))\s(?P<street>{_STREET})\b(?P<stop>\.?)(?![\w'’-])"
            rf"(?P<road>(?=\s?(?:,|;|\)|and\b|near\b|in\b|at\b|is\b|was\b|to\b|{_DIRECTION}\b|Suite\b|Apt\b|Ste\b|Unit\b|#)))?",
            _street,
        ),
        Rule(r"\bSte?\.?(?=\s[A-Z][a-z])(?<=\.)|\bSt(?=\s(?:" + "|".join(sorted(_SAINTS)) + r")\b)", _saint),
        Rule(r"\bSt\.(?=\s[a-z]|[,;)]|$)", lambda match: ("Street" + stop_after(match),)),
        Rule(
            rf"(?<![\w.])(?P<way>{_DIRECTION})\b\.?(?=\s(?:{_NAME}\s){{1,2}}(?:{_STREET}|Street|Avenue|Road|Boulevard|Drive|Lane)\b)",
            _direction,
        ),
        Rule(r"(?:(?<=treet\s)|(?<=venue\s))(?P<way>NE|NW|SE|SW)\b", _direction),
        Rule(
            r"(?<![\w.,-])(?P<way>NW|SW|NE|SE)(?=\s(?:of|from|to|corner|[a-z]+ern|London|Asia|Africa|Portland|Washington|England)\b)",
            _direction,
        ),
        Rule(
            r"\b(?P<what>Apt|Ste|Rm|Bldg|Fl|Flr|(?:Unit|Suite|Apartment|Room)(?=\s#?\d{1,5}-?[A-Z]))"
            r"\b\.?\s?#?(?:(?P<number>\d{1,5})-?(?P<letter>[A-Z])?)(?!\w)",
            _unit,
        ),
        Rule(r"\b(?P<what>Apt|Ste|Rm|Bldg)\b\.?\s(?P<number>)(?P<letter>[A-Z])\b", _unit),
        Rule(r"\bP\.\s?O\.\s?(?=Box)", ("P O ",)),
        Rule(r"(?<=\d\s)([NS])\.\s?([EW])\.(?=\s[A-Z])", lambda match: (_DIRECTIONS[match[1] + match[2]],)),
        Rule(
            r"(?<=\b[JS]r\.\s)(Dr|St|Ave|Blvd)\b\.?(?!\s[A-Z])",
            lambda match: (_STREETS[match[1]] + (stop_after(match) if match[0][-1] == "." else ""),),
        ),
        Rule(
            rf"(?P<town>\b[A-Z][\w.'’-]{{1,25}}),\s(?P<state>{'|'.join(STATES)})\b(?:,?\s(?P<zip>\d{{5}}(?:-\d{{4}})?)\b)?(?!\w)",
            _state,
        ),
        Rule(
            rf"(?P<town>\b[A-Z][a-z][\w.'’-]{{1,24}})\s(?P<state>{'|'.join(STATES)})\s(?P<zip>\d{{5}}(?:-\d{{4}})?)\b(?!-)",
            _state,
        ),
        Rule(
            r"(?<=\d[snrt][tdh]\s)Fl\b\.?",
            lambda match: ("Floor" + (stop_after(match) if match[0][-1] == "." else ""),),
        ),
        Rule(
            rf"(?<=[a-z],\s)(?P<state>{'|'.join(_STATES_SHORT)})\.",
            lambda match: (_STATES_SHORT[match["state"]] + stop_after(match),),
        ),
        Rule(
            rf"(?:(?<=[a-z],\s)|(?<=\bof\s)|(?<=\bin\s))(?P<state>{_DOTTED})",
            lambda match: (_STATES_DOTTED[match["state"]] + stop_after(match),),
        ),
        Rule(
            rf"\b(?P<party>[DRI])-(?P<state>{_DOTTED}|(?:{'|'.join(_STATES_SHORT)})\.)",
            lambda match: (
                f"{match['party']}, "
                + (_STATES_DOTTED.get(match["state"]) or _STATES_SHORT[match["state"][:-1]]),
            ),
        ),
        Rule(
            r"(?<![\w.])N\.\s?(?P<state>[YJ])\.(?!\s?[A-Z]\.)",
            lambda match: (_STATES_DOTTED[f"N.{match['state']}."] + stop_after(match),),
        ),
        Rule(r"\b(?P<way>[NSEW])\.(?=\sof\b)", _direction),
        Rule(
            rf"(?<![\w.])(?P<way>{_DIRECTION})\.?(?=\s\d{{1,3}}(?:st|nd|rd|th)\s(?:{_STREET}|Street|Avenue)\b)",
            _direction,
        ),
        # a code behind the capital: Washington, D.C. 20500
        Rule(r"\b(D\.\s?C\.,?\s)(\d{5})\b(?![\w-]|[.,]\d)", lambda match: (1, spelled(match[2], "oh"))),
        Rule(r"(?<=\bI-\d\d\s)(?P<way>[NSEW])\b(?!\.\w)", _direction),
        Rule(
            rf"\((?P<party>[DRI])[-–](?P<state>{'|'.join(STATES)})\)",
            lambda match: (f"({match['party']}, {STATES[match['state']]})",),
        ),
    ),
    frozenset("SARDLBCPHTEFNW"),
    (
        *(f" {street}" for street in _STREETS),
        "Street",
        "Avenue",
        "Road",
        "Drive",
        "Lane",
        "Court",
        "Way",
        "Place",
        "Broadway",
        "Square",
        "Circle",
        "Parkway",
        "Highway",
        "St.",
        "St ",
        "Ste",
        "Apt",
        "Rm",
        "Bldg",
        "Fl",
        "Unit",
        "Suite",
        "Room",
        "O. Box",
        ".O.",
        "NW",
        "NE",
        "SE",
        "SW",
        *(f", {state}" for state in (*STATES, *_STATES_SHORT)),
        *(f" {state} " for state in STATES),
        *("(D–", "(R–", "(I–"),
        "(D-",
        "(R-",
        "(I-",
        *(f"{party}-{state}." for party in "DRI" for state in _STATES_SHORT),
        *("N. Y.", "N. J.", *_STATES_DOTTED),
        *(f"{way}. " for way in "NSEW"),
        *("D.C.", "D. C."),
        *("N. of", "S. of", "E. of", "W. of", "I-"),
    ),
)
