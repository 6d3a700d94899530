"""Speech tokens to audio while the tokens still come, on the unmodified S3Gen.

Each step runs the flow over the voice's prompt and all tokens so far, always from the same noise, so that the mel
frames it gives for the past hardly change. The last three tokens' frames lack their look-ahead and are left for the
next step. New frames go through the vocoder together with the last eight of the step before, whose audio is
cross-faded with what was held back of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

FRAME = 480
"""Samples of a mel frame at 24 kHz; a token is two frames."""

OVERLAP = 8
"""Mel frames that are vocoded twice and cross-faded: 160 ms."""

LOOK_AHEAD = 3
"""Tokens that the flow's encoder looks ahead."""

SPEECH_TOKENS = 6561
"""Token ids from here on are signs, not sound."""

SILENCE = 4299
"""S3Gen's token of silence; Turbo was trained to have three of them at the end."""

Samples = NDArray[np.float32]


class StreamingVocoder:
    """Push tokens, get audio: in all 960 samples a token, whatever the size of the pushes."""

    def __init__(self, s3gen: Any, voice: dict[str, Any], *, steps: int, most_tokens: int, seed: int) -> None:
        """
        Args:
            voice: the `gen` half of Conditionals.
            steps: of the flow's solver.
            most_tokens: that will ever be pushed.
            seed: of the flow's noise.
        """
        self._s3gen = s3gen
        self._voice = voice
        self._steps = steps
        self._seed = seed
        self._prompt = voice["prompt_feat"].shape[1]
        generator = torch.Generator().manual_seed(seed)
        self._noise = torch.randn(1, 80, self._prompt + 2 * most_tokens, generator=generator)
        self._tokens: list[int] = []
        self._frames = 0
        self._held: tuple[Samples, Tensor] | None = None
        ramp = (np.arange(OVERLAP * FRAME) + 0.5) / (OVERLAP * FRAME)
        # Both sides say the same thing (correlation 0.997 on real speech), so their weights sum to 1: equal power
        # would make the middle 3 dB louder.
        self._rise = (0.5 - 0.5 * np.cos(np.pi * ramp)).astype(np.float32)

    def push(self, tokens: Sequence[int], *, final: bool = False) -> Samples:
        """Audio that is settled now: possibly none, and everything that is left with `final`."""
        self._tokens += [token for token in tokens if token < SPEECH_TOKENS]
        settled = 2 * (len(self._tokens) - (0 if final else LOOK_AHEAD))
        if not self._tokens or (not final and settled <= self._frames + OVERLAP):
            return np.zeros(0, np.float32)
        # Were the random generator not put back, the tokens to come would depend on when audio is made.
        with torch.inference_mode(), torch.random.fork_rng():
            torch.manual_seed(self._seed + self._frames)
            mel = self._mel()[:, :, :settled]
            begin = self._frames - OVERLAP if self._held else 0
            source = self._held[1] if self._held else torch.zeros(1, 1, 0, device=mel.device)
            wave, source = self._s3gen.hift_inference(mel[:, :, begin:], source)
        audio: Samples = wave.squeeze(0).float().cpu().numpy().copy()
        if self._held:
            audio[: len(self._rise)] *= self._rise
            audio[: len(self._rise)] += self._held[0] * (1 - self._rise)
        else:
            # upstream's: hides the prompt's rest
            fade_in = self._s3gen.trim_fade.float().cpu().numpy()[: len(audio)]
            audio[: len(fade_in)] *= fade_in
        self._frames = settled
        if final:
            return audio
        held = OVERLAP * FRAME
        self._held = (audio[-held:], source[:, :, -held:])
        return audio[:-held]

    def _mel(self) -> Tensor:
        tokens = torch.tensor([self._tokens], device=self._s3gen.device)
        # Noise as long as prompt and speech replaces all of the solver's own. `finalize=False`, which should leave
        # the look-ahead out, crashes in 0.1.7.
        noise = self._noise[:, :, : self._prompt + 2 * len(self._tokens)].to(self._s3gen.device)
        mel: Tensor = self._s3gen(
            tokens,
            ref_wav=None,
            ref_sr=None,
            ref_dict=dict(self._voice),  # it changes what it is given
            finalize=True,
            skip_vocoder=True,
            n_cfm_timesteps=self._steps,
            noised_mels=noise,
        )
        return mel
