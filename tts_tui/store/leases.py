"""Sentences lent to who makes them, for a time: what a process that died had in hand is taken over by another."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.store.job_rows import Unit

if TYPE_CHECKING:
    from tts_tui.store.database import Database

LEASE_SECONDS = 60.0
"""How long a lease holds that isn't renewed; on this machine a process that is gone loses its own at once."""

ATTEMPTS = 3
"""Times that a sentence is begun before it is left out."""

_UNIT = "number, chapter, text, key, call, expected_seconds, state, attempts, error, seconds"


def owner_name() -> str:
    """Of this process, and nobody else's ever."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def is_gone(owner: str) -> bool:
    """Whether it was a process of this machine that is there no more."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _has_ended(int(rest))


def _has_ended(pid: int) -> bool:
    """Whether only its entry is left, which nobody has asked for: in a container without an init it stays for ever."""
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):  # no Linux, or gone this moment
        return False
    return state in (b"Z", b"X")


@dataclass(frozen=True, slots=True)
class Leases:
    """The units of one job, as one of several that make them sees them.

    Only what was paid is waited for until it is on the disk: after a power cut a unit whose row is lost is made again,
    or rather its sound, which was on the disk before, is found by its key.

    Attributes:
        owner: who that is.
    """

    database: Database
    job: int
    owner: str
    now: Callable[[], float] = time.time

    def take(self) -> Unit | None:
        """The first unit that nobody makes; None where there is none, or the job doesn't run.

        One that was begun `ATTEMPTS` times without coming to an end is left out.
        """
        with self.database.change(durable=False) as database:
            now = self.now()
            database.execute(
                "UPDATE units SET state = 'skipped', error = 'what made it ended each time', owner = ''"
                " WHERE job = ? AND state = 'leased' AND until < ? AND attempts >= ?",
                (self.job, now, ATTEMPTS),
            )
            row = database.execute(
                "UPDATE units SET state = 'leased', owner = ?1, until = ?2, attempts = attempts + 1"
                " WHERE job = ?3 AND number = (SELECT min(number) FROM ("  # by the index: what is made isn't looked at
                "  SELECT min(number) number FROM units WHERE job = ?3 AND state = 'queued' UNION ALL"
                "  SELECT min(number) FROM units WHERE job = ?3 AND state = 'leased' AND until < ?4))"
                " AND (SELECT state FROM jobs WHERE id = ?3) = 'running'"
                f" RETURNING {_UNIT}",
                (self.owner, now + LEASE_SECONDS, self.job, now),
            ).fetchone()
        return Unit(**dict(row)) if row else None

    def renew(self) -> None:
        """What is in hand stays so for `LEASE_SECONDS` more."""
        with self.database.change(durable=False) as database:
            database.execute(
                "UPDATE units SET until = ? WHERE job = ? AND state = 'leased' AND owner = ?",
                (self.now() + LEASE_SECONDS, self.job, self.owner),
            )

    def made(
        self, unit: Unit, key: str, seconds: float, cost_usd: float | None = 0.0, counted_usd: float = 0.0
    ) -> None:
        """Its sound is kept under that key, for the one who makes it.

        Args:
            key: another than the unit's where the engine changed since it was planned.
            cost_usd: None is unknown.
            counted_usd: what limits count for it.
        """
        with self.database.change(durable=bool(counted_usd)) as database:
            database.execute(
                "UPDATE units SET state = 'made', key = ?, seconds = ?, cost_usd = ?, error = '', owner = '', until = 0"
                " WHERE job = ? AND number = ? AND key = ?",
                (key, seconds, cost_usd, self.job, unit.number, unit.key),
            )
            self._spend(database, counted_usd)

    def failed(self, unit: Unit, error: str, *, last: bool = False, counted_usd: float = 0.0) -> bool:
        """It couldn't be made: it is tried again, or left out once it was tried often enough.

        Args:
            last: trying again can't help.
            counted_usd: what limits count for trying.

        Returns:
            Whether it is left out.
        """
        skipped = last or unit.attempts >= ATTEMPTS
        self._put_back(unit, "skipped" if skipped else "queued", unit.attempts, error, counted_usd)
        return skipped

    def release(self, unit: Unit, counted_usd: float = 0.0) -> None:
        """It wasn't made, through no fault of its own.

        Args:
            counted_usd: what limits count for what was made of it.
        """
        self._put_back(unit, "queued", unit.attempts - 1, "", counted_usd)

    def lost(self, unit: Unit) -> None:
        """Its sound was made, and is gone or damaged."""
        with self.database.change() as database:
            database.execute(
                "UPDATE units SET state = 'queued', attempts = 0, seconds = 0 WHERE job = ? AND number = ?",
                (self.job, unit.number),
            )

    def _put_back(self, unit: Unit, state: str, attempts: int, error: str, counted_usd: float = 0.0) -> None:
        with self.database.change(durable=bool(counted_usd)) as database:
            database.execute(
                "UPDATE units SET state = ?, attempts = ?, error = ?, owner = '', until = 0"
                " WHERE job = ? AND number = ? AND owner = ?",
                (state, attempts, error, self.job, unit.number, self.owner),
            )
            self._spend(database, counted_usd)

    def _spend(self, database: sqlite3.Connection, usd: float) -> None:
        if usd:
            database.execute("UPDATE jobs SET spent_usd = spent_usd + ? WHERE id = ?", (usd, self.job))
