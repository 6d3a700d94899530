"""How the code is built, in figures that can be compared: lines, large files, names with two
meanings, circles of imports, what one `say` runs.

    python bench/structure.py [--virtual] [--names] [CHECKOUT ...]

A checkout is a folder with `tts_tui` in it; without one, it is this one. What runs between the key and the sound is
seen by speaking: a profile hook on every thread notes which of `tts_tui`'s modules have a function called, in that
process alone, by `say TEXT` from its start until the first sample is in the output's ring, and until its end.
Imports inside functions count as imports. --virtual plays on a private PulseAudio; without it the default output is
used. It speaks twice, with Kokoro's streaming engine, and the second time counts: making the graphs is another way
through the code. Checkouts share this Python's packages, each under its own entry points.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import os
import subprocess
import sys
import threading
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "audio"))
from virtual_sound import PulseServer

PACKAGE = "tts_tui"
TEXT = "Hello there. This is a second sentence."
LARGE = 300
"""Lines."""
PATIENCE = 300
"""Seconds for one `say` under the hook."""

_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def figures(checkout: Path, environment: dict[str, str], *, names: bool) -> Iterator[tuple[str, object]]:
    """What is told of a checkout, each with its value."""
    files = sorted((checkout / PACKAGE).rglob("*.py"))
    lengths = {file: file.read_text().count("\n") for file in files}
    yield "files", len(files)
    yield "lines", sum(lengths.values())
    yield "lines of code (no blanks, comments, docstrings)", sum(map(lines_of_code, files))
    large = {file: length for file, length in lengths.items() if length > LARGE}
    yield f"files over {LARGE} lines", listed(large, checkout)
    yield "names of classes with two meanings", counted(shared_names(files))
    for name, only_run in (("as they run", True), ("for the type checker too", False)):
        found = circles(checkout, only_run)
        sizes = ", ".join(str(len(circle)) for circle in found)
        yield f"circles of imports, {name}", f"{len(found)}" + (f" (of {sizes} modules)" if found else "")
    ran = spoken(checkout, environment)
    if "failed" in ran:
        yield "modules from the key to the sound", ran["failed"]
        return
    yield "modules from the key to the sound", len(ran["until_sound"])
    yield "modules from the key to the end of the sound", len(ran["modules"])
    yield "threads that ran them", len(ran["threads"])
    if names:
        yield "from the key to the sound", " ".join(ran["until_sound"])


def lines_of_code(file: Path) -> int:
    """Lines with more than a comment or a docstring on them."""
    with tokenize.open(file) as source:
        tokens = list(tokenize.generate_tokens(source.readline))
    lines: set[int] = set()
    for token in tokens:
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(file.read_bytes())):
        # a string that is a statement of its own, such as what is said below a constant
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def listed(large: dict[Path, int], checkout: Path) -> str:
    """Their number, then each, the longest first."""
    names = [f"{file.relative_to(checkout / PACKAGE)} {length}" for file, length in large.items()]
    names.sort(key=lambda name: -int(name.rpartition(" ")[2]))
    return counted(names)


def counted(names: list[str]) -> str:
    """Their number, then each."""
    return f"{len(names)}" + (f" ({', '.join(names)})" if names else "")


def shared_names(files: list[Path]) -> list[str]:
    """Public classes of one name in several modules. A type alias counts where a class has its name."""
    classes: Counter[str] = Counter()
    aliases: set[str] = set()
    for file in files:
        for node in ast.parse(file.read_bytes()).body:
            if isinstance(node, ast.ClassDef):
                classes[node.name] += not node.name.startswith("_")
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                aliases.add(node.targets[0].id)
    return sorted(name for name, count in classes.items() if count > 1 or (count and name in aliases))


def circles(checkout: Path, only_run: bool) -> list[set[str]]:
    """Modules that import each other, directly or not; the largest circle first.

    Args:
        only_run: leave out what is imported for the type checker alone.
    """
    code = (
        "import grimp, json, sys\n"
        "graph = grimp.build_graph(sys.argv[1], exclude_type_checking_imports=sys.argv[2] == 'True', cache_dir=None)\n"
        "json.dump({m: sorted(graph.find_upstream_modules(m)) for m in graph.modules}, sys.stdout)\n"
    )
    arguments = [sys.executable, "-c", code, PACKAGE, str(only_run)]
    run = subprocess.run(
        arguments,
        cwd=checkout,
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(checkout)},
    )
    needs: dict[str, set[str]] = {name: set(them) for name, them in json.loads(run.stdout).items()}
    found: list[set[str]] = []
    for module, theirs in needs.items():
        if not any(module in circle for circle in found):
            circle = {module} | {other for other in theirs if module in needs[other]}
            if len(circle) > 1:
                found.append(circle)
    return sorted(found, key=len, reverse=True)


def spoken(checkout: Path, environment: dict[str, str]) -> dict[str, Any]:
    """What one `say` ran, in a process of its own; `failed` says why nothing is known."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        declare(checkout, place / "installed")
        report = place / "report.json"
        homes = {f"XDG_{name}_HOME": str(place / name) for name in ("CONFIG", "DATA", "STATE")}
        search = os.pathsep.join((str(checkout), str(place / "installed")))
        settings = place / "CONFIG" / PACKAGE.replace("_", "-") / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text('[backends.kokoro]\nengine = "streaming"\n')
        # the first one waits until Kokoro's graphs are made, which each checkout makes for itself
        for watched in ("first.json", report.name):
            run = subprocess.run(
                [sys.executable, __file__, "--watch", str(place / watched), str(checkout)],
                cwd=checkout,
                env=environment | homes | {"PYTHONPATH": search},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                text=True,
            )
        if run.returncode == 0 and report.exists():
            return dict(json.loads(report.read_text()))
        return {"failed": f"not known: say ended with {run.returncode}: {run.stderr.strip()[-300:]}"}


