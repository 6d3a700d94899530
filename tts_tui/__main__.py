"""Where the program starts: no arguments or a file open the window, a verb goes to the command line.

This module and what it imports at the top stay small: `tts-tui --help` answers before Textual, numpy, httpx or an
engine could be imported.
"""

from __future__ import annotations

import gc
import os
import sys

# `python -m` looks for every module in the current folder first, which may hold anybody's numpy.py
if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]

from collections.abc import Sequence
from pathlib import Path

from tts_tui.cli.verbs import COMPLETION, VERBS
from tts_tui.closed_streams import fill_closed_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Run tts-tui with these arguments, or those of the command line; returns its exit code."""
    fill_closed_streams()
    # a start makes a hundred thousand objects that stay: to look them through again and again takes a twentieth of it
    gc.set_threshold(200_000, 2, 2)
    # numpy's threads for large matrices, one a core, turn for 25 ms before they rest, also when there was nothing to do
    os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words and COMPLETION not in os.environ:
        return _open_window()
    if len(words) == 1 and _is_document(words[0]):
        return _open_window(Path(words[0]))
    from tts_tui.cli.main import run

    return run(words)


def _is_document(argument: str) -> bool:
    """A verb wins over a file of its name, which `./say` still opens."""
    # not Path.exists, which raises where a sentence is longer than a name may be
    return argument not in VERBS and not argument.startswith("-") and os.path.exists(argument)  # noqa: PTH110


def _open_window(document: Path | None = None) -> int:
    from tts_tui.cli.terminal_input import take_terminal
    from tts_tui.speech.errors import SpeechError
    from tts_tui.store.paths import Paths
    from tts_tui.terminal import ScreenGuard

    in_browser = "TEXTUAL_DRIVER" in os.environ  # `tts-tui serve` talks to it through stdin and stdout
    try:
        pipe = None if in_browser else take_terminal()
    except SpeechError as error:
        from tts_tui.cli.printing import tell_error  # click, of which the window needs nothing

        tell_error(error)
        return error.exit_code
    with ScreenGuard(Paths.of_user().log_file, always=in_browser):
        # a window must not stand still for as long as two hundred thousand objects take
        gc.set_threshold(60_000, 2, 2)
        # all that is made up to the first paint is kept: the window looks for garbage from then on
        gc.disable()
        from tts_tui.ui.app import run

        return run(document, pipe)


if __name__ == "__main__":
    sys.exit(main())
