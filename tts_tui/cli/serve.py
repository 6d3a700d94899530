"""`tts-tui serve`: the window in a browser of this machine."""

from __future__ import annotations

import webbrowser

import click

from tts_tui.cli.output import tell
from tts_tui.speech.errors import MissingDependencyError, UsageError


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8765,
    show_default=True,
    help="Where it listens, on 127.0.0.1.",
)
@click.option("--open", "open_page", is_flag=True, help="Open it in your browser, too.")
def command(port: int, open_page: bool) -> None:
    """Serve the window to browsers of this machine, and print the address to open.

    The address has a token that changes with every start: no other user and no other page can open it. Sound plays
    on this machine as ever; what is saved is downloaded by the browser. ^c ends it, and each window keeps its text.
    """
    try:
        from tts_tui.web.server import WindowServer
    except ImportError as error:
        raise MissingDependencyError(
            f"The packages that serve pages aren't installed: {error.name}.",
            hint="pip install 'tts-tui[serve]' installs them.",
        ) from error

    def ready(address: str) -> None:
        click.echo(address)
        tell("Sound plays on this machine. ^c ends it.")
        if open_page:
            webbrowser.open(address)

    try:
        WindowServer(port, ready).run()
    except OSError as error:
        raise UsageError(
            f"Port {port} can't be had: {error.strerror}.", hint=f"tts-tui serve --port {port % 65535 + 1}"
        ) from error
