"""Words that tell who speaks: `said Anna`, `dit Paul`, `dijo Ana`, `disse Anna`, `disse o João`, `sagte Anna`.

The languages needn't be told apart: their verbs do it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

SOMEBODY = "?"
"""Says it, and isn't named."""

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_LEAD = r",?\s*(?:[—–―]\s*)?"
"""What may stand between speech and its tag."""
_REACH = 120
"""Characters before a quotation in which its tag may begin."""
_AND = re.compile(r"\s+(?:and|et|y|e|und)\s+[A-ZÀ-ÖØ-Þ]")
_NO_NAMES = frozenset(
    """
    I He She They It We You Who Then There And But So As When While This That What Now Yes No Oh Well Here
    Il Elle On Ils Elles Je Tu Nous Vous Alors Puis Et Mais Oui Non Quand
    Él Ella Ellos Ellas Yo Usted Entonces Luego Pero Y Sí Cuando Se Le
    Lui Lei Egli Io Noi Voi Allora Poi Ma E Sì Quando
    Ele Ela Eles Elas Eu Você Então Depois Mas Sim Não
    Er Sie Es Ich Wir Man Da Dann Und Aber Ja Nein Als Doch Nun
    """.split()  # noqa: SIM905 (to be read as words)
)
_ARTICLES = frozenset(
    ("Der", "Die", "Das", "Ein", "Eine", "Mein", "Meine", "Sein", "Seine", "Ihr", "Ihre", "Unser", "Unsere")
)
"""Behind which German has any noun with a capital."""


@dataclass(frozen=True, slots=True)
class _Language:
    """
    Attributes:
        verbs: that tell of speaking.
        clitics: what stands between a subject and its verb.
        adverbs: what stands between verb and subject.
        articles: before a name, no part of it.
        titles: that begin a name with a small letter or a full stop.
        suffix: of a verb that is followed by its subject.
        follows: whether the subject stands before the verb where the tag follows.
    """

    verbs: str
    clitics: str = ""
    adverbs: str = ""
    articles: str = ""
    titles: str = ""
    suffix: str = ""
    follows: bool = False

    @property
    def name(self) -> str:
        title = rf"(?:(?:{self.titles})\s+)?" if self.titles else ""
        article = rf"(?:{self.articles})?" if self.articles else ""
        joint = r"(?:(?:de|du|da|do|di|del|della|von|van|of)\s+)?"
        return rf"{article}(?P<name>{title}{_CAPITAL}(?:\s+{joint}{_CAPITAL}){{0,2}})"

    @property
    def verb(self) -> str:
        clitic = rf"(?:(?:{self.clitics})\s*)?" if self.clitics else ""
        return rf"{clitic}(?:{self.verbs})"

    @property
    def adverb(self) -> str:
        return rf"(?:(?:{self.adverbs})\s+)?" if self.adverbs else ""


