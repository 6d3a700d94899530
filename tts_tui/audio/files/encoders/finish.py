"""Rewrite a finished recording without encoding it again: chapters, a cover, an index in front."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tts_tui.audio.files.encoders.mp4_tag import add_tag
from tts_tui.audio.files.encoders.tags import ChapterMark, chapter_comments
from tts_tui.audio.files.formats import AudioFormat
from tts_tui.speech.errors import UsageError

if TYPE_CHECKING:  # PyAV takes long to import, and a WAV does without
    from av import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.container.core import Chapter as AvChapter

Packet = TypeVar("Packet")

SPOKEN_FIELD = "TTS_AUDIOBOOK_TOOL"
"""Vorbis comment of the text and its times: what the browser player of tts-audiobook-tool looks for (its ABR metadata
specification), which is the one form of it that is published."""
SPOKEN_ATOM = ("tts-audiobook-tool", "audiobook-data")
"""Mean and name of the same in an MP4."""

_MOST_COMMENT = 15_000_000
"""Bytes of a Vorbis comment: the block that holds all of them counts 24 bits."""


def needs_finishing(
    format: AudioFormat, chapters: Sequence[ChapterMark], cover: bytes, spoken: str = ""
) -> bool:
    """Whether the recording as encoded lacks something that only a second writing gives it."""
    return (
        format.is_mp4
        or bool(chapters and format.chapters)
        or bool(cover and format.cover)
        or bool(spoken and format.spoken)
    )


def finish(
    source: Path,
    target: Path,
    format: AudioFormat,
    *,
    chapters: Sequence[ChapterMark] = (),
    cover: bytes = b"",
    spoken: str = "",
) -> None:
    """Copy the packets and tags of `source` to `target`, with chapters, a cover and the text where the format has them.

    Args:
        source: a recording in this format, also one that was cut off.
        target: is written over. Both paths are absolute, or libavformat may take "a:b" for a protocol.
        cover: a JPEG or PNG image.
        spoken: the text with its times, as JSON; left out where a file can't hold as much.

    Raises:
        UsageError: the cover is neither JPEG nor PNG.
        OSError: the target can't be written, or the source is no such recording (EIO).
    """
    import av

    try:
        _rewrite(source, target, format, chapters, cover, spoken)
        if spoken and format.spoken and format.is_mp4:
            add_tag(target, *SPOKEN_ATOM, spoken)
    except av.FFmpegError as error:
        if isinstance(error, OSError):
            raise
        raise OSError(errno.EIO, error.strerror) from error


def _rewrite(
    source: Path,
    target: Path,
    format: AudioFormat,
    chapters: Sequence[ChapterMark],
    cover: bytes,
    spoken: str,
) -> None:
    import av

    from tts_tui.audio.files.open_container import open_to_read

    kind = format.muxer.replace("adts", "aac")
    with open_to_read(str(source), format=kind) as reader:
        audio = reader.streams.audio[0]
        options = dict(format.container_options)
        if format.is_mp4:
            del options["frag_duration"]
            options |= {"movflags": "+faststart", "movie_timescale": str(audio.rate)}
        with av.open(str(target), "w", format=format.muxer, options=options) as writer:
            copy = writer.add_stream_from_template(audio)
            writer.metadata.update(_own_tags(reader.metadata))
            if spoken and format.muxer == "flac" and len(spoken.encode()) < _MOST_COMMENT:
                writer.metadata[SPOKEN_FIELD] = spoken
            if format.muxer == "flac":  # to which libavformat writes no chapters of its own
                writer.metadata.update(chapter_comments(chapters))
            elif format.muxer == "ogg":
                writer.metadata.update(_own_tags(audio.metadata) | chapter_comments(chapters))
            elif chapters and format.chapters:
                writer.set_chapters([_as_dict(index, chapter) for index, chapter in enumerate(chapters)])
            if cover and format.cover:
                _add_cover(writer, cover)
            _copy_packets(reader, writer, copy)


def check_cover(cover: bytes) -> None:
    """Raises UsageError unless it is a JPEG or PNG image that libavformat can read."""
    if not cover.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise UsageError("The cover is neither a JPEG nor a PNG image.", hint="Give a .jpg or .png file.")
    import av

    try:
        with av.open(io.BytesIO(cover), "r") as image:
            stream = image.streams.video[0]
            readable = bool(stream.width and stream.height and next(image.demux(stream)).size)
    except (av.FFmpegError, IndexError, StopIteration):
        readable = False
    if not readable:
        raise UsageError(
            "The cover is damaged: it can't be read as a picture.", hint="Give another .jpg or .png file."
        )


def _own_tags(metadata: Mapping[str, str]) -> dict[str, str]:
    """Without those that the container writes itself (a second "encoder" would also disorder the others)."""
    container = {"encoder", "major_brand", "minor_version", "compatible_brands"}
    return {key: value for key, value in metadata.items() if key not in container}


def _as_dict(index: int, chapter: ChapterMark) -> AvChapter:
    milliseconds = Fraction(1, 1000)
    return {
        "id": index,
        "start": round(chapter.start * 1000),
        "end": round(chapter.end * 1000),
        "time_base": milliseconds,
        "metadata": {"title": chapter.title},
    }


def _add_cover(writer: OutputContainer, cover: bytes) -> None:
    import av
    from av.stream import Disposition

    check_cover(cover)
    with av.open(io.BytesIO(cover), "r") as image:
        picture = writer.add_stream_from_template(image.streams.video[0])
        picture.disposition = Disposition.attached_pic
        packet = next(image.demux(image.streams.video[0]))
        packet.stream, packet.pts, packet.dts = picture, 0, 0
        writer.mux(packet)


def _copy_packets(reader: InputContainer, writer: OutputContainer, copy: AudioStream) -> None:
    for packet in _to_the_cut(reader.demux(reader.streams.audio[0])):
        # the last packet is empty: it only ends the stream; one that was cut off in the middle is marked corrupt
        if packet.dts is not None and not packet.is_corrupt:
            packet.stream = copy
            writer.mux(packet)


def _to_the_cut(packets: Iterable[Packet]) -> Iterator[Packet]:
    """All of them; FFmpeg 9 says of a frame of AAC that was cut off that it is no data, and the file ends with it."""
    from av.error import InvalidDataError

    given = False
    try:
        for packet in packets:
            yield packet
            given = True
    except InvalidDataError:
        if not given:
            raise
