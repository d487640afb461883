"""The program itself, in a process of its own: started, asked, stopped and killed as on a real machine."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.planted import planted_in

ROOT = Path(__file__).parents[2]
END_SECONDS = 20.0  # what the program promises at SIGTERM


def environment(settings: Mapping[str, object]) -> dict[str, str]:
    """Give the environment of a process: the machine's, and of BURENBEL_ nothing but SETTINGS."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("BURENBEL_")}
    return bare | {f"BURENBEL_{name.upper()}": str(value) for name, value in settings.items()}


def ask(
    settings: Mapping[str, object], folder: Path, *words: str, said: str | bytes = ""
) -> subprocess.CompletedProcess[str]:
    """Run one command of the command line in FOLDER to its end; SAID is its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(settings) | {"PYTHONPATH": str(ROOT)},
        input=said.encode() if isinstance(said, str) else said,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass
class Program:
    """`python -m bot run` at work; its standard error goes to the file `log`."""

    process: subprocess.Popen[bytes]
    log: Path

    @classmethod
    def start(cls, settings: Mapping[str, object], folder: Path, log: Path) -> "Program":
        """Start it; LOG is written on, for all runs of one story have one log."""
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=folder,
                env=environment(settings) | {"PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )
        return cls(process, log)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait(10)
        assert not planted_in(self.words())

    async def stop(self) -> float:
        """Tell it to end; give after how many seconds it did."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert await self.ended(END_SECONDS) == 0, self.words()
        assert not planted_in(self.words())
        return time.monotonic() - begun

    async def ended(self, seconds: float) -> int:
        """Wait until it has ended; give its exit code."""
        return await asyncio.to_thread(self.process.wait, seconds)

    def words(self) -> str:
        """Give all that was logged."""
        return self.log.read_text()
