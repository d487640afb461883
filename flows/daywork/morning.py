"""The morning of a coordinator: at the hour they chose they hear what waits; and how that hour is chosen."""

from datetime import datetime, timedelta

from flows.daywork import today
from flows.help.visits import moment_of
from flows.mornings import OFF, clock_of, read_hour
from flows.sitting import Sitting
from storage.queries import care, people
from storage.queries.people import ILL
from storage.tables.course import Due
from storage.tables.people import Membership, Person
from storage.tables.post import OutboxLetter
from storage.terms import Role


async def today_or_hour(sitting: Sitting, person: Person, words: str) -> None:
    """/vandaag: what waits; with an hour behind it that is when it comes by itself, with "uit" it does not."""
    if not words:
        await today.show_today(sitting, person)
    elif OFF.match(words):
        await _choose(sitting, person, None)
    elif (minute := read_hour(words, await sitting.local(person.current))) is not None:
        await _choose(sitting, person, minute)
    else:
        await sitting.write(person, "today.how")


async def chosen(sitting: Sitting, person: Person, letter: OutboxLetter, minute: int) -> None:
    """Elke ochtend om ...: a tap under what waits."""
    await _choose(sitting, person, minute)


async def _choose(sitting: Sitting, person: Person, minute: int | None) -> None:
    where = await sitting.community(person.current)
    member = await people.membership(sitting.session, person.id, where.id, Role.COORDINATOR)
    if member is None:
        raise LookupError(f"person {person.id} coordinates nothing here")
    member.morning_at = minute
    sitting.session.add(member)
    sitting.log("morning.set", where.id, person.id, person.id, minute=minute)
    if minute is None:
        sitting.unplan(member.id, "morning")
        await sitting.write(person, "today.off")
        return
    await _plan(sitting, member, minute)
    await sitting.write(person, "today.set", clock=clock_of(minute))


async def _plan(sitting: Sitting, member: Membership, minute: int) -> None:
    """Plan the next morning at MINUTE."""
    local = await sitting.local(member.community)
    at = datetime.combine(local.date(), clock_of(minute))
    at += timedelta(days=1 if at <= local else 0)
    moment = moment_of(at, await sitting.community(member.community))
    sitting.plan("morning", member.id, member.community, moment or sitting.now)


async def begins(sitting: Sitting, due: Due) -> None:
    """Write what waits to whoever chose this hour, unless they are ill; and plan the morning after it."""
    member = await care.coordinating(sitting.session, due.subject)
    if member is None or member.morning_at is None:
        return
    await _plan(sitting, member, member.morning_at)
    person, where = await sitting.get(Person, member.person), await sitting.community(member.community)
    if person.id not in where.rules.get(ILL, ()):
        await today.in_the_morning(sitting, person, where.id)
