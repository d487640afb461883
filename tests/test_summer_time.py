"""The two nights on which the clock is turned: everything comes at the hour on the wall, and once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.practice.lindendorp import LINDENDORP
from flows.help.visits import moment_of
from storage.queries.course import next_due
from storage.tables.course import Due
from storage.tables.help import Visit
from storage.tables.people import Community
from storage.terms import VisitState
from tests.street import ZONE, Street

ORDINARY, SPRING, AUTUMN = "2027-03-19", "2027-03-26", "2027-10-29"  # Fridays; the clock is turned that Sunday
TURNED = [pytest.param(SPRING, id="spring"), pytest.param(AUTUMN, id="autumn")]
HELPERS = ("Vera", "Omar", "Wim", "Bep", "Fatima", "Piet", "Sanne", "Jan")
Course = list[tuple[str, str, str]]


async def _pass(street: Street, until: datetime) -> Course:
    """Let time pass; give who was shown something when, by the clock on the wall, and its first words."""
    ends, course = street.on_the_wall(until), Course()
    names = {chat: name for name, chat in street.chats.items()}
    for _ in range(500):
        async with street.database.reading() as session:
            due = await next_due(session)
        if due is None or due > ends:
            break
        street.moment, seen = max(street.moment, due), len(street.news)
        await street.rounds.tick()
        await street.deliver()
        wall = street.moment.astimezone(ZONE)
        course += [(f"{wall:%a %H:%M}", names[chat], one.text.split()[0]) for chat, one in street.news[seen:]]
    street.moment = ends
    return sorted(course)


async def _weekend(folder: Path, friday: str, asked: Sequence[str]) -> tuple[Course, list[str]]:
    """Play one weekend: Riet asks on Friday, somebody goes; give the course until Tuesday and the visits."""
    folder.mkdir()  # noqa: ASYNC240 - once, before it begins
    opening = datetime.fromisoformat(f"{friday}T10:04")
    street = await Street.open(folder, opening, LINDENDORP.people_csv())
    try:
        for words in asked:
            await street.say("Riet", words)
        await street.tap("Riet", "Ja, dat klopt")
        course = await _pass(street, opening + timedelta(hours=3))
        for name in HELPERS:
            if any("Ja, ik doe het" in one.labels for one in street.phones.get(street.chat(name), [])):
                await street.tap(name, "Ja, ik doe het")
                break
        course += await _pass(street, opening + timedelta(days=4))
        visits = [one.starts_at.astimezone(ZONE) for one in await street.rows(Visit) if one.starts_at]
        assert [one for one in await street.rows(Due) if one.tries] == []
        assert [one for one in await street.rows(Visit) if one.state is not VisitState.SEARCHING]
        return course, sorted(f"{one:%a %H:%M}" for one in visits)
    finally:
        await street.close()


@pytest.mark.parametrize("friday", TURNED)
@pytest.mark.parametrize(
    "asked",
    [
        ("Kan iemand zondag om half elf met me mee naar de dokter?",),
        ("Kan iemand elke zondag om half drie boodschappen voor me doen?",),
        ("Kan iemand maandag om 9 uur boodschappen doen?",),
    ],
)
async def test_a_turned_clock_changes_nothing_on_the_wall(friday: str, asked: Sequence[str], tmp_path: Path) -> None:
    """Offers, reminders, questions and what comes back: the same letters at the same hours as in any other weekend."""
    ordinary = await _weekend(tmp_path / "ordinary", ORDINARY, asked)
    turned = await _weekend(tmp_path / "turned", friday, asked)
    assert ordinary[0]
    assert turned == ordinary


@pytest.mark.parametrize("friday", TURNED)
async def test_half_past_two_in_the_night(friday: str, tmp_path: Path) -> None:
    """A visit at an hour that comes twice, or not at all, is one visit, and each letter about it comes once."""
    asked = ("Kan iemand zondag om half drie 's nachts bij mijn man waken?",)
    ordinary = await _weekend(tmp_path / "ordinary", ORDINARY, asked)
    turned = await _weekend(tmp_path / "turned", friday, asked)
    assert [(name, words) for _, name, words in sorted(turned[0], key=lambda one: one[1:])] == [
        (name, words) for _, name, words in sorted(ordinary[0], key=lambda one: one[1:])
    ]
    assert len(turned[1]) == len(ordinary[1])


def test_an_hour_that_comes_twice_or_not() -> None:
    """The hour that is skipped becomes the one after it, the hour that comes twice is the first of the two."""
    where = Community(name="Lindendorp")
    skipped = moment_of(datetime(2027, 3, 28, 2, 30), where)  # noqa: DTZ001 - on the wall
    twice = moment_of(datetime(2027, 10, 31, 2, 30), where)  # noqa: DTZ001
    assert skipped is not None
    assert skipped.astimezone(ZoneInfo(where.zone)).strftime("%H:%M") == "03:30"
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("hours", [1, -1])
@pytest.mark.parametrize("at", ["2027-03-20T18:30", "2027-03-21T08:10", "2027-03-21T12:00"])
async def test_a_clock_set_otherwise_by_an_hour_does_no_harm(hours: int, at: str, tmp_path: Path) -> None:
    """Set forward or back in the middle of it all: the same letters, each of them once."""
    street = await Street.open(tmp_path, datetime.fromisoformat("2027-03-19T10:04"), LINDENDORP.people_csv())
    try:
        await street.say("Riet", "Kan iemand zondag om half elf met me mee naar de dokter?")
        await street.tap("Riet", "Ja, dat klopt")
        await street.tap("Vera", "Ja, ik doe het")
        course = await _pass(street, datetime.fromisoformat(at))
        street.moment += timedelta(hours=hours)
        course += await _pass(street, (street.moment.astimezone(ZONE) + timedelta(seconds=1)).replace(tzinfo=None))
        course += await _pass(street, datetime.fromisoformat("2027-03-22T18:00"))
    finally:
        await street.close()
    told = sorted((name, words) for _, name, words in course)
    assert len(told) == len(set(told)), told
    assert {("Riet", "Morgen"), ("Vera", "Morgen"), ("Riet", "Is"), ("Vera", "Ben")} <= set(told), told
