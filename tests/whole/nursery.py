"""A process that has read the whole program already, and forks: a start costs tenths of a second instead of seconds.

What a child does is `python -m bot ...` from its first line; only the reading of the code lies behind it. One request
a line comes in, {"words", "env", "folder", "files"}, the files being those it reads from, writes to and complains to;
"born PID" and "dead PID CODE" go out. When nobody asks any more, all end.
"""

import asyncio
import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
END_SECONDS = 20.0
READ_AHEAD = ("bot.__main__", "bot.running", "bot.logs", "bot.house", "asyncpg", "aiosqlite")
SENTENCE = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
LIBRARIES = {"ptb": "bot.ptb_messenger", "aiogram": "bot.aiogram_messenger"}


@dataclass
class Child:
    """The program at work, born of a nursery; its standard error goes to the file `log`."""

    nursery: "Nursery"
    pid: int
    log: Path

    @property
    def alive(self) -> bool:
        return self.nursery.code_of(self.pid) is None

    def kill(self) -> None:
        """End it as a power cut does."""
        with suppress(ProcessLookupError):  # it may end by itself at this moment
            if self.alive:
                os.kill(self.pid, signal.SIGKILL)
        self.nursery.wait_for(self.pid, 10)

    async def stop(self) -> float:
        """Tell it to end; give after how many seconds it did."""
        begun = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        assert await self.ended(END_SECONDS) == 0, self.words()
        return time.monotonic() - begun

    async def ended(self, seconds: float) -> int:
        """Wait until it has ended; give its exit code, below zero for a signal."""
        return await asyncio.to_thread(self.nursery.wait_for, self.pid, seconds)

    def words(self) -> str:
        """Give all that was logged."""
        return self.log.read_text()


class Nursery:
    """Starts the program by forking; opened once, closed once."""

    def __init__(self, *libraries: str) -> None:
        self._codes: dict[int, int] = {}
        self._born: list[int] = []
        self._news = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.whole.nursery", *libraries],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def start(self, settings: Mapping[str, object], folder: Path, log: Path) -> Child:
        """Start the program with SETTINGS in FOLDER; LOG is written on."""
        return Child(self, self._bear(("run",), settings, folder, (Path(os.devnull), log, log)), log)

    def ask(
        self, settings: Mapping[str, object], folder: Path, *words: str, said: str | bytes = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run one command of the command line in FOLDER to its end; SAID is its standard input."""
        with TemporaryDirectory() as desk:
            files = tuple(Path(desk) / name for name in ("in", "out", "err"))
            files[0].write_bytes(said.encode() if isinstance(said, str) else said)
            code = self.wait_for(self._bear(words, settings, folder, files), 60)
            return subprocess.CompletedProcess(words, code, files[1].read_text(), files[2].read_text())

    def _bear(self, words: Sequence[str], settings: Mapping[str, object], folder: Path, files: Sequence[Path]) -> int:
        """Have somebody born who does what WORDS say; give its process id."""
        env = {f"BURENBEL_{name.upper()}": str(value) for name, value in settings.items()}
        asked = {"words": words, "env": env, "folder": str(folder), "files": [str(one) for one in files]}
        assert self._process.stdin is not None
        for one in files[1:]:
            one.touch()
        with self._news:
            print(json.dumps(asked), file=self._process.stdin, flush=True)
            assert self._news.wait_for(lambda: self._born, 60), "nobody was born"
            return self._born.pop(0)

    def code_of(self, pid: int) -> int | None:
        """Give the exit code of a child; None while it lives."""
        with self._news:
            return self._codes.get(pid)

    def wait_for(self, pid: int, seconds: float) -> int:
        """Wait until a child has ended; give its exit code. Raises AssertionError when it does not end."""
        with self._news:
            assert self._news.wait_for(lambda: pid in self._codes, seconds), f"{pid} did not end in {seconds} s"
            return self._codes[pid]

    def close(self) -> None:
        """End the nursery, and all that is left in it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._listener.join(30)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as told:
            for line in told:
                word, pid, *code = line.split()
                with self._news:
                    if word == "born":
                        self._born.append(int(pid))
                        self._codes.pop(int(pid), None)  # numbers come back after a while
                    else:
                        self._codes[int(pid)] = int(code[0])
                    self._news.notify_all()


def _be_born(asked: Mapping[str, Any]) -> None:
    """Become the program."""
    for one in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    for name in [name for name in os.environ if name.startswith("BURENBEL_")]:
        del os.environ[name]
    os.environ.update(asked["env"])
    os.chdir(asked["folder"])
    for target, file in enumerate(asked["files"]):
        os.dup2(os.open(file, os.O_RDONLY if target == 0 else os.O_WRONLY | os.O_APPEND), target)
    from bot.__main__ import app

    code = 1
    try:
        app(asked["words"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _reap(children: set[int], wait: bool = False) -> None:
    """Tell of each of CHILDREN that has ended."""
    while children:
        pid, status = os.waitpid(-1, 0 if wait else os.WNOHANG)
        if pid == 0:
            return
        children.discard(pid)
        print("dead", pid, os.waitstatus_to_exitcode(status), flush=True)


def _read_ahead(libraries: list[str]) -> None:
    for module in (*READ_AHEAD, *(LIBRARIES[one] for one in libraries)):
        importlib.import_module(module)
    from sqlalchemy.orm import configure_mappers

    configure_mappers()
    _read_words()
    gc.collect()
    gc.freeze()


def _read_words() -> None:
    """Read the lists of words and the grammar, as the program does a while after its start."""
    from flows.alarm.recognition import look
    from flows.understanding.requests.sentence import understand
    from flows.understanding.words import get_ready
    from flows.wording.catalog import catalog, languages

    get_ready()
    understand(SENTENCE, datetime(2026, 11, 23, 10, 4))  # noqa: DTZ001 - wall time
    look(SENTENCE)
    for language in languages():
        catalog(language)


def live(libraries: list[str]) -> None:
    """Fork whenever asked to, until nobody asks any more."""
    _read_ahead(libraries)
    read, write = os.pipe()
    os.set_blocking(write, False)
    os.set_blocking(read, False)
    signal.set_wakeup_fd(write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children = set[int]()
    rest = b""
    while True:
        ready, _, _ = select.select([0, read], [], [])
        if read in ready:
            os.read(read, 4096)
            _reap(children)
        if 0 in ready:
            if not (more := os.read(0, 65536)):
                break
            *lines, rest = (rest + more).split(b"\n")
            for line in lines:
                if (pid := os.fork()) == 0:
                    _be_born(json.loads(line))
                children.add(pid)
                print("born", pid, flush=True)
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    _reap(children, wait=True)


if __name__ == "__main__":
    live(sys.argv[1:])
