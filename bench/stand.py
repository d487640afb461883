"""Who takes part in `make bench-intake`, and how each is started, measured, killed and ended: one process each."""

import asyncio
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.fake_bot_api import TOKEN, FakeBotApi

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "peers"
START_SECONDS, END_SECONDS = 60.0, 10.0


@dataclass(frozen=True, slots=True)
class Contestant:
    """One row: its name, how it is started, and what it needs beside this house (module, "redis", "node").

    In `command` the words ADDRESS, TOKEN, REDIS, FILE and NODE stand for what is only known at the start.
    """

    name: str
    command: tuple[str, ...]
    needs: tuple[str, ...] = ()
    ours: bool = False


def _peer(name: str, file: str, *more: str, needs: tuple[str, ...] = ()) -> Contestant:
    return Contestant(name, (sys.executable, str(PEERS / file), "ADDRESS", "TOKEN", *more), needs)


def _ours(name: str, library: str) -> Contestant:
    return Contestant(name, (sys.executable, "-m", "bench.ours", library, "ADDRESS", "FILE"), ours=True)


OURS_AIOGRAM = _ours("Burenbel, aiogram", "aiogram")
OURS_PTB = _ours("Burenbel, python-telegram-bot", "ptb")
AIOGRAM = _peer("aiogram FSM, memory", "aiogram_fsm.py")
AIOGRAM_REDIS = _peer("aiogram FSM, Redis always", "aiogram_fsm.py", "REDIS", needs=("redis.asyncio", "redis"))
PTB = _peer("ptb ConversationHandler", "ptb_conversation.py")
PTB_PICKLE = _peer("ptb ConversationHandler, pickled each turn", "ptb_conversation.py", "FILE")
DIALOG = _peer(
    "aiogram-dialog, Redis always",
    "aiogram_dialog_talk.py",
    "REDIS",
    needs=("aiogram_dialog", "redis.asyncio", "redis"),
)
GRAMMY = Contestant(
    "grammY conversations, Redis always", ("node", "NODE/grammy.mjs", "ADDRESS", "TOKEN", "REDIS"), ("redis", "node")
)
ALL = (OURS_AIOGRAM, OURS_PTB, AIOGRAM, AIOGRAM_REDIS, PTB, PTB_PICKLE, DIALOG, GRAMMY)


class Stand:
    """What the contestants stand on: a folder for files, a Redis that syncs each write, Node's packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.redis = ""
        self.node = ""
        self._server: subprocess.Popen[bytes] | None = None

    def open(self, contestants: tuple[Contestant, ...]) -> None:
        """Start and fetch what CONTESTANTS need, as far as it can be had here."""
        needs = {need for one in contestants for need in one.needs}
        if "redis" in needs and (server := shutil.which("redis-server")):
            self._start_redis(server)
        if "node" in needs and shutil.which("node") and shutil.which("npm"):
            self._fetch_node()

    def close(self) -> None:
        """End Redis."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(END_SECONDS)

    def lacks(self, one: Contestant) -> list[str]:
        """Say what ONE needs and is not here."""
        here = {"redis": bool(self.redis), "node": bool(self.node)}
        return [need for need in one.needs if not here.get(need, need not in here and _can_import(need))]

    def command(self, one: Contestant, address: str, file: Path) -> list[str]:
        """Give the command that starts ONE."""
        words = {"ADDRESS": address, "TOKEN": TOKEN, "REDIS": self.redis, "FILE": str(file)}
        return [words.get(word, word.replace("NODE", self.node)) for word in one.command]

    def _start_redis(self, server: str) -> None:
        place = self.folder / "redis.sock"
        words = ("--port", "0", "--unixsocket", str(place), "--dir", str(self.folder), "--save", "")
        synced = ("--appendonly", "yes", "--appendfsync", "always", "--maxclients", "2000")
        self._server = subprocess.Popen([server, *words, *synced], stdout=subprocess.DEVNULL)
        until = time.monotonic() + END_SECONDS
        while not place.exists() and time.monotonic() < until:
            time.sleep(0.05)
        self.redis = f"unix://{place}" if place.exists() else ""

    def _fetch_node(self) -> None:
        shutil.copy(PEERS / "package.json", self.folder)
        shutil.copy(PEERS / "grammy.mjs", self.folder)
        words = ("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent")
        fetched = subprocess.run(words, cwd=self.folder, capture_output=True, check=False, timeout=120)
        self.node = str(self.folder) if fetched.returncode == 0 else ""


@dataclass(slots=True)
class Running:
    """One contestant at work on a fake Bot API of its own."""

    api: FakeBotApi
    words: list[str]
    log: Path
    process: "subprocess.Popen[bytes]"
    started_in: float = 0.0

    @classmethod
    async def start(cls, api: FakeBotApi, words: list[str], log: Path) -> "Running":
        """Start it, and wait until it asks for updates. Raises RuntimeError when it does not."""
        begun, fetches = time.perf_counter(), api.fetches
        running = cls(api, words, log, _spawn(words, log))
        while api.fetches == fetches:
            if running.process.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                await running.end()
                raise RuntimeError(f"it never asked for updates; see {log}")
            await asyncio.sleep(0.005)
        running.started_in = time.perf_counter() - begun
        return running

    def cpu(self) -> float:
        """Give the CPU seconds that it has taken so far."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    @property
    def megabytes(self) -> float:
        """Give the memory that it holds now."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()

    async def end(self) -> None:
        """Tell it to end, and see that it does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(self.process.wait, END_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


def _spawn(words: list[str], log: Path) -> "subprocess.Popen[bytes]":
    bare = {name: value for name, value in os.environ.items() if not name.startswith("BURENBEL_")}
    with log.open("ab") as out:
        return subprocess.Popen(words, cwd=ROOT, env=bare, stdin=subprocess.DEVNULL, stdout=out, stderr=out)


def _can_import(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
