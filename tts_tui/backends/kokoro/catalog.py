"""What is known of Kokoro's voices without loading anything."""

from __future__ import annotations

from typing import Literal

from tts_tui.backends.kokoro.phonemes.languages import why_unspoken
from tts_tui.speech.catalog import Voice

LANGUAGES = {
    "a": "en-US",
    "b": "en-GB",
    "e": "es",
    "f": "fr-FR",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-BR",
    "z": "zh",
}
"""BCP 47 tag by the first letter of a voice id; the second letter is f or m."""

# Overall grades from VOICES.md of hexgrad/Kokoro-82M; Spanish and Portuguese voices have none. The default comes first.
_GRADES = """
af_heart:A af_bella:A- af_nicole:B- af_aoede:C+ af_kore:C+ af_sarah:C+ af_alloy:C af_nova:C af_sky:C-
af_jessica:D af_river:D
am_fenrir:C+ am_michael:C+ am_puck:C+ am_echo:D am_eric:D am_liam:D am_onyx:D am_santa:D- am_adam:F+
bf_emma:B- bf_isabella:C bf_alice:D bf_lily:D bm_fable:C bm_george:C bm_lewis:D+ bm_daniel:D
ef_dora: em_alex: em_santa:
ff_siwis:B-
hf_alpha:C hf_beta:C hm_omega:C hm_psi:C
if_sara:C im_nicola:C
jf_alpha:C+ jf_gongitsune:C jf_tebukuro:C jf_nezumi:C- jm_kumo:C-
pf_dora: pm_alex: pm_santa:
zf_xiaobei:D zf_xiaoni:D zf_xiaoxiao:D zf_xiaoyi:D zm_yunjian:D zm_yunxi:D zm_yunxia:D zm_yunyang:D
"""


def _voice(voice_id: str, grade: str) -> Voice:
    gender: Literal["female", "male"] = "female" if voice_id[1] == "f" else "male"
    language = LANGUAGES[voice_id[0]]
    name = voice_id.partition("_")[2].capitalize()
    return Voice(voice_id, name, language, gender, grade, unavailable=why_unspoken(language))


VOICES = tuple(_voice(*entry.split(":")) for entry in _GRADES.split())
VOICE_IDS = tuple(voice.id for voice in VOICES)
