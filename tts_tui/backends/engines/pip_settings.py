"""pip's own settings, told to uv, which doesn't read them."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Mapping

from tts_tui import children

_SECTIONS = ("global", "install", ":env:")
"""In pip's order of precedence, the strongest last."""

_VARIABLES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
_SEPARATORS = {"find-links": ","}


def read_pip_settings() -> Mapping[str, str]:
    """What `pip config list` shows, by name; empty where pip isn't installed."""
    if importlib.util.find_spec("pip") is None:
        return {}
    output = subprocess.run(
        [sys.executable, "-P", "-m", "pip", "config", "list"],
        env=children.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    ).stdout
    found: dict[str, dict[str, str]] = {section: {} for section in _SECTIONS}
    for line in output.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.partition(".")
        if section in found and value:
            found[section][key] = str(ast.literal_eval(value))
    return {key: value for section in _SECTIONS for key, value in found[section].items()}


def uv_environment(pip: Mapping[str, str]) -> dict[str, str]:
    """Environment variables that make uv look where pip looks.

    Addresses may hold passwords, so they go this way and not on a command line that others can see.
    """
    variables = {
        variable: _SEPARATORS.get(key, " ").join(pip[key].split())
        for key, variable in _VARIABLES.items()
        if pip.get(key)
    }
    if pip.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        variables["UV_NO_INDEX"] = "1"
    if "UV_INDEX" in variables:  # pip takes the best version of all indexes, uv by itself that of the first
        variables["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return variables
