"""espeak-ng by itself: `python -I -S espeak_child.py LIBRARY DATA`. Standard library only; `espeak` is the other side.

It says `ready`, or why it isn't. Then a request is a line `VOICE TAB COUNT` and COUNT lines of text, its answer COUNT
lines of IPA, or one line `no voice`. It ends with its stdin.
"""

from __future__ import annotations

import ctypes
import signal
import sys

# Values from espeak-ng's speak_lib.h.
_AUDIO_OUTPUT_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_IPA = 0x02
_TIE = 0x80
_TIE_CHARACTER = ord("^")


def load(path: str, data: str) -> ctypes.CDLL:
    """The library, ready for use.

    Raises:
        OSError: it can't be loaded, or can't read its data.
    """
    library = ctypes.CDLL(path)
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    if library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, data.encode(), _DONT_EXIT) < 0:
        raise OSError(f"it can't read its data in {data}")
    return library


def ipa(library: ctypes.CDLL, text: bytes) -> bytes:
    """The IPA of a text, its clauses apart by spaces."""
    buffer = ctypes.create_string_buffer(text)
    position = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while position.value:  # one clause a call; the pointer becomes NULL after the last
        spoken = library.espeak_TextToPhonemes(
            ctypes.byref(position), _UTF8, _IPA | _TIE | _TIE_CHARACTER << 8
        )
        clauses.append(spoken.strip())
    return b" ".join(filter(None, clauses)).replace(b"\n", b" ")


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the parent, which may still want phonemes
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        library = load(*sys.argv[1:])
    except OSError as error:
        answers.write(str(error).replace("\n", " ").encode(errors="replace") + b"\n")
        return
    answers.write(b"ready\n")
    answers.flush()
    while header := questions.readline():
        voice, count = header.split(b"\t")
        texts = [questions.readline()[:-1] for _ in range(int(count))]
        if library.espeak_SetVoiceByName(voice):
            answers.write(b"no voice\n")
        else:
            answers.writelines(ipa(library, text) + b"\n" for text in texts)
        answers.flush()


if __name__ == "__main__":
    main()
