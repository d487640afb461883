"""The duty rota: who is on duty when. Every promise follows it."""

from collections.abc import Sequence

from sqlmodel import col, delete

from flows.belonging import belong
from flows.people.conversations import Hours, said_hours
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import coordinators
from flows.understanding.availability import read_available
from flows.understanding.week_hours import Span
from storage.queries import people
from storage.tables.people import Duty, Person
from storage.terms import Role


async def show_or_set(sitting: Sitting, person: Person, words: str) -> None:
    """/dienst: show the rota; with hours behind it ("doordeweeks van 9 tot 17 uur") they become one's own."""
    where = await sitting.community(person.current)
    if words:
        read = read_available(words, (await sitting.local(where.id)).date())
        if read is None or any(one.weeks for one in read.spans):  # the rota is the same every week
            await sitting.write(person, "duty.how")
            return
        await _set(sitting, person, where.id, read.spans)
    lines = [await _line(sitting, one, where.id) for one in await coordinators(sitting, where.id)]
    await sitting.write(person, "duty.end", before=[Said("duty.head", {}), *lines])


async def _set(sitting: Sitting, person: Person, community: int, spans: Sequence[Span]) -> None:
    """Put SPANS in the place of the hours that PERSON had; the place in the order stays."""
    before = await people.duties_of(sitting.session, person.id, community)
    place = min((one.place for one in before), default=0)
    mine = (col(Duty.person) == person.id) & (col(Duty.community) == community)
    await sitting.session.exec(delete(Duty).where(mine))
    for begin, end in sorted({(begin, end) for _, begin, end, _ in spans}):
        days = sum(1 << day for day in {one.weekday for one in spans if one[1:3] == (begin, end)})
        sitting.session.add(
            Duty(person=person.id, community=community, weekdays=days, from_minute=begin, until_minute=end, place=place)
        )
    await belong(sitting, person, community, Role.COORDINATOR, consent="own")
    sitting.log("duty.set", community, person.id, person.id)


async def _line(sitting: Sitting, person: Person, community: int) -> Said:
    spans = tuple(
        Span(day, one.from_minute, one.until_minute)
        for one in await people.duties_of(sitting.session, person.id, community)
        for day in range(7)
        if one.weekdays >> day & 1
    )
    hours = said_hours(Hours(spans, (), (), open_ended=False, max_per_week=None))["hours"]
    return Said("duty.line", {"name": person.name or person.called, "hours": hours})
