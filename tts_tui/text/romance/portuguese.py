"""Portuguese of Brazil."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

from collections.abc import Sequence

from tts_tui.text.romance.kinds import kinds_of
from tts_tui.text.romance.numbers import Form, Numbers
from tts_tui.text.romance.portuguese_forms import forms_of
from tts_tui.text.romance.portuguese_short import ABBREVIATIONS, SHORT_FORMS
from tts_tui.text.romance.tables import currencies, units
from tts_tui.text.romance.words import Words

_UNITS = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete "
    "dezoito dezenove"
).split()
_TENS = ("", "", *"vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split())
_HUNDREDS = (
    "", "cento",
    *"duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos".split(),
)  # fmt: skip
_FIRST = ("", *"primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono".split())
_TENTHS = (
    "",
    *"décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo".split(),
)
_HUNDREDTHS = (
    "", "centésimo", "ducentésimo", "trecentésimo", "quadringentésimo", "quingentésimo", "sexcentésimo",
    "septingentésimo", "octingentésimo", "nongentésimo",
)  # fmt: skip
_FEMININE = {"um": "uma", "dois": "duas"}


def _below_thousand(number: int, form: Form) -> str:
    if number == 100:
        return "cem"
    hundreds, rest = divmod(number, 100)
    wording = []
    if hundreds:
        hundred = _HUNDREDS[hundreds]
        wording.append(hundred[:-2] + "as" if form == "f" and hundreds > 1 else hundred)
    if rest >= 20:
        wording.append(_TENS[rest // 10])
        rest %= 10
        if rest:
            wording.append(_UNITS[rest])
    elif rest or not hundreds:
        wording.append(_UNITS[rest])
    if form == "f":
        wording[-1] = _FEMININE.get(wording[-1], wording[-1])
    return " e ".join(wording)


def _thousand(count: int, form: Form) -> str:
    return "mil" if count == 1 else f"{_below_thousand(count, form)} mil"


def _join(wording: Sequence[str], last: int) -> str:
    *first, end = wording
    if first and (last < 100 or not last % 100):
        return f"{' '.join(first)} e {end}"
    return " ".join(wording)


def _ordinal(number: int, feminine: bool) -> str:
    if number == 1000:
        return "milésima" if feminine else "milésimo"
    if number > 1000:
        return NUMBERS.cardinal(number)
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    wording = [_HUNDREDTHS[hundreds], _TENTHS[tens], _FIRST[units]]
    return " ".join(word[:-1] + "a" if feminine else word for word in wording if word)


NUMBERS = Numbers(
    _below_thousand,
    _thousand,
    (("milhão", "milhões"), ("bilhão", "bilhões"), ("trilhão", "trilhões")),
    _join,
    _ordinal,
    "de",
)


def _date(day: str, month: str, year: str) -> str:
    return f"{day} de {month}" + (f" de {year}" if year else "")


def _clock(hours: int, minutes: int | None, seconds: int | None) -> str:
    wording = [f"{NUMBERS.cardinal(hours, 'f')} hora{'s' * (hours != 1)}"]
    if minutes and not seconds:
        wording.append(NUMBERS.cardinal(minutes))
    elif minutes:
        wording.append(f"{NUMBERS.cardinal(minutes)} minuto{'s' * (minutes > 1)}")
    if seconds:
        wording.append(f"{NUMBERS.cardinal(seconds)} segundo{'s' * (seconds > 1)}")
    return " e ".join(wording)


def _part(number: int) -> tuple[str, str]:
    if number == 100:
        return "centésimo", "centésimos"
    spoken = f"{NUMBERS.cardinal(number)} avos"
    return spoken, spoken


WORDS = Words(
    code="pt",
    numbers=NUMBERS,
    below_two=False,
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    month_stops={
        "jan.": 1, "fev.": 2, "mar.": 3, "abr.": 4, "jun.": 6, "jul.": 7, "ago.": 8, "set.": 9, "out.": 10,
        "nov.": 11, "dez.": 12, "mai.": 5,
    },
    date=_date,
    day=" (?:de |do )?",
    clock=_clock,
    currencies=currencies("pt"),
    price=lambda unit, cents, noun: f"{unit} e {cents} {noun}",
    units=units("pt"),
    per="por",
    names={
        "by": "por", "with": "e ", "version": "versão", "years": "anos", "²": "ao quadrado", "³": "ao cubo",
        "decade": "(?:(?:os |nos |dos )?anos|os|nos|dos)", "of hour": "da|do|e|em ponto|a|às",
        "events": "edição|aniversário|congresso|festival|semana|feira|guerra|república|centenário|jornadas?|prêmio|"
        "milênio|copa|dinastia|divisão|cúpula|conferência|império|fórum|encontro|concurso|torneio|maratona",
        "extension": "ramal",
        ",": "vírgula", ".": "ponto", "-": "menos", "+": "mais", "×": "vezes", "÷": "dividido por", "/": "sobre",
        "=": "igual a", "%": "por cento", "‰": "por mil", "&": "e", "§": "parágrafo", "°": "graus",
        "@": "arroba", "#": "número", "hashtag": "hashtag", "to": "a", "and": "e", "w": "dáblio",
        "web /": "barra", "web :": "dois pontos", "web -": "traço", "web _": "underscore", "web .": "ponto",
        "web ?": "interrogação", "web #": "cerquilha", "web =": "igual", "^": "elevado a",
        "<": "menor que", ">": "maior que",
        "∞": "infinito", "π": "pi", "√": "raiz quadrada de", "≈": "aproximadamente", "≠": "diferente de",
        "≤": "menor ou igual a", "≥": "maior ou igual a", "±": "mais ou menos",
        "€": "euros", "$": "dólares", "£": "libras", "©": "copyright", "the day": "(?:dia|em|do)",
        "hour": "(?:às|as|à)",
        "chapter": "capítulo|tomo|volume|livro|ato|cena|parte|título|artigo|anexo|fase|tipo|inciso",
        "feminine": r"(?!dias\b|problemas\b|programas\b|sistemas\b|temas\b|idiomas\b|mapas\b|planetas\b|gramas\b|"
        r"quilogramas\b|mas\b|cinemas\b|poemas\b|atletas\b|artistas\b)\w{1,20}(?:as|ãs|ções|sões|dades|gens)|vez|vezes|"
        "pessoa|hora|página|mulher|mulheres|mão|mãos|noite|noites|tarde|parte|partes|colheres|flores|vozes|cores|árvores|mães|"
        "luzes|redes|fontes|frases|bases|classes|fases|chaves|nuvens",
    },
    halves={
        2: ("meio", "meios"), 3: ("terço", "terços"), 4: ("quarto", "quartos"), 5: ("quinto", "quintos"),
        6: ("sexto", "sextos"), 7: ("sétimo", "sétimos"), 8: ("oitavo", "oitavos"), 9: ("nono", "nonos"),
        10: ("décimo", "décimos"), 1000: ("milésimo", "milésimos"),
    },
    part=_part,
    abbreviations=ABBREVIATIONS,
    short_forms=SHORT_FORMS,
    ordinal_marks=(r"\.?ºs?|\.°|\.?os?\b", r"\.?ªs?|\.?as?\b"),
    kings=(
        r"Luís|Luiz|Filipe|Carlos|Afonso|Fernando|João Paulo|João|Pedro|Henrique|Jorge|Isabel|Elizabeth|Catarina|"
        r"Maria|Pio|Bento|Paulo|Clemente|Gregório|Inocêncio|Leão|Napoleão|Sancho|Manuel|José|Dinis|Duarte|Guilherme|"
        r"Ricardo|Francisco|Frederico|Nicolau|Alexandre|Ivan|Urbano|Bonifácio|Júlio|Sisto|Adriano|Ramsés|Eduardo"
    ),
    king_ordinal=lambda number: number <= 10,
    centuries="séculos?",
    century_ordinal=lambda number: number < 10,
    scales="mil|milhão|milhões|bilhão|bilhões|trilhão|trilhões",
    short_scales={**dict.fromkeys(("mi", "M", "MM"), ("milhão", "milhões")), "bi": ("bilhão", "bilhões"),
                  "tri": ("trilhão", "trilhões"), "k": ("mil", "mil"), "K": ("mil", "mil")},
)  # fmt: skip

KINDS = (*forms_of(WORDS), *kinds_of(WORDS))
