"""Asks the user before more is spent than the limits of the settings allow."""

from __future__ import annotations

import sys

import click

from tts_tui.cli.printing import tell
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import BudgetError
from tts_tui.studio.budget import Budget


def ask_above_budget(budget: Budget, characters: int, model: Model) -> None:
    """Let that many characters pass, or those that a user at a terminal lets.

    Raises:
        BudgetError: they would cost too much, and there is no terminal to ask on.
        click.Abort: the user wants none of it.
    """
    try:
        budget.check(characters, model)
    except BudgetError as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        tell(error.message)
        click.confirm("Speak it all the same?", abort=True, err=True)
