"""The worker's script with more ops, which look inside and make random weights.

Run in Chatterbox's environment by test_chatterbox.py and bench/torch_engines.py.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from tts_tui.backends.chatterbox.engine.child import Chatterbox
from tts_tui.backends.chatterbox.engine.torchaudio_shim import ensure_torchaudio
from tts_tui.backends.worker.serve import Channel, Task, serve

sys.path.insert(0, str(Path(__file__).parent))
from random_weights import shrink, write_weights

if TYPE_CHECKING:
    from tts_tui.backends.chatterbox.engine.speaker import Speaker

TINY = "random-weights"
"""A file of this name says that the weights beside it are of the sizes that `random_weights.shrink` sets."""

SETTINGS = {
    "temperature": 0.8,
    "repetition_penalty": 1.2,
    "top_p": 0.9,
    "min_p": 0.02,
    "top_k": 500,
    "steps": 4,
}


class Probe(Chatterbox):
    """Compares the loaded model with upstream's own loop."""

    def _ready(self, task: Task) -> Speaker:
        """Upstream's sizes must be set before its classes are made."""
        wanted = task.arguments["load"]
        if self._loaded != wanted and Path(wanted["folder"], TINY).exists():
            shrink(wanted["model"])
        return super()._ready(task)

    def make_weights(self, task: Task) -> None:
        """Write random weights: `model`, `folder`, and `tiny`, for a size that is just enough to check with."""
        model, folder = task.arguments["model"], Path(task.arguments["folder"])
        if task.arguments["tiny"]:
            shrink(model)
        write_weights(model, folder)
        if task.arguments["tiny"]:
            (folder / TINY).touch()

    def find_mark(self, task: Task) -> dict[str, float]:
        """How sure the detector is, from 0 to 1, that the WAV file `clip` is marked: `load`, `clip`."""
        import librosa

        audio, rate = librosa.load(task.arguments["clip"], sr=None)
        found = self._ready(task).marker.get_watermark(audio, sample_rate=rate, round=False)
        return {"confidence": float(found.mean())}

    def tokens(self, task: Task) -> dict[str, Any]:
        """The first `count` tokens of `text` under one seed: ours, and upstream's where it has a loop for it."""
        from tts_tui.backends.chatterbox.engine.speaker import SpeakOrder
        from tts_tui.backends.chatterbox.engine.tokens import TokenStream

        speaker, count = self._speaker, task.arguments["count"]
        order = SpeakOrder(
            *(task.arguments["text"], task.arguments["language"], "", "", 0, False),
            {**SETTINGS, "cfg_weight": task.arguments["cfg_weight"], "exaggeration": 0.7},
        )
        t3, text, sampling = speaker._model.t3, speaker._text(order), speaker._sampling(order, count)
        torch.manual_seed(5)
        ours = list(TokenStream(t3, speaker._conditioning(speaker._built_in, order), text, sampling))
        theirs: list[int] = []
        conditioning = speaker._conditioning(speaker._built_in, order)
        torch.manual_seed(5)
        if t3.is_gpt:
            names = ("temperature", "top_k", "top_p", "repetition_penalty")
            chosen = {name: SETTINGS[name] for name in names}
            theirs = t3.inference_turbo(conditioning, text, max_gen_len=count - 1, **chosen)[0].tolist()
        elif sampling.cfg_weight:
            names = ("temperature", "top_p", "min_p", "repetition_penalty")
            chosen = {name: SETTINGS[name] for name in names}
            spoken = t3.inference(
                t3_cond=conditioning,
                text_tokens=text.repeat(2, 1),
                max_new_tokens=count,
                cfg_weight=sampling.cfg_weight,
                **chosen,
            )
            theirs = [token for token in spoken[0].tolist() if token != t3.hp.stop_speech_token]
        return {"ours": ours, "theirs": theirs}

    def hooks(self, task: Task) -> dict[str, int]:
        """Forward hooks on the token model's layers."""
        layers = self._speaker._model.t3.tfmr.layers
        return {"count": sum(len(layer.self_attn._forward_hooks) for layer in layers)}

    def vocode(self, task: Task) -> None:
        """The same `count` random tokens pushed in pieces of `sizes`, and then at once: two stretches of audio."""
        from tts_tui.backends.chatterbox.engine.vocoder import StreamingVocoder

        tokens = np.random.default_rng(3).integers(0, 6561, task.arguments["count"]).tolist()
        for sizes in (task.arguments["sizes"], [len(tokens)]):
            model = self._speaker._model
            vocoder = StreamingVocoder(model.s3gen, model.conds.gen, steps=4, most_tokens=len(tokens), seed=1)
            pieces, done = [], 0
            for size in sizes:
                task.check()
                pieces.append(vocoder.push(tokens[done : done + size], final=done + size >= len(tokens)))
                done += size
            task.audio(np.concatenate(pieces))

    def mark(self, task: Task) -> None:
        """The WAV file `clip` unmarked, marked piece by piece, and marked at once."""
        import librosa

        from tts_tui.backends.chatterbox.engine.watermark import StreamingWatermark

        audio, _ = librosa.load(task.arguments["clip"], sr=None)
        for size in (6_000, len(audio)):
            mark = StreamingWatermark(self._speaker.marker)
            pieces = [mark.push(audio[start : start + size]) for start in range(0, len(audio), size)]
            task.audio(np.concatenate([*pieces, mark.push(audio[:0], final=True)]))

    def write_cangjie(self, task: Task) -> None:
        Path(task.arguments["folder"], "Cangjie5_TC.json").write_text(
            '["你\\tonf", "好\\tvnd"]', encoding="utf-8"
        )


def main(channel: Channel) -> None:
    torch.set_grad_enabled(False)
    ensure_torchaudio()
    probe = Probe()
    names = (
        "load",
        "make_weights",
        "speak",
        "find_mark",
        "tokens",
        "hooks",
        "vocode",
        "mark",
        "write_cangjie",
    )
    serve(channel, {name: getattr(probe, name) for name in names})
