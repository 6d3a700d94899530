"""Acronyms that can't be told by their letters: those said as words, and those spelled out although they look like one.

A short one that is neither here nor an ordinary word is spelled out; a long one that can be said is said.
"""

from __future__ import annotations

NAMES = frozenset(
    """
    BART FIBA GABA MIRV SOAS UTEP
    ABBA ACME ALGOL AMBER ANZAC ARPA ASICS BREXIT CAD CALTECH CAPTCHA COMECON COP DELF EBITDA EPCOT
    EURATOM EUROPOL FERPA FIAT FIDE FINRA FLAC FORTRAN GAAP GIFS GIMP GUIS HAMAS ICANN IKEA INTERPOL
    JAMA JIT JSON LAMP LASER LEGO LIDAR LISP MOBA MOMA NIMBY NOAA NUMA OXFAM PACER PEMDAS QUANGO RADAR
    REIT REST SCUBA SNAFU SOAP SOCOM SONAR STEM SWAT SWIFT TARDIS TASER TOEFL TRIPS UNIFIL UNIVAC UNIX
    VISA WASP YAML ZIP
    """.split()
)
"""Written as names are, with one capital: a lexicon has them so, or not at all."""

ACRONYM_WORDS = NAMES | frozenset(
    """
    ABTA ACAS AIDS ANSI APEC ASAP ASBO ASCAP ASCII ASEAN ASIC AWACS AWOL BAFTA BASIC BIOS BIPOC BRICS
    CARE CERN COBOL COBRA COVID CRISPR CRUD DARPA DAX DEFCON DEFRA DINO DOS DRAM EFTA EGOT EPROM EULA
    FARC FEMA FICA FIFA FIFO FLOTUS FODMAP FOIA FOMO FTSE GATT GERD GIF GNU GUI HIIT HIPAA HUD HUMINT
    HVAC IATA IBAN IELTS IMAP IMAX ISIL ISIS IUPAC JPEG LAN LARP LASIK LEED LIBOR LIFO LSAT MASH MCAT
    MERS MIDI MIME MIPS MOOC MOSFET MPEG NAACP NAFTA NAND NASA NASCAR NASDAQ NATO NEET NICU NOLA NORAD
    NSAID NVIDIA OK OLED OPEC OSHA PAC PETA PIN POTUS PROM QWERTY RADA RAID RAM REM RICO RISC ROFL ROM
    SALT SARS SCOTUS SCSI SEATO SETI SIDS SIGINT SIM SNAP SOHO SPAC SQUID SRAM TAFE TEFL TESOL TIFF UEFA
    UKIP UNCTAD UNESCO UNICEF UNIDO UNRWA VAT VIN VRAM WAN WIMP WIPO WYSIWYG YIMBY YOLO ZANU
    """.split()
)
"""Words. Those that aren't `NAMES` are left as they are: lexicon and voice know how they are said."""

