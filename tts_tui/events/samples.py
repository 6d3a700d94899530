"""What a voice says to be heard: one short sentence in its own language."""

from __future__ import annotations

SAMPLES = {
    "en": "Hello, this is how I sound when I read to you.",
    "es": "Hola, así es como sueno cuando te leo.",
    "fr": "Bonjour, voici comment je sonne quand je vous lis un texte.",
    "hi": "नमस्ते, जब मैं पढ़ता हूँ तो मेरी आवाज़ ऐसी होती है।",
    "it": "Ciao, questa è la mia voce quando leggo per te.",
    "ja": "こんにちは、これが私の声です。",
    "pt": "Olá, é assim que eu soo quando leio para você.",
    "zh": "你好，这就是我朗读时的声音。",
    "de": "Hallo, so klinge ich, wenn ich dir vorlese.",
    "nl": "Hallo, zo klink ik als ik je voorlees.",
    "pl": "Cześć, tak brzmię, kiedy ci czytam.",
    "ru": "Здравствуйте, вот так я звучу, когда читаю вам.",
    "ko": "안녕하세요, 제가 읽을 때의 목소리입니다.",
    "ar": "مرحبا، هكذا يبدو صوتي عندما أقرأ لك.",
    "tr": "Merhaba, sana okurken sesim böyle.",
}


def sample_for(language: str) -> str:
    """A sentence in that language (BCP 47 tag), in English where we have none."""
    return SAMPLES.get(language.partition("-")[0].lower(), SAMPLES["en"])
