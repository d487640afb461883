"""The port to speech: a sound goes in, a sentence comes out; and faster-whisper behind it, where a model is set."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

LIBRARY = "faster_whisper"
MODEL_FILE = "model.bin"  # what every model of this library holds


class Transcriber(Protocol):
    """What the house asks of whatever turns speech into words."""

    async def hear(self, sound: bytes, language: str) -> str:
        """Give what is said in SOUND, a whole file, in LANGUAGE ("nl"); empty when nothing was understood."""


class Whisper:
    """Speech to text by faster-whisper, in a thread of its own, one sound at a time.

    The model is read from FOLDER at the first sound; nothing is fetched from anywhere.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model: Any = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="speech")

    async def hear(self, sound: bytes, language: str) -> str:
        """Give what is said in SOUND."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._hear, sound, language)

    def _hear(self, sound: bytes, language: str) -> str:
        if self._model is None:
            library = import_module(LIBRARY)
            self._model = library.WhisperModel(
                str(self._folder), device="cpu", compute_type="int8", local_files_only=True
            )
        parts, _ = self._model.transcribe(io.BytesIO(sound), language=language, vad_filter=True)
        return " ".join(part.text.strip() for part in parts).strip()


def hindrance(folder: Path) -> str:
    """Say why no speech can be heard with the model in FOLDER, and how to mend it; empty when it can."""
    if find_spec(LIBRARY) is None:
        return 'faster-whisper is not there: python -m pip install "burenbel[voice]"'
    if not (folder / MODEL_FILE).is_file():
        return f"there is no {MODEL_FILE} in {folder}: put a faster-whisper model there (docs/running.md)"
    return ""
