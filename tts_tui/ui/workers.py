"""Work that goes on beside the window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.worker import WorkType


def begin(
    node: DOMNode,
    work: Callable[[], Coroutine[Any, Any, object]],
    *,
    group: str = "default",
    exclusive: bool = False,
) -> None:
    """Begin this beside the node, which ends it when it goes.

    Args:
        work: called in its turn, so that nothing was made of what is overtaken before.
        exclusive: end what else of the group goes on.
    """

    async def beside() -> None:
        try:
            await work()
        except NoMatches:
            # what is in a node goes before the node's work is ended: there is nobody left to tell
            if node.is_running and node.app.is_running:
                raise

    started: WorkType[None] = beside
    node.run_worker(started, group=group, exclusive=exclusive)
