"""espeak-ng through ctypes: text to IPA.

The library and its data come from the package espeakng_loader, found without importing it. phonemizer would do the
same after 170 ms of imports. espeak-ng keeps its state in globals, so one lock guards every call.
"""

from __future__ import annotations

import ctypes
import threading
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tts_tui.speech.errors import MissingDependencyError, pip_install

# Values from espeak-ng's speak_lib.h.
_AUDIO_OUTPUT_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_IPA = 0x02
_TIE = 0x80

TIE = "^"
"""Stands between the symbols of one sound, as in `t^ʃ`."""

_lock = threading.Lock()


def to_ipa(text: str, voice: str) -> str:
    """The IPA of `text` with stress marks and `TIE`s, the words apart by spaces; punctuation is not kept.

    Args:
        text: a clause; NUL characters end it.
        voice: an espeak-ng voice, as a path in its data folder: `gmw/en-US`.

    Raises:
        MissingDependencyError: espeak-ng or the voice isn't installed.
    """
    buffer = ctypes.create_string_buffer(text.encode(errors="replace"))
    position = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    with _lock:
        library = _library()
        if library.espeak_SetVoiceByName(voice.encode()):
            raise MissingDependencyError(f"espeak-ng has no voice {voice}.", hint=_REINSTALL)
        while position.value:  # one clause a call; the pointer becomes NULL after the last
            ipa = library.espeak_TextToPhonemes(ctypes.byref(position), _UTF8, _IPA | _TIE | ord(TIE) << 8)
            clauses.append(ipa.decode())
    return " ".join(clause for clause in map(str.strip, clauses) if clause)


_REINSTALL = pip_install("--force-reinstall espeakng-loader")


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    spec = find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        raise MissingDependencyError("espeak-ng isn't installed.", hint=_REINSTALL)
    folder = Path(spec.origin).parent
    name = next((path for path in sorted(folder.iterdir()) if _is_library(path)), None)
    if name is None:
        raise MissingDependencyError(f"espeak-ng's library isn't in {folder}.", hint=_REINSTALL)
    try:
        library = ctypes.CDLL(str(name))
    except OSError as error:
        raise MissingDependencyError(f"espeak-ng can't be loaded: {error}.", hint=_REINSTALL) from error
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    data = str(folder / "espeak-ng-data").encode()
    if library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, data, _DONT_EXIT) < 0:
        raise MissingDependencyError(f"espeak-ng can't read its data in {folder}.", hint=_REINSTALL)
    return library


def _is_library(path: Path) -> bool:
    return path.name in {"libespeak-ng.so", "libespeak-ng.dylib", "espeak-ng.dll"}
