"""Names of languages, for lists and for filters that are typed: "british", "english"."""

from __future__ import annotations

from functools import cache

_LANGUAGES = {
    line.split(" ", 1)[0]: line.split(" ", 1)[1]
    for line in """\
ar Arabic|bg Bulgarian|ca Catalan|cs Czech|da Danish|de German|el Greek|en English|es Spanish|fi Finnish|fil Filipino
fr French|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|id Indonesian|it Italian|ja Japanese|ko Korean|ms Malay
nb Norwegian|nl Dutch|no Norwegian|pl Polish|pt Portuguese|ro Romanian|ru Russian|sk Slovak|sv Swedish|sw Swahili
ta Tamil|th Thai|tr Turkish|uk Ukrainian|ur Urdu|vi Vietnamese|yue Cantonese|zh Mandarin""".replace(
        "\n", "|"
    ).split("|")
}
_REGIONS = {
    "AU": "Australian",
    "BR": "Brazilian",
    "CA": "Canadian",
    "GB": "British",
    "IE": "Irish",
    "IN": "Indian",
    "MX": "Mexican",
    "NZ": "New Zealand",
    "PT": "European",
    "US": "American",
    "ZA": "South African",
}


@cache
def language_name(tag: str) -> str:
    """In English: `British English` for `en-GB`; the tag itself where it isn't known, empty for none."""
    primary, _, rest = tag.replace("_", "-").partition("-")
    if (language := _LANGUAGES.get(primary.lower())) is None:
        return tag
    region = _REGIONS.get(rest.rpartition("-")[2].upper())
    return f"{region} {language}" if region else language
