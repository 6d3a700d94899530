"""Which format a name asks for: that of a format, or a file's by its extension."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from tts_tui.audio.files.formats import FORMATS, AudioFormat
from tts_tui.speech.errors import UsageError, did_you_mean

_BY_EXTENSION = {extension: each for each in FORMATS.values() for extension in each.extensions}

_OTHER_SOUND = frozenset(
    {
        *(
            ".3gp",
            ".ac3",
            ".aif",
            ".aifc",
            ".aiff",
            ".amr",
            ".ape",
            ".au",
            ".avi",
            ".caf",
            ".mka",
            ".mkv",
            ".mov",
        ),
        *(".mp2", ".mpc", ".ra", ".snd", ".spx", ".tta", ".webm", ".wma"),
    }
)
"""What names sound or film in formats that we don't write."""


def format_for(target: str | Path, also: Sequence[str] = ()) -> AudioFormat:
    """The format of that name ("mp3", ".mp3"), or the one that a file of that name is written in ("a/b.mp3").

    Args:
        also: what else is written where this is asked, for messages.

    Raises:
        UsageError: there is no such format, or the file's name has no extension.
    """
    name = target.lower() if isinstance(target, str) else ""
    if found := FORMATS.get(name) or _BY_EXTENSION.get(name):
        return found
    extension = PurePath(target).suffix.lower()
    if found := _BY_EXTENSION.get(extension):
        return found
    names = [*FORMATS, *also]
    known = f"Formats: {', '.join(names)}."
    if isinstance(target, Path) and not target.name:
        raise UsageError(f"“{target}” is a folder.", hint="Name a file in it, such as speech.mp3.")
    if isinstance(target, Path) and not extension:
        raise UsageError(
            f"“{target.name}” has no extension that says which format to write.",
            hint=f"Add one, such as {target.name}.mp3, or name a format. {known}",
        )
    wrong = (extension or name).lstrip(".")
    guess = did_you_mean(wrong, names)
    raise UsageError(
        f"There is no audio format “{wrong}” here.", hint=f"{guess} {known}" if "mean" in guess else known
    )


def extension_of(name: str) -> str:
    """The end of a file's name that tells a format of sound, as it is written; empty if none does.

    The rest may hold full stops: "v1.2" has no extension, and "v1.2.mp3" has.
    """
    extension = PurePath(name).suffix
    return extension if extension.lower() in _BY_EXTENSION or extension.lower() in _OTHER_SOUND else ""


def format_named_by(name: str) -> AudioFormat | None:
    """The format that a file's name tells, None if it tells none that we write."""
    return _BY_EXTENSION.get(extension_of(name).lower())


def says_other(name: str, format: AudioFormat) -> bool:
    """Whether a file's name tells another format than this one; the two of MP4 go by each other's."""
    named = format_named_by(name)
    return bool(extension_of(name)) and named is not format and not (named and named.is_mp4 and format.is_mp4)


def check_name(path: Path, format: AudioFormat) -> None:
    """See that a file isn't called by the extension of another format than it is in.

    Raises:
        UsageError: it is.
    """
    if not says_other(path.name, format):
        return
    extension, named = extension_of(path.name), format_named_by(path.name)
    right = path.name.removesuffix(extension) + format.extension
    alone = f", or leave the format out to get {named.name}" if named else ""
    raise UsageError(
        f"“{path.name}” would hold {format.name}: its name says {extension[1:]}.",
        hint=f"Call it {right}{alone}.",
    )