_ENGLISH = _Language(
    "said|says|asked|asks|replied|replies|answered|answers|cried|cries|whispered|whispers|shouted|shouts|called|exclaimed|"
    "murmured|muttered|added|continued|began|went on|returned|repeated|remarked|observed|declared|announced|demanded|"
    "inquired|enquired|suggested|agreed|admitted|insisted|explained|interrupted|growled|sighed|laughed|screamed|yelled|"
    "snapped|sobbed|gasped|groaned|roared|pleaded|begged|protested|told|put in|retorted|responded|thought",
    adverbs=r"\w+ly|then|once|again|at once|only|at last",
    articles=r"(?:the|The)\s+",
    titles=r"(?:Mrs?|Ms|Miss|Dr|St|Prof)\.?|Sir|Lady|Lord|Aunt|Uncle|Captain|King|Queen",
    follows=True,
)
_OTHERS = (
    _Language(  # French
        "dit|répondit|répond|demanda|demande|s['’]écria|s['’]exclama|cria|crie|murmura|murmure|chuchota|ajouta|reprit|"
        "répliqua|répéta|déclara|fit|lança|continua|poursuivit|soupira|insista|expliqua|interrompit|annonça|observa|"
        "remarqua|protesta|balbutia|bégaya|gémit|hurla|souffla|conclut|grogna|ordonna|supplia",
        clitics=r"lui|leur|me|te|nous|vous|m['’]|t['’]|se",
        adverbs=r"alors|enfin|soudain|encore|aussitôt|doucement|\w+ment",
        articles=r"(?:le|la)\s+|l['’]",
        titles=r"M\.|MM\.|Mme|Mlle|monsieur|madame|mademoiselle|docteur|père|mère|oncle|tante|vieux|vieille",
    ),
    _Language(  # Spanish
        "dijo|dice|respondió|responde|preguntó|pregunta|contestó|exclamó|gritó|murmuró|susurró|añadió|agregó|replicó|"
        "repuso|continuó|prosiguió|declaró|explicó|insistió|repitió|suspiró|observó|comentó|anunció|interrumpió|"
        "balbuceó|ordenó|suplicó|intervino|aseguró|concluyó|exigió",
        clitics="le|les|me|te|nos|se",
        adverbs=r"entonces|luego|al fin|de pronto|también|\w+mente",
        articles=r"(?:el|la)\s+",
        titles="don|doña|señor|señora|señorita|doctor|doctora|fray|tío|tía|padre|madre",
    ),
    _Language(  # Italian and Portuguese, which share a verb
        "disse|rispose|risponde|chiese|chiede|domandò|esclamò|gridò|mormorò|sussurrò|bisbigliò|aggiunse|replicò|continuò|"
        "proseguì|riprese|dichiarò|spiegò|insistette|insisté|ripeté|sospirò|osservò|annunciò|ribatté|fece|balbettò|"
        "ordinò|interruppe|concluse|diz|respondeu|responde|perguntou|exclamou|gritou|murmurou|sussurrou|acrescentou|"
        "replicou|retrucou|continuou|prosseguiu|declarou|explicou|insistiu|repetiu|suspirou|observou|comentou|anunciou|"
        "indagou|bradou|tornou|ordenou|interrompeu|concluiu",
        clitics=r"gli|le|mi|ti|ci|vi|si|lhe|lhes|me|te|nos|se",
        suffix=r"(?:-(?:lhe|lhes|me|te|nos|se))?",
        adverbs=r"allora|poi|piano|subito|ancora|então|depois|logo|\w+mente",
        articles=r"(?:il|lo|la|o)\s+|l['’]",
        titles="don|donna|signor|signora|signorina|dottor|zio|zia|padre|madre|dona|senhor|senhora|doutor|tio|tia|frei",
    ),
    _Language(  # German
        "sagte|sagt|fragte|fragt|antwortete|antwortet|erwiderte|rief|ruft|flüsterte|murmelte|entgegnete|meinte|erklärte|"
        "schrie|wiederholte|bemerkte|seufzte|lachte|brüllte|stammelte|versetzte|sprach|brummte|knurrte|stöhnte|"
        "schluchzte|befahl|bat|unterbrach|ergänzte|begann|fuhr",
        adverbs="da|dann|nun|leise|laut|schließlich|darauf|endlich|plötzlich|wieder",
        titles=r"Dr\.|Prof\.",
    ),
)
_ENGLISH_WHO = (
    r"(?:I|he|she|they|we|you|it|somebody|someone|(?:the|a|an|his|her|their|my|our)(?:\s+[\w'’-]+){1,3}?)"
)
_CLAUSE = (
    r"(?:\A|[.!?…;]\W*\s|\b(?:Then|Alors|Puis|Et|Entonces|Luego|Y|Allora|Poi|E|Então|Depois|Da|Dann|Und)\s+)"
)


Patterns = tuple[re.Pattern[str], ...]


@cache
def _behind() -> Patterns:
    """Made when they are first needed: they take longer than all that is imported beside them."""
    found = []
    for each in (_ENGLISH, *_OTHERS):
        found.append(rf"{_LEAD}{each.adverb}{each.verb}{each.suffix}\s+{each.adverb}{each.name}\b")
        if each.follows:
            found.append(rf"\s*{each.name}\s+{each.adverb}{each.verb}\b")
    return tuple(map(re.compile, found))


@cache
def _before() -> Patterns:
    rest = r"(?:\s+[^.!?:;,“”«»„\"]{1,40})?\s*"
    found = []
    for each in (_ENGLISH, *_OTHERS):
        found += [
            rf"\b{each.name}(?:\s+had)?\s+{each.adverb}{each.verb}{rest}[,:]\s*\Z",
            rf"{_CLAUSE}(?i:{each.verb}){each.suffix}\s+{each.adverb}{each.name}{rest}:\s*\Z",
        ]
    return tuple(map(re.compile, found))


@cache
def _unnamed() -> Patterns:
    verbs, adverb = _ENGLISH.verbs, _ENGLISH.adverb
    english = rf"(?i:{_LEAD}(?:{_ENGLISH_WHO}\s+{adverb}(?:{verbs})|(?:{verbs})\s+{_ENGLISH_WHO})\b)"
    return tuple(map(re.compile, (english, *(rf"{_LEAD}{each.verb}(?!\w)" for each in _OTHERS))))


def told_behind(text: str, at: int, end: int) -> str:
    """Who said what ends there, by the words behind it: `SOMEBODY` where they name nobody, empty for no tag."""
    for pattern in _behind():
        if (match := pattern.match(text, at, end)) and (name := _name(match)):
            return name
    return SOMEBODY if any(pattern.match(text, at, end) for pattern in _unnamed()) else ""


def told_before(text: str, start: int, end: int) -> str:
    """Who says what begins at `end`, by the words before it; empty where they tell nothing."""
    for pattern in _before():
        if (match := pattern.search(text, max(start, end - _REACH), end)) and (name := _name(match)):
            return name
    return ""


def _name(match: re.Match[str]) -> str:
    words = match["name"].split()
    while words and words[0] in _NO_NAMES:
        del words[0]
    if not words or words[0] in _ARTICLES or words[-1].endswith(("'s", "’s")):
        return ""
    return "" if _AND.match(match.string, match.end("name")) else " ".join(words)
