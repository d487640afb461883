"""How many people are to come: a place more is looked for, a place less is the one without anybody."""

from collections.abc import Sequence

from flows.help.deeds.cancelling import end
from flows.help.deeds.living import live, plan_search, promise
from flows.help.deeds.searching import ask_wave
from flows.help.life import Deed
from flows.sitting import Sitting
from storage.ids import new_id
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Leg, VisitState


async def set_places(sitting: Sitting, person: Person, request: Request, visits: Sequence[Visit], count: int) -> int:
    """Let COUNT people come to what VISITS belong to; give how many more, -1 where too many go already."""
    there = [one for one in visits if one.leg is not Leg.BACK]
    more = count - len(there)
    empty = [one for one in there if one.helper is None]
    if more < 0 and len(empty) < -more:
        return -1
    request.helpers = count
    for _ in range(more):
        await _add(sitting, person, request, there)
    for one in empty[len(empty) + more :] if more < 0 else ():
        live(sitting, one, Deed.CANCEL, person.id)
        await end(sitting, one, series=False)
    return more


async def _add(sitting: Sitting, person: Person, request: Request, there: list[Visit]) -> None:
    """Look for one more at the same time."""
    like = there[0]
    visit = Visit(
        id=new_id(), request=request.id, community=like.community, state=VisitState.ASKED, leg=like.leg,
        seat=max(one.seat for one in there) + 1, starts_at=like.starts_at, ends_at=like.ends_at, grain=like.grain,
        appointment_at=like.appointment_at, meets=like.meets,
    )  # fmt: skip
    there.append(visit)
    sitting.session.add(visit)
    await sitting.session.flush()
    if like.state is VisitState.ASKED:
        return  # it begins with the others
    live(sitting, visit, Deed.CONFIRM, person.id)
    await plan_search(sitting, visit)
    await promise(sitting, visit, request)
    await ask_wave(sitting, visit, request)
