"""Which words to danger have arrived, kept beside the store: they are not said again only because it can't be written.

A file of fixed size that is written in place and forced to the disk: that goes on when the disk is full and when the
store is locked. A note is made only when the words have arrived. One that is torn, or could not be made, is no note:
then the words are said once more, rather twice than never.
"""

import os
import zlib
from pathlib import Path

import structlog

PLACES, SIZE = 512, 160  # how many are kept, and bytes of each

log = structlog.get_logger()

Said = tuple[int, int]  # the letter that it was, and the message that it became


class Spoken:
    """The notes in FILE, which is made when it is not there; with None nothing is kept."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._next = 0

    def recall(self) -> dict[str, Said]:
        """Give what has arrived, by the digest of the update that it answered, the oldest first."""
        if self._file is None:
            return {}
        try:
            return self._read(self._opened(self._file))
        except OSError as error:
            log.warning("spoken_not_recalled", error=type(error).__name__)
            return {}

    def note(self, digest: str, letter: int, message: int) -> None:
        """Note that LETTER, which answered the update DIGEST, has arrived as MESSAGE."""
        if self._file is None:
            return
        try:
            with self._file.open("r+b") as file:
                file.seek(self._next * SIZE)
                file.write(_record(digest, letter, message))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            log.warning("spoken_not_noted", error=type(error).__name__)
        self._next = (self._next + 1) % PLACES

    def _opened(self, file: Path) -> bytes:
        """Give what FILE holds; make it whole, so that nothing more is asked of the disk later."""
        if not file.exists() or file.stat().st_size != PLACES * SIZE:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as made:
                made.write(b"\n" * PLACES * SIZE)
                made.flush()
                os.fsync(made.fileno())
        return file.read_bytes()

    def _read(self, content: bytes) -> dict[str, Said]:
        places = range(0, len(content), SIZE)
        notes = [(place // SIZE, one) for place in places if (one := _noted(content[place : place + SIZE]))]
        notes.sort(key=lambda note: note[1][1])  # the ids of letters grow with time
        self._next = (notes[-1][0] + 1) % PLACES if notes else 0
        return {digest: (letter, message) for _, (digest, letter, message) in notes}


def _record(digest: str, letter: int, message: int) -> bytes:
    words = f"{digest} {letter} {message}"
    return f"{words} {zlib.crc32(words.encode())}".encode().ljust(SIZE - 1) + b"\n"


def _noted(record: bytes) -> tuple[str, int, int] | None:
    """Read RECORD; None where there is nothing, or only part of a note."""
    words, _, check = record.decode("ascii", "replace").rstrip().rpartition(" ")
    if not check.isdigit() or zlib.crc32(words.encode()) != int(check):
        return None
    digest, letter, message = words.split(" ")
    return digest, int(letter), int(message)
