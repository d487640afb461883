"""Measures how well and how fast sentences are understood.

python bench/understanding.py        a table on the screen, then "targets met: N of M"
JSON=path    also writes the figures there      STRICT=1     fails when a target is missed
CORPUS=path  also scores time readings on a public corpus, with the scorer time_nl_score.py that lies beside it
"""

import importlib.util
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from flows.alarm import look
from flows.understanding.moment import read_when
from flows.understanding.sentence import understand

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


def measure() -> Iterator[tuple[str, float, float, bool]]:
    """Give name, figure, target, and whether more is better."""
    times = [_milliseconds(text) for _ in range(30) for text in SENTENCES]
    looks = [_milliseconds(text, look) for _ in range(30) for text in SENTENCES]
    yield "median, ms a sentence", statistics.median(times), 2.0, False
    yield "99 of 100 below, ms", statistics.quantiles(times, n=100)[98], 10.0, False
    yield "2,000 characters, ms", min(_milliseconds(LONG) for _ in range(3)), 100.0, False
    yield "danger, median, ms", statistics.median(looks), 1.0, False
    yield "danger, 4,000 characters, ms", min(_milliseconds(LONG * 2, look) for _ in range(3)), 250.0, False
    if path := os.environ.get("CORPUS"):
        yield "time exactly right, %", _share_right(Path(path)), 85.0, True


def _milliseconds(text: str, read: Callable[[str], object] = lambda text: understand(text, NOW)) -> float:
    begun = time.perf_counter()
    read(text)
    return 1000 * (time.perf_counter() - begun)


def _share_right(corpus: Path) -> float:
    """Give the share that the corpus's own scorer finds exactly right, in percent; only the first reading counts."""
    sheet = importlib.util.spec_from_file_location("scorer", corpus.with_name("time_nl_score.py"))
    assert sheet is not None
    assert sheet.loader is not None
    scorer = importlib.util.module_from_spec(sheet)
    sheet.loader.exec_module(scorer)
    items = json.loads(corpus.read_text(encoding="utf-8"))["items"]
    return 100 * sum(scorer.right(item, _answer(item)) for item in items) / len(items)


def _answer(item: dict[str, str]) -> dict[str, object] | None:
    found = read_when(item["text"], datetime.fromisoformat(item["ref"]))
    if not found:
        return None
    one = found[0]
    return {"start": one.start, "end": one.end, "grain": one.grain, "repeat": one.every and f"FREQ={one.every}"}


def main() -> int:
    """Print the table; 1 when STRICT and a target is missed."""
    rows = [
        (name, figure, target, figure >= target if more else figure <= target)
        for name, figure, target, more in measure()
    ]
    for name, figure, target, met in rows:
        print(f"{name:28s} {figure:9.2f}   target {target:7.2f}   {'met' if met else 'MISSED'}")
    reached = sum(row[3] for row in rows)
    print(f"targets met: {reached} of {len(rows)}")
    if path := os.environ.get("JSON"):
        Path(path).write_text(json.dumps({name: figure for name, figure, _, _ in rows}, indent=1), encoding="utf-8")
    return int(reached < len(rows) and os.environ.get("STRICT") == "1")


if __name__ == "__main__":
    sys.exit(main())
