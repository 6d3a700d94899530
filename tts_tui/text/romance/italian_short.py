"""Italian: short forms, and what they stand for."""

from __future__ import annotations

from tts_tui.text.romance.tables import short_forms

SHORT_FORMS = short_forms(
    """
    sig | signor | signore
    sigg | signori
    dott dr | dottor | dottore
    prof | professor | professore
    proff | professori
    ing | ingegner | ingegnere
    ingg | ingegneri
    avv | avvocato
    arch | architetto
    geom | geometra
    rag | ragioniere
    on | onorevole
    onn | onorevoli
    sen | senatore
    rev | reverendo
    mons | monsignor | monsignore
    Min | ministro
    gen | generale
    col | colonnello
    fam | famiglia
    egr | egregio
    loc | località
    ist | istituto
    uff | ufficio
    dip | dipartimento
    div | divisione
    segr | segreteria
    cfr | confronta
    fig | figura
    nr | numero
    """
)

_SAN = (
    "Pietro|Giovanni|Marco|Paolo|Francesco|Giuseppe|Lorenzo|Giorgio|Martino|Michele|Nicola|Carlo|Siro|Gennaro"
)
_SANTA = "Maria|Chiara|Croce|Lucia|Caterina|Teresa|Rita|Margherita|Cecilia|Rosalia|Sofia"

ABBREVIATIONS = (
    (r"(?<=\d )[Gg]en\.(?= \d)", "gennaio"),
    (r"\b(?:[Dd]ott\.s?|Dr\.s)sa\b", "dottoressa"), (r"\b[Ss]ig\.ra\b", "signora"), (r"\b[Ss]ig\.na\b", "signorina"),
    (r"\b[Ss]ig\.ri\b", "signori"), (r"\b[Ss]ig\.re\b", "signore"), (r"\b[Ff]\.lli\b", "fratelli"),
    (r"\b[Gg]ent\.mo\b", "gentilissimo"), (r"\b[Gg]ent\.ma\b", "gentilissima"), (r"\b[Ss]pett\.le\b", "spettabile"),
    (r"\bc\.v\.d\.", "come volevasi dimostrare"), (r"\bP\. ?S\.", "post scriptum"), (r"\b[Ll]\.go(?= )", "largo"),
    (r"\bdr(?= [A-Z][a-z])", "dottor"), (r"\bsig(?= [A-Z][a-z])", "signor"), (r"\bsec\.(?= [IVX])", "secolo"),
    (rf"\bS\.(?= (?:{_SAN})\b)", "san"), (rf"\bS\.(?= (?:{_SANTA})\b)", "santa"),
    (r"\bS\. ?(?=(?:Anton|Ambrog|Ann|Agost|Andre|Agnes|Elen)[a-z])", "sant'"),
    (r"\b[Pp]rof\.ssa(?= )", "professoressa"),
    (r"\b[Pp]\.z?za(?= )", "piazza"), (r"\b[Vv]\.le(?= )", "viale"), (r"\b[Cc]\.so(?= )", "corso"),
    (r"\b[Pp]\. ?es\.|\bad es\.", "per esempio"), (r"\b[Ee]cc\.(?= [a-zàèéìòù(])", "eccetera"),
    (r"\becc\.(?=$| )|\betc\.(?=$| )", "eccetera."), (r"\becc\b\.?|\betc\b\.?", "eccetera"),
    (r"\b[nN](?:\.?[º°]|\.)(?= ?\d)", "numero "), (r"\bpagg\.(?= ?\d)|\bpp\.(?= ?\d)", "pagine"),
    (r"\bpag\.(?= ?\d)|\bp\.(?= ?\d)", "pagina"),
    (r"\ba\. ?C\.", "avanti Cristo"), (r"\bd\. ?C\.", "dopo Cristo"), (r"(?i)\btel(?:\.:?|:)(?= ?[+(]?\d)", "telefono"),
    (r"\bD\. ?[Ll]gs\.", "decreto legislativo"), (r"(?<=\d )cent\.", "centesimi"),
    (r"\bkm(?= \d)", "chilometro"), (r"(?<= e )segg\.", "seguenti"), (r"\bN\. ?B\.", "nota bene"),
    (r"\bS\. ?M\.(?= (?:il|la) R)", "sua maestà"), (r"\b([Dd])ott\.ri\b", "dottori"),
    (r"\bL\.(?= ?\d{1,4}/)", "legge"), (r"\bnn\.(?= ?\d)", "numeri"),
    (r"\bcap\.(?= ?[\dIVX])", "capitolo"), (r"\bvol\.(?= ?[\dIVX])", "volume"),
    (r"\b[Aa]rt\.(?= ?\d)", "articolo"), (r"\bS\.p\.A\.|\bSpA\b", "esse pi a"), (r"\bS\.r\.l\.", "esse erre elle"),
    (r"\b[Hh]\.? ?(?=\d{1,2}[:.]\d\d\b)|\bh\.? (?=(?:1?\d|2[0-4])(?![\d.,:]))", "ore "),
    (r"\bca\.(?= ?\d)", "circa"), (r"(?<=[IVX] )sec\.", "secolo"),
    *(
        (rf"(?<!\d )\b{short}\.(?=,? \d{{1,2}}[ /°º])", day)
        for short, day in (
            ("lun", "lunedì"), ("mar", "martedì"), ("mer", "mercoledì"), ("gio", "giovedì"), ("ven", "venerdì"),
            ("sab", "sabato"), ("dom", "domenica"),
        )
    ),
    (r"\bUSA\b", "Stati Uniti"),
)  # fmt: skip
