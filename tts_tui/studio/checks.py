"""The parts that `tts-tui doctor` looks at, one function each; none of them stops at another's failure."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from tts_tui.backends.capabilities import Examines, Finding
from tts_tui.backends.manager import TTSBackendManager, first_available
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SettingsError, SpeechError
from tts_tui.speech.lengths import counted
from tts_tui.speech.request import SpeechRequest
from tts_tui.store import settings_file
from tts_tui.store.disk_trouble import hint_of_closed, is_read_only
from tts_tui.store.paths import Paths
from tts_tui.store.secrets import Secrets
from tts_tui.store.settings import Settings
from tts_tui.store.user_paths import current_folder, expanded
from tts_tui.studio.session import Session

PACKAGES = {
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "onnx": "onnx",
    "xxhash": "xxhash",
    "espeakng_loader": "espeakng-loader",
    "av": "av",
    "soxr": "soxr",
    "sounddevice": "sounddevice",
    "miniaudio": "miniaudio",
    "textual": "textual",
    "httpx": "httpx",
    "sentencex": "sentencex",
}
"""What something would fail without, by the name that is imported; with the name that pip knows."""


SELF_TEST = "This sentence takes about three seconds to say, and nobody hears it."


def all_checks(*, recover: bool, speaks: bool = False) -> Iterator[Finding]:
    """Everything, in the order in which a newcomer meets it.

    Args:
        speaks: a sentence is spoken, too, unheard, where that costs nothing.
        recover: make whole files of recordings that a crash left, instead of only naming them.
    """
    paths = Paths.of_user()
    yield _python()
    yield from _packages()
    settings, finding = _settings(paths)
    yield finding
    yield from _folders(paths)
    session = Session(paths, settings, Secrets(paths.keys_file))
    yield from _keys_file(session)
    yield from asyncio.run(_speech(session, speaks))
    yield from _sound()
    yield _encoders()
    yield from _orphans([current_folder(), expanded(settings.audio.folder)], recover=recover)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info < (3, 15):
        return Finding("python", "ok", f"{version} in {sys.prefix}")
    return Finding(
        "python", "fail", f"{version}; 3.11 to 3.14 is needed", "pipx install --python 3.12 tts-tui"
    )


def _packages() -> Iterator[Finding]:
    missing = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    if missing:
        names = " ".join(missing)
        yield Finding(
            "packages", "fail", f"not installed: {names}", f"{sys.executable} -m pip install {names}"
        )
    else:
        yield Finding("packages", "ok", f"all {len(PACKAGES)} that matter are installed")


def _settings(paths: Paths) -> tuple[Settings, Finding]:
    file = paths.settings_file
    try:
        settings = settings_file.load(file)
    except SpeechError as error:
        return settings_file.defaults(), Finding("settings", "fail", error.message, error.hint)
    return settings, Finding(
        "settings", "ok", f"{file}{'' if file.exists() else ' (not there: the defaults hold)'}"
    )


def _folders(paths: Paths) -> Iterator[Finding]:
    for name in ("config", "cache", "data", "state"):
        folder: Path = getattr(paths, name)
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if os.access(there, os.W_OK | os.X_OK) and there.is_dir():
            yield Finding(name, "ok", str(folder))
        else:
            fix = hint_of_closed(folder) if is_read_only(folder) else f"sudo chown -R $USER '{there}'"
            yield Finding(name, "fail", f"{folder} can't be written", fix)
    yield Finding("log", "ok", str(paths.log_file))


def _keys_file(session: Session) -> Iterator[Finding]:
    try:
        session.secrets.check()
    except SpeechError as error:
        yield Finding("keys", "fail", error.message, error.hint)
    if session.secrets.exposed():
        file = session.paths.keys_file
        yield Finding("keys", "warn", f"others can read {file}", f"chmod 600 '{file}'")


async def _speech(session: Session, speaks: bool) -> list[Finding]:
    try:
        async with session.manager() as manager:
            found, chosen = await _backends(session, manager)
            if speaks and chosen and chosen.usd_per_million_characters == 0:
                found.append(await _self_test(manager, chosen))
            return found
    except SpeechError as error:
        return [Finding("backends", "fail", error.message, error.hint)]


async def _self_test(manager: TTSBackendManager, model: Model) -> Finding:
    """Synthesize a sentence without playing it, and report how fast that was."""
    from tts_tui.studio.measure import speak_text, warm_up

    try:
        await warm_up(manager, model)
        end = await speak_text(manager, SpeechRequest(SELF_TEST, model.id, provider=model.provider))
    except SpeechError as error:
        return Finding("self-test", "fail", error.message, error.hint)
    metrics = end.metrics
    first = f"first audio after {metrics.first_chunk_ms or 0:.0f} ms"
    took = f"{counted(metrics.audio_seconds)} of speech in {counted(metrics.wall_seconds)}"
    says = f"{took}, {first}, RTF {metrics.rtf or 0:.2f}"
    return Finding("self-test", "ok" if (metrics.rtf or 0) < 1 else "warn", says)


async def _backends(session: Session, manager: TTSBackendManager) -> tuple[list[Finding], Model | None]:
    """Each provider, and whether the first model that can speak really starts; that model, None if it doesn't."""
    await manager.look()
    models, refused = manager.usable_models()
    found = [
        _provider(session, manager, models, name)
        for name in dict.fromkeys(model.provider for model in models)
    ]
    found += [Finding(name, "fail", error.message, error.hint) for name, error in refused.items()]
    if chosen := first_available(models):
        try:
            backend = await manager.start(chosen.id, chosen.provider)
        except SpeechError as error:
            found.append(Finding("engine", "fail", error.message, error.hint))
            chosen = None
        else:
            says = backend.describe().get(chosen.id, f"{chosen.id} is ready")
            found.append(Finding("engine", "ok", says))
    for each in manager.capable(Examines).values():
        found += each.examine()
    return found, chosen


