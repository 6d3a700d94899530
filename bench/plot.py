"""The benchmark of Kokoro's engines as a picture: bars of three figures, in SVG without a library.

python bench/plot.py RESULTS.json screenshots/bench.svg
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

COLOURS = {
    "ours": "#2f9e6e",
    "openvino": "#2f7e9e",
    "create": "#8a8f98",
    "create_stream": "#b9bdc4",
    "fastkokoro": "#d2a24c",
}
NAMES = {
    "ours": "tts-tui",
    "openvino": "tts-tui on OpenVINO",
    "create": "kokoro-onnx create",
    "create_stream": "kokoro-onnx create_stream",
    "fastkokoro": "fastkokoro's server",
}
WIDTH, LEFT, RIGHT, BAR, GAP, HEAD = 760, 210, 90, 20, 7, 44

Bars = dict[str, float]


def figures(document: Mapping[str, Any]) -> list[tuple[str, str, Bars]]:
    """Heading, unit and the engines' medians of each figure; less is better in all."""
    longest = max(run["characters"] for run in document["runs"]["ours"])
    runs = {key: [run for run in of if run["characters"] == longest] for key, of in document["runs"].items()}
    first = {key: 1000 * median(run["first"] for run in of) for key, of in runs.items()}
    factor = {key: median(run["total"] / run["audio"] for run in of) for key, of in runs.items()}
    cold = {key: 1000 * median(took) for key, took in document["cold"].items()}
    return [
        (f"First sound of {longest:,} characters", "ms", first),
        ("Seconds of work for a second of speech", "s", factor),
        ("Cold start: from python to first sound", "ms", cold),
    ]


def draw(document: Mapping[str, Any]) -> str:
    """The SVG of what `bench/kokoro.py --json` wrote."""
    parts: list[str] = []
    y = 0
    for heading, unit, bars in figures(document):
        y += HEAD
        parts.append(f'<text class="heading" x="16" y="{y - 12}">{escape(heading)}</text>')
        longest = max(bars.values())
        for key, value in bars.items():
            length = max(2.0, (WIDTH - LEFT - RIGHT) * value / longest)
            told = f"{value:,.0f} {unit}" if unit == "ms" else f"{value:.3f} {unit}"
            middle = y + BAR * 0.72
            parts += [
                f'<text x="{LEFT - 10}" y="{middle:.0f}" text-anchor="end">{escape(NAMES[key])}</text>',
                f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" rx="3" fill="{COLOURS[key]}"/>',
                f'<text x="{LEFT + length + 8:.1f}" y="{middle:.0f}">{told}</text>',
            ]
            y += BAR + GAP
    y += 26
    parts.append(f'<text class="note" x="16" y="{y}">{escape(document["hardware"])}</text>')
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 14}" width="{WIDTH}">',
            "<style>text{font:13px system-ui,sans-serif;fill:#24292f}.heading{font-weight:600;font-size:14px}"
            ".note{font-size:11px;fill:#6e7781}</style>",
            '<rect width="100%" height="100%" fill="#ffffff" rx="8"/>',
            *parts,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
