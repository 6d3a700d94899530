"""A loaded Chatterbox model: text, voice and settings in, marked audio out, piece by piece."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from tts_tui.backends.chatterbox.engine.chinese import Chinese, postpone_segmenter
from tts_tui.backends.chatterbox.engine.quality import SILENT, most_tokens, why_degenerate
from tts_tui.backends.chatterbox.engine.tokens import Sampling, TokenStream
from tts_tui.backends.chatterbox.engine.vocoder import SILENCE, SPEECH_TOKENS, StreamingVocoder
from tts_tui.backends.chatterbox.engine.watermark import RATE, StreamingWatermark
from tts_tui.backends.worker.serve import TaskRefused
from tts_tui.store.atomic import replacing

CLASSES = {
    "chatterbox": ("chatterbox.tts", "ChatterboxTTS"),
    "chatterbox-multilingual": ("chatterbox.mtl_tts", "ChatterboxMultilingualTTS"),
    "chatterbox-turbo": ("chatterbox.tts_turbo", "ChatterboxTurboTTS"),
}
"""Upstream's module and class by model id."""

TURBO_STEPS = 2
"""Turbo's flow is distilled to that many."""

FIRST_PUSH, LONGEST_PUSH = 15, 50
"""Tokens of the vocoder's first step (0.6 s of audio) and of its longest; each is twice the one before."""

ATTEMPTS = 3
_SEEDS = 2**31

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class SpeakOrder:
    """What to say and how.

    Attributes:
        language: an id of the multilingual model's; the others speak English.
        clip: the voice's reference clip; empty for the voice in the weights' folder.
        conditionals: where what was computed from the clip is kept.
        seed: 0 draws one.
        careful: check a sentence before any of it is handed on, and if it went astray try other seeds.
        settings: the model's, by name.
    """

    text: str
    language: str
    clip: str
    conditionals: str
    seed: int
    careful: bool
    settings: Mapping[str, float]


class Degenerate(Exception):
    """What the model said can't be the text."""


