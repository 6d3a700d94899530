"""A job spoken by the real Kokoro, paused in the middle: the sound that speaking the text gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from likeness import alike
from rendering import paragraphs, settings_of

from tts_tui.audio.files.decode import decode_file
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.events import ChunkReady
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.jobs import Jobs
from tts_tui.studio.job import Job
from tts_tui.studio.render.planning import Planner
from tts_tui.studio.render.progress import JobAt, JobEnded
from tts_tui.studio.render.running import Runner
from tts_tui.studio.studio import Studio

pytestmark = pytest.mark.slow

TEXT = "The cat sat by the door. It was a warm day!\n\nNobody came, and nobody minded."


@pytest.mark.usefixtures("steady_windows")
async def test_it_sounds_as_speaking_does(kokoro_manager: TTSBackendManager, tmp_path: Path) -> None:
    request = SpeechRequest(TEXT, "kokoro-v1.0-onnx", "af_heart", manner="plain")
    contents = await Planner(kokoro_manager).plan([paragraphs(TEXT)], request)
    jobs = Jobs(tmp_path / "jobs")
    settings = settings_of(contents)
    job = jobs.add(tmp_path / "a.txt", tmp_path / "a.wav", settings, contents.chapters, contents.units)
    paused = Runner(jobs, kokoro_manager, None, None, 1, tmp_path / "log")
    async for event in paused.run(job):
        if isinstance(event, JobAt) and event.progress.made:
            paused.stop.set()
    assert jobs.progress(job).made
    end = None
    async for event in Runner(jobs, kokoro_manager, None, None, 1, tmp_path / "log").run(job):
        end = event
    assert isinstance(end, JobEnded)
    assert end.job.state == "done"
    made, _ = decode_file(tmp_path / "a.wav")
    spoken = [
        event.chunk.samples
        async for event in Studio(kokoro_manager).speak(Job(request))
        if isinstance(event, ChunkReady)
    ]
    said = np.concatenate(spoken)
    assert alike(made, np.clip(said, -1, 1))
    jobs.close()
