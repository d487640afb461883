"""How long it takes to understand a sentence, and how much memory the room of understanding needs."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from bench.table import Cell, Part, Target, table
from bot.thrift import settle
from flows.alarm.recognition import look
from flows.understanding.requests.category import find_hints
from flows.understanding.requests.classifier import classifier
from flows.understanding.requests.sentence import read_sentence, understand
from flows.understanding.time.reading import read_rows
from flows.understanding.words import fold, nearest

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock, as the reader takes it
SENTENCES = (
    "Kan iemand dinsdag om half drie met me mee naar de dokter?",
    "hallo kan iemand mij helpen met de lamp",
    "Wie doet er donderdagochtend tussen 10 en 12 boodschappen voor mij?",
    "nee wacht, het is woensdag",
    "ik kan di en do na 4, niet in de herfstvakantie, geen honden",
    "Mijn rookmelder piept al de hele nacht, kan er vandaag nog iemand komen?",
    "can someone walk my dog every monday at 9",
    "wanneer komt ze nou",
    "Elke eerste maandag van de maand koffie drinken om kwart voor elf, ik vind het zo stil in huis",
    "mijn dochter komt al",
)
LONG = "morgen om half drie van 10 tot 12 uur op 3-4 en volgende week dinsdag " * 30
_ROOM = """
import re
from datetime import datetime
from flows.understanding.requests.sentence import understand
for day in range(1, 29):
    for text in {sentences}:
        understand(text, datetime(2026, 11, day, 10))
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)  # not what made it started with
"""
_MEMORIES = (look, read_sentence, read_rows, fold, nearest, find_hints)  # what remembers texts it has seen


def forget() -> None:
    """Empty every memory of texts that were read before, so that each is read as if it were new."""
    for one in (*_MEMORIES, classifier().scores):
        one.cache_clear()


def milliseconds(read: Callable[[], object]) -> float:
    """Give how long one reading takes of a text that was never seen."""
    forget()
    begun = time.perf_counter()
    read()
    return 1000 * (time.perf_counter() - begun)


def megabytes() -> float:
    """Give the memory of a process in which nothing but the room of understanding is at work."""
    said = subprocess.run(
        [sys.executable, "-c", _ROOM.format(sentences=SENTENCES)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    return float(said.stdout)


def measure() -> Part:
    """Measure times and memory, with what was loaded spared from the search for garbage, as the program does."""
    settle()
    times = [milliseconds(partial(understand, text, NOW)) for _ in range(30) for text in SENTENCES]
    looks = [milliseconds(partial(look, text)) for _ in range(30) for text in SENTENCES]
    targets = [
        Target("understanding: median, ms a sentence", statistics.median(times), 2.0),
        Target("understanding: 99 of 100 below, ms", statistics.quantiles(times, n=100)[98], 10.0),
        Target("understanding: 2,000 characters, ms", _least(lambda: understand(LONG, NOW)), 100.0),
        Target("danger: median, ms", statistics.median(looks), 1.0),
        Target("danger: 4,000 characters, ms", _least(lambda: look(LONG * 2)), 250.0),
        Target("understanding: memory of its own process, MB", megabytes(), 50.0),
    ]
    rows: list[dict[str, Cell]] = [{"part": "speed", "name": one.name, "figure": one.figure} for one in targets]
    return Part([table(("speed", "figure"), ((one.name, one.figure) for one in targets))], rows, targets)


def _least(read: Callable[[], object]) -> float:
    return min(milliseconds(read) for _ in range(3))
