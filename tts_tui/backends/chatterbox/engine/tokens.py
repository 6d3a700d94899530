"""Speech tokens one at a time, from Chatterbox's T3 models: the arithmetic and use of the random generator are those of
`T3.inference` and `T3.inference_turbo` in chatterbox-tts 0.1.7, so one seed gives the same tokens.

Beyond upstream: every token is handed on as it is made, a guidance weight of 0 works, and the hooks of the
multilingual model's alignment check are taken off again, and texts too short for that check don't crash it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from transformers.generation.logits_process import (
    LogitsProcessorList,
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

ALIGNMENT_LAYERS = (9, 12, 13)
"""Where upstream's alignment check listens; it never stops by itself."""

SHORTEST_ALIGNED = 6
"""Text tokens: with fewer, such as “No.”, that check fails with an IndexError."""


@dataclass(frozen=True)
class Sampling:
    """How a token is drawn.

    Attributes:
        most: tokens at most.
        top_k: Turbo only.
        cfg_weight: classifier-free guidance, not in Turbo; 0 halves the work.
    """

    most: int
    temperature: float
    repetition_penalty: float
    top_p: float
    min_p: float = 0.0
    top_k: int = 0
    cfg_weight: float = 0.0


class TokenStream:
    """Iterate over it for the tokens; then `stopped` says that the model ended by itself."""

    def __init__(self, t3: Any, conditioning: Any, text: Tensor, sampling: Sampling) -> None:
        """
        Args:
            conditioning: a `T3Cond`.
            text: token ids of the text, shape (1, n), with start and stop where the model wants them.
        """
        self.stopped = False
        self._t3 = t3
        self._conditioning = conditioning
        self._text = text
        self._sampling = sampling

    def __iter__(self) -> Iterator[int]:
        source = self._turbo() if self._t3.is_gpt else self._llama()
        for token in source:
            if token == self._t3.hp.stop_speech_token:
                self.stopped = True
                return
            yield token

    def _llama(self) -> Iterator[int]:
        t3, sampling = self._t3, self._sampling
        guided = sampling.cfg_weight > 0
        text = self._text.repeat(2, 1) if guided else self._text
        start = torch.full_like(text[:, :1], t3.hp.start_speech_token)
        with torch.inference_mode():
            embeds, prompt_length = t3.prepare_input_embeds(
                t3_cond=self._conditioning,
                text_tokens=text,
                speech_tokens=start,
                cfg_weight=sampling.cfg_weight,
            )
            seen = start[:1]
            inputs = torch.cat([embeds, self._embed(seen, 0).expand(len(embeds), -1, -1)], dim=1)
        penalize = RepetitionPenaltyLogitsProcessor(penalty=float(sampling.repetition_penalty))
        narrow = LogitsProcessorList(
            [MinPLogitsWarper(min_p=sampling.min_p), TopPLogitsWarper(top_p=sampling.top_p)]
        )
        cache = None
        with self._alignment(prompt_length, text.size(-1)) as check:
            for index in range(sampling.most):
                with torch.inference_mode():
                    output = t3.tfmr(inputs_embeds=inputs, past_key_values=cache, use_cache=True)
                    cache = output.past_key_values
                    logits = t3.speech_head(output.last_hidden_state[:, -1, :])
                    if guided:
                        logits = logits[:1] + sampling.cfg_weight * (logits[:1] - logits[1:])
                    if check:
                        logits = check.step(logits, next_token=seen[0, -1].item())
                    logits = penalize(seen, logits)
                    if sampling.temperature != 1.0:
                        logits = logits / sampling.temperature
                    token = torch.multinomial(torch.softmax(narrow(seen, logits), dim=-1), num_samples=1)
                    seen = torch.cat([seen, token], dim=1)
                    inputs = self._embed(token, index + 1).expand(len(embeds), -1, -1)
                yield int(token)

    def _turbo(self) -> Iterator[int]:
        t3, sampling = self._t3, self._sampling
        narrow = LogitsProcessorList()
        if sampling.temperature != 1.0:
            narrow.append(TemperatureLogitsWarper(sampling.temperature))
        if sampling.top_k > 0:
            narrow.append(TopKLogitsWarper(sampling.top_k))
        if sampling.top_p < 1.0:
            narrow.append(TopPLogitsWarper(sampling.top_p))
        if sampling.repetition_penalty != 1.0:
            narrow.append(RepetitionPenaltyLogitsProcessor(sampling.repetition_penalty))
        start = torch.full_like(self._text[:, :1], t3.hp.start_speech_token)
        with torch.inference_mode():
            inputs, _ = t3.prepare_input_embeds(
                t3_cond=self._conditioning, text_tokens=self._text, speech_tokens=start, cfg_weight=0.0
            )
        seen, cache = start[:, :0], None
        for _ in range(sampling.most):
            with torch.inference_mode():
                output = t3.tfmr(inputs_embeds=inputs, past_key_values=cache, use_cache=True)
                cache = output.past_key_values
                logits = narrow(seen if seen.numel() else start, t3.speech_head(output[0][:, -1, :]))
                token = torch.multinomial(functional.softmax(logits, dim=-1), num_samples=1)
                seen = torch.cat([seen, token], dim=1)
                inputs = t3.speech_emb(token)
            yield int(token)

    def _embed(self, token: Tensor, position: int) -> Tensor:
        embedding: Tensor = self._t3.speech_emb(token) + self._t3.speech_pos_emb.get_fixed_embedding(position)
        return embedding

    @contextmanager
    def _alignment(self, prompt_length: int, text_length: int) -> Iterator[Any]:
        """The multilingual model's check that speech follows the text; it forces or forbids the stop token."""
        if not self._t3.hp.is_multilingual or text_length < SHORTEST_ALIGNED:
            yield None
            return
        from chatterbox.models.t3.inference.alignment_stream_analyzer import AlignmentStreamAnalyzer

        layers = [self._t3.tfmr.layers[index].self_attn for index in ALIGNMENT_LAYERS]
        before = [set(layer._forward_hooks) for layer in layers]
        try:
            yield AlignmentStreamAnalyzer(
                self._t3.tfmr,
                None,
                text_tokens_slice=(prompt_length, prompt_length + text_length),
                alignment_layer_idx=ALIGNMENT_LAYERS[0],
                eos_idx=self._t3.hp.stop_speech_token,
            )
        finally:
            for layer, known in zip(layers, before, strict=True):
                for hook in set(layer._forward_hooks) - known:
                    del layer._forward_hooks[hook]
