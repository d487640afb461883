"""The soak of understanding: random and mutated texts by the million, in processes that end; none crashes or stalls.

python -m bench.soak_words        TEXTS= says how many, WORKERS= in how many processes, SEED= where to begin
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context

from bench.table import Cell, Target, close, table
from bench.time_sentences import sentences

TEXTS, WORKERS, SHARE = 1_000_000, 2, 5_000
SLOWEST = 500.0  # ms; far above what any text should take, so that only a stall is one
LONGEST = 400
BEGIN = datetime(2025, 1, 1)  # noqa: DTZ001 - a wall clock, as the reader takes it
_SIGNS = "0123456789.:,;-/'\"()<>~ \n\t\u200b\u0131\u00df\u0130\u0660\u202e\U0001f600"


def texts(seed: int, count: int) -> Iterator[str]:
    """Give COUNT texts, the same for the same seed: sentences cut, mixed and mistyped, and any signs at all."""
    dice = random.Random(seed)
    known = [one.text for one in sentences()]
    words = sorted({word for text in known for word in text.split()})
    for _ in range(count):
        ways = (lambda: _mutated(dice, dice.choice(known)), lambda: _mixed(dice, words), lambda: _noise(dice))
        yield dice.choices(ways, (5, 4, 1))[0]()[:LONGEST]


def _mutated(dice: random.Random, text: str) -> str:
    for _ in range(dice.randint(1, 6)):
        place = dice.randint(0, len(text))
        sign = dice.choice(_SIGNS) if dice.random() < 0.5 else chr(dice.randint(97, 122))
        text = text[:place] + sign * dice.randint(0, 2) + text[place + dice.randint(0, 3) :]
    return text


def _mixed(dice: random.Random, words: list[str]) -> str:
    return " ".join(dice.choices(words, k=dice.randint(1, 25)))


def _noise(dice: random.Random) -> str:
    signs = (dice.randint(0, 0x10FFFF) for _ in range(dice.randint(0, 60)))
    return "".join(chr(sign) for sign in signs if not 0xD800 <= sign <= 0xDFFF)


def look_at(seed: int, count: int) -> tuple[int, float, list[str]]:
    """Read COUNT texts; give how many were read, the longest that one took in ms of CPU time, and what crashed."""
    from flows.alarm.recognition import look
    from flows.understanding.hours.absence import read_absences
    from flows.understanding.hours.availability import read_available
    from flows.understanding.requests.sentence import understand
    from flows.wording.dates import say_when

    read_absences("niet in de schoolvakanties", BEGIN.date())  # the calendar is loaded once
    slowest, crashed = 0.0, list[str]()
    dice = random.Random(seed)
    for text in texts(seed, count):
        now = BEGIN + timedelta(minutes=dice.randint(0, 10 * 365 * 1440))
        begun = time.thread_time()
        try:
            found = understand(text, now)
            for when in (*([found.when] if found.when else []), *found.ask):
                say_when(when, "nl", spoken=True)
            read_available(text, now.date())
            read_absences(text, now.date())
            look(text)
        except Exception as error:  # noqa: BLE001 - any crash at all is what is looked for
            crashed.append(f"{type(error).__name__} at {now:%Y-%m-%d %H:%M}: {text!r}")
        slowest = max(slowest, 1000 * (time.thread_time() - begun))
    return count, slowest, crashed


def main() -> int:
    """Read as many texts as were asked for; give the exit code."""
    count, seed = int(os.environ.get("TEXTS", TEXTS)), int(os.environ.get("SEED", "1"))
    shares = [min(SHARE, count - done) for done in range(0, count, SHARE)]
    workers = int(os.environ.get("WORKERS", WORKERS))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(look_at, range(seed, seed + len(shares)), shares))
    read, slowest = sum(one[0] for one in found), max((one[1] for one in found), default=0.0)
    crashed = [said for one in found for said in one[2]]
    rows: list[dict[str, Cell]] = [{"texts": read, "slowest, ms of CPU": slowest, "crashed": len(crashed)}]
    shown = [table(list(rows[0]), [list(rows[0].values())]), *(["\n".join(crashed[:20])] if crashed else [])]
    targets = [
        Target("texts read", float(read), float(count), more=True),
        Target("texts that crashed", float(len(crashed)), 0.0),
        Target("slowest text, ms of CPU", slowest, SLOWEST),
    ]
    return close("soak-words", shown, rows, targets)


if __name__ == "__main__":
    sys.exit(main())
