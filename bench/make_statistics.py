"""Learn to predict the statistics of the generator's norms: makes `kokoro/data/statistics.npz`.

    python bench/make_statistics.py collect SAMPLES.npz [--count 2500] [--seed 1]  (0.8 s each; one a core, by seeds)
    python bench/make_statistics.py fit SAMPLES.npz [...]
    python bench/make_statistics.py level [--rounds 10]                    (a minute and a half each)

A sample is a sentence cut and mixed from `training_texts`, in a voice or a blend of two, at a speed, with what
`describe` says of it and the means and deviations that the norms then saw. `fit` holds every tenth sample out,
reports the error there, and then fits them all. `level` speaks a long and a short sentence in every voice, in windows
and whole, and fits to the style vectors what windows lack in loudness.
"""

from __future__ import annotations

import argparse
import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import TensorProto, helper

from bench.training_texts import known_sentences
from tts_tui.backends.kokoro.catalog import VOICES
from tts_tui.backends.kokoro.graph.edit import GraphEditor
from tts_tui.backends.kokoro.graph.rewrite import Graphs, rewrite
from tts_tui.backends.kokoro.mel import level
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.backends.kokoro.predicted_statistics import StatisticsModel, describe, deviations
from tts_tui.backends.kokoro.streaming import Prepared, StreamingEngine
from tts_tui.backends.kokoro.voices import parse_voice, style
from tts_tui.backends.kokoro.windows import SHORT

DATA = Path(__file__).parents[1] / "tts_tui" / "backends" / "kokoro" / "data"
SHORTEST, LONGEST = 3, 130
RANK = 192
DIRECTIONS = 200
"""Principal components kept of the generator's input averages: 1,024 numbers that vary together."""
RIDGE = 0.05
LEVEL_RIDGE = 100.0
ACOUSTIC = 128
"""Numbers of a style vector that the decoder gets."""
SHORTEST_FITTED, LONG = 10, 55
"""Tokens of sentences that levels are learnt from, and from which on they are decoded in windows alone."""

Floats = NDArray[np.float32]


def show_statistics(generator: GraphEditor) -> GraphEditor:
    """A copy with two more outputs, `means` and `variances`: what its norms see, norm after norm in graph order."""
    probe = generator.copy()
    time = probe.add_constant("axis_time", np.array([2], np.int64))
    flat = probe.add_constant("shape_flat", np.array([-1], np.int64))
    collected: dict[str, list[str]] = {"means": [], "variances": []}
    for i, norm in enumerate(probe.nodes("InstanceNormalization")):
        x, mean, centred, square, variance = norm.input[0], *(f"norm_{i}_{part}" for part in "mcsv")
        probe.graph.node.extend(
            [
                helper.make_node("ReduceMean", [x, time], [mean], name=mean, keepdims=1),
                helper.make_node("Sub", [x, mean], [centred], name=centred),
                helper.make_node("Mul", [centred, centred], [square], name=square),
                helper.make_node("ReduceMean", [square, time], [variance], name=variance, keepdims=1),
                helper.make_node("Reshape", [mean, flat], [f"{mean}_flat"], name=f"{mean}_flat"),
                helper.make_node("Reshape", [variance, flat], [f"{variance}_flat"], name=f"{variance}_flat"),
            ]
        )
        collected["means"].append(f"{mean}_flat")
        collected["variances"].append(f"{variance}_flat")
    for name, tensors in collected.items():
        probe.graph.node.append(helper.make_node("Concat", tensors, [name], name=name, axis=0))
        probe.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["channels"]))
    probe.prune()
    return probe


class Speaker:
    """Runs the parts of the graph on tokens and shows what the norms see."""

    def __init__(self, graphs: Graphs) -> None:
        shown = show_statistics(GraphEditor(graphs.whole)).model
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self._sessions = [
            ort.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])
            for graph in (graphs.encoder, graphs.front, graphs.source, shown)
        ]

    def sample(self, tokens: list[int], voice: Floats, speed: float) -> tuple[Floats, Floats, Floats]:
        """Its description, and the means and deviations of all channels."""
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": voice,
            "speed": np.array([speed], np.float32),
        }
        _, asr, f0, n = self._sessions[0].run(["duration", "asr", "f0", "n"], inputs)
        names = ["x", "scales", "shifts"]
        hidden = self._sessions[1].run(names, {"asr": asr, "f0": f0, "n": n, "style": voice})
        (har,) = self._sessions[2].run(["har"], {"f0": f0})
        means, variances = self._sessions[3].run(
            ["means", "variances"], {**dict(zip(names, hidden, strict=True)), "har": har}
        )
        return describe(voice[0], hidden[0][0], har[0], f0[0], n[0]), means, deviations(variances)


