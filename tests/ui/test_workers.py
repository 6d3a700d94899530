"""What is begun in the window and overtaken by the same at once leaves nothing behind."""

from __future__ import annotations

import ast
import gc
import warnings
from pathlib import Path

from scripted_backend import MODELS

import tts_tui
from tts_tui.events.messages import ModelsListed


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
        await driver.until(lambda: driver.app.outputs.found)


def test_no_worker_is_given_a_coroutine_that_is_made_already() -> None:
    made = []
    for file in (Path(tts_tui.__file__).parent / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "begin":
                assert file.name == "workers.py" or getattr(node, "attr", "") != "run_worker"
                continue
            work = node.args[1]
            called = ast.unparse(work.func) if isinstance(work, ast.Call) else ""
            # the dialogs give a function, and hold keys back until it is called
            if called and called != "partial" and "dialogs." not in called:
                made.append(f"{file.name}: {ast.unparse(node)}")
    assert not made
