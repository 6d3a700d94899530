"""`tts-tui doctor`: what works here, and the exact command that fixes the rest."""

from __future__ import annotations

import click

from tts_tui.cli.printing import wrapped, write_json
from tts_tui.speech.errors import ExitCode

_MARKS = {
    "ok": click.style("✓", fg="green"),
    "warn": click.style("!", fg="yellow"),
    "fail": click.style("✗", fg="red"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
@click.option("--recover", is_flag=True, help="Repair the recordings that a crash left here.")
def command(as_json: bool, recover: bool) -> int:
    """Check every part: what works, why the rest doesn't, and the command that fixes it."""
    from tts_tui.studio.checks import all_checks

    found = []
    for finding in all_checks(recover=recover):
        found.append(finding)
        if not as_json:
            head = f"{_MARKS[finding.state]} {finding.part:<14} "
            click.echo(wrapped(finding.says, first=head, indent=17))
            if finding.fix:
                click.echo(wrapped(f"→ {finding.fix}", indent=17))
    if as_json:
        write_json(
            [{"part": each.part, "state": each.state, "reason": each.says, "fix": each.fix} for each in found]
        )
    return ExitCode.MISSING if any(each.state == "fail" for each in found) else ExitCode.OK
