"""`tts-tui completions`: what a shell needs to complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tts_tui.cli.verbs import COMPLETION, NAME


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell: source it, or put it where the shell looks for such scripts."""
    from tts_tui.cli.main import command as root

    completion = get_completion_class(shell)
    assert completion is not None  # the choices above are click's own
    click.echo(completion(root, {}, NAME, COMPLETION).source())
