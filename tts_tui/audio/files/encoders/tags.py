"""Tags and chapters, and how each container names them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Tags(Struct, frozen=True):
    """What a file says of itself. Empty fields aren't written.

    Attributes:
        title: of this piece.
        album: the document that it is a part of.
        track: its place in the document, from 1; 0: none.
        author: of the text; becomes the artist, and the voice is its narrator.
        voice: who speaks; becomes the artist where there is no author.
        model: model id.
        provider: who made the speech.
        text: what is said; becomes the lyrics.
    """

    title: str = ""
    album: str = ""
    track: int = 0
    author: str = ""
    voice: str = ""
    model: str = ""
    provider: str = ""
    text: str = ""

    def metadata(self) -> dict[str, str]:
        """By libavformat's generic keys, which each muxer turns into its own."""
        maker = ", ".join(part for part in (self.provider, self.model, self.voice) if part)
        fields = {
            "title": self.title,
            "artist": self.author or self.voice,
            "album_artist": self.author,
            "composer": self.voice
            if self.author
            else "",  # where players of audiobooks look for the narrator
            "album": self.album,
            "track": str(self.track) if self.track else "",
            "genre": "Speech",
            "comment": f"Synthetic speech: {maker}" if maker else "Synthetic speech",
            "lyrics": self.text,
        }
        return {key: value.replace("\0", "") for key, value in fields.items() if value}


class ChapterMark(Struct, frozen=True):
    """A chapter of a file: title, start and end in seconds."""

    title: str
    start: float
    end: float


def chapter_comments(chapters: Sequence[ChapterMark]) -> dict[str, str]:
    """Chapters as Vorbis comments (https://wiki.xiph.org/Chapter_Extension).

    Written here since libavformat 62 rounds the seconds of its own up: 5.5 s becomes "00:00:06.500".
    """
    comments: dict[str, str] = {}
    for index, chapter in enumerate(chapters):
        milliseconds = round(chapter.start * 1000)
        seconds, milliseconds = divmod(milliseconds, 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        comments[f"CHAPTER{index:03}"] = f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
        comments[f"CHAPTER{index:03}NAME"] = chapter.title
    return comments
