"""Words by which the end of a sentence is known."""

from __future__ import annotations

STARTERS = frozenset(
    """
    the a an this that these those he she it we they you i his her its our their my your one another both each every
    some any no none many most few several all everyone everybody everything someone somebody something nobody nothing
    here there then now today tomorrow yesterday later soon finally suddenly perhaps maybe still also even just only
    however meanwhile therefore thus instead otherwise moreover besides but and or so yet nor if when while because
    although though unless since after before once until as who what where why how which whose in on at by for from
    with without under over during within between into to not never always please let turn take see stop call come go
    get keep make don't can could will would shall should may might must do does did is are was were has have had
    thanks yes ok okay well oh ask tell send use read write try wait look
    """.split()  # noqa: SIM905 (to be read as words)
)
"""Behind an abbreviation, with a capital, such a word begins a sentence; a name may not."""

TITLES = frozenset(
    """
    mr mrs ms mx dr prof gen col capt cpt lt sgt maj cmdr adm rev fr hon gov sen rep pres st mt ft messrs mme mlle m
    mm sr sra srta dra sig dott ste pvt cpl atty supt br ven dña
    profa profª drª pr pe r wm chas geo jas thos robt edw eliz benj bp abp cnel ntra lieut sergt serg ens brig insp
    mons drs profs rt pte comdr saml danl jno richd fredk edwd jos nathl mdlle mdme pt gens sens reps capts cols
    """.split()  # noqa: SIM905
)
"""Before a name: the sentence goes on."""

INDIC_TITLES = frozenset(
    "डॉ डा श्री सुश्री प्रो पं कु स्व मि इं ले कै एड सं नं क्र पृ जि रु कि.मी से.मी मि.मी कि.ग्रा ई.पू".split()  # noqa: SIM905
)
"""The same in Hindi, and short words before or behind a number: a danda ends the sentence there."""

STREETS = frozenset("st ave rd blvd dr ct ln pl sq hwy pkwy ter cir av aly".split())  # noqa: SIM905
"""Behind a name: of a street, whose sentence may end with it."""

CONTINUING = frozenset("vs cf viz eg ie e.g i.e approx ca ed eds trans incl esp resp al séc sécs".split())  # noqa: SIM905
"""The sentence never ends with these, whatever comes."""

NUMBERED = frozenset(
    """
    no nos nr fig figs vol vols p pp ch chap sec art eq ex para nos no cl col ref bd abb s n núm apt ste rm vs ep eps
    plat tel tab app rte ver cl sect subsec pg pgs qtr avg temp bk bks lat ser cap cwt qrs pag pagg pág págs ap
    máx mín nn núms nros apto lgs mk tlf tlfno pop prop fwy
    """.split()  # noqa: SIM905
)
"""Before a number: the sentence goes on."""

BOOKS = frozenset(
    """
    gen ex exod lev num deut josh judg sam kgs chron chr neh esth ps pss prov eccl eccles isa jer lam ezek dan hos mic
    hab zech mal matt mt mk lk jn rom cor gal eph phil col thess tim tit heb jas pet rev
    """.split()  # noqa: SIM905
)
"""Of the Bible: before chapter and verse the sentence goes on."""

BOOKS_ALONE = BOOKS - frozenset("gen sam dan matt tim phil tit pet mal rom mic col ex hos".split())  # noqa: SIM905
"""Of them, those that are no name or other short form too: before a chapter alone it goes on."""

DAYS_OF_FRENCH = frozenset("lun mar mer jeu ven sam dim".split())  # noqa: SIM905
"""Before a day and its month."""

SHORT_DAYS = frozenset("thurs tues weds trans posth".split())  # noqa: SIM905
"""Longer than what is known to be short by its length: before a small letter the sentence goes on."""

BEFORE_NUMBER = frozenset("approx ca c est b d fl circa about r née aprox janv févr juil avr ene dic".split())  # noqa: SIM905
"""The same, of years and amounts."""

SHORT_MONTHS = frozenset(
    """
    genn févr febr febbr fév mars avr abr mai may magg juin giu jun juil lug jul ago août aou set sett sep sept ott oct
    out nov déc dez dic gen feb mar apr mag ene jan fev
    """.split()  # noqa: SIM905
)
"""Between a day and a year the sentence goes on, although some of them are words: 31 out. 2015."""

LAST = frozenset(
    """
    inc co corp ltd llc plc bros etc jr sr esq a.m p.m am pm u.s u.k u.n e.u d.c b.c a.d ph.d m.d b.a m.a u.s.a
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ft in lb lbs oz min hr hrs sec
    """.split()  # noqa: SIM905
)
"""A sentence may end with these: what follows tells."""

UNITS_OF_ADDRESS = frozenset(
    """
    suite apt apartment unit floor room building bldg ste north south east west northeast northwest southeast southwest
    n s e w ne nw se sw
    """.split()  # noqa: SIM905
)
"""What goes on behind a street's name."""

AFTER_TIME = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    est edt cst cdt mst mdt pst pdt gmt utc cet cest bst et ct mt pt eastern central pacific mountain
    """.split()  # noqa: SIM905
)
"""What goes on behind `5 p.m.`"""

SAYING = frozenset(
    """
    said says say asked asks ask shouted shouts cried cries replied replies answered answers whispered whispers
    yelled yells called calls exclaimed exclaims muttered mutters murmured murmurs added adds continued continues
    began begins told tells thought thinks wondered wonders screamed screams sighed sighs laughed laughs snapped
    growled demanded demands repeated repeats insisted insists agreed agrees admitted declared announced responded
    responds remarked observed explained explains interrupted gasped groaned moaned mumbled hissed barked begged
    bellowed roared shrieked sobbed smiled grinned nodded pleaded promised protested quipped retorted snarled stammered
    suggested urged warned wrote writes chuckled giggled breathed boomed chimed chanted concluded confessed
    confirmed countered grunted grumbled howled inquired enquired joked lied mused noted offered ordered piped prayed
    purred recalled reasoned recited reminded reported sang sneered snorted spat squeaked stated stuttered thundered
    threatened trilled uttered volunteered wailed whimpered whined yelped sputtered crowed cooed
    """.split()  # noqa: SIM905
)
"""Who said it follows what was said: “Run!” Tom shouted."""

SPEAKERS = frozenset(
    """
    he she i we they it you who the a an my his her our their your one another someone somebody everyone everybody
    nobody both all
    """.split()  # noqa: SIM905
)
"""What that may begin with besides a name."""

DEVANAGARI_SHORT = frozenset(
    "डॉ डा इंजी मो दि अं अनु मा वि प्रो पं कु स्व ले मि श्री नं क्र सं पृ उदा रु रू ई पू कि ग्रा सें से मी म उ हि आं बी एम".split()  # noqa: SIM905
)
"""Words of Hindi before whose stop no sentence ends: abbreviations, and parts of those."""
