"""Burenbel beside its peers, in one run: the same six-turn talk, the same fake Bot API, one after another in turn.

python -m bench.intake       prints the table; `make bench-intake` also brings the peers
ROUNDS=, CHATS=              for a short try           JSON=, STRICT=1, PAGE=1     see bench/table.py
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.fake_bot_api import FakeBotApi
from bench.sayings import request_talk
from bench.stand import AIOGRAM, AIOGRAM_REDIS, ALL, OURS_AIOGRAM, OURS_PTB, PTB, Contestant, Running, Stand
from bench.table import MISSING, Cell, Target, close, table
from bench.traffic import Crowd

ROUNDS, CHATS = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("CHATS", "400"))
ROUND_SECONDS, DELAYED_SECONDS, OPEN_SECONDS = 3.0, 3.0, 5.0
REQUEST_SECONDS, REQUESTS_AT_ONCE = 6.0, 50
A_SECOND, DELAY = 100.0, 0.03
KILLED_AT = 2  # answers for each chat
MINUTES = 8.0
HEAD = (
    "", "updates/s", "CPU µs/update", "memory MB", "start s", "p50 ms", "p99 ms", "updates/s at 30 ms",
    "killed: updates lost", "talks lost", "repeats",
)  # fmt: skip


@dataclass
class Score:
    """What was measured of one contestant."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    memory: float = 0.0
    delayed: float = 0.0
    wrong: int = 0
    updates_lost: int = 0
    talks_lost: int = 0
    repeats: int = 0

    @property
    def rate(self) -> float:
        """Give the median of the rounds, in updates a second."""
        return statistics.median(self.rates)

    @property
    def p99(self) -> float:
        """Give the latency that 99 of 100 stay below, in ms."""
        return 1000 * statistics.quantiles(self.latencies, n=100)[98]

    def cells(self) -> list[Cell]:
        """Give the row of the table."""
        cpu, p50 = 1e6 * statistics.median(self.cpu), 1000 * statistics.median(self.latencies)
        return [self.rate, cpu, self.memory, statistics.median(self.starts), p50, self.p99, self.delayed,
                self.updates_lost, self.talks_lost, self.repeats]  # fmt: skip


class Contest:
    """All contestants that can take part here, at work beside each other, and what was measured of each."""

    def __init__(self, stand: Stand, contestants: Sequence[Contestant]) -> None:
        self._stand = stand
        self._running: dict[str, Running] = {}
        self.present = [one for one in contestants if not stand.lacks(one)]
        self.scores = {one.name: Score() for one in self.present}

    async def open(self) -> None:
        """Start everybody, one after another."""
        for place, one in enumerate(self.present):
            api = FakeBotApi()
            words = self._stand.command(one, await api.open(), self._stand.folder / f"store{place}")
            self._running[one.name] = await Running.start(api, words, self._stand.folder / f"log{place}")
            self.scores[one.name].starts.append(self._running[one.name].started_in)

    async def close(self) -> None:
        """End everybody."""
        for running in self._running.values():
            await running.end()
            await running.api.close()

    async def rounds(self, rounds: int, chats: int) -> None:
        """Measure everybody in turn, so many ROUNDS, so that noise hits all alike."""
        for _ in range(rounds):
            for name, running in self._running.items():
                await self._round(self.scores[name], running, chats)

    async def _round(self, score: Score, running: Running, chats: int) -> None:
        crowd, spent = Crowd(running.api, running.cpu), running.cpu()
        score.rates.append(await crowd.closed_loop(chats, ROUND_SECONDS))
        score.cpu.append((running.cpu() - spent) / max(crowd.answers, 1))
        score.wrong += crowd.wrong
        score.memory = max(score.memory, running.megabytes)

    async def delays(self, chats: int) -> None:
        """Measure everybody in turn with a Telegram that takes its time to answer."""
        for name, running in self._running.items():
            running.api.delay = DELAY
            self.scores[name].delayed = await Crowd(running.api, running.cpu).closed_loop(chats, DELAYED_SECONDS)
            running.api.delay = 0.0

    async def trickle(self, seconds: float) -> None:
        """Measure how late answers come at a steady rate that all can keep."""
        for name, running in self._running.items():
            crowd = Crowd(running.api, running.cpu)
            await crowd.open_loop(A_SECOND, seconds)
            waiting = [time.perf_counter() - one.typed_at for one in crowd.talks.values() if one.waits]
            self.scores[name].latencies += [*crowd.latencies, *waiting]

    async def requests(self, chats: int) -> list[Cell]:
        """Give the row of the house's own talk about a request, which does far more than the intake."""
        running = self._running[OURS_PTB.name]
        crowd, spent = Crowd(running.api, running.cpu, request_talk), running.cpu()
        rate = await crowd.closed_loop(chats, REQUEST_SECONDS, REQUESTS_AT_ONCE)
        self.scores[OURS_PTB.name].wrong += crowd.wrong
        cpu = 1e6 * (running.cpu() - spent) / max(crowd.answers, 1)
        return ["Burenbel, its own talk of a request", rate, cpu, *[None] * 8]

    async def kills(self, chats: int) -> None:
        """Kill everybody in turn in the middle of their work, start them again, and count what is gone.

        Whoever waits in vain types the same once more, as people do.
        """
        for name, running in self._running.items():
            score, crowd = self.scores[name], Crowd(running.api, running.cpu)
            crowd.keep_busy(chats)
            await crowd.until_answers(KILLED_AT * chats)
            running.kill()
            again = await _once_more(running)
            if again is not None:
                self._running[name] = again
                score.starts.append(again.started_in)
                crowd.follow(again.cpu)
                await crowd.until_quiet()
            in_vain = [chat for chat, talk in crowd.talks.items() if talk.waits]
            score.updates_lost = sum(crowd.talks[chat].update < running.api.confirmed for chat in in_vain)
            if again is not None:
                for chat in in_vain:
                    crowd.type(chat)
                await crowd.until_quiet()
            score.talks_lost = sum(not (talk.done and talk.right) for talk in crowd.talks.values())
            score.repeats = crowd.repeats


