"""Subtitles as what is to be heard when: a block for each cue."""

from __future__ import annotations

import re

from tts_tui.documents.model import Block, Chapter, Document
from tts_tui.speech.errors import DocumentError
from tts_tui.text.subtitles import cues, is_subtitles

_SPEAKER = re.compile(r"<v(?:\.[\w.-]{1,60})?[ \t]+([^<>\n]{1,60})>")


def read_cues(text: str, title: str = "") -> Document:
    """
    Args:
        title: of the film.

    Raises:
        DocumentError: these aren't subtitles, or no words are in them.
    """
    if not is_subtitles(text.removeprefix("\ufeff")):
        raise DocumentError(
            "It isn't SRT or WebVTT: there are no times in it.", hint="Choose a subtitle file."
        )
    blocks: list[Block] = []
    for cue in sorted(cues(text), key=lambda cue: cue.start):
        if cue.sound:
            blocks.append(sound_block(cue.sound))
        if any(map(str.isalnum, cue.text)):
            blocks.append(Block("paragraph", _said(cue.text, cue.markup), slot=(cue.start, cue.end)))
    if not any(block.spoken for block in blocks):
        raise DocumentError("There is no text in its cues.", hint="Choose another.")
    return Document((Chapter(title, tuple(blocks)),), title=title, form="subtitles")


def sound_block(sound: str) -> Block:
    """A description of what is heard beside the words."""
    return Block("caption", sound, spoken=False, why="description of a sound")


def _said(text: str, markup: str) -> str:
    """With the name of who says it in front, where WebVTT tells it: a cast may have a voice for it."""
    speaker = _SPEAKER.match(markup.lstrip())
    return f"{speaker[1].strip()}: {text}" if speaker else text
