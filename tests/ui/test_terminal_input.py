"""What a terminal may send: bytes that are no text, pastes with and without marks."""

from __future__ import annotations

import random

import pytest
from textual import events

from tts_tui.ui.driver import InputParser
from tts_tui.ui.pasted import InputPart, Pastes


def told(data: bytes) -> list[str]:
    """Keys by name, pastes as they are; what came in several reads with `|` between."""
    parser, found = InputParser(), []
    for part in data.split(b"|"):
        for message in [*parser.feed(part), *parser.tick()]:
            if isinstance(message, events.Key):
                found.append(message.key)
            elif isinstance(message, events.Paste):
                found.append(f"pasted {message.text!r}")
    return found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\x1b[M \xa5%b", ["a", "b"]),
        (b"\x1b[M#\xc3\xa9b", ["b"]),
        ("é|ü".encode(), ["é", "ü"]),
        (b"caf\xe9!", ["c", "a", "f", "replacement_character", "exclamation_mark"]),
        (b"\x1b[4:2;5u" + b"x", ["x"]),
        (b"\x1b[99999999999;5u" + b"\x1b[A", ["up"]),
    ],
    ids=["mouse", "mouse that looks like text", "UTF-8", "Latin-1", "no number", "no character"],
)
def test_what_is_no_text_costs_nothing_else(data: bytes, expected: list[str]) -> None:
    assert told(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x1bg\x1b[A", ["alt+g", "up"]),
        (b"\x1bg\x1bg", ["alt+g", "alt+g"]),
        (b"\x1bg|\x1bgx", ["alt+g", "alt+g", "x"]),
        (b"\x1b|\x1bg", ["escape", "alt+g"]),
        (b"\x1b\x1bg\x1b\x1b[B", ["escape", "alt+g", "escape", "down"]),
        (b"\x1bb\x1bf", ["ctrl+left", "ctrl+right"]),
        (b"\x1b\x07", ["escape", "ctrl+g"]),
        (b"\x1b|\x07", ["escape", "ctrl+g"]),
        (b"\x07\x1b\x07\x1b\x0f", ["ctrl+g", "escape", "ctrl+g", "escape", "ctrl+o"]),
        (b"^\x1b\x07^", ["circumflex_accent", "escape", "ctrl+g", "circumflex_accent"]),
        (b"\x1b\x07\x1bOP", ["escape", "ctrl+g", "f1"]),
        (b"\x1b|\x07|\x1bOP", ["escape", "ctrl+g", "f1"]),
        (b"\x1b\x7f", ["ctrl+w"]),
    ],
)
def test_alt_and_a_letter_is_a_key_whatever_follows(data: bytes, expected: list[str]) -> None:
    assert told(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"one\x07two\x12three\tfour", ["pasted 'onetwothree\\tfour'"]),
        (b"name\tnumber\rAnna\t12\r", ["pasted 'name\\tnumber\\nAnna\\t12\\n'"]),
        (b"one\x07two|three\x07", ["pasted 'onetwo'", "pasted 'three'"]),
        (b"\x1b[200~a\x07\x1b[Ab|c\x1b[201~d", ["pasted 'abc'", "d"]),
        (b"hi\x07", ["h", "i", "ctrl+g"]),
        (b"\x0fab\r", ["ctrl+o", "a", "b", "enter"]),
        (b"ab\x7fc\rd", ["a", "b", "backspace", "c", "enter", "d"]),
        (b"\t\t\r", ["tab", "tab", "enter"]),
        (b"\x1b[A\x1b[Bx\t\t\ty", ["up", "down", "x", "tab", "tab", "tab", "y"]),
        (b"end it now \x1b or \x11 later", ["pasted 'end it now  or  later'"]),
        (b"alt+g is \x1bg, escape \x1b", ["pasted 'alt+g is g, escape '"]),
        (b"\x1b[31mred\x1b[0m and \x1b[1mbold\x1b[0m words", ["pasted 'red and bold words'"]),
        (b"typed\x1b[D\x1b[Dx", [*"typed", "left", "left", "x"]),
        (b"one\x07\x1b[Itwo\x1b[<35;7;9M", ["pasted 'onetwo'"]),
        (
            b"\x0f/home/me/a folder with a file.txt\r",
            ["ctrl+o", "pasted '/home/me/a folder with a file.txt'", "enter"],
        ),
        (b"j" * 40, ["j"] * 40),
        (b"a few words\x11", ["pasted 'a few words'"]),
        (b"hi\x11", ["h", "i", "ctrl+q"]),
        (b"jjjj\x11", [*"jjjj", "ctrl+q"]),
        (b"\x11", ["ctrl+q"]),
        (
            b"more than thirty-two characters long\x07",
            ["pasted 'more than thirty-two characters long'", "ctrl+g"],
        ),
        (b"word " * 300 + b"\x11", [f"pasted {'word ' * 300!r}"]),
    ],
)
def test_pastes_are_told_from_typing(data: bytes, expected: list[str]) -> None:
    assert told(data) == expected


@pytest.mark.parametrize("size", ["24;80;0;0", "24;80;480;0", "24;80;0;800", "24;0;480;800", "0;0;0;0"])
def test_a_terminal_without_pixels_has_a_mouse(size: str) -> None:
    parser = InputParser()
    data = f"\x1b[48;{size}t\x1b[<0;12;7M".encode()
    mouse = [
        message for message in (*parser.feed(data), *parser.tick()) if isinstance(message, events.MouseDown)
    ]
    assert [(each.x, each.y) for each in mouse] == [(11, 6)]


def test_marks_may_come_in_two_reads() -> None:
    pastes = Pastes()
    found = [part for text in ("x\x1b[20", "0~a\tb\x1b[2", "01~c") for part in pastes.parts(text, 0)]
    assert found == [
        InputPart("x", pasted=False),
        InputPart("a\tb", pasted=True),
        InputPart("c", pasted=False),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_no_bytes_raise(seed: int) -> None:
    chance = random.Random(seed)
    pieces = [
        b"\x1b[",
        b"\x1b[<",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[M",
        b"\xff",
        b"9",
        b";",
        b":",
        b"u",
        b"M",
    ]
    parser = InputParser()
    for _ in range(300):
        data = b"".join(chance.choice([*pieces, chance.randbytes(2)]) for _ in range(chance.randrange(30)))
        list(parser.feed(data))
        list(parser.tick())
    end = b"\x1b[201~"
    keys = [message for data in (end, end, b"q", b"q") for message in (*parser.feed(data), *parser.tick())]
    assert isinstance(keys[-1], events.Key)
    assert keys[-1].key == "q"
