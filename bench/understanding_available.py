"""How often what a helper says of when they can becomes the right rules: each sentence stands with moments at which
they may be asked, or may not, and is right when all of them are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.table import Part, table
from flows.help.matching import Candidate, Wanted, can_come
from flows.understanding.hours.availability import read_available
from flows.understanding.hours.changes import read_change
from flows.understanding.hours.new_hours import read_away, read_back
from flows.understanding.hours.unread import read_unread
from flows.understanding.hours.week_hours import Span
from flows.understanding.time.pieces import Stretch, left_of
from storage.terms import Category, Check

DATA = Path(__file__).parent / "data" / "availability_sentences.tsv"
TODAY = date(2026, 11, 23)
NOTHING = "-"
_KINDS = (True, True), (True, False), (False, False), (False, True)  # right or wrong, in silence or asked


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands already (NOTHING: nothing yet), what is said, and at which moments somebody may be asked then."""

    set: str
    stands: str
    text: str
    asked: dict[datetime, bool]

    @property
    def is_silent(self) -> bool:
        """Say whether something was read, and none of it is said to be unclear."""
        spans, off, unread = self._rules()
        before = read_available(self.stands, TODAY) if self.stands != NOTHING else None
        same = (before.spans, before.absences) == (spans, off) if before else not spans and not off
        return not same and not unread

    @property
    def is_right(self) -> bool:
        """Say whether they would be asked at just those moments."""
        spans, off, _ = self._rules()
        helper = Candidate(1, frozenset({Category.GROCERIES.value}), Check.NONE.value, spans, off)
        return all(can_come(helper, _wanted(at)) is may for at, may in self.asked.items())

    def _rules(self) -> tuple[tuple[Span, ...], tuple[Stretch, ...], tuple[str, ...]]:
        before = read_available(self.stands, TODAY) if self.stands != NOTHING else None
        if before is None:
            said = read_available(self.text, TODAY)
            return (said.spans, said.absences, said.unread) if said else ((), (), ())
        change = read_change(self.text, TODAY, before.spans)
        if change is not None:
            return change.spans, (*before.absences, *change.absences), change.unread
        back = read_back(self.text, TODAY)
        left = [rest for one in before.absences for rest in left_of(one, back)]
        return before.spans, (*left, *read_away(self.text, TODAY)), read_unread(self.text, TODAY)


def sentences() -> Iterator[Sentence]:
    """Read all sentences."""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, stands, text, checks = line.split("\t")
            moments = (one.rsplit(" ", 1) for one in checks.split(","))
            yield Sentence(name, stands, text, {datetime.fromisoformat(at): may == "yes" for at, may in moments})


def measure() -> Part:
    """Count the sentences that became the right rules, by set, and by whether hours stood before.

    "Asked" are those of which the read-back says what it did not read, or that were not read at all. What is wrong in
    silence is read back all the same, but nothing points at what is wrong.
    """
    read: dict[tuple[str, bool], list[tuple[bool, bool]]] = {}
    for one in sentences():
        read.setdefault((one.set, one.stands != NOTHING), []).append((one.is_right, one.is_silent))
    rows = [
        (
            name, "hours that change" if changes else "hours", len(found),
            *(100 * found.count(kind) / len(found) for kind in _KINDS),
        )
        for (name, changes), found in sorted(read.items())
    ]  # fmt: skip
    head = ("when a helper can", "what is said", "sentences", "right, %", "right, and asked, %", "wrong, and asked, %",
            "wrong in silence, %")  # fmt: skip
    return Part([table(head, rows)], [{"part": "available", **dict(zip(head, row, strict=True))} for row in rows], [])


def _wanted(at: datetime) -> Wanted:
    return Wanted(Category.GROCERIES.value, Check.NONE.value, at, at + timedelta(minutes=30), True, 24.0, at)
