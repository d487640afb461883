"""A search whose time has come without anybody found: it ends kindly, and help that comes back is looked for anew."""

from flows.help.deeds.homeward import ask_about_there
from flows.help.deeds.living import close, live
from flows.help.deeds.occasions import mates, who_else
from flows.help.deeds.offering import take_back
from flows.help.deeds.repeating import next_visit
from flows.help.life import UNPROMISED, Deed
from flows.help.visits import when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import close as close_task
from flows.tasks import first_name, open_of, open_task
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Lane, Leg, OfferState, VisitState


async def expire(sitting: Sitting, due: Due) -> None:
    """End a search whose time has come; the asker hears it kindly, a coordinator has it on the list.

    Help that comes back is looked for anew, for its next time.
    """
    visit = await queries.locked_visit(sitting.session, due.subject)
    if visit.state not in UNPROMISED:
        return
    request = await sitting.get(Request, visit.request)
    asker = await sitting.get(Person, request.asker)
    live(sitting, visit, Deed.CLOSE)
    await close(sitting, visit)
    await take_back(sitting, visit, "offer.too_late", OfferState.CLOSED, also=(OfferState.RESERVE, OfferState.PROPOSED))
    for task in await open_of(sitting, visit.community, visit=visit.id, kind="propose"):
        await close_task(sitting, task)
    if await _was_said(sitting, visit):
        await ask_about_there(sitting, visit)
        await next_visit(sitting, visit)
        return
    if not await open_of(sitting, visit.community, visit=visit.id, kind="not_found"):
        await open_task(sitting, "not_found", visit.community, person=asker, visit=visit.id)
    going, _ = await who_else(sitting, visit)
    await sitting.write(
        asker,
        "asker.not_found_more" if going else "asker.not_found",
        buttons=[Button("button.read", "read", yes=True), Button("button.person", "person")],
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        when=when_of(visit, await sitting.community(visit.community)),
        names=[first_name(one) for one in going],
        count=len(going),
    )
    await next_visit(sitting, visit)


async def _was_said(sitting: Sitting, visit: Visit) -> bool:
    """Say whether the asker knows: of the way back since a taxi was seen to, of another seat since it was the first."""
    if visit.leg is Leg.BACK:
        return True
    return any(one.state is VisitState.NOT_FOUND for one in await mates(sitting, visit))
