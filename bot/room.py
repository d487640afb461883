"""The room that is left on the disk of the store."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from storage.backup import file_of

MEGABYTE = 1_000_000
LEAST = 8 * MEGABYTE  # with less a store that can't be written is taken for full, whatever it says itself


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes are FREE, and in which FOLDER more is to be made."""

    folder: Path
    free: int

    def __str__(self) -> str:
        """Give it in figures that need no language."""
        return f"{self.free // MEGABYTE} MB, {self.folder}"


def room_of(url: str | URL) -> Room | None:
    """Look how much room a store at URL has; None for one that is no file here."""
    file = file_of(url)
    if file is None:
        return None
    folder = next(one for one in (file.parent, *file.resolve().parents) if one.exists())
    return Room(folder, shutil.disk_usage(folder).free)
