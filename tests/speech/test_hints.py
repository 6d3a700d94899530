"""A hint names a command on the command line and a key in the window, never the other's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tts_tui
from tts_tui.speech.hints import ASK_AGAIN, Hint, also_in_window, changed, enter_key, for_window
from tts_tui.ui.commands import COMMANDS

PACKAGE = Path(tts_tui.__file__).parent
A_KEY = re.compile(r"\bF\d{1,2}\b|\b[Pp]ress\b|\^[a-z]\b|\b[Aa]lt\+|\b[Cc]trl\+")
PLACEHOLDER = re.compile(r"\{([a-z-]+)\}")


def test_each_face_has_its_own_form() -> None:
    hint = enter_key("openai", "Check the key.")
    assert hint == "Check the key. tts-tui config set-key openai enters it."
    assert for_window(hint) == "Check the key. {key} enters it."
    assert for_window("The same everywhere.") == "The same everywhere."
    more = also_in_window(hint, "And more.")
    assert (more, for_window(more)) == (hint, f"{for_window(hint)} And more.")
    assert for_window(changed(more, str.upper)) == for_window(more).upper()


def texts(tree: ast.AST) -> Iterator[str]:
    """Every string in it, also the fixed parts of formatted ones."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def hints(tree: ast.AST) -> Iterator[ast.AST]:
    """What is given as a hint, or assigned to one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "hint":
            yield node.value
        if isinstance(node, ast.Assign):
            names = [getattr(target, "id", getattr(target, "attr", "")) for target in node.targets]
            if "hint" in names:
                yield node.value


def window_forms(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Hint", "also_in_window"):
            yield node.args[1]


def test_no_hint_outside_of_the_window_names_a_key() -> None:
    named = []
    for file in PACKAGE.rglob("*.py"):
        if "ui" in file.relative_to(PACKAGE).parts:
            continue
        tree = ast.parse(file.read_text())
        own = {text for form in window_forms(tree) for text in texts(form)}
        named += [
            (file.name, text)
            for hint in hints(tree)
            for text in texts(hint)
            if A_KEY.search(text) and text not in own
        ]
    assert not named


def test_what_the_window_fills_in_is_a_command_of_its_own() -> None:
    forms = [ASK_AGAIN] + [
        text
        for file in PACKAGE.rglob("*.py")
        for form in window_forms(ast.parse(file.read_text()))
        for text in texts(form)
    ]
    asked = {name for text in forms for name in PLACEHOLDER.findall(text)}
    assert {"engines", "speak"} <= asked <= COMMANDS.keys()


def test_a_hint_is_text_like_any_other() -> None:
    assert f"{Hint('run it', 'press {speak}')}." == "run it."