def sentence(
    known: list[list[int]], dice: random.Random, shortest: int = SHORTEST, longest: int = LONGEST
) -> list[int]:
    """Between `shortest` and `longest` tokens, short ones as likely as long ones twice their length."""
    space, ends = vocabulary()[" "], [vocabulary()[mark] for mark in "....,?!"]
    wanted = int(np.exp(dice.uniform(np.log(shortest), np.log(longest))))
    tokens: list[int] = []
    while len(tokens) < wanted:
        tokens += [space] * bool(tokens) + dice.choice(known)
    cuts = [i for i, token in enumerate(tokens) if token == space and i > 1]
    if len(tokens) > wanted and cuts:
        tokens = tokens[: min(cuts, key=lambda i: abs(i - wanted))]
    return tokens if tokens[-1] in ends else [*tokens, dice.choice(ends)]


def collect(count: int, seed: int, out: Path) -> None:
    dice, known = random.Random(seed), known_sentences()
    speaker = Speaker(rewrite(ensure(INT8, Path.home() / ".cache" / "tts-tui" / "kokoro"), "s8"))
    samples = []
    for done in range(count):
        voices = [voice.id for voice in dice.sample(list(VOICES), 2)]
        tokens = sentence(dice.choice(known[voices[0][0]]), dice)
        share = dice.random() if dice.random() < 0.15 else 1.0
        one, other = (style(parse_voice(voice), len(tokens)) for voice in voices)
        speed = 1.0 if dice.random() < 0.65 else float(np.exp(dice.uniform(np.log(0.5), np.log(2))))
        samples.append(speaker.sample(tokens, share * one + (1 - share) * other, speed))
        if done % 100 == 99 or done == count - 1:
            columns = [np.array(column) for column in zip(*samples, strict=True)]
            np.savez(out, **dict(zip(("descriptions", "means", "deviations"), columns, strict=True)))
            print(f"{done + 1} of {count}")


def fit(files: list[Path]) -> None:
    loaded = [np.load(file) for file in files]
    descriptions, means, spreads = (
        np.concatenate([file[name] for file in loaded]) for name in ("descriptions", "means", "deviations")
    )
    unit = np.exp(np.log(spreads).mean(0))
    targets = np.concatenate([means / unit, np.log(spreads)], axis=1)
    held = np.arange(len(targets)) % 10 == 0
    errors = _predict(_regress(descriptions[~held], targets[~held]), descriptions[held]) - targets[held]
    varied = targets[held] - targets[~held].mean(0)
    print(
        f"{len(targets)} samples: {1 - (errors**2).sum() / (varied**2).sum():.1%} explained where held out,"
    )
    print(f"error {np.sqrt((errors**2).mean()):.4f} of a deviation")
    model = _regress(descriptions, targets)
    compact = {
        name: model[name].astype(np.float32 if name in ("centre", "spread") else np.float16) for name in model
    }
    # 16-bit integers are read ten times as fast as 16-bit floats, and are more exact
    step = np.abs(model["expand"]).max(0) / np.iinfo(np.int16).max
    compact |= {"expand": np.round(model["expand"] / step).astype(np.int16), "step": step.astype(np.float32)}
    loudness = np.zeros((2, ACOUSTIC + 1), np.float32)  # `level` is next
    np.savez(DATA / "statistics.npz", **compact, unit=unit.astype(np.float16), loudness=loudness)
    tokens = [vocabulary()[s] for s in phonemize("The clock had stopped.", "en-us").symbols]
    np.savez(
        DATA / "selfcheck.npz",
        tokens=np.array([[0, *tokens, 0]], np.int64),
        style=style(parse_voice("af_heart"), len(tokens)),
        speed=np.ones(1, np.float32),
    )


def learn_level(rounds: int) -> None:
    """Measure with the present predictions, and keep the correction with them."""
    path = DATA / "statistics.npz"
    with np.load(path) as file:
        present = dict(file)
    present["loudness"] = np.zeros((2, ACOUSTIC + 1), np.float32)
    np.savez(path, **present)
    StatisticsModel.load.cache_clear()
    cache = Path.home() / ".cache" / "tts-tui" / "kokoro"
    engine = StreamingEngine.open(ensure(INT8, cache), cache, accelerate=False)
    for row, (kind, lengths) in enumerate((("long", (LONG, LONGEST)), ("short", (SHORTEST_FITTED, LONG)))):
        styles, lacking, number = _lacking(engine, rounds, lengths, short=kind == "short")
        held = number == rounds - 1
        left = _left(styles, lacking, held)
        print(
            f"{kind}: level off by {_rms(lacking):.3f} dB, and by {_rms(left):.3f} where corrected and held out"
        )
        present["loudness"][row] = _line(styles, lacking)
    engine.close()
    np.savez(path, **present)


