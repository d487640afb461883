"""The duty rota: who is on duty when. Every promise follows it."""

from collections.abc import Sequence

from sqlmodel import col, delete

from flows.belonging import belong
from flows.people.hours import Hours, said_hours
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import coordinators, first_name
from flows.understanding.hours.availability import read_available
from flows.understanding.hours.week_hours import Span
from flows.understanding.requests.whom import read_named
from storage.queries import people
from storage.tables.people import Duty, Person
from storage.tables.post import OutboxLetter
from storage.terms import Role


async def show_or_set(sitting: Sitting, person: Person, words: str) -> None:
    """/dienst: show the rota; with hours behind it ("doordeweeks van 9 tot 17 uur") they become one's own."""
    where = await sitting.community(person.current)
    if words:
        helpers = [first_name(one) for one in await people.members(sitting.session, where.id, Role.HELPER)]
        others = [first_name(one) for one in await coordinators(sitting, where.id) if one.id != person.id]
        nth = read_named(words, others)
        if nth is not None:
            await sitting.write(person, "duty.own_only", name=others[nth])
            return
        nth = read_named(words, helpers)
        if nth is not None:
            await sitting.write(person, "duty.coordinators_only", name=helpers[nth])
            return
        read = read_available(words, (await sitting.local(where.id)).date())
        if read is None or any(one.weeks for one in read.spans):  # the rota is the same every week
            await sitting.write(person, "duty.how")
            return
        before = await _spans(sitting, person, where.id)
        await _set(sitting, person, where.id, read.spans)
        back = Button("duty.back", "duty_back", {"spans": [list(one[:3]) for one in before]})
        mine = said_hours(Hours(read.spans, (), (), open_ended=False, max_per_week=None))["hours"]
        await sitting.write(person, "duty.set", buttons=[Button("button.read", "read", yes=True), back],
                            community=where.id, hours=mine)  # fmt: skip
        return
    await _show(sitting, person, where.id)


async def put_back(sitting: Sitting, person: Person, letter: OutboxLetter, spans: list[tuple[int, int, int]]) -> None:
    """Terugzetten: the hours that were there before."""
    where = await sitting.community(letter.community)
    await _set(sitting, person, where.id, [Span(*one) for one in spans])
    await _show(sitting, person, where.id)


async def _show(sitting: Sitting, person: Person, community: int) -> None:
    lines = [await _line(sitting, one, community) for one in await coordinators(sitting, community)]
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
    spans = await _spans(sitting, person, community)
    hours = said_hours(Hours(spans, (), (), open_ended=False, max_per_week=None))["hours"]
    return Said("duty.line", {"name": person.name or person.called, "hours": hours})


async def _spans(sitting: Sitting, person: Person, community: int) -> tuple[Span, ...]:
    return tuple(
        Span(day, one.from_minute, one.until_minute)
        for one in await people.duties_of(sitting.session, person.id, community)
        for day in range(7)
        if one.weekdays >> day & 1
    )
