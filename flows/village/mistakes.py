"""Calling off by mistake: what can still be undone is looked for again, and of the rest it is said that it can't."""

from collections.abc import Sequence

from flows.help.deeds.searching import asker_buttons, begin
from flows.help.visits import gone_by, when_of
from flows.sitting import Sitting
from flows.talk import Said
from storage.ids import new_id
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, VisitState


async def undo(sitting: Sitting, person: Person, letter: OutboxLetter, visits: Sequence[int]) -> None:
    """Toch niet afzeggen: look again for what lies ahead and was not asked anew; name the others."""
    begun, late = 0, list[int]()
    for one in visits:
        visit = await queries.locked_visit(sitting.session, one)
        request = await sitting.get(Request, visit.request)
        if await _can_be_again(sitting, visit, request):
            await _again(sitting, person, visit, request)
            begun += 1
        else:
            late.append(request.number)
    where = await sitting.community(letter.community)
    sitting.note("weather.undone", where.id, where.id, person.id, begun=begun)
    await sitting.write(
        person, "weather.undone", community=where.id,
        begun=Said("weather.begun", {"count": begun}) if begun else "", late=_said(late),
    )  # fmt: skip


def _said(late: Sequence[int]) -> Said | str:
    return Said("weather.late", {"numbers": [str(one) for one in late]}) if late else ""


async def _can_be_again(sitting: Sitting, visit: Visit, request: Request) -> bool:
    """Say whether its time lies ahead, it does not come back by itself, and its asker did not ask it anew."""
    if visit.state is not VisitState.CANCELLED or gone_by(visit, sitting.now) or request.when.get("every"):
        return False
    asked = await queries.visits_of_asker(sitting.session, request.asker, request.community)
    return all(other.category is not request.category for _, other in asked)


async def _again(sitting: Sitting, person: Person, visit: Visit, request: Request) -> None:
    request.closed_at = None
    anew = Visit(
        id=new_id(), request=request.id, community=visit.community, starts_at=visit.starts_at, ends_at=visit.ends_at,
        grain=visit.grain, leg=visit.leg, seat=visit.seat, meets=visit.meets, appointment_at=visit.appointment_at,
    )  # fmt: skip
    sitting.session.add(request)
    sitting.session.add(anew)
    await sitting.session.flush()
    _, promised = await begin(sitting, anew, request, person.id)
    await sitting.write(
        await sitting.get(Person, request.asker), "weather.again", buttons=asker_buttons(anew), about=anew.id,
        community=anew.community, lane=Lane.NEWS, promise=promised,
        when=when_of(anew, await sitting.community(anew.community)),
    )  # fmt: skip
