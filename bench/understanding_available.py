"""How often what a helper says of when they can becomes the right rules: each sentence stands with moments at which
they may be asked, or may not, and is right when all of them are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.table import Part, table
from flows.help.matching import Candidate, Wanted, can_come
from flows.understanding.availability import read_available
from flows.understanding.new_hours import read_away, read_back, read_change
from flows.understanding.pieces import Stretch, left_of
from flows.understanding.week_hours import Span
from storage.terms import Category, Check

DATA = Path(__file__).parent / "data" / "availability_sentences.tsv"
TODAY = date(2026, 11, 23)
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands already (NOTHING: nothing yet), what is said, and at which moments somebody may be asked then."""

    set: str
    stands: str
    text: str
    asked: dict[datetime, bool]

    @property
    def is_right(self) -> bool:
        """Say whether they would be asked at just those moments."""
        spans, off = self._rules()
        helper = Candidate(1, frozenset({Category.GROCERIES.value}), Check.NONE.value, spans, off)
        return all(can_come(helper, _wanted(at)) is may for at, may in self.asked.items())

    def _rules(self) -> tuple[tuple[Span, ...], tuple[Stretch, ...]]:
        before = read_available(self.stands, TODAY) if self.stands != NOTHING else None
        if before is None:
            said = read_available(self.text, TODAY)
            return (said.spans, said.absences) if said else ((), ())
        change = read_change(self.text, TODAY, before.spans)
        if change is not None:
            return change.spans, (*before.absences, *change.absences)
        back = read_back(self.text, TODAY)
        left = [rest for one in before.absences for rest in left_of(one, back)]
        return before.spans, (*left, *read_away(self.text, TODAY))


def sentences() -> Iterator[Sentence]:
    """Read all sentences."""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, stands, text, checks = line.split("\t")
            moments = (one.rsplit(" ", 1) for one in checks.split(","))
            yield Sentence(name, stands, text, {datetime.fromisoformat(at): may == "yes" for at, may in moments})


def measure() -> Part:
    """Count the sentences that became the right rules, by set, and by whether hours stood before."""
    right: dict[tuple[str, bool], list[bool]] = {}
    for one in sentences():
        right.setdefault((one.set, one.stands != NOTHING), []).append(one.is_right)
    rows = [
        (name, "hours that change" if changes else "hours", len(found), 100 * sum(found) / len(found))
        for (name, changes), found in sorted(right.items())
    ]
    head = ("when a helper can", "what is said", "sentences", "right, %")
    return Part([table(head, rows)], [{"part": "available", **dict(zip(head, row, strict=True))} for row in rows], [])


def _wanted(at: datetime) -> Wanted:
    return Wanted(Category.GROCERIES.value, Check.NONE.value, at, at + timedelta(minutes=30), True, 24.0, at)
