"""The watch: ends a process in which some part stands still, so that whoever started it can start it anew.

It is a thread, for a loop that is held up can't watch itself. It counts its own rounds and reads no clock, so that a
machine that slept is not taken for a program that hangs.
"""

import asyncio
import os
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog

ROUND_SECONDS = 5.0
MOST_ROUNDS = 12  # without progress: a minute
STUCK_EXIT = 70  # EX_SOFTWARE of sysexits.h

log = structlog.get_logger()

Turns = Callable[[], int]  # a number that grows for as long as a part makes progress


class Watch:
    """Watches PARTS between `start` and `stop`. `end` is called, once, with the names of those that stand still."""

    def __init__(
        self,
        parts: Mapping[str, Turns],
        end: Callable[[list[str]], None] | None = None,
        round_seconds: float = ROUND_SECONDS,
    ) -> None:
        self._parts = parts
        self._end = end or self._end_process
        self._round_seconds = round_seconds
        self._still: dict[str, tuple[int, int]] = {}  # part: its number, and for how many rounds it was the same
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watch", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to watch, and tell the supervisor that all is at work."""
        self._loop = asyncio.get_running_loop()
        tell_supervisor("READY=1")
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._stopped.set()
        tell_supervisor("STOPPING=1")

    def stuck(self) -> list[str]:
        """Go round once; give the parts that made no progress for too many rounds."""
        for name, turns in self._parts.items():
            number, rounds = turns(), 0
            before = self._still.get(name)
            if before is not None and before[0] == number:
                rounds = before[1] + 1
            self._still[name] = number, rounds
        return [name for name, (_, rounds) in self._still.items() if rounds >= MOST_ROUNDS]

    def _watch(self) -> None:
        while not self._stopped.wait(self._round_seconds):
            if stuck := self.stuck():
                self._end(stuck)
                return
            tell_supervisor("WATCHDOG=1")

    def _end_process(self, stuck: list[str]) -> None:
        log.critical(
            "stuck",
            parts=stuck,
            cause="a part of the program made no progress for a minute",
            mend="the process ends now, so that systemd starts it anew; nothing is lost. Send this line to the makers",
            thread=_thread_stands_at(),
            tasks=[] if self._loop is None else _tasks_stand_at(self._loop),
        )
        sys.stderr.flush()
        os._exit(STUCK_EXIT)


@contextmanager
def watching(parts: Mapping[str, Turns]) -> Iterator[None]:
    """Watch PARTS for as long as the block lasts."""
    watch = Watch(parts)
    watch.start()
    try:
        yield
    finally:
        watch.stop()


def tell_supervisor(word: str) -> None:
    """Tell systemd, where it started us with Type=notify, how it goes."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        try:
            line.sendto(word.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError as error:
            log.warning("supervisor_not_told", error=type(error).__name__)


def _thread_stands_at() -> list[str]:
    """Say where the main thread stands: files, lines and functions."""
    frame = sys._current_frames().get(threading.main_thread().ident or 0)
    return [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_stack(frame)[-4:]]


def _tasks_stand_at(loop: asyncio.AbstractEventLoop) -> list[str]:
    """Say where each task of LOOP waits."""
    try:
        tasks = asyncio.all_tasks(loop)
    except RuntimeError:  # they change while we look
        return []
    return sorted(_way_down(task.get_coro()) for task in tasks)


def _way_down(coroutine: Any) -> str:
    """Say where COROUTINE stands, and in what it waits there, to the bottom."""
    places = []
    while (frame := getattr(coroutine, "cr_frame", None)) is not None:
        places.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}")
        coroutine = coroutine.cr_await
    return " > ".join(places)
