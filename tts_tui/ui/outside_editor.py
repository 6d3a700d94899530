"""The text in the user's own editor, in the window's place."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tts_tui.speech.errors import MissingError, UsageError
from tts_tui.text.encodings import decode

_USUAL = ("sensible-editor", "nano", "vi")


def editor_command(environment: Mapping[str, str]) -> Sequence[str]:
    """The user's editor, with its options.

    Raises:
        MissingError: there is none.
    """
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(wanted)
    except ValueError:
        command = []
    found = command or [name for name in _USUAL if shutil.which(name)][:1]
    if not found:
        raise MissingError("There is no editor to open.", hint="Set EDITOR to the name of one.")
    if not shutil.which(found[0]):
        raise MissingError(
            f"The editor {found[0]!r} isn't here.", hint="Set EDITOR to the name of one that is."
        )
    return found


def edited(app: App[None], text: str, suffix: str) -> str:
    """What the user makes of the text in that editor. The window steps aside, and blocks, until the editor ends.

    Args:
        suffix: of the file's name, which tells the editor what it is.

    Raises:
        SpeechError: there is no editor, it fails, or what it leaves is no text.
    """
    command = editor_command(os.environ)
    try:
        with tempfile.TemporaryDirectory(prefix="tts-tui-") as folder:  # the user's alone
            path = Path(folder) / f"text{suffix}"
            path.write_text(text, encoding="utf-8", errors="surrogateescape")
            with app.suspend():
                code = subprocess.run([*command, path], check=False).returncode
            if code:
                ended = f"ended with code {code}" if code > 0 else f"was killed by signal {-code}"
                raise UsageError(f"{Path(command[0]).name} {ended}; the text stays as it was.")
            return _read(path, text)
    except SuspendNotSupported:
        raise UsageError("The window can't step aside in this terminal.") from None
    except FileNotFoundError:
        raise UsageError("The editor left no file; the text stays as it was.") from None
    except OSError as error:
        raise UsageError(f"The text can't be edited: {error.strerror or error}.") from error


def _read(path: Path, before: str) -> str:
    """Many editors end the last line, which the user needn't have meant; some write in an encoding of their own."""
    text = decode(path.read_bytes())
    if text is None:
        raise UsageError("The editor left no text that can be read, such as UTF-8; the text stays as it was.")
    text = text.replace("\r\n", "\n")
    return text.removesuffix("\n") if not before.endswith("\n") else text
