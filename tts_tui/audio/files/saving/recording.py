"""A recording on its way to disk: a locked `.part` file with an encoder, decodable at any moment."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.audio.files.encoders import Encoder
from tts_tui.audio.files.saving.descriptor import Descriptor
from tts_tui.audio.files.saving.sound_length import seconds_in
from tts_tui.audio.files.saving.target import create_part
from tts_tui.audio.files.saving.trouble import save_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from tts_tui.speech.chunk import Samples
    from tts_tui.speech.errors import SaveError


class Recording:
    """Writes `final`'s part; never touches `final` itself.

    Attributes:
        final: what the part is for.
        part: where it is written: beside `final`, under a name that no other part has.
    """

    def __init__(
        self,
        final: Path,
        open_on: Callable[[Descriptor], Encoder],
        on_part: Callable[[Path], object] | None = None,
    ) -> None:
        """Create the part.

        Args:
            on_part: told where it is as soon as it is there.

        Raises:
            SaveError: it can't be made.
        """
        self.final = final
        try:
            self._output = create_part(final)
        except OSError as error:
            raise save_error(error, final) from error
        self.part = self._output.path
        try:
            if on_part:
                on_part(self.part)
            self._encoder = open_on(self._output)
        except OSError as error:
            self._remove()
            raise save_error(error, final) from error
        except BaseException:
            self._remove()
            raise

    @property
    def seconds(self) -> float:
        """Seconds given so far."""
        return self._encoder.frames / self._encoder.sample_rate

    @property
    def closed(self) -> bool:
        """Whether nothing can be written any more, also since something went wrong."""
        return self._output.closed

    def write(self, samples: Samples) -> None:
        """Take samples, float32 mono, shape (frames,).

        Raises:
            SaveError: the disk is full or fails; what was written is kept, and named in the message.
        """
        try:
            self._encoder.write(samples)
        except OSError as error:
            raise self._failed(error, len(samples)) from error

    def complete(self) -> None:
        """Finish the stream and have it on the disk; the part keeps its name, and its lock until `close`.

        Raises:
            SaveError: as `write`.
        """
        try:
            self._encoder.close()
            self._output.sync()
        except OSError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Let go of the part, whatever it is called by now."""
        self._output.close()

    def keep(self) -> Path | None:
        """Leave the part as a recording that plays up to here; without any sound in it, remove it.

        Returns:
            Where it is.
        """
        if not self._output.closed:
            try:
                self._encoder.close()
                self._output.sync()
            except OSError:  # what is there already still plays: each packet went out as it was made
                self._encoder.abort()
            self._output.close()
            if not self._saved_seconds():
                self._remove()
        return self.part if self.part.exists() else None

    def discard(self) -> None:
        """Remove the part."""
        self._encoder.abort()
        self._remove()

    def _failed(self, error: OSError, unwritten: int = 0) -> SaveError:
        self._encoder.abort()
        lost = self.seconds + unwritten / self._encoder.sample_rate
        partial = self.keep()
        return save_error(
            error, self.final, partial=partial, seconds=self._saved_seconds() if partial else lost
        )

    def _saved_seconds(self) -> float:
        """As the file says: of what was given, a codec or the system may have held back the last."""
        try:
            return seconds_in(self.part, self._encoder.format, self._encoder.out_rate)
        except OSError:  # it can't be read, so it isn't known to be empty
            return self.seconds

    def _remove(self) -> None:
        self._output.close()
        with suppress(OSError):
            self._output.path.unlink()
