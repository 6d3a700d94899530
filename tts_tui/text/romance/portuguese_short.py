"""Portuguese: short forms, and what they stand for."""

from __future__ import annotations

from tts_tui.text.romance.tables import short_forms

SHORT_FORMS = short_forms(
    """
    sr | senhor
    sra | senhora
    srs | senhores
    sras | senhoras
    srta | senhorita
    dr | doutor
    dra | doutora
    drs | doutores
    séc | século
    sécs | séculos
    máx | máximo
    mín | mínimo
    cel | coronel | celular
    apto ap | apartamento
    ilmo | ilustríssimo
    ilma | ilustríssima
    exmo | excelentíssimo
    exma | excelentíssima
    arq | arquiteto
    adv | advogado
    dep | deputado
    sen | senador
    gov | governador
    pres | presidente
    cap | capitão
    ten | tenente
    sgt | sargento
    profs | professores
    rod | rodovia
    pça | praça
    trav | travessa
    jd | jardim
    ed | edição
    pe | padre
    """
)

ABBREVIATIONS = (
    (r"\bD\.(?= [A-ZÁÉÍÓÚ][a-záéíóúãõç])", "dom"), (r"\bProf\.(?= )", "professor"),
    (r"\bProfa\.(?= )|\bProfª\.?(?= )", "professora"), (r"\bEng\.(?= )", "engenheiro"),
    (r"\bGal\.(?= )|\bGen\.(?= )", "general"), (r"\bAv\.(?= )", "avenida"),
    (r"\bR\.(?= (?:d[aeo]s? )?[A-ZÁÉÍÓÚ][a-zãéáíóúç])", "rua"),
    (r"\bp\. ?ex\.", "por exemplo"), (r"\betc\.(?= [a-záéíóúãõç(])", "etcétera"),
    (r"\betc\.(?=$| )", "etcétera."), (r"\betc\.", "etcétera"),
    (r"(?i)\bn(?:\.?[º°]|úm\.|o\.)(?= ?\d)", "número "), (r"\bpágs\.(?= ?\d)|\bpp\.(?= ?\d)", "páginas"),
    (r"\bpág\.(?= ?\d)|\bp\.(?= ?\d)", "página"),
    (r"\bn(?:\.?[ºo]s|ºs)(?= ?\d)", "números"), (r"\bn\.(?= \d)", "número"), (r"\bV\. ?S[aª]\.", "vossa senhoria"),
    (r"(?<=\d)x(?= (?:de |sem juros))", " vezes"), (r"(?<= e )segs?\.", "seguintes"),
    (r"\bc\.(?= ?1\d{3}\b)", "cerca de"), (r"\bN\. ?B\.", "nota bene"),
    (r"\b[Aa]tt\.(?=,?$)", "atenciosamente"), (r"\bS\. ?M\.(?= [oa] R)", "sua majestade"),
    (r"\binc\.(?= [IVX])", "inciso"),
    (r"\bkm(?= \d)", "quilômetro"), (r"\b[Ff]ig\.(?= ?\d)", "figura"), (r"\b[Ff]igs\.(?= ?\d)", "figuras"),
    (r"\bEUA\b", "Estados Unidos"), (r"\ba\. ?C\.", "antes de Cristo"), (r"\bd\. ?C\.", "depois de Cristo"),
    (r"(?i)\btel(?:\.:?|:)(?= ?[+(]?\d)", "telefone"),
    (r"(?i)(?<=\bpor \d)x(?=\d\b)|(?<=\bde \d)x(?=\d\b)", " a "), (r"\bcap\.(?= ?[\dIVX])", "capítulo"),
    (r"\bvol\.(?= ?[\dIVX])", "volume"), (r"\b[Aa]rt\.(?= ?\d)", "artigo"), (r"\baprox\.", "aproximadamente"),
    (r"\bS\. ?(?=(?:Anton|Amar|André|Agost|Ambr|Anselm|Inác)[a-z])", "santo "),
    (r"\bS\.(?= (?:Paulo|João|Pedro|José|Francisco|Luís|Bernardo|Caetano|Miguel|Jorge|Sebastião|Vicente|Carlos|Bento|"
     r"Gonçalo|Tomé|Mateus|Lourenço|Marcos|Lucas|Roque|Martinho|Nicolau|Judas|Tiago)\b)", "são"),
    (r"\bSto\.(?= )", "santo"), (r"\bSta\.(?= )", "santa"), (r"\bCia\.", "companhia"), (r"\bLtda\.", "limitada"),
    *(
        (rf"(?<!\d )\b{short}\.(?=,? \d{{1,2}}(?: de|/))", day)
        for short, day in (
            ("seg", "segunda"), ("ter", "terça"), ("qua", "quarta"), ("qui", "quinta"), ("sex", "sexta"),
            ("sáb", "sábado"), ("dom", "domingo"),
        )
    ),
    (r"\bV\. ?Exa\.", "vossa excelência"), (r"\bobs\.", "observação"),
)  # fmt: skip
