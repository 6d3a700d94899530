"""What is asked before a job runs, and who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tts_tui.audio.files.formats import FORMATS
from tts_tui.cores import usable_cores
from tts_tui.studio.render.cluster_address import check_cluster
from tts_tui.studio.render.crew import memory_mb, usual_workers
from tts_tui.studio.render.room import check_room
from tts_tui.studio.render.running import Runner
from tts_tui.studio.verify.recogniser import RECOGNISER_MB, check_recogniser
from tts_tui.studio.verify.verifying import TAKES

if TYPE_CHECKING:
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.speech.catalog import Model
    from tts_tui.store.history import History
    from tts_tui.store.job_rows import RenderJob
    from tts_tui.store.jobs import Jobs
    from tts_tui.studio.session import Session


def check_start(jobs: Jobs, job: RenderJob, manager: TTSBackendManager) -> Model:
    """Find out what would stop it soon; the model that speaks it.

    Raises:
        SpeechError: there is no such model any more, it can't speak, what verifies isn't installed, or there is no room
            on the disk.
    """
    _, model = manager.resolve(job.settings.model, job.settings.provider)
    if job.settings.verify:
        check_recogniser()
    if not (model.available or model.trouble.retryable):
        raise model.refusal()
    check_room(jobs, job, FORMATS[job.settings.format], model.sample_rate)
    return model


def characters_at_most(jobs: Jobs, job: RenderJob) -> int:
    """Of what is still to be made, as often as it may have to be."""
    return jobs.characters_left(job.id) * (TAKES if job.settings.verify else 1)


def runner_of(
    jobs: Jobs,
    model: Model,
    session: Session,
    manager: TTSBackendManager,
    history: History,
    workers: int | None = None,
    cluster: str = "",
    *,
    verify: bool = False,
) -> Runner:
    """What runs a job that this model speaks.

    Args:
        workers: processes; None is what this machine does best.
        cluster: address of the machines that make it; empty for this one alone.
        verify: each of them listens to what it makes, too.

    Raises:
        ClusterError: the model takes a key.
        UsageError: that is no address.
        MissingDependencyError: what a cluster needs isn't installed.
    """
    if cluster:
        workers = check_cluster(cluster, model)
    if workers is None:
        beside = RECOGNISER_MB if verify else 0
        workers = usual_workers(model, usable_cores(), memory_mb(), beside)
    if model.takes_key:  # which no child is told; and its server does the work
        workers = 1
    log = session.paths.state / "render-workers.log"
    return Runner(jobs, manager, session.sentence_cache(), history, workers, log, cluster)