def _provider(
    session: Session, manager: TTSBackendManager, models: Iterable[Model], provider: str
) -> Finding:
    own = [model for model in models if model.provider == provider]
    place = None
    with suppress(SettingsError):  # the check of the keys says it
        place = session.secrets.where(provider)
    key = f", key in the {place}" if place else ""
    able = [model.id for model in own if model.available]
    if able:
        runs = manager.backend(own[0].backend).describe().get(own[0].id, "")
        says = f"{len(able)} of {len(own)} models can speak{key}{f' · {runs}' if runs else ''}"
        if notice := own[0].notice:
            return Finding(provider, "warn", f"{says}, but: {notice}")
        return Finding(provider, "ok", says)
    return Finding(provider, "warn", f"{own[0].reason}{key}", own[0].hint)


def _sound() -> Iterator[Finding]:
    from tts_tui.audio.play.devices import probe

    for sink in probe():
        if sink.name != "null":
            yield Finding(sink.name, "ok" if sink.available else "warn", sink.reason, sink.fix)


def _encoders() -> Finding:
    import av

    from tts_tui.audio.files.formats import FORMATS

    missing = [each.name for each in FORMATS.values() if each.codec and each.codec not in av.codecs_available]
    if missing:
        return Finding(
            "formats",
            "warn",
            f"not in this FFmpeg: {', '.join(missing)}",
            f"{sys.executable} -m pip install -U av",
        )
    return Finding("formats", "ok", ", ".join(FORMATS))


def _orphans(folders: Iterable[Path], *, recover: bool) -> Iterator[Finding]:
    from tts_tui.audio.files.saving import find_orphans
    from tts_tui.audio.files.saving import recover as make_whole

    for orphan in find_orphans(folders):
        if not recover:
            says = f"{orphan.part} was left by a crash ({orphan.size:,} bytes)"
            yield Finding("unfinished", "warn", says, "tts-tui doctor --recover")
            continue
        try:
            yield Finding("recovered", "ok", str(make_whole(orphan.part)))
        except SpeechError as error:
            yield Finding("unfinished", "warn", error.message, error.hint)