def _left(styles: Floats, lacking: Floats, held: NDArray[np.bool_]) -> Floats:
    """What the held out ones still lack with a correction that was learnt from the others."""
    line = _line(styles[~held], lacking[~held])
    return lacking[held] - np.c_[styles, np.ones(len(styles))][held] @ line


def _lacking(
    engine: StreamingEngine, rounds: int, lengths: tuple[int, int], *, short: bool
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Style vectors, how many dB softer windows are than the whole with them, and the round of each."""
    known, dice = known_sentences(), random.Random(7)
    styles, lacking, number = [], [], []
    for done in range(rounds):
        for voice in VOICES:
            tokens = sentence(dice.choice(known[voice.id[0]]), dice, *lengths)
            vector = style(parse_voice(voice.id), len(tokens))
            utterance = engine.prepare(tokens, vector, 1.0)
            assert isinstance(utterance.state, Prepared)
            if (utterance.state.frames <= SHORT) != short:
                continue
            slow = replace(utterance, state=replace(utterance.state, seconds=math.inf))  # windows alone
            windows = np.concatenate(list(engine.windows(slow, first=True)))
            styles.append(vector[0, :ACOUSTIC])
            lacking.append(level(engine.whole(utterance)) - level(windows))
            number.append(done)
        print(f"{done + 1} of {rounds}")
    return np.array(styles), np.array(lacking), np.array(number)


def _line(inputs: Floats, wanted: NDArray[np.floating]) -> NDArray[np.floating]:
    """Ridge regression: a weight for each input, and the constant."""
    centre, spread = inputs.mean(0), inputs.std(0)
    scaled = (inputs - centre) / spread
    gram = scaled.T @ scaled + LEVEL_RIDGE * np.eye(inputs.shape[1])
    weights = np.linalg.solve(gram, scaled.T @ (wanted - wanted.mean())) / spread
    return np.append(weights, wanted.mean() - weights @ centre)


def _rms(values: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(values**2)))


def _regress(descriptions: Floats, targets: Floats) -> dict[str, NDArray[np.floating]]:
    """Ridge regression on the description, its last 1,024 numbers by their principal components; low rank.

    Args:
        descriptions: (samples, 1204).
        targets: (samples, 2 * channels).
    """
    centre, spread = descriptions.mean(0), descriptions.std(0) + 1e-4
    inputs = ((descriptions - centre) / spread).astype(np.float64)
    plain = inputs.shape[1] - 1024
    _, lengths, directions = np.linalg.svd(inputs[:, plain:], full_matrices=False)
    whiten = directions[:DIRECTIONS].T / lengths[:DIRECTIONS] * np.sqrt(len(inputs))
    turn = np.zeros((inputs.shape[1], plain + DIRECTIONS))
    turn[:plain, :plain] = np.eye(plain)
    turn[plain:, plain:] = whiten
    turned, bias = inputs @ turn, targets.mean(0)
    gram = turned.T @ turned + RIDGE * np.eye(turned.shape[1])
    weights = np.linalg.solve(gram, turned.T @ (targets - bias))
    # The best map of low rank keeps the directions in which the fitted targets, `turned @ weights`, vary most; a root
    # of the inputs' gram matrix has the same ones, and fewer rows.
    _, _, basis = np.linalg.svd(np.linalg.cholesky(gram).T @ weights, full_matrices=False)
    expand = basis[:RANK]
    return {
        "centre": centre,
        "spread": spread,
        "reduce": turn @ weights @ expand.T,
        "expand": expand,
        "bias": bias,
    }


def _predict(model: dict[str, NDArray[np.floating]], descriptions: Floats) -> NDArray[np.floating]:
    inputs = (descriptions - model["centre"]) / model["spread"]
    return inputs @ model["reduce"] @ model["expand"] + model["bias"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    collecting = commands.add_parser("collect")
    collecting.add_argument("out", type=Path)
    collecting.add_argument("--count", type=int, default=2500)
    collecting.add_argument("--seed", type=int, default=1)
    fitting = commands.add_parser("fit")
    fitting.add_argument("files", type=Path, nargs="+")
    levelling = commands.add_parser("level")
    levelling.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    if options.command == "collect":
        collect(options.count, options.seed, options.out)
    elif options.command == "fit":
        fit(options.files)
    else:
        learn_level(options.rounds)


if __name__ == "__main__":
    main()