SPELLED = frozenset(
    """
    AA ABA AH AM ABC ABS ACL ACLU ACM ACP ADA ADHD ADL AFC AFL AFP AGM AI AIG AKA ALS AMA AMC AMD ANA ANC
    AOL AP APA API APR APU ATM ATP ATV AWS BA BAC BBC BBQ BC BCE BMI BMW BP BPA BSA BSD BST BT CBC CBO
    CBS CD CDC CE CEO CEST CET CFO CGI CIA CIO CLI CMS CNN CNC COO CPI CPR CPU CRM CSI CSS CST CTO CV DA
    DC DEA DHS DIY DJ DLC DMV DNA DNC DNS DOE DOJ DOI DUI DVD EEG EFF EKG EMI EMT EPA ER ERA ESA ESL ESP
    ESPN EST ETA ETF EU EV FAA FAQ FBI FCC FDA FIA FM FTC FYI GDP GI GM GMO GMT GOP GPA GPS GPU HBO HBS
    HDMI HIV HMS HP HQ HR HTML HTTP HTTPS IARC IBM ICAO ICBM ICC ICU ID IDE IMF IMO INS IO IOC IOU IP
    IPA IPO IQ IRA IRC IRS ISO ISP ISS IT ITV IUCN IV IVF JFK JV KFC KGB LA LAX LCD LED LGBT LGBTQ LLC LLM
    LP LSD MA MBA MD MFA MIA MIT MLA MLB MLS MOU MP MRI MS MTV NBA NBC NCAA NFL NGO NHL NHS NIH NPC NPR
    NRA NSA NSF NUS NYC NYPD NYSE NYU OCD OECD OED OEM OMG OPS OS PA PBS PC PDF PGA PHD PHP PM POA PR PS PTA
    LAPD PTSD PVC QA RAF RBI RIP RNA RPG RSS RV SAP SAS SAT SDK SEO SMS SNL SOS SPF SQL SSD SSH SSL SSN STD SUV
    AFAIK CDA IIRC TLDR USMCA
    TBA TCP TGIF TLC TLS TNT TSA TV UAE UCI UCLA UFC UFO UI UK UN UNC UPS URI URL US USA USAF USB USC
    USDA USMC USN USPS USSR UTC UV UX VC VIP VPN WTO WWE WWF XML YMCA YWCA
    """.split()
)
"""Spelled out also among words in capitals."""

QUIET = frozenset({"ERA", "US", "IT", "AH", "AM", "ID", "MS", "MA", "PA", "SAT", "LED", "CE"})
"""Of these, words as well: what they are among words in capitals."""

SMALL = frozenset(
    """
    aka api apis cpu cpus gpu gpus url urls uri usb faq faqs diy ceo usa uk eu dna rna tv omg fyi imo
    idk ios ssd
    """.split()
)
"""Spelled out in small letters too, besides those without a vowel."""

NO_SPELLING = frozenset(
    "hmm hm mm mmm shh sh pst psst brr brrr grr grrr nth tsk pfft th nd rd st mr mrs ms dr vs ft lb "
    "lbs ll jr sr mt pp kg km cm mm mg ml zzz zz ng nm hz khz mhz ghz db kb mb gb tb tbsp tsp qt pt hr hrs "
    "kph mph yd yds cwm crwth fm ph".split()
)
"""Without a vowel, and no acronym."""

MIXED = {
    "PhD": "P H D", "PHD": "P H D", "BSc": "B S C", "MSc": "M S C", "MPhil": "M Phil", "DPhil": "D Phil",
    "LLB": "L L B", "iOS": "I O S", "PyPI": "pie P I", "NumPy": "num pie", "SciPy": "sigh pie",
    "PyTorch": "pie torch", "PyPy": "pie pie", "PyCharm": "pie charm", "WiFi": "wi fi",
    "WWI": "World War One", "WWII": "World War Two", "WW1": "World War One", "WW2": "World War Two",
    "MySQL": "my S Q L", "SQLite": "S Q lite", "NoSQL": "no S Q L", "IEEE": "I triple E", "LaTeX": "LaTeX",
    "TeX": "tech", "BibTeX": "bib tech", "OAuth": "O auth", "PostgreSQL": "postgres Q L", "DevOps": "dev ops",
    "NaCl": "N A C L", "KCl": "K C L", "HCl": "H C L", "NaOH": "N A O H",
    "LoL": "L O L", "pKa": "P K A", "pKb": "P K B",
    "ChatGPT": "chat G P T", "GitHub": "git hub", "macOS": "mac O S", "YouTube": "YouTube",
    "iCloud": "I cloud", "DoD": "D O D", "IoT": "I O T", "DoE": "D O E", "QoS": "Q O S", "PoE": "P O E",
    "VoIP": "voyp", "MiG": "mig", "LoRA": "Lora", "JavaScript": "Java script", "eBay": "E bay",
    "YoY": "Y O Y", "QoQ": "Q O Q", "KOed": "K O'd", "OKed": "O K'd",
    "iPhone": "I phone", "iPad": "I pad", "iTunes": "I tunes",
}  # fmt: skip
"""Of capitals and small letters, where the parts alone would be said wrongly."""
