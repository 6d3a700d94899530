"""Whether letters make a word, and how they are named one by one."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_ONSETS = frozenset(
    " b c d f g h j k l m n p q qu r s t v w x y z bl br ch chr cl cr dr dw fl fr gh gl gn gr kl kn kr kw ph phr pl"
    " pr ps qu rh sc sch scr sh shr sk sl sm sn sp spl spr sq st str sv sw th thr tr tw ts wh wr mc".split(
        " "
    )
)
_CODAS = frozenset(
    " b c d f g h k l m n p q r s t v w x y z bb bs ch ck cks cs ct cts dd ds dth ff ft fts gg gh ght ghts gs ks ld lds"
    " lf lk ll lls lm lp lt lts lth mb mbs mp mps mpt nc nch nct nd nds ng ngs ngth ngths nk nks nn ns nt nts nth nx"
    " ph pp ps pt pts rb rbs rc rch rd rds rf rg rk rks rl rld rm rms rn rns rp rps rr rs rsh rst rt rth rts rv sh sk"
    " sks sm sms sp ss st sts th ths tch ts tt tz vs wd wk wl wls wn wns ws xt zz"
    " gn lch lms lse ls ltz mn ms nst pse".split(" ")
)
_VOWELS = re.compile(r"(?<=[a-z])qu|[aeiou]+y?|y", re.I)


def sayable(letters: str) -> bool:
    """Whether they can be read as a word: between its vowels stand only sounds that English puts there.

    Args:
        letters: ASCII.
    """
    first, *between = _VOWELS.split(letters.lower())
    if not between or first not in _ONSETS:
        return False
    last = between.pop()
    return last in _CODAS and all(
        any(run[:cut] in _CODAS and run[cut:] in _ONSETS for cut in range(len(run) + 1))
        if len(run) < 6
        else False
        for run in between
    )


def spelled(letters: str) -> str:
    """The names of the letters: capitals, one by one."""
    return " ".join(letters.upper())


@cache
def words() -> dict[str, str]:
    """The eight thousand commonest words and names: in small letters, to the form that they are written in."""
    listed = Path(__file__).with_name("words.txt").read_text("utf-8").split()
    return {word.lower(): word for word in listed}


def as_word(letters: str) -> str:
    """The word that they are, or of which they are the plural or past, as it is written; empty if none is known."""
    low = letters.lower()
    if found := words().get(low):
        return found
    for ending in ("s", "es", "ed", "d", "ing", "ly", "er"):
        stem = low.removesuffix(ending)
        if stem != low and len(stem) > 2:
            longer = f"{stem}e" if ending in {"ing", "er"} else stem
            found = words().get(stem) or words().get(longer)
            if found:
                return found[0] + low[1:]
    return low if low.endswith("ies") and f"{low[:-3]}y" in words() else ""