class Speaker:
    """One of Chatterbox's three models."""

    def __init__(self, model_id: str, folder: Path, device: str) -> None:
        """
        Raises:
            TaskRefused: the weights can't be loaded.
        """
        self._turbo = model_id == "chatterbox-turbo"
        self._multilingual = model_id == "chatterbox-multilingual"
        if self._multilingual:
            postpone_segmenter()
        module, name = CLASSES[model_id]
        loaded = import_module(module)
        self._clean: Callable[[str], str] = loaded.punc_norm
        self._conditionals: Any = loaded.Conditionals
        try:
            self._model: Any = getattr(loaded, name).from_local(folder, device)
        except (OSError, RuntimeError, KeyError) as error:
            raise TaskRefused(
                f"The weights in {folder} can't be loaded: {error}", kind="missing model"
            ) from error
        if self._multilingual:
            self._chinese = Chinese(self._model.tokenizer.cangjie_converter, folder)
        self._built_in = self._model.conds
        self._voice = lru_cache(maxsize=8)(self._make_voice)
        # The first time takes seconds, which shouldn't delay the first speech.
        self.marker.apply_watermark(np.zeros(RATE, np.float32), sample_rate=RATE)

    @property
    def device(self) -> str:
        return str(self._model.device)

    @property
    def marker(self) -> Any:
        """The watermarker."""
        return self._model.watermarker

    def speak(self, order: SpeakOrder, check: Callable[[], None]) -> Iterator[Samples]:
        """24 kHz audio, 960 samples a token.

        Args:
            check: called between tokens; raises to end the work.

        Raises:
            TaskRefused: it went astray; what was yielded before is audio up to there.
        """
        seed = order.seed or random.randrange(1, _SEEDS)
        for _ in range(ATTEMPTS):
            handed_on = False
            try:
                for piece in self._attempt(order, seed, check):
                    handed_on = True
                    yield piece
            except Degenerate as why:
                wrong = f"seed {seed}: {why}"
            else:
                return
            if handed_on:
                raise TaskRefused(
                    f"The model went astray with {wrong}.",
                    hint="The setting careful = true checks each sentence before it is heard, and tries other seeds.",
                )
            seed = seed % _SEEDS + 1
        raise TaskRefused(
            f"The model went astray {ATTEMPTS} times, the last time with {wrong}.",
            hint="Try a lower temperature, a shorter sentence or another voice.",
        )

    def _attempt(self, order: SpeakOrder, seed: int, check: Callable[[], None]) -> Iterator[Samples]:
        voice = self._voice(order.clip, order.conditionals)
        most = most_tokens(len(order.text))
        torch.manual_seed(seed)
        stream = TokenStream(
            self._model.t3, self._conditioning(voice, order), self._text(order), self._sampling(order, most)
        )
        steps = TURBO_STEPS if self._turbo else int(order.settings["steps"])
        vocoder = StreamingVocoder(self._model.s3gen, voice.gen, steps=steps, most_tokens=most + 3, seed=seed)
        mark = StreamingWatermark(self.marker)
        fresh: list[int] = []
        drawn, peak, push = 0, 0.0, FIRST_PUSH
        for token in stream:
            check()
            drawn += 1
            if token < SPEECH_TOKENS:
                fresh.append(token)
            if len(fresh) >= push and not order.careful:
                piece = mark.push(vocoder.push(fresh))
                fresh, push = [], min(2 * push, LONGEST_PUSH)
                if len(piece):
                    peak = max(peak, float(np.abs(piece).max()))
                    yield piece
        if why := why_degenerate(tokens=drawn, stopped=stream.stopped, characters=len(order.text)):
            raise Degenerate(why)
        check()
        piece = mark.push(
            vocoder.push([*fresh, *[SILENCE] * (3 if self._turbo else 0)], final=True), final=True
        )
        peak = max(peak, float(np.abs(piece).max(initial=0.0)))
        if not peak > SILENT:  # also when it isn't a number
            raise Degenerate("it is silent")
        yield piece

    def _text(self, order: SpeakOrder) -> Tensor:
        """Ids of the text's tokens, shape (1, n)."""
        text, tokenizer = self._clean(order.text), self._model.tokenizer
        if self._turbo:
            ids: Tensor = tokenizer(text, return_tensors="pt", truncation=True).input_ids
            return ids.to(self._model.device)
        if self._multilingual:
            if order.language == "zh":
                self._chinese.prepare()
            ids = tokenizer.text_to_tokens(text, language_id=order.language)
        else:
            ids = tokenizer.text_to_tokens(text)
        hp = self._model.t3.hp
        ids = functional.pad(
            functional.pad(ids, (1, 0), value=hp.start_text_token), (0, 1), value=hp.stop_text_token
        )
        return ids.to(dtype=torch.long, device=self._model.device)

    def _sampling(self, order: SpeakOrder, most: int) -> Sampling:
        names = (
            "temperature",
            "repetition_penalty",
            "top_p",
            *(("top_k",) if self._turbo else ("min_p", "cfg_weight")),
        )
        values: dict[str, Any] = {name: order.settings[name] for name in names}
        return Sampling(most, **values)

    def _conditioning(self, voice: Any, order: SpeakOrder) -> Any:
        """The token model's half of a voice, with the wanted exaggeration; a new one, because it is written to."""
        known = voice.t3
        exaggeration = order.settings.get("exaggeration", 0.0)
        return type(known)(
            speaker_emb=known.speaker_emb,
            cond_prompt_speech_tokens=known.cond_prompt_speech_tokens,
            emotion_adv=exaggeration * torch.ones(1, 1, 1),
        ).to(device=self._model.device)

    def _make_voice(self, clip: str, conditionals: str) -> Any:
        if not clip:
            if self._built_in is None:
                raise TaskRefused(
                    "These weights came without conds.pt, the built-in voice.",
                    kind="missing model",
                    hint="Choose a voice made from a clip.",
                )
            return self._built_in
        file = Path(conditionals)
        if file.exists():
            return self._conditionals.load(file, map_location="cpu").to(self._model.device)
        with torch.inference_mode():
            self._model.prepare_conditionals(clip)
        voice = self._model.conds
        # where the disk is full, or the voice was removed, it speaks all the same
        if file.parent.is_dir():
            with suppress(OSError, RuntimeError), replacing(file) as part:
                voice.save(part)
        return voice
