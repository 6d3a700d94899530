"""What few want of a saved file, folded away until it is wanted."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.getters import query_one
from textual.widgets import Collapsible, Input, Label

from tts_tui.audio.files.formats import FORMATS
from tts_tui.events.targets import SaveTarget
from tts_tui.ui.widgets.path_field import PathField
from tts_tui.ui.widgets.tick import Tick

_WORDS = {"vtt": "WebVTT", "lrc": "LRC", "ass": "ASS", "timings": "JSON"}
_HOLD_COVERS = ", ".join(format.name for format in FORMATS.values() if format.cover)


class MoreFields(Collapsible):
    """The files of the words by `SaveTarget.captions`, and the title and the cover; the dialog hears their changes."""

    _picture = query_one("#cover", PathField)
    _title_field = query_one("#file-title", Input)

    def __init__(self, target: SaveTarget) -> None:
        ticks = [
            Tick(label, name in target.captions, compact=True, id=name) for name, label in _WORDS.items()
        ]
        title = Input(target.title, compact=True, id="file-title", select_on_focus=False)
        cover = PathField(target.folder, "", id="cover")
        cover.value = target.cover
        wanted = bool(target.cover or target.captions - {"srt"})
        super().__init__(
            Horizontal(Label("Words", classes="field"), *ticks, classes="line"),
            Horizontal(Label("Title", classes="field"), title, classes="line"),
            Horizontal(Label("Cover", classes="field"), cover, classes="line"),
            title="More: other subtitles, title, cover",
            collapsed=not wanted,
        )

    def show(self, target: SaveTarget) -> None:
        """Take what the format and the folder of the file make of it."""
        format = FORMATS[target.audio_format]
        self._picture.folder = target.folder
        self._picture.disabled = not format.cover
        self._picture.placeholder = "a JPEG or PNG file" if format.cover else f"only {_HOLD_COVERS} hold one"
        self._title_field.disabled = not format.tags
        self._title_field.placeholder = "the text's beginning" if format.tags else f"{format.name} holds none"
