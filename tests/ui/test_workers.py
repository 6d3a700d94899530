"""What is begun in the window and overtaken by the same at once leaves nothing behind."""

from __future__ import annotations

import ast
import asyncio
import gc
import warnings
from pathlib import Path

import pytest
from scripted_backend import MODELS
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import WorkerFailed

import tts_tui
from tts_tui.events.messages import ModelsListed
from tts_tui.ui.workers import begin


async def test_models_listed_twice_at_once_look_for_the_sound_once(drive) -> None:
    async with drive() as driver:
        with warnings.catch_warnings(record=True) as dropped:
            warnings.simplefilter("always")
            listed = ModelsListed(MODELS)
            for _ in range(3):
                driver.window._take_models(listed)
            await driver.pilot.pause(0.1)
            gc.collect()
        assert [str(each.message) for each in dropped if "never awaited" in str(each.message)] == []
        await driver.until(lambda: driver.app.outputs.devices)


def test_no_worker_is_given_a_coroutine_that_is_made_already() -> None:
    trees = {
        file.name: list(ast.walk(ast.parse(file.read_text())))
        for file in (Path(tts_tui.__file__).parent / "ui").rglob("*.py")
    }
    # the dialogs give a function, and hold keys back until it is called
    coroutines = {
        node.name
        for nodes in trees.values()
        for node in nodes
        if isinstance(node, ast.AsyncFunctionDef)
        and "opens_screen" not in map(ast.unparse, node.decorator_list)
    }
    made = []
    for file, nodes in trees.items():
        for node in nodes:
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "begin":
                assert file == "workers.py" or getattr(node, "attr", "") != "run_worker"
                continue
            work = node.args[1]
            if isinstance(work, ast.Call) and ast.unparse(work.func).rpartition(".")[2] in coroutines:
                made.append(f"{file}: {ast.unparse(node)}")
    assert coroutines
    assert not made


class Notice(Static):
    def on_mount(self) -> None:
        self.gone = asyncio.Event()

    def on_unmount(self) -> None:
        self.gone.set()


class Slow(Static):
    async def on_unmount(self) -> None:
        await asyncio.sleep(0.5)


class Telling(App[None]):
    """Its work ends when what it wants to tell is gone, while the rest is still going."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Notice()
            yield Slow()

    async def tell(self) -> None:
        await self.query_one(Notice).gone.wait()
        await asyncio.sleep(0.05)
        self.query_one(Notice).update("done")

    def begin(self) -> None:
        begin(self.query_one(Vertical), self.tell)


async def test_work_that_ends_while_the_window_goes_ends_nothing_else() -> None:
    app = Telling()
    async with app.run_test() as pilot:
        app.begin()
        await pilot.pause()


async def test_work_that_ends_while_its_dialog_goes_ends_nothing_else() -> None:
    app = Telling()
    async with app.run_test() as pilot:
        app.begin()
        await pilot.pause()
        await app.query_one(Vertical).remove()
        await pilot.pause()
        assert app.is_running


async def test_work_that_looks_for_what_was_never_there_is_told() -> None:
    app = Telling()

    async def wrong() -> None:
        app.query_one("#nothing")

    with pytest.raises(WorkerFailed, match="NoMatches"):
        async with app.run_test() as pilot:
            begin(app.query_one(Vertical), wrong)
            await pilot.pause(0.1)
