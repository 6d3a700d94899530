"""What bash is offered, written as it must stand on the line: zsh and fish do that by themselves."""

from __future__ import annotations

import os
import re
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, add_completion_class

_SPECIAL = re.compile(r"[^\w@%+=:,./^~-]")


class BashWords(BashComplete):
    """Click's, for values that hold spaces or other signs that bash takes for its own."""

    def format_completion(self, item: CompletionItem[Any]) -> str:
        return f"{item.type},{item.value if _in_quotes() else escaped(str(item.value))}"


def escaped(value: str) -> str:
    """One word of bash, each backslash twice: the script's `read` takes one of them away."""
    return _SPECIAL.sub(r"\\\\\g<0>", value)


def _in_quotes() -> bool:
    """Whether the word that is begun began with a quotation mark, which bash closes itself."""
    line = os.environ["COMP_WORDS"]
    return any(line.count(mark) % 2 for mark in "\"'")


def use() -> None:
    """Let click answer bash so."""
    add_completion_class(BashWords)
