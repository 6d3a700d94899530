"""Start of every child: `python -I bootstrap.py SCRIPT`, in whatever environment the engine lives.

It lends `tts_tui` to that environment without the packages installed beside `tts_tui`: with their folder on
`sys.path`, an engine that pins numpy 1 would find our numpy 2.
"""

from __future__ import annotations

import importlib.util
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
    root = Path(__file__).resolve().parents[2]
    load("tts_tui", root / "__init__.py", locations=[str(root)])
    from tts_tui.backends.worker.serve import Channel

    channel = Channel.over_stdio()  # before the engine's imports, which print
    load("engine_script", Path(sys.argv[1])).main(channel)


if __name__ == "__main__":
    main()
