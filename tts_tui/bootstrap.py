"""Start of every Python child (`children`): `bootstrap.py SCRIPT`, or `bootstrap.py -m MODULE ARGUMENT ...`.

It loads this very `tts_tui` by its place, whatever else goes by that name, and lends it to environments that haven't
got it, without the packages installed beside it: with their folder on `sys.path`, an engine that pins numpy 1 would
find our numpy 2. A script's `main` is given the two pipes to the parent.
"""

from __future__ import annotations

import importlib.util
import runpy
import sys
from pathlib import Path
from types import ModuleType


def load(name: str, path: Path, **search: list[str]) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        name, path, submodule_search_locations=search.get("locations")
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} can't be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    package = Path(__file__).resolve().parent
    load("tts_tui", package / "__init__.py", locations=[str(package)])
    if sys.argv[1] == "-m":
        del sys.argv[:2]
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        return
    from tts_tui.backends.worker.serve import Channel

    channel = Channel.over_stdio()  # before the engine's imports, which print
    load("engine_script", Path(sys.argv[1])).main(channel)


if __name__ == "__main__":
    main()
