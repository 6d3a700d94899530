"""Words around a number that tell what it is."""

from __future__ import annotations

COUNTED = frozenset(
    "people men women children guests students soldiers troops workers employees members residents inhabitants "
    "visitors copies votes words pages steps points miles kilometers metres meters feet inches yards acres hectares "
    "pounds dollars euros tons tonnes calories units items books cars houses homes families men's women's species "
    "seats rooms passengers prisoners casualties deaths dead victims times days hours minutes seconds weeks months "
    "years games matches goals runs hits yards km kg percent more other different new others people's patients "
    "cases participants volunteers fans spectators players teams schools students' villages islands languages "
    "households horses ships aircraft planes tanks guns bombs rounds calories watts volts hp horsepower".split()
)
"""What is counted: a number before it is no year."""

_NO_PLURAL = frozenset(
    "was is has his this its as us yes thus plus minus does goes vs perhaps always across unless whereas means says "
    "makes takes comes sees saw series news gas bus class press business address congress access process success "
    "progress campus versus famous various previous religious".split()
)

AMOUNTS = frozenset(
    "than over nearly almost approximately another only exactly roughly some total these those many up x least most "
    "maximum minimum additional extra further all costs cost weighs paid sold bought has have had".split()
)
"""Words before an amount."""

YEARS = frozenset(
    "in since by from until till during before after around circa c ca year years early late mid spring summer fall "
    "autumn winter january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec eve copyright © class est established founded born died".split()
)
"""Words before a year."""

NUMBERED = frozenset(
    "room suite apartment apt unit flight route highway interstate road bus train channel area extension ext box gate "
    "locker boeing airbus model peugeot porsche ferrari bmw platform hwy freeway i-".split()
)
"""What has a number for a name: it is read in pairs, "room twelve oh four"."""


def counted(word: str) -> bool:
    """Whether a word names what is counted: a plural noun, by its ending."""
    low = word.lower()
    if low in COUNTED:
        return True
    return low == word and len(low) > 3 and low.endswith("s") and not low.endswith("ss") and low not in _NO_PLURAL
