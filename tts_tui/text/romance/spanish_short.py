"""Spanish: short forms, and what they stand for."""

from __future__ import annotations

from tts_tui.text.romance.tables import short_forms

SHORT_FORMS = short_forms(
    """
    sr | señor
    sra | señora
    sres srs | señores
    sras | señoras
    srta | señorita
    srtas | señoritas
    dr | doctor
    dra | doctora
    dres | doctores
    dña | doña
    prof | profesor
    profa | profesora
    lic | licenciado
    licda | licenciada
    ing | ingeniero
    arq | arquitecto
    gral | general
    gob | gobernador | gobierno
    cnel | coronel
    tte | teniente
    sgto | sargento
    cmdte | comandante
    pdte pte | presidente
    mons | monseñor
    excmo | excelentísimo
    excma | excelentísima
    ilmo | ilustrísimo
    ilma | ilustrísima
    rdo | reverendo
    ud vd | usted
    uds vds | ustedes
    sto | santo
    sta | santa
    hnos | hermanos
    av avd avda | avenida
    blvr blvd | bulevar
    pza plza | plaza
    pje | pasaje
    ctra carret | carretera
    rbla | rambla
    urb | urbanización
    esq | esquina
    dcha | derecha
    izq | izquierdo | izquierda
    izda | izquierda
    entlo | entresuelo
    apdo | apartado
    dpto depto | departamento
    admón | administración
    cía | compañía
    ltda | limitada
    cta | cuenta
    fdo | firmado
    rte | remitente
    atte | atentamente
    tel tfno tlf tlfno teléf | teléfono
    aprox | aproximadamente
    máx | máximo
    mín | mínimo
    núm | número
    núms | números
    pág | página
    págs | páginas
    párr | párrafo
    hab | habitantes
    """
)

_NUMBER = r"(?= ?[\dIVX])"

ABBREVIATIONS = (
    (r"\bkm(?= \d)", "kilómetro"), (r"\bNtra\. ?Sra\.", "Nuestra Señora"),
    (r"(?<![\w.,])2/3(?= partes\b)", "dos terceras"),
    (r"(?<![\w.,])3/4(?= partes\b)", "tres cuartas"),
    (r"\bD\.(?= [A-ZÁÉÍÓÚÑ][a-záéíóúñ])", "don"),
    (r"\bD\.?ª\.?(?= )|\bDa\.(?= [A-ZÁÉÍÓÚ])", "doña"),
    (r"\b[Cc]/ ?(?=[A-ZÁÉÍÓÚ])", "calle "),
    (r"(?i)\bp\. ?ej\.", "por ejemplo"), (r"\betc\.(?= [a-záéíóúñ(])", "etcétera"),
    (r"\betc\.(?=$| )", "etcétera."), (r"\betc\b\.?", "etcétera"),
    (r"(?i)\bn(?:\.?[º°]|úm\.|ro\.) ?(?=\d)", "número "), (r"\bNo\. ?(?=\d)", "número "),
    (r"(?i)\bn\.?os\.? ?(?=\d)|\bn(?:úms|ros)\. ?(?=\d)", "números "),
    (r"\b[Pp]ágs\.(?= ?\d)|\bpp\.(?= ?\d)", "páginas"), (r"\b[Pp]ág\.(?= ?\d)|\bp\.(?= ?\d)", "página"),
    (r"\bEE\. ?UU\.", "Estados Unidos"), (r"\bEEUU\b", "Estados Unidos"),
    (r"\bJJ\. ?OO\.", "Juegos Olímpicos"), (r"\bRR\. ?HH\.", "recursos humanos"),
    (r"\bFF\. ?AA\.", "Fuerzas Armadas"), (r"\bCC\. ?OO\.", "Comisiones Obreras"),
    (r"\bCC\. ?AA\.", "comunidades autónomas"), (r"\bAA\. ?VV\.", "autores varios"),
    (r"\bS\. ?A\.(?= de C\. ?V\.)", "ese a"), (r"\bde C\. ?V\.", "de ce uve"),
    (r"(?<= )S\. ?A\.(?!\w)|\bS\.A\.(?!\w)", "ese a"), (r"\bS\. ?L\.(?!\w)", "ese ele"),
    (r"\bP\. ?D\.", "posdata"), (r"\bv\. ?gr\.", "verbigracia"), (r"\b[Ss]/[Nn]\b", "sin número"),
    (r"\bC\. ?P\.(?= ?\d)|\bCP(?= \d)", "código postal"),
    (r"\ba\. ?e\. ?c\.", "antes de la era común"), (r"\be\. ?c\.", "de la era común"),
    (r"\ba\. ?(?:de )?C\.", "antes de Cristo"), (r"\bd\. ?(?:de )?C\.", "después de Cristo"),
    (r"\b[Cc]aps?\." + _NUMBER, "capítulo"), (r"\b[Vv]ol\." + _NUMBER, "volumen"),
    (r"\b[Ee]xt\." + _NUMBER, "extensión"), (r"\bc\.(?= ?(?:\d{1,4} (?:antes|después) de|1\d{3}\b))", "circa"),
    (r"(?<!\d )\bh\.(?= ?1\d{3}\b)", "hacia"), (r"(?<= y )ss\.", "siguientes"), (r"\bN\. ?B\.", "nota bene"),
    (r"\bm ?s\. ?n\. ?m\.|\bmsnm\b", "metros sobre el nivel del mar"),
    (r"\bV\.?º ?B\.?º", "visto bueno"), (r"\bS\. ?M\.(?= (?:el|la) R)", "su majestad"),
    (r"\b[Aa]rts\." + _NUMBER, "artículos"), (r"\b[Aa]rt\." + _NUMBER, "artículo"),
    (r"\b[Ff]ig\." + _NUMBER, "figura"), (r"\b[Tt]\.(?= [IVX]{1,4}\b)", "tomo"),
    (r"\bs\.(?= [IVX]{1,5}\b)|\bS\.(?= [IVX]{2,5}\b)", "siglo"),
    (r"\bProf\.ª", "profesora"), (r"\bDr\.ª", "doctora"), (r"\bss\.(?= [IVX]{1,5}\b)", "siglos"),
    (r"\b[Ee]d\.(?= ?\d)|(?<=\d[ª.] )ed\.|(?<=\.ª )ed\.", "edición"),
    (r"\b[Tt]el\.?:(?= ?[+\d(])", "teléfono"), (r"\bcf\.|\bcfr\.", "véase"),
    (r"(?<=[\dmh.] )est\b", "e s t"), (r"(?<=[\dmh.] )gmt\b", "g m t"), (r"(?<=[\dmh.] )utc\b", "u t c"),
    (r"(?<=[\dmh.] )cet\b", "c e t"), (r"(?<=[\dmh.] )pst\b", "p s t"), (r"(?<=[\dmh.] )cst\b", "c s t"),
    *(
        (rf"(?i)\b{short}\.?(?=,? \d{{1,2}} de [a-z])|\b{short}\.(?=,? \d{{1,2}}\b)", day)
        for short, day in (
            ("lun", "lunes"), ("mar", "martes"), ("mi[eé]", "miércoles"), ("jue", "jueves"), ("vie", "viernes"),
            ("s[aá]b", "sábado"), ("dom", "domingo"),
        )
    ),
)  # fmt: skip
