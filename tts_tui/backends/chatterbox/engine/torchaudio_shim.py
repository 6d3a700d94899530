"""torchaudio without its compiled part.

torchaudio's wheel links CUDA's libraries, so beside a CPU build of torch it fails to import. Chatterbox, s3tokenizer
and perth use only what is written in Python (Resample, Spectrogram, Kaldi's filter banks).
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

_EXTENSION = "torchaudio._extension"


def ensure_torchaudio() -> None:
    """Import torchaudio whole, or else without its compiled part."""
    try:
        import torchaudio
    except OSError:
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchaudio"]:
            del sys.modules[name]
        absent = ModuleType(_EXTENSION)
        absent.__spec__ = ModuleSpec(_EXTENSION, None)
        vars(absent).update(
            _IS_TORCHAUDIO_EXT_AVAILABLE=False,
            _IS_ALIGN_AVAILABLE=False,
            _check_cuda_version=lambda: None,
            fail_if_no_align=lambda function: function,
        )
        sys.modules[_EXTENSION] = absent
        import torchaudio  # noqa: F401
