"""Work that goes on beside the window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

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

    beside: WorkType[object] = work
    node.run_worker(beside, group=group, exclusive=exclusive)
