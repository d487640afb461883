"""What is not kept for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.queries.help import strip_old
from storage.queries.keeping import strip_sooner
from storage.tables.care import Task
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person
from storage.terms import Category, VisitState

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=91), NOW - timedelta(days=89)


@pytest.fixture(autouse=True)
async def inhabited(database: Database) -> None:
    async with database.transaction() as session:
        session.add_all([Community(id=1, name="Lindendorp"), Person(id=2, name="Riet", made_at=LONG_AGO)])


def request(number: int, closed_at: datetime | None) -> Request:
    return Request(
        id=number, community=1, number=number, asker=2, category=Category.ODD_JOBS, task="lamp", note="de bel is stuk",
        destination="x", words="de lamp in de gang", made_at=LONG_AGO, closed_at=closed_at,
    )  # fmt: skip


async def test_old_requests_are_stripped(database: Database) -> None:
    """Ninety days after closing only what a count needs is left of a request, and of what waited for a person.

    So it is ninety days after a visit of which nobody ever said how it went.
    """
    async with database.transaction() as session:
        session.add_all([request(1, LONG_AGO), request(2, LATELY), request(3, None), request(4, None)])
        await session.flush()
        session.add(Visit(request=3, community=1, state=VisitState.SEARCHING, starts_at=LONG_AGO))
        session.add(Visit(request=4, community=1, state=VisitState.AGREED, starts_at=LONG_AGO))
        for number, closed_at in enumerate((LONG_AGO, LATELY, None), 1):
            session.add(
                Task(id=number, community=1, kind="told", words="privé", opened_at=LONG_AGO, closed_at=closed_at)
            )
    async with database.transaction() as session:
        await strip_old(session, NOW - timedelta(days=90))
    async with database.reading() as session:
        requests = [await session.get(Request, number) for number in (1, 2, 3, 4)]
        tasks = [await session.get(Task, number) for number in (1, 2, 3)]
    assert [one and (one.words, one.task, one.note, one.destination) for one in requests] == [
        (None, None, None, None),
        ("de lamp in de gang", "lamp", "de bel is stuk", "x"),
        ("de lamp in de gang", "lamp", "de bel is stuk", "x"),
        (None, None, None, None),
    ]
    assert [one and one.words for one in tasks] == [None, "privé", "privé"]
    assert requests[0] is not None
    assert (requests[0].number, requests[0].category) == (1, Category.ODD_JOBS)


async def test_a_community_may_keep_less(database: Database) -> None:
    """What was asked goes after as many days as its community chose; another one's stays as long as ever."""
    async with database.transaction() as session:
        session.add(Community(id=2, name="Essendam", rules={"keep_days": 14}))
        await session.flush()
        rows = [request(number, NOW - timedelta(days=days)) for number, days in ((1, 15), (2, 15), (3, 1))]
        rows[1].community = rows[2].community = 2
        session.add_all(rows)
        session.add(Task(id=1, community=2, kind="told", words="privé", opened_at=LONG_AGO, closed_at=LONG_AGO))
    async with database.transaction() as session:
        await strip_sooner(session, NOW)
    async with database.reading() as session:
        requests = [await session.get(Request, number) for number in (1, 2, 3)]
        task = await session.get(Task, 1)
    assert [one and one.words for one in requests] == ["de lamp in de gang", None, "de lamp in de gang"]
    assert task is not None
    assert task.words is None
