"""The project's own sentences about time, and when a reading of one is right.

What a sentence means is written in bench/data/time_sentences.tsv with these words; ` | ` stands between meanings
that are all right.

m T          the moment T                     d D      the day D
w D, mo D    the week, the month from D       p D name a part of the day D, by its Dutch name
i A / B      from A until B, B exclusive      f A / B  about then: more than half of it, or "around four" in its midst
from T       not before T                     until T  done by T, T exclusive
r RULE       comes back, with UNTIL or COUNT no longer than that; `@ T`: for the first time then;
             `- A / B`: not on these days, both included
asks X , Y   people would differ, or have a choice: each of these is offered
none         speaks of no time
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dateutil.rrule import rrulestr

DATA = Path(__file__).parent / "data" / "time_sentences.tsv"
PARTS = {"ochtend": (6, 12), "middag": (12, 18), "avond": (18, 24), "nacht": (0, 6), "dag": (8, 18)}
_DAY = timedelta(days=1)
_WHOLE = frozenset({"week", "month"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: whether it is held apart, of which kind, when it is said, and what it means."""

    held: bool
    kind: str
    at: datetime
    text: str
    means: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that a reader found, on the wall clock.

    `end` is exclusive, `repeat` an RRULE, and `off` holds the first and last days that it leaves out.
    """

    start: datetime | None
    end: datetime | None = None
    grain: str = "minute"
    repeat: str | None = None
    off: tuple[tuple[date, date], ...] = ()


def sentences() -> list[Sentence]:
    """Give all sentences of the project."""
    lines = [one.split("\t") for one in DATA.read_text(encoding="utf-8").splitlines() if not one.startswith("#")]
    return [Sentence(held == "held", kind, _at(at), text, means) for held, kind, at, text, means in lines[1:]]


def is_right(means: str, readings: Sequence[Reading]) -> bool:
    """Tell whether a reader that offers READINGS, likeliest first, understood what is meant."""
    return any(_matches(meaning.strip(), readings) for meaning in means.split(" | "))


def _matches(meaning: str, readings: Sequence[Reading]) -> bool:
    word, _, rest = meaning.partition(" ")
    if word == "none":
        return not readings
    if word == "asks":
        return len(readings) > 1 and all(any(_fits(one, said) for said in readings) for one in rest.split(" , "))
    return bool(readings) and _fits(meaning, readings[0])


def _fits(meaning: str, said: Reading) -> bool:
    word, _, rest = meaning.partition(" ")
    if word == "r":
        return _comes_back(rest, said)
    if said.repeat is not None:
        return False
    match word:
        case "m":
            return said.start == _at(rest) and said.grain != "day"
        case "d" | "w" | "mo":
            return said.start is not None and said.start.date() == date.fromisoformat(rest)
        case "p":
            return _in_part(rest, said)
        case "from":
            return said.start == _at(rest) and said.end is None
        case "until":
            return said.start is None and said.end == _at(rest)
    first, last = (_at(edge) for edge in rest.split(" / "))
    return _overlaps(first, last, said) if word == "f" else _is_stretch(first, last, said)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _is_stretch(first: datetime, last: datetime, said: Reading) -> bool:
    return said.start == first and said.end == last


def _overlaps(first: datetime, last: datetime, said: Reading) -> bool:
    if said.start is not None and said.end is None and said.grain == "hour":  # "around four"
        return first + (last - first) / 4 <= said.start <= last - (last - first) / 4
    if said.start is None or said.end is None:
        return False
    shared = min(said.end, last) - max(said.start, first)
    return shared > (last - first) / 2 and said.end - said.start <= 2 * (last - first)


def _in_part(rest: str, said: Reading) -> bool:
    day, name = rest.split()
    if said.start is None or (said.grain == "day" and said.end is None):
        return False
    middle = said.start + (said.end - said.start) / 2 if said.end else said.start
    first, last = (datetime.combine(date.fromisoformat(day), time()) + timedelta(hours=one) for one in PARTS[name])
    return first <= middle < last and (name == "nacht" or said.start.date() == first.date())


def _comes_back(rest: str, said: Reading) -> bool:
    """Compare rule, first time and what is left out, as far as the meaning names them; the order of a rule is free."""
    core, _, off = rest.partition(" - ")
    rule, _, first = core.partition(" @ ")
    parts = set(rule.strip().split(";"))
    ends = {part for part in parts if part.startswith(("UNTIL=", "COUNT="))}
    if said.repeat is None or set(said.repeat.split(";")) != parts - ends or (ends and not _ends(rule, said)):
        return False
    if first and (said.start is None or not _begins(first.strip(), said.start)):
        return False
    return not off or _is_left_out(off.strip(), said)


def _ends(rule: str, said: Reading) -> bool:
    """Tell whether it comes back for the last time when RULE says so."""
    last = next((first - _DAY for first, last in said.off if last == date.max), None)
    if said.start is None or last is None:
        return False
    ours, meant = (
        list(rrulestr(re.sub(r"(UNTIL=\d{8})", r"\1T235959", one), dtstart=said.start))[-1:]
        for one in (f"{said.repeat};UNTIL={last:%Y%m%d}", rule.strip())
    )
    return ours == meant


def _begins(first: str, start: datetime) -> bool:
    return start == _at(first) if ":" in first else start.date() == date.fromisoformat(first)


def _is_left_out(off: str, said: Reading) -> bool:
    first, _, last = off.partition(" /")
    begin, end = date.fromisoformat(first), date.fromisoformat(last.strip()) if last.strip() else date.max
    return (begin, end) in said.off or (begin == end - _DAY and (begin, begin) in said.off)
