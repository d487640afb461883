"""A wave of letters against Telegram's limits: the courier beside the usual limiters.

python -m bench.outbox       prints the table          JSON=, STRICT=1, PAGE=1        see bench/table.py
LETTERS=                     of the wave, for a short try

The server takes 30 messages a second over all, one a second in a chat (three at once are let through) and twenty a
minute in a group, and says how long to wait when it refuses.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.fake_bot_api import FakeBotApi
from bench.limits import Warden
from bench.senders import SENDERS, Letter, Sender
from bench.table import Cell, Target, close, table

LETTERS = int(os.environ.get("LETTERS", "498"))
IN_ORDER, EACH, TO_A_GROUP = 60, 3, 18  # chats that get several letters, how many, and letters to one group
GROUP = -1000
EVERY = 0.4  # seconds between two answers
HEAD = ("", "messages/s", "% of 30/s", "refused (429)", "never sent", "out of order", "called before the wait was over",
        "answer in the wave, p50 ms", "p99 ms")  # fmt: skip
OURS = next(iter(SENDERS))


def wave(letters: int) -> list[Letter]:
    """Give the letters: some chats get three in order, a group gets some, all others one."""
    several = min(IN_ORDER, letters // (2 * EACH))
    group = min(TO_A_GROUP, letters // EACH // 4)
    found = [(GROUP, f"bericht {number}") for number in range(1, group + 1)]
    found += [(chat, f"bericht {number}") for number in range(1, EACH + 1) for chat in range(1, several + 1)]
    return found + [(10_000 + one, "bericht 1") for one in range(letters - len(found))]


async def answers(sender: Sender, warden: Warden, done: asyncio.Event) -> int:
    """Send an answer every now and then until DONE, each to somebody else; give how many."""
    tasks = list[asyncio.Task[None]]()
    while not done.is_set():
        await asyncio.sleep(EVERY)
        letter = (20_000 + len(tasks), f"antwoord {len(tasks)} 1")
        warden.written[letter[1]] = time.monotonic()
        tasks.append(asyncio.create_task(sender.answer(letter)))
    await asyncio.gather(*tasks)
    return len(tasks)


async def measure(make: Callable[[], Sender], letters: int) -> tuple[Warden, int]:
    """Send a wave of so many LETTERS; give what the server saw, and how many were never sent."""
    warden, sender = Warden(), make()
    api, done = FakeBotApi(judge=warden.judge), asyncio.Event()
    with tempfile.TemporaryDirectory(prefix="bench-outbox-") as folder:
        await sender.open(await api.open(), Path(folder))
        try:
            answering = asyncio.create_task(answers(sender, warden, done))
            await sender.wave(wave(letters))
            done.set()
            written = letters + await answering
            await _wait_for(warden, written)
        finally:
            await sender.close()
            await api.close()
    return warden, written - len(warden.taken)


async def _wait_for(warden: Warden, written: int) -> None:
    """Give the last answer, which may have been put in an outbox only, a moment to arrive."""
    until = time.monotonic() + 2
    while len(warden.taken) < written and time.monotonic() < until:
        await asyncio.sleep(0.05)


def cells(name: str, warden: Warden, lost: int) -> list[Cell]:
    """Give the row of one way to send."""
    waits = [1000 * one for one in warden.waits]
    late = statistics.quantiles(waits, n=100)[98] if len(waits) > 1 else None
    return [name, 0.3 * warden.of_limit, warden.of_limit, warden.refused, lost, warden.order_breaks, warden.too_early,
            statistics.median(waits) if waits else None, late]  # fmt: skip


def targets(warden: Warden, lost: int) -> list[Target]:
    """Judge the courier."""
    return [
        Target("courier: % of 30/s", warden.of_limit, 97.0, more=True),
        Target("courier: refused (429)", float(warden.refused), 0.0),
        Target("courier: out of order", float(warden.order_breaks), 0.0),
        Target("courier: never sent", float(lost), 0.0),
        Target("courier: called before the wait was over", float(warden.too_early), 0.0),
    ]


async def main() -> int:
    """Measure and print."""
    seen = {name: await measure(make, LETTERS) for name, make in SENDERS.items()}
    rows = [cells(name, *found) for name, found in seen.items()]
    left = [dict(zip(("name", *HEAD[1:]), row, strict=True)) for row in rows]
    return close("bench-outbox", [table(HEAD, rows)], left, targets(*seen[OURS]))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