def declare(checkout: Path, folder: Path) -> None:
    """Make the checkout's own entry points the installed ones, whatever is installed here."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text())["project"]
    metadata = folder / f"tts_tui-{project['version']}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    lines = []
    for group, entries in project.get("entry-points", {}).items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items())]
    (metadata / "entry_points.txt").write_text("\n".join(lines) + "\n")


def watch(report: Path, checkout: Path) -> int:
    """Speak, and write down what ran."""
    inside = str((checkout / PACKAGE).resolve()) + os.sep
    files: set[str] = set()
    until_sound: list[str] = []
    threads: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        # the body of a module or a class isn't a function: it runs when it is imported
        if event == "call" and code.co_filename.startswith(inside) and code.co_flags & inspect.CO_OPTIMIZED:
            files.add(file := code.co_filename.removeprefix(inside))
            if not until_sound and file.endswith("/ring.py") and code.co_name == "write":
                until_sound.extend(sorted(files))
            threads.add(threading.current_thread().name)

    threading.setprofile(note)
    sys.setprofile(note)
    from tts_tui.__main__ import main as tts_tui

    try:
        code = tts_tui(["say", TEXT])
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    report.write_text(
        json.dumps({"until_sound": until_sound, "modules": sorted(files), "threads": sorted(threads)})
    )
    return int(code)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("checkouts", nargs="*", type=Path, default=[Path(__file__).parent.parent])
    options.add_argument("--virtual", action="store_true", help="on a private PulseAudio")
    options.add_argument("--names", action="store_true", help="name the modules, too")
    options.add_argument("--watch", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    checkouts = [checkout.resolve() for checkout in chosen.checkouts]
    if chosen.watch:
        return watch(chosen.watch, checkouts[0])
    with ExitStack() as stack:
        environment = dict(os.environ)
        if chosen.virtual:
            pulse = PulseServer()
            stack.callback(pulse.close)
            pulse.start()
            environment |= pulse.environment
        for checkout in checkouts:
            print(checkout)
            for name, value in figures(checkout, environment, names=chosen.names):
                print(f"  {name}: {value}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
