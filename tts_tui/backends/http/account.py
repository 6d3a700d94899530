"""What a provider says about the account behind a key: a test of the key that costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Account:
    """One look at an account or a server.

    Attributes:
        summary: a line for people.
        used: characters or credits spent in this period; None where it isn't told.
        limit: how many the period has.
    """

    summary: str
    used: int | None = None
    limit: int | None = None


@runtime_checkable
class HasAccount(Protocol):
    """Backends that can be asked."""

    async def account(self) -> Account:
        """Ask the server now; free of charge.

        Raises:
            SpeechError: it can't be reached or refuses the key.
        """
