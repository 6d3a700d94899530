"""Addresses of Dask clusters, and which models may be spoken there."""

from __future__ import annotations

import re
from importlib.util import find_spec

from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import ClusterError, MissingDependencyError, UsageError

_LOCAL = re.compile(r"local:([1-9][0-9]?)")
_ADDRESS = re.compile(
    r"((tcp|tls|ws|wss|ucx)://)?[^\s/:]+:[0-9]{1,5}|((tcp|tls)://)?\[[0-9a-fA-F:]+\]:[0-9]{1,5}"
)


def local_workers(address: str) -> int | None:
    """How many processes of this machine an address means; None for a scheduler's."""
    found = _LOCAL.fullmatch(address)
    return int(found[1]) if found else None


def check_address(address: str) -> None:
    """Refuse what can be no cluster's.

    Raises:
        UsageError: that is no address.
        MissingDependencyError: Dask isn't installed.
    """
    local = address.startswith("local:")
    if not (_LOCAL.fullmatch(address) if local else _ADDRESS.fullmatch(address)):
        raise UsageError(
            f"“{address}” is no cluster's address.",
            hint="--cluster takes tcp://HOST:PORT or tls://HOST:PORT of a Dask scheduler, or local:N, N up to 99.",
        )
    if find_spec("distributed") is None:
        raise MissingDependencyError(
            "Clusters are reached with Dask, which isn't installed.", hint="pip install 'tts-tui[cluster]'"
        )


def check_cluster(address: str, model: Model) -> int:
    """Refuse a model that a cluster can't speak; the processes that are known of now.

    Raises:
        ClusterError: it takes a key.
        UsageError: that is no address.
        MissingDependencyError: Dask isn't installed.
    """
    check_address(address)
    if model.takes_key:
        raise ClusterError(
            f"{model.provider_name} takes a key, and keys are never sent to other machines.",
            hint="Leave --cluster out: its server does the work, and one process asks it several things at once.",
        )
    return local_workers(address) or 1
