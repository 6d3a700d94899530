"""The studio: speaks jobs, and keeps what is to be kept of them."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import KW_ONLY, dataclass
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.speech.errors import unexpected
from tts_tui.speech.events import Cancelled, End, Failed, Finished, SpeechEvent, Trouble
from tts_tui.studio.deliver import Sink, deliver
from tts_tui.studio.job import Job
from tts_tui.studio.sinks import WordsSink
from tts_tui.studio.speak import speak
from tts_tui.text.reading_rules import USUAL_RULES, ReadingRules

if TYPE_CHECKING:
    from pathlib import Path

    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.store.history import History
    from tts_tui.store.sentence_cache import SentenceCache
    from tts_tui.store.speeds import Speeds
    from tts_tui.studio.resuming import Rest

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Studio:
    """Speaks for one user, on one event loop; `Session.studio` makes one as the user's settings say.

    Attributes:
        manager: finds and owns the backends.
        cache: audio that was made before; None keeps none.
        history: of what was spoken, and what it cost; None keeps none.
        speeds: how fast each model was; None learns nothing.
        rules: reads how the user wants a text read, given the file that it is of.
    """

    manager: TTSBackendManager
    _: KW_ONLY
    cache: SentenceCache | None = None
    history: History | None = None
    speeds: Speeds | None = None
    rules: Callable[[Path | None], ReadingRules] = lambda _text: USUAL_RULES

    async def speak(
        self, job: Job, sinks: Sequence[Sink] = (), rest: Rest | None = None
    ) -> AsyncGenerator[SpeechEvent, None]:
        """Speak a job: its events, of which the last is its end. Before it all is kept that is to be kept.

        Never raises for what goes wrong with speech, but for a pipe that nobody reads any more. Audio is made no faster
        than the events are read, but for the calls under way.

        Args:
            sinks: take the audio beside the job's own file, in this order.
            rest: what the job goes on with.
        """
        job.words_sink = job.words_sink or WordsSink()
        own: list[Sink] = [job.words_sink, job.file] if job.file else [job.words_sink]
        events = speak(
            job.request,
            self.manager,
            cancelled=job.cancelled,
            cache=job.sounds or self.cache,
            part=job.part,
            fresh=job.fresh,
            start=job.start,
            pace=rest.pace if rest else None,
            arriving=job.arriving,
            rules=partial(self.rules, job.text_file),
        )
        if rest:
            events = rest.placed(events)
        end: End = Cancelled(job.start, job.metrics)
        try:
            async with aclosing(deliver(events, [*own, *sinks], start=job.start)) as delivered:
                async for event in delivered:
                    job.learn(event)
                    if isinstance(event, End):
                        end = event
                    else:
                        yield event
        except BrokenPipeError:  # the reader of stdout has closed it, which is no failure
            raise
        except Exception as error:
            log.exception("what was spoken couldn't be delivered")
            end = Failed(unexpected(error), job.start, job.metrics)
        finally:  # also when the consumer closes this generator
            troubles = list(self._keep(job, end))
            job.end = end
        for trouble in troubles:
            yield trouble
        yield end

    def _keep(self, job: Job, end: End) -> Iterator[Trouble]:
        """Record the speech; failing to do so doesn't change how it ended."""
        if job.part and job.part.existing_only:  # nothing was
            return
        if self.history and not (job.preview and end.metrics.cost_usd == 0.0):
            place = (job.file.path or job.file.partial_path) if job.file else None
            yield from _attempt(
                "History", partial(self.history.record, job.resolved_request, end.metrics, place)
            )
        if self.speeds and isinstance(end, Finished):
            yield from _attempt("Speed", partial(self.speeds.learn, end))


def _attempt(about: str, work: Callable[[], object]) -> Iterator[Trouble]:
    try:
        work()
    except Exception as error:  # noqa: BLE001  (told, whatever it is)
        yield Trouble(about, unexpected(error))
