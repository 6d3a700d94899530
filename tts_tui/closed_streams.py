"""Standard streams that whoever starts us has closed, as daemons and `>&-` do.

Their descriptors would go to the next files that are opened: what is printed would end up in those. So each gets
something of its own, before anything else is opened.
"""

from __future__ import annotations

import os
import sys

_STAND_INS = {
    # there is nothing to read
    0: ("stdin", os.O_RDONLY),
    # writing data fails, and is told: nobody shall take it for written
    1: ("stdout", os.O_RDONLY),
    # what is told to people has no reader, which keeps nothing else from working
    2: ("stderr", os.O_WRONLY),
}


def fill_closed_streams() -> None:
    """Open what is closed of stdin, stdout and stderr; call it first of all."""
    for descriptor, (name, mode) in _STAND_INS.items():
        try:
            os.fstat(descriptor)
        except OSError:
            # the lowest that is free is taken: this one, since those before it are open
            os.open(os.devnull, mode)
            os.set_inheritable(descriptor, True)
            how = "r" if name == "stdin" else "w"
            setattr(sys, name, open(descriptor, how, encoding="utf-8", closefd=False))  # noqa: SIM115
