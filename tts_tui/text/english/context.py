"""Words around a number that tell what it is."""

from __future__ import annotations

import re

from tts_tui.text.english.numbers import word_after, word_before


def words(listed: str) -> frozenset[str]:
    """Words with spaces between, as a set."""
    return frozenset(listed.split())


COUNTED = words(
    "people men women children guests students soldiers troops workers employees members residents inhabitants "
    "visitors copies votes words pages steps points miles kilometers metres meters feet inches yards acres hectares "
    "pounds dollars euros tons tonnes calories units items books cars houses homes families men's women's species "
    "seats rooms passengers prisoners casualties deaths dead victims times days hours minutes seconds weeks months "
    "years games matches goals runs hits yards km kg percent more other different new others people's patients "
    "cases participants volunteers fans spectators players teams schools students' villages islands languages "
    "households horses ships aircraft planes tanks guns bombs rounds calories watts volts hp horsepower"
)
"""What is counted: a number before it is no year."""

_NO_PLURAL = words(
    "was is has his this its as us yes thus plus minus does goes vs perhaps always across unless whereas means says "
    "makes takes comes sees saw series news gas bus class press business address congress access process success "
    "census bonus virus status crisis basis analysis thesis surplus consensus genius corpus focus "
    "progress campus versus famous various previous religious onwards afterwards towards overseas"
)

AMOUNTS = words(
    "than over nearly almost approximately another only exactly roughly some total these those many up x least most "
    "maximum minimum additional extra further all costs cost weighs paid sold bought has have had"
)
"""Words before an amount."""

YEARS = words(
    "in since by from until till during before after around circa c ca year years early late mid spring summer fall "
    "autumn winter january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec eve copyright © class est established founded born died"
)
"""Words before a year."""

NUMBERED = words(
    "xbox error room suite apartment apt unit flight route highway "
    "interstate road bus train channel area extension ext box gate "
    "nikkei fahrenheit cessna fokker volvo saab renault citroen intel kodak leyland "
    "locker port boeing airbus model peugeot porsche ferrari bmw platform hwy freeway i-"
)
"""What has a number for a name: it is read in pairs, "room twelve oh four"."""


def counted(word: str) -> bool:
    """Whether a word names what is counted: a plural noun, by its ending."""
    low = word.lower()
    if low in COUNTED:
        return True
    return (
        low == word
        and len(low) > 3
        and low.endswith("s")
        and not low.endswith("ss")
        and low not in _NO_PLURAL
    )


_NO_NOUNS = words(
    "in for to of and or a an the on by at as from with per "
    "each every more less is was that but if when than into since "
    "because so who which while during after before it he she they we you i had has have will would can could were are "
    "not only last this next today total worth off extra back over under above below north south east west away long "
    "wide tall high deep apart ago later"
)


def before_noun(match: re.Match[str]) -> bool:
    """Whether a noun seems to follow."""
    after = word_after(match)
    return after.islower() and len(after) > 2 and after not in _NO_NOUNS


_DESCRIBED = words(
    "question jack lens film gun cannon screen display dash relay "
    "freestyle sprint hurdles butterfly backstroke project deal bill bills "
    "bonus budget contract loan program fund grant investment prize reward fee fine note coin "
    "bag bags jar bottle barrel sack "
    "limit race run walk drive stretch radius tower angle turn rotation view bend slope"
)


_OWNERS = words("the this that his her its their our my your each every one")
_NO_ADJECTIVES = words(
    "given lost raised spent won stolen left taken made sold set owing remaining between among across around through "
    "he she they we you it would may might could must went came until till about behind against beyond within"
)


_EXTENTS = words("long wide tall high deep thick")
_NOUN_BEHIND = re.compile(
    r"[\s-][a-z]+\s(?!(?:and|or|at|by|in|of|on|to|with|from|for|was|is|but|as|which|that|when|where)\b)[a-z]{3}"
)
"""A 60 km long road."""


def describes(match: re.Match[str]) -> bool:
    """Whether an amount describes a noun and is said in the singular: "a $5 bill", "his 9 mm pistol"."""
    before, after = word_before(match), word_after(match)
    if after in _DESCRIBED:
        return True
    if before in _OWNERS | {"a", "an", "another"} and after in _EXTENTS:
        return bool(_NOUN_BEHIND.match(match.string, match.end()))
    if before in {"a", "an", "another"}:
        return before_noun(match)
    return (
        before in _OWNERS and after not in _NO_ADJECTIVES and not after.endswith("ed") and before_noun(match)
    )
