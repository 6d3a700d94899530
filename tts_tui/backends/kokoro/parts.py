"""What Kokoro speaks better with, or can't speak some languages without."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from tts_tui.backends.capabilities import Finding
from tts_tui.backends.kokoro.phonemes.languages import EXTRAS, missing_extra
from tts_tui.speech.errors import pip_install


def examine() -> Iterator[Finding]:
    """Each part, and how to install it."""
    for tag, extra in EXTRAS.items():
        name = extra.language.lower()
        if missing_extra(tag):
            says = f"Kokoro's {extra.language} voices are silent: what they need isn't installed"
            yield Finding(name, "warn", says, pip_install(extra.package))
        else:
            yield Finding(name, "ok", f"Kokoro's {extra.language} voices can speak")
    if find_spec("kokoro_onnx") is None:
        says = "kokoro-onnx isn't there, which knows every accelerator; ours are tried"
        yield Finding("fallback", "warn", says)
