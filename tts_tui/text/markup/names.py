"""What in square brackets is a tag, what would be one if it were spelled right, and what is prose."""

from __future__ import annotations

TAGS = ("pause", "rate", "voice", "lang")
"""What a tag may be called."""

MEANT = {
    "break": "pause", "silence": "pause", "wait": "pause", "delay": "pause", "sleep": "pause", "rest": "pause",
    "speed": "rate", "tempo": "rate", "pace": "rate",
    "speaker": "voice", "narrator": "voice", "character": "voice", "actor": "voice",
    "language": "lang", "locale": "lang", "xml-lang": "lang",
}  # fmt: skip
"""What others call them."""

PROSE = frozenset(
    """
    http https ftp sftp ssh mailto tel sms file urn data git irc doi arxiv pmid pmc pmcid isbn issn oclc lccn asin orcid
    wikidata wikipedia wiki category image media template talk user special help portal draft module project
    fig figs figure table tab tbl sec section eqn equation ref refs cite cites citation see note notes nota page pages
    chap chapter vol line lines issue bug pull commit rfc cve key int str float bool std self dict list
    """.split()  # noqa: SIM905 (to be read as words)
)
"""What stands before a colon in brackets and means a place, an address or a type: `[doi:10.1000/182]`."""

FORUM = frozenset(
    """
    url img quote code list size color font center left right spoiler table email youtube hide sup sub pre strike user
    """.split()  # noqa: SIM905
)
"""What forums close: `[/quote]`."""
