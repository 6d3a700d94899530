"""What a child process of ours is told of the environment."""

from __future__ import annotations

import os


def child_environment(**variables: str) -> dict[str, str]:
    """Our environment with `variables` set, and without the keys of providers: engines are other people's code."""
    ours = {name: value for name, value in os.environ.items() if not name.upper().endswith("_API_KEY")}
    return {**ours, **variables}
