"""What was heard of each take of a job's sentences, where they are verified."""

from __future__ import annotations

from dataclasses import dataclass

from tts_tui.store.database import Database


@dataclass(frozen=True, slots=True)
class Heard:
    """A take that was listened to.

    Attributes:
        sentence: the key of its first take, by which it was planned.
        key: of its sound.
        text: what was understood.
        wrong: words of the sentence that differ.
    """

    sentence: str
    key: str
    text: str
    wrong: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a sentence that was made more than once, or that still differs.

    Attributes:
        text: what it is to say.
        takes: how many there were; the best is in the book.
        heard: what was understood of that one.
        wrong: words of it that differ.
    """

    chapter: int
    text: str
    takes: int
    heard: str
    wrong: int


@dataclass(frozen=True, slots=True)
class Verification:
    """How the sentences of a job stood up to being listened to.

    Attributes:
        checked: sentences that were.
        unchecked: that were made and weren't: what the recogniser doesn't understand.
        verdicts: of those that aren't as they were at first, in order.
    """

    checked: int
    unchecked: int
    verdicts: tuple[Verdict, ...]

    @property
    def differing(self) -> tuple[Verdict, ...]:
        """Those that still differ."""
        return tuple(each for each in self.verdicts if each.wrong)

    @property
    def mended(self) -> int:
        """Sentences that another take mended."""
        return len(self.verdicts) - len(self.differing)


@dataclass(frozen=True, slots=True)
class JobTakes:
    """Of one job. Every method raises SaveError where the file can't be used."""

    database: Database
    job: int

    def get(self, key: str) -> Heard | None:
        """What was heard of that sound; None where nobody listened to it."""
        with self.database.read() as database:
            row = database.execute(
                "SELECT sentence, key, text, wrong FROM takes WHERE job = ? AND key = ?", (self.job, key)
            ).fetchone()
        return Heard(**dict(row)) if row else None

    def put(self, heard: Heard) -> None:
        """A power cut may lose it: it is listened to again."""
        with self.database.change(durable=False) as database:
            database.execute(
                "INSERT OR REPLACE INTO takes (job, sentence, key, text, wrong) VALUES (?, ?, ?, ?, ?)",
                (self.job, heard.sentence, heard.key, heard.text, heard.wrong),
            )

    def verification(self) -> Verification:
        """Of the sentences as they are now."""
        with self.database.read() as database:
            made, checked = database.execute(
                "SELECT count(*), count(takes.key) FROM units LEFT JOIN takes USING (job, key)"
                " WHERE job = ? AND state = 'made'",
                (self.job,),
            ).fetchone()
            rows = database.execute(
                "SELECT chapter, units.text text, takes.text heard, wrong,"
                "  (SELECT count(*) FROM takes other WHERE other.job = units.job"
                "   AND other.sentence = takes.sentence) takes"
                " FROM units JOIN takes USING (job, key) WHERE job = ? AND state = 'made'"
                " ORDER BY number",
                (self.job,),
            )
            verdicts = [Verdict(**dict(row)) for row in rows if row["wrong"] or row["takes"] > 1]
        return Verification(checked, made - checked, tuple(verdicts))
