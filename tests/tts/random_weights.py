"""Chatterbox with random weights in the layout of the real ones, of full size or a hundredth of it.

Real loading and synthesis run on small ones in a second, so an environment can be checked without 3 GB of weights;
full ones take the time that real ones take. What they say is noise.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from tts_tui.backends.chatterbox.catalog import LANGUAGES

SEED = 0
WIDTH = 64
PROMPT = 50
"""Tokens of the built-in voice's prompt."""

STOP_LOGIT, SPREAD = 11.5, 4.0
"""Together they end a sentence after some tens of tokens."""

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'\"-"


def shrink(model: str) -> None:
    """Make every part of a model small that can be, for the whole process: upstream has fixed the sizes in its code."""
    import chatterbox.models.s3gen.s3gen as s3gen
    import chatterbox.models.t3.llama_configs as sizes
    import chatterbox.models.t3.modules.cond_enc as conditioning
    from s3tokenizer.model_v2 import S3TokenizerV2

    # The multilingual alignment check listens to layer 13 and head 15.
    layers, heads, head = (14, 16, 4) if model == "chatterbox-multilingual" else (2, 4, 16)
    sizes.LLAMA_CONFIGS["Llama_520M"].update(
        hidden_size=WIDTH,
        intermediate_size=2 * WIDTH,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        head_dim=head,
    )
    sizes.LLAMA_CONFIGS["GPT2_medium"].update(n_embd=WIDTH, hidden_size=WIDTH, n_head=4, n_layer=2)
    _force(conditioning, "Perceiver", pre_attention_query_size=WIDTH, embedding_dim=WIDTH)
    tokenizer = S3TokenizerV2.__init__.__defaults__[0]  # upstream doesn't pass its own configuration on
    tokenizer.n_audio_state, tokenizer.n_audio_head, tokenizer.n_audio_layer = 128, 2, 1
    _force(s3gen, "UpsampleConformerEncoder", num_blocks=1, linear_units=WIDTH)
    _force(
        s3gen,
        "ConditionalDecoder",
        channels=[32],
        n_blocks=1,
        num_mid_blocks=1,
        num_heads=2,
        attention_head_dim=16,
    )
    _force(s3gen, "HiFTGenerator", base_channels=32)
    _force(s3gen, "CAMPPlus", growth_rate=8, init_channels=16)
    _force(s3gen, "ConvRNNF0Predictor", cond_channels=32)


def write_weights(model: str, folder: Path) -> None:
    """Write what `from_local` of that model reads; call `shrink` before, unless weights of full size are wanted."""
    from chatterbox.models.s3gen import S3Gen
    from chatterbox.models.t3 import T3
    from chatterbox.models.t3.modules.t3_config import T3Config
    from chatterbox.models.voice_encoder import VoiceEncoder

    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    turbo, multilingual = model == "chatterbox-turbo", model == "chatterbox-multilingual"
    if turbo:
        config = T3Config(text_tokens_dict_size=50276)  # as ChatterboxTurboTTS.from_local sets it
        config.llama_config_name = "GPT2_medium"
        config.speech_tokens_dict_size = 6563
        config.input_pos_emb = None
        config.speech_cond_prompt_len = 375
        config.use_perceiver_resampler = False
        config.emotion_adv = False
    else:
        config = T3Config.multilingual() if multilingual else T3Config.english_only()
    t3 = T3(config)
    _make_it_stop(t3)
    vocoder, speaker = S3Gen(meanflow=turbo), VoiceEncoder()
    if turbo:
        _save(speaker, folder / "ve.safetensors")
        _save(t3, folder / "t3_turbo_v1.safetensors")
        _save(vocoder, folder / "s3gen_meanflow.safetensors")
        _write_hub_tokenizer(folder)
    elif multilingual:
        torch.save(speaker.state_dict(), folder / "ve.pt")
        _save(t3, folder / "t3_mtl23ls_v2.safetensors")
        torch.save(vocoder.state_dict(), folder / "s3gen.pt")
        _tokenizer().save(str(folder / "grapheme_mtl_merged_expanded_v1.json"))
    else:
        _save(speaker, folder / "ve.safetensors")
        _save(t3, folder / "t3_cfg.safetensors")
        _save(vocoder, folder / "s3gen.safetensors")
        _tokenizer().save(str(folder / "tokenizer.json"))
    _write_voice(config.speech_cond_prompt_len, folder / "conds.pt")


def _force(module: Any, name: str, **fixed: Any) -> None:
    make: Callable[..., Any] = getattr(module, name)
    setattr(module, name, lambda *args, **named: make(*args, **{**named, **fixed}))


def _save(module: torch.nn.Module, path: Path) -> None:
    save_file({name: tensor.contiguous().clone() for name, tensor in module.state_dict().items()}, path)


def _make_it_stop(t3: Any) -> None:
    """Random weights would draw the stop token once in 8,194 tokens: give it a bias.

    GPT-2's head has biases. Llama's has none, so channel 0 of the residual stream becomes a constant.
    """
    head, stop, start = t3.speech_head, t3.hp.stop_speech_token, t3.hp.start_speech_token
    with torch.no_grad():
        if t3.is_gpt:
            head.bias.zero_()
            head.bias[stop] = 1.5
            head.bias[start] = -50.0
            return
        constant = 10.0
        t3.speech_emb.weight[:, 0] = constant
        t3.speech_pos_emb.emb.weight[:, 0] = 0
        head.weight.normal_()
        embedded = t3.speech_emb.weight[:WIDTH]
        normed = embedded * torch.rsqrt((embedded**2).mean(1, keepdim=True))
        head.weight[:, 1:] *= SPREAD / (normed[:, 1:] @ head.weight[:start, 1:].T).std()
        unit = float(normed[:, 0].mean())
        head.weight[:, 0] = 0
        head.weight[stop, 1:] = 0
        head.weight[stop, 0] = STOP_LOGIT / unit
        head.weight[start, 0] = -50 / unit
        head.weight[stop + 1 :, 0] = -50 / unit


def _tokenizer() -> Any:
    """One token a letter, with the special tokens that upstream looks for."""
    from tokenizers import Tokenizer, models

    special = {"[STOP]": 0, "[UNK]": 1, "[SPACE]": 2}
    languages = {f"[{language}]": 100 + index for index, language in enumerate(LANGUAGES)}
    letters = {letter: 3 + index for index, letter in enumerate(LETTERS)}
    tokenizer = Tokenizer(
        models.BPE({**special, **letters, **languages, "[START]": 255}, [], unk_token="[UNK]")
    )
    tokenizer.add_special_tokens([*special, *languages, "[START]"])
    return tokenizer


def _write_hub_tokenizer(folder: Path) -> None:
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(), eos_token="[STOP]", unk_token="[UNK]"
    ).save_pretrained(folder)


def _write_voice(prompt_tokens: int, path: Path) -> None:
    from chatterbox.models.t3.modules.cond_enc import T3Cond
    from chatterbox.tts import Conditionals

    tokens = torch.randint(0, 6561, (1, prompt_tokens))
    Conditionals(
        T3Cond(torch.randn(1, 256), cond_prompt_speech_tokens=tokens, emotion_adv=0.5 * torch.ones(1, 1, 1)),
        {
            "prompt_token": torch.randint(0, 6561, (1, PROMPT)),
            "prompt_token_len": torch.tensor([PROMPT]),
            "prompt_feat": torch.randn(1, 2 * PROMPT, 80),
            "prompt_feat_len": None,
            "embedding": torch.randn(1, 192),
        },
    ).save(path)
