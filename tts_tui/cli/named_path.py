"""Paths of the command line; an empty one is refused."""

from __future__ import annotations

from typing import Any

import click


class NamedPath(click.Path):
    """`-o "$OUT"` without an OUT names nothing: neither the current folder, nor that nothing is to be saved."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("it is empty. Is a variable of the shell unset?", param, ctx)
        return super().convert(value, param, ctx)


OUTPUT = NamedPath(readable=False)
"""What is to be written, as it was typed: a name, a folder, or "-"."""
