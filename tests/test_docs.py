"""What the pages for contributors name is there: they are worth reading only as long as they are true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"`[^`\n]*`")
_NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|\w+\.py)`")
_COMMAND = re.compile(r"(?:python|pytest) ((?:bench|tests)/[\w/.-]+)")
_FOLDERS = ("tts_tui", "tests", "bench", "docs", "examples", "screenshots")
_READERS_OWN = "adding-a-backend.md"
"""Its reader makes the files that it names, so only its links are followed."""


@pytest.fixture(scope="module")
def there() -> str:
    """Every path, one a line; a name means any that ends with it."""
    paths = [path for folder in _FOLDERS for path in (ROOT / folder).rglob("*")]
    return "\n".join(f"/{path.relative_to(ROOT)}" for path in [*paths, *ROOT.glob("*")]) + "\n"


def missing(page: Path, there: str) -> Iterator[str]:
    text = page.read_text()
    for link in _LINK.findall(_CODE.sub("", text)):
        if not (page.parent / link).exists():
            yield link
    if page.name == _READERS_OWN:
        return
    for name in {*_NAMED.findall(text), *_COMMAND.findall(text)}:
        if f"/{name.rstrip('/')}\n" not in there:
            yield name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path, there: str) -> None:
    assert list(missing(page, there)) == []


def test_what_is_not_there_is_found_missing(tmp_path: Path, there: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "[a](nowhere.md), `studio/nothing.py`, `python bench/none.py`, `gone.py`, `studio/retry.py`"
    )
    assert sorted(missing(page, there)) == ["bench/none.py", "gone.py", "nowhere.md", "studio/nothing.py"]


_ROOM = re.compile(r"^\| `([\w/]+/)` \|[^|]*\|(.*)\|$", re.M)


def test_what_a_room_begins_with_is_in_it() -> None:
    rooms = _ROOM.findall((ROOT / "docs" / "architecture.md").read_text())
    begins = [
        ROOT / "tts_tui" / room / name for room, last in rooms for name in re.findall(r"`([\w./]+)`", last)
    ]
    assert len(begins) > 20
    assert [str(path) for path in begins if not path.exists()] == []
