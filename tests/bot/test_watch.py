"""The watch: whoever stands still for a minute is noticed, whoever makes progress never."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.watch import MOST_ROUNDS, ROUND_SECONDS, STUCK_EXIT, Watch, tell_supervisor

HOUSE = Path(__file__).parents[2]
HANGING = """
import asyncio, sys, time
from bot import watch
from bot.logs import set_up_logs

watch.ROUND_SECONDS = 0.02
turns = 0

async def run():
    one = watch.Watch({"worker": lambda: turns, "clock": time.monotonic_ns}, round_seconds=0.02)
    one.start()
    await hang()

async def hang():
    time.sleep(60) if sys.argv[1] == "blocked" else await asyncio.sleep(60)

set_up_logs("")
asyncio.run(run())
"""


def test_whoever_makes_progress_is_left_alone() -> None:
    """Twelve rounds without progress are a minute; one turn begins them anew."""
    turns = {"worker": 0, "courier": 0}
    watch = Watch({name: lambda name=name: turns[name] for name in turns})  # type: ignore[misc]
    assert MOST_ROUNDS * ROUND_SECONDS == 60
    for _ in range(5 * MOST_ROUNDS):
        turns["worker"] += 1
        if watch.stuck():
            break
    assert watch.stuck() == ["courier"]
    turns["courier"] += 1
    assert watch.stuck() == []


async def test_the_end_is_called_once_with_the_names() -> None:
    """The thread finds who stands still, ends with it, and goes round no more."""
    found: list[list[str]] = []
    ended = threading.Event()

    def end(stuck: list[str]) -> None:
        found.append(stuck)
        ended.set()

    watch = Watch({"ears": lambda: 7}, end, round_seconds=0.005)
    watch.start()
    assert await asyncio.to_thread(ended.wait, 5)
    watch.stop()
    assert found == [["ears"]]


@pytest.mark.parametrize("how", ["blocked", "waiting"])
def test_a_process_that_hangs_ends_and_says_where(how: str) -> None:
    """A loop that is held up, and one that waits for ever: both end with a clear line and an exit code of their own."""
    done = subprocess.run(
        [sys.executable, "-c", HANGING, how], cwd=HOUSE, capture_output=True, timeout=30, check=False, text=True
    )
    assert done.returncode == STUCK_EXIT, done.stderr
    for words in ('"parts": ["worker"]', "made no progress", "starts it anew", "hang"):
        assert words in done.stderr


def test_the_supervisor_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where systemd listens it hears how it goes; elsewhere nothing happens."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    tell_supervisor("READY=1")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        tell_supervisor("WATCHDOG=1")
        assert line.recv(100) == b"WATCHDOG=1"
    os.unlink(tmp_path / "notify")
    tell_supervisor("WATCHDOG=1")  # nobody listens any more: no harm
