"""What a command writes where its output is a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import CommandLine

COLUMNS = 80
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def on_a_terminal(cli: CommandLine, *arguments: str) -> list[str]:
    """The lines that the command writes to a real terminal."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    environment = {name: value for name, value in cli.environment.items() if name != "COLUMNS"}
    with subprocess.Popen(
        [*cli.command, *arguments], stdin=its, stdout=its, stderr=its, env=environment, cwd=cli.home
    ) as running:
        os.close(its)
        said = b""
        try:
            while more := os.read(ours, 65536):
                said += more
        except OSError:  # how a terminal on Linux ends
            pass
        os.close(ours)
        running.wait(60)
    return COLOUR.sub("", said.decode()).replace("\r\n", "\n").splitlines()
