"""Whether what people write first reaches the talk about help: every sentence at the real desk, each by somebody else.

Before a request is heard, much else is looked for in it: danger, what no volunteer may do, a worry about somebody, news
of a death, small talk. What one of these takes is no request any more; so a pattern that is too wide is seen here, and
nowhere else. What of the first three sets was taken for something else at first was looked at, and mended; the last one
was never looked at.
"""

import asyncio
import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import col, select

from bench.table import Cell, Part, Target, table
from bench.understanding_what import DATA, JUDGED, NOW, sentences
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from tests.street import Street

SETS = {"own": DATA, **{f"judging, {place}": path for place, path in enumerate(JUDGED, 1)}}
OPENED, ANOTHER, GUARDED, ALARM, ELSEWHERE = "opened", "another", "guarded", "alarm", "elsewhere"
_FIRST_CHAT = 100_000


def measure() -> Part:
    """Put every sentence of each set to the desk."""
    rows = [_row(name, asyncio.run(_at_the_desk([one.text for one in sentences(path)]))) for name, path in SETS.items()]
    head = ("at the desk", "sentences", "opened %", "the other is asked first %", "not for volunteers %", "alarm %",
            "elsewhere %")  # fmt: skip
    targets = [Target("at the desk: taken for something else, %", max(float(row[ELSEWHERE]) for row in rows), 2.0)]
    return Part([table(head, (list(row.values()) for row in rows))], [{"part": "desk", **row} for row in rows], targets)


def _row(name: str, ways: Sequence[str]) -> dict[str, Cell]:
    often = Counter(ways)
    parts = {way: 100 * often[way] / len(ways) for way in (OPENED, ANOTHER, GUARDED, ALARM, ELSEWHERE)}
    return {"set": name, "sentences": len(ways), **parts}


async def _at_the_desk(texts: Sequence[str]) -> list[str]:
    """Give the way that each of TEXTS went."""
    with TemporaryDirectory() as folder:
        street = await Street.open(Path(folder), NOW, _residents(len(texts)))
        try:
            return [await _way(street, nth, text) for nth, text in enumerate(texts)]
        finally:
            await street.close()


def _residents(many: int) -> str:
    """Write a list of so MANY people who ask for help."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(("role", "name", "phone", "telegram_id", "street", "place", "language"))
    for nth in range(many):
        street = f"Eikenlaan {nth + 1}"
        lines.writerow(
            ("resident", _name(nth), f"06-{10_000_000 + nth}", _FIRST_CHAT + nth, street, "Lindendorp", "nl")
        )
    return written.getvalue()


def _name(nth: int) -> str:
    return f"Buur{chr(97 + nth // 676)}{chr(97 + nth // 26 % 26)}{chr(97 + nth % 26)} Voorbeeld"


async def _way(street: Street, nth: int, text: str) -> str:
    await street.say(_name(nth).split()[0], text)
    async with street.database.reading() as session:
        person = (await session.exec(select(Person).where(Person.chat == _FIRST_CHAT + nth))).one()
        open_talk = select(Record.flow).where(Record.person == person.id, col(Record.closed_at).is_(None))
        talk = (await session.exec(open_talk)).first()
        said = select(OutboxLetter.words).where(OutboxLetter.person == person.id).order_by(col(OutboxLetter.id))
        words = (await session.exec(said)).all()
    if talk in ("ask_for_help", "ask_for_elder"):
        return OPENED
    if talk == "for_other":
        return ANOTHER
    if any(one.startswith(("danger", "alarm")) for one in words):
        return ALARM
    return GUARDED if any(one.startswith("guard") for one in words) else ELSEWHERE
