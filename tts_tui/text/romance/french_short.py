"""French: short forms, and what they stand for."""

from __future__ import annotations

ABBREVIATIONS = (
    (r"\bD(?:ʳˢ|rs)\b", "docteurs"), (r"\bD(?:ʳᵉˢ|res)\b", "docteures"), (r"\bD(?:ʳᵉ|re)\b", "docteure"),
    (r"\bDʳ(?!\w)", "docteur"), (r"\ble hon\.(?= )", "l'honorable"), (r"\bhon\.(?= [A-ZÀÉ])", "honorable"),
    (r"\bCie\b", "compagnie"), (r"\bSté\b", "société"), (r"\bVve\b", "veuve"), (r"\bvs\b\.?", "versus"),
    (r"\bcf\.", "confer"), (r"\bi\. ?e\.", "c'est-à-dire"), (r"(?<=[IVX][eᵉ] )s\.(?= |$)", "siècle"),
    (r"\bfig\.(?= ?\d)", "figure"), (r"\bpl\.(?= (?:de |du |[A-ZÀÉÈ]))", "place"),
    (r"\bN\. ?B\.", "nota bene"), (r"\bP\.-?S\.", "post-scriptum"), (r"\bR\.-V\.|\bRDV\b", "rendez-vous"),
    (r"\bS\. ?M\.(?= l[ea] R)", "Sa Majesté"),
    (r"(?<!\.)\bM\.(?= (?:[A-ZÀÉÈÎ]|l[ea] |et M))", "monsieur"), (r"\bMM\.(?= )", "messieurs"),
    (r"\bMmes\b\.?", "mesdames"),
    (r"\bMme\b\.?", "madame"), (r"\bMlles\b\.?", "mesdemoiselles"), (r"\bMlle\b\.?", "mademoiselle"),
    (r"\bDr\b\.?(?= )", "docteur"), (r"\bPr\b\.?(?= [A-ZÀÉÈ])", "professeur"),
    (r"\bMe(?= [A-ZÀÉÈ][a-zéèàê])", "maître"),
    (r"\bMgr\b\.?(?= )", "monseigneur"), (r"\bSt(?=[- ][A-ZÀÉÈ])", "saint"), (r"\bSte(?=[- ][A-ZÀÉÈ])", "sainte"),
    (r"(?i)\bp\. ?ex\.", "par exemple"), (r"\betc\.(?= [a-zéèàê(])", "et cetera"),
    (r"\betc\.(?=$| )", "et cetera."), (r"\betc\.", "et cetera"), (r"\bc\.?-à-d\.", "c'est-à-dire"),
    (r"\bav\. ?J\.? ?-? ?C\b\.?", "avant Jésus-Christ"), (r"\bapr?\. ?J\.? ?-? ?C\b\.?", "après Jésus-Christ"),
    (r"\b[nN](?:[º°]|o\.) ?(?=\d)", "numéro "), (r"\b[nN]os ?(?=\d)", "numéros "),
    (r"(?i)\btél\.", "téléphone"), (r"\bpp\.(?= ?\d)", "pages"), (r"\bp\.(?= ?\d)", "page"),
    (r"\bav\.(?= [A-ZÀÉÈd])", "avenue"),
    (r"\b[Bb]d\.?(?= [A-ZÀÉÈ])|\bboul\.", "boulevard"), (r"\bchap\.(?= ?[\dIVX])", "chapitre"),
    (r"\bvol\.(?= ?[\dIVX])", "volume"), (r"\bt\.(?= ?[\dIVX])", "tome"), (r"\bkm(?= \d)", "kilomètre"),
    (r"(?<=\d[eᵉ] )éd\.", "édition"), (r"(?<= et )suiv\.", "suivantes"), (r"\bmax\.", "maximum"),
    (r"\bmin\.", "minimum"),
    (r"(?<=\d )pers\.", "personnes"), (r"\b[Aa]rt\.(?= ?\d)", "article"), (r"\benv\.(?= )", "environ"),
    (r"\bal\.(?= ?\d)", "alinéa"),
    *(
        (rf"(?i)\b{day[:3]}\.(?= (?:\d{{1,2}}|1er) [a-zéû])", day)
        for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    ),
)  # fmt: skip
