"""`tts-tui words`: the pronunciation dictionary, the user's own or the one beside a text."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tts_tui.cli import complete
from tts_tui.cli.choice import Wish
from tts_tui.cli.explainer import WishedExplainer, explaining
from tts_tui.cli.named_path import NamedPath
from tts_tui.cli.printing import tell, write_json, write_table
from tts_tui.speech.entry import Entry, entry_of, left_out
from tts_tui.speech.errors import DictionaryError, FileExistsAlreadyError, UsageError, did_you_mean
from tts_tui.store.dictionary_file import WordList, beside
from tts_tui.store.paths import Paths
from tts_tui.studio.session import Session, open_session

F = TypeVar("F", bound=Callable[..., Any])

_PATH = NamedPath(path_type=Path)
_PLS = frozenset({".pls", ".xml"})


def _place(function: F) -> F:
    """The option that names another dictionary than the user's."""
    return click.option(
        "-f", "--file", "text", type=_PATH, metavar="TEXT", help="The dictionary beside this text file."
    )(function)


def _language(help: str) -> Callable[[F], F]:
    return click.option("--lang", "language", default="", metavar="L", help=help)


@click.group()
def command() -> None:
    """Keep how words are said: as other words, or as phonemes in IPA, /between slashes/."""


@command.command(name="list")
@_place
@_language("Only those for texts in this language.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
def list_(text: Path | None, language: str, as_json: bool) -> None:
    """List the words and their readings."""
    found = _of_language(_words(text).read(), language)
    if as_json:
        write_json([_described(each) for each in found])
    elif found:
        rows = [tuple(_described(each).values()) for each in found]
        write_table([tuple(_described(found[0])), *rows])


@command.command()
@click.argument("word")
@click.argument("reading")
@_place
@_language("Only in texts in this language, such as en or en-GB.")
@click.option(
    "--pattern", is_flag=True, help="WORD is a regular expression; READING may name its groups: \\1."
)
@click.option(
    "--case",
    type=click.Choice(["exact", "any"]),
    help="Whether capitals count. Default: where WORD has some.",
)
def add(word: str, reading: str, text: Path | None, language: str, pattern: bool, case: str | None) -> None:
    """Say WORD as READING from now on: other words, a respelling (kuh-TAH-nuh), or phonemes such as
    /ˈwɪn/.
    """
    exact = {"exact": True, "any": False, None: None}[case]
    entry = entry_of(word, reading, language, pattern=pattern, exact=exact)
    words = _words(text)
    asyncio.run(_add(open_session(), words, entry))


async def _add(session: Session, words: WordList, entry: Entry) -> None:
    from tts_tui.text.dictionary import Dictionary

    async with session.manager() as manager:
        rules = session.rules_with(Dictionary([entry]))
        explain = await explaining(manager, session, Wish(language=entry.language), rules)
        if speaker := explain.explainer.speaker:
            unknown = speaker.unknown_phonemes(entry.phonemes)
            if missing := left_out(entry, unknown, explain.explainer.model.name):
                tell(missing)
        words.add([entry])
        tell(f"{entry.word} is kept in {words.file}")
        if not entry.pattern:
            _show(explain, entry)


def _show(explain: WishedExplainer, entry: Entry) -> None:
    for segment in explain([entry.word])[0].segments:
        spoken = segment.spoken if not entry.phonemes or not explain.explainer.speaker else entry.word
        write_table([(entry.word, spoken, *filter(None, [segment.phonemes]))])


@command.command()
@click.argument("word", shell_complete=complete.words)
@_place
@_language("Only its reading for this language.")
def remove(word: str, text: Path | None, language: str) -> None:
    """Say WORD as before."""
    words = _words(text)
    entries = _of_language(words.read(), language)
    found = [each for each in entries if each.word == word] or [
        each for each in entries if each.word.casefold() == word.casefold()
    ]
    if not found:
        known = list(dict.fromkeys(each.word for each in entries))
        raise DictionaryError(f"There is no reading of {word!r}.", hint=did_you_mean(word, known))
    for each in words.remove(found.__contains__):
        tell(f"{each.word} isn't said as {each.reading} any more.")


@command.command(name="import")
@click.argument("file", type=_PATH, metavar="F")
@_place
@_language("Of the entries that say none; in PLS, of all.")
def import_(file: Path, text: Path | None, language: str) -> None:
    """Add the words of a CSV or PLS file; - is stdin. Readings of words that are known already are replaced."""
    new, changed = _words(text).add(found := _read(file, language))
    tell(f"{len(found):,} read: {new:,} new, {changed:,} changed.")


def _read(file: Path, language: str) -> list[Entry]:
    from tts_tui.store.words_csv import read_csv
    from tts_tui.store.words_pls import read_pls
    from tts_tui.text.encodings import decode

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{file} can't be read: {why}.", hint="Check the name.") from None
    if file.suffix.lower() in _PLS or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return read_pls(data, language)
    written = decode(data)
    if written is None or "\0" in written:
        raise DictionaryError(f"{file} isn't text.", hint="A dictionary is a CSV or a PLS file.")
    return read_csv(written, language)


@command.command()
@click.argument("file", type=_PATH, metavar="F")
@_place
@_language("Only those for texts in this language.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def export(file: Path, text: Path | None, language: str, force: bool) -> None:
    """Write the words into a file: PLS where it is named .pls or .xml, else CSV; - is CSV on stdout."""
    from tts_tui.store.atomic import replace_text
    from tts_tui.store.words_csv import write_csv
    from tts_tui.store.words_pls import write_pls

    found = _of_language(_words(text).read(), language)
    written = write_pls(found) if file.suffix.lower() in _PLS else write_csv(found)
    if str(file) == "-":
        click.echo(written, nl=False)
        return
    if file.is_dir():
        raise UsageError(f"{file} is a folder.", hint=f"Name a file in it: {file / 'words.csv'}")
    if file.exists() and not force:
        raise FileExistsAlreadyError(f"{file} exists already.", hint="--force replaces it.")
    replace_text(file, written)
    tell(f"{len(found):,} written to {file}")


def _words(text: Path | None) -> WordList:
    return WordList(beside(text) if text else Paths.of_user().words_file)


def _of_language(readings: tuple[Entry, ...], language: str) -> list[Entry]:
    """Those of a language, or of one of its regions; all where none is named."""
    tag = language.replace("_", "-").lower()
    return [
        each
        for each in readings
        if not tag or each.language.lower() == tag or each.language.lower().startswith(f"{tag}-")
    ]


def _described(reading: Entry) -> dict[str, str]:
    return {
        "word": reading.word,
        "reading": reading.reading,
        "language": reading.language,
        "match": "pattern" if reading.pattern else "word",
        "case": "exact" if reading.exact else "any",
    }
