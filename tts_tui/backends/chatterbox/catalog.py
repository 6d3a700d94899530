"""Chatterbox's three models: what they are called, what can be set, which files they need."""

from __future__ import annotations

from dataclasses import dataclass

from tts_tui.speech.catalog import Setting
from tts_tui.speech.errors import UnknownModelError, did_you_mean

SAMPLE_RATE = 24_000

MAX_CHARACTERS = 300
"""Of one call: the models are stable below about 350."""

LANGUAGES = (
    *("ar", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "it", "ja"),
    *("ko", "ms", "nl", "no", "pl", "pt", "ru", "sv", "sw", "tr", "zh"),
)
"""Of the multilingual model, as it names them."""

TURBO_TAGS = ("laugh", "sigh", "cough", "chuckle", "gasp", "groan", "sniff", "shush", "clear throat")
"""Turbo makes these sounds where the text has them in brackets: `[laugh]`."""

CLIP_SECONDS = {"chatterbox-turbo": 5.0}
"""A reference clip must be longer than that."""

NOTICE = "Its audio carries Resemble's inaudible watermark."
SLOW = " Without a GPU it is many times slower than speech: save to a file."

_COMMON = (
    Setting(
        "seed",
        "Seed",
        0,
        "the same seed says the same text the same way; 0 draws one",
        minimum=0,
        maximum=2**31 - 1,
    ),
    Setting(
        "careful",
        "Check first",
        False,
        "check a sentence before it is heard, and say it again if it went astray",
    ),
)
_GUIDED = (
    Setting(
        "exaggeration",
        "Exaggeration",
        0.5,
        "how strongly it is acted; 0.5 is neutral",
        minimum=0.0,
        maximum=2.0,
    ),
    Setting(
        "cfg_weight",
        "Guidance",
        0.5,
        "lower is slower and freer; 0 halves the work",
        minimum=0.0,
        maximum=1.0,
    ),
    Setting(
        "min_p",
        "Min p",
        0.05,
        "drops what is less likely than this share of the best",
        minimum=0.0,
        maximum=1.0,
    ),
    Setting("steps", "Decoder steps", 10, "fewer are faster and rougher", minimum=2, maximum=20),
)


def _sampling(*, repetition_penalty: float, top_p: float) -> tuple[Setting, ...]:
    return (
        Setting(
            "temperature",
            "Temperature",
            0.8,
            "higher is livelier and less reliable",
            minimum=0.05,
            maximum=2.0,
        ),
        Setting(
            "top_p",
            "Top p",
            top_p,
            "draws from the likeliest that make up this share",
            minimum=0.05,
            maximum=1.0,
        ),
        Setting(
            name="repetition_penalty",
            label="Repetition penalty",
            default=repetition_penalty,
            help="higher repeats less",
            minimum=1.0,
            maximum=3.0,
        ),
    )


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the models.

    Attributes:
        id: of the model.
        folders: names under the folder of models where its weights may lie.
        hub: its repository on Hugging Face's hub.
        files: what it can't do without.
        more: patterns of what else it has a use for.
    """

    id: str
    name: str
    folders: tuple[str, ...]
    hub: str
    files: tuple[str, ...]
    more: tuple[str, ...]
    languages: tuple[str, ...]
    settings: tuple[Setting, ...]
    tags: tuple[str, ...] = ()


VARIANTS = (
    Variant(
        "chatterbox",
        "Chatterbox",
        ("chatterbox",),
        "ResembleAI/chatterbox",
        ("ve.safetensors", "t3_cfg.safetensors", "s3gen.safetensors", "tokenizer.json"),
        ("conds.pt",),
        ("en",),
        (*_GUIDED, *_sampling(repetition_penalty=1.2, top_p=1.0), *_COMMON),
    ),
    Variant(
        "chatterbox-multilingual",
        "Chatterbox Multilingual",
        ("chatterbox-multilingual", "chatterbox"),
        "ResembleAI/chatterbox",
        ("ve.pt", "t3_mtl23ls_v2.safetensors", "s3gen.pt", "grapheme_mtl_merged_expanded_v1.json"),
        ("conds.pt", "Cangjie5_TC.json"),
        LANGUAGES,
        (*_GUIDED, *_sampling(repetition_penalty=2.0, top_p=1.0), *_COMMON),
    ),
    Variant(
        "chatterbox-turbo",
        "Chatterbox Turbo",
        ("chatterbox-turbo",),
        "ResembleAI/chatterbox-turbo",
        ("ve.safetensors", "t3_turbo_v1.safetensors", "s3gen_meanflow.safetensors", "tokenizer_config.json"),
        ("conds.pt", "*.json", "*.txt"),
        ("en",),
        (
            *_sampling(repetition_penalty=1.2, top_p=0.95),
            Setting(
                "top_k",
                "Top k",
                1000,
                "draws from that many of the likeliest; 0 from all",
                minimum=0,
                maximum=6561,
            ),
            *_COMMON,
        ),
        TURBO_TAGS,
    ),
)


def find_variant(model: str) -> Variant:
    """
    Raises:
        UnknownModelError: none has that id.
    """
    for variant in VARIANTS:
        if variant.id == model:
            return variant
    known = [variant.id for variant in VARIANTS]
    raise UnknownModelError(f"Chatterbox has no model {model!r}.", hint=did_you_mean(model, known))
