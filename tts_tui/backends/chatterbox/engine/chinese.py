"""What the multilingual model needs for Chinese: taken from the weights' folder, and only when Chinese is spoken.

Upstream fetches both parts from the internet whenever the model is loaded, and can't load it when there is none.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from tts_tui.backends.worker.serve import TaskRefused

TABLE = "Cangjie5_TC.json"
"""Keyboard codes of Chinese characters, which the model reads in their place."""


def postpone_segmenter() -> None:
    """Keep upstream from making its word segmenter, which downloads a model, until `Chinese.prepare`."""
    from chatterbox.models.tokenizers.tokenizer import ChineseCangjieConverter

    ChineseCangjieConverter._init_segmenter = lambda self: None


class Chinese:
    """Completes upstream's `ChineseCangjieConverter`."""

    def __init__(self, converter: Any, folder: Path) -> None:
        self._converter = converter
        self._table = folder / TABLE
        self._tried = False

    def prepare(self) -> None:
        """
        Raises:
            TaskRefused: the table isn't there.
        """
        if self._tried:
            return
        if not self._converter.word2cj:
            self._read_table()
        self._tried = True
        try:
            from spacy_pkuseg import pkuseg

            self._converter.segmenter = pkuseg()
        except (ImportError, OSError) as error:  # upstream, too, goes on without word boundaries
            logging.getLogger(__name__).warning("Chinese without word segmentation: %s", error)

    def _read_table(self) -> None:
        if not self._table.exists():
            raise TaskRefused(f"Chinese needs the file {TABLE} beside the weights.", kind="missing model")
        for entry in json.loads(self._table.read_text(encoding="utf-8")):
            word, code = entry.split("\t")[:2]
            self._converter.word2cj[word] = code
            self._converter.cj2word.setdefault(code, []).append(word)