async def _once_more(killed: Running) -> Running | None:
    """Start somebody again who was KILLED; None when they can't: their file was cut in two, and everything is lost."""
    try:
        return await Running.start(killed.api, killed.words, killed.log)
    except RuntimeError:
        return None


def times(ours: Score, theirs: Score | None, figure: Callable[[Score], float]) -> float | None:
    """Say how many times THEIRS the FIGURE of OURS is; None where they are missing."""
    return None if theirs is None else figure(ours) / max(figure(theirs), 0.001)


def targets(scores: dict[str, Score], missing: Sequence[Contestant], minutes: float) -> list[Target]:
    """Judge what was promised; what could not be measured is missed."""
    ours, ptb = scores[OURS_AIOGRAM.name], scores[OURS_PTB.name]
    memory, redis, stock = scores.get(AIOGRAM.name), scores.get(AIOGRAM_REDIS.name), scores.get(PTB.name)
    beside_memory, beside_redis = times(ours, memory, _rate), times(ours, redis, _rate)
    slow, fast = times(ptb, stock, lambda one: one.delayed), times(ptb, stock, _rate)
    late = times(ours, memory, lambda one: one.p99)
    return [
        Target("through aiogram, times aiogram FSM in memory", beside_memory, 2.5, more=True),
        Target("through aiogram, times aiogram FSM on Redis", beside_redis, 4.0, more=True),
        Target("through ptb at 30 ms, times ConversationHandler", slow, 10.0, more=True),
        Target("through ptb at 0 ms, times ConversationHandler", fast, 1.0, more=True),
        Target("p99 at 100/s, share of aiogram FSM in memory", late, 0.5),
        Target("memory without aiogram, MB", ptb.memory, 90.0),
        Target("start without aiogram, s", statistics.median(ptb.starts), 1.0),
        Target("killed: updates lost by Burenbel", float(ours.updates_lost + ptb.updates_lost), 0.0),
        Target("killed: talks lost by Burenbel", float(ours.talks_lost + ptb.talks_lost), 0.0),
        Target("wrong answers by Burenbel", float(ours.wrong + ptb.wrong), 0.0),
        Target("minutes for all of it", minutes, MINUTES),
        *(Target(f"present: {one.name}", None, 1.0, more=True) for one in missing),
    ]


def _missing(one: Contestant) -> list[Cell]:
    return [one.name, MISSING, *[None] * 9]


def _rate(one: Score) -> float:
    return one.rate


async def main() -> int:
    """Measure and print."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="bench-intake-") as folder:
        stand = Stand(Path(folder))
        stand.open(ALL)
        contest = Contest(stand, ALL)
        try:
            await contest.open()
            await contest.rounds(ROUNDS, CHATS)
            await contest.delays(CHATS)
            await contest.trickle(OPEN_SECONDS)
            requests = await contest.requests(CHATS)
            await contest.kills(CHATS * 3 // 5)
        finally:
            await contest.close()
            stand.close()
    missing = [one for one in ALL if one not in contest.present]
    rows: list[list[Cell]] = [[name, *score.cells()] for name, score in contest.scores.items()]
    rows += [requests, *(_missing(one) for one in missing)]
    left = [dict(zip(("name", *HEAD[1:]), row, strict=True)) for row in rows]
    judged = targets(contest.scores, missing, (time.perf_counter() - begun) / 60)
    return close("bench-intake", [table(HEAD, rows)], left, judged)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
