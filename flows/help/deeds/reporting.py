"""Whoever asked for somebody else hears how it ends, and no more."""

from flows.belonging import may
from flows.help.visits import when_of
from flows.menu import COORDINATORS
from flows.sitting import Sitting
from flows.tasks import first_name
from storage.queries import speakers
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Lane, VisitState

RELATIVE = "relative"  # how a request was agreed to that a relative made
_OUTCOMES = {
    VisitState.AGREED: "found",
    VisitState.DONE: "done",
    VisitState.NOT_FOUND: "not_found",
    VisitState.CANCELLED: "cancelled",
    VisitState.DID_NOT_HAPPEN: "did_not_happen",
}


async def tell_recorder(sitting: Sitting, visit: Visit) -> None:
    """Tell whoever asked for somebody else how it stands with VISIT: by its number, without a name or an hour.

    A relative hears for whom and when, as long as they may ask; nobody hears who comes, or by which word.
    """
    request = await sitting.get(Request, visit.request)
    by = await sitting.session.get(Person, request.recorded_by) if request.recorded_by else None
    outcome = _OUTCOMES.get(visit.state)
    if by is None or by.chat is None or by.id == request.asker or outcome is None:
        return
    kin = request.consent == RELATIVE
    if kin and await speakers.bond_between(sitting.session, request.asker, by.id) is None:
        return
    asker = await sitting.get(Person, request.asker)
    if outcome == "found" and asker.chat is None and await may(sitting, by, COORDINATORS, visit.community):
        return  # the call to make says it, and who comes
    await sitting.write(
        by,
        f"behalf.kin_{outcome}" if kin else f"behalf.{outcome}",
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        number=request.number,
        name=first_name(asker) if kin else "",
        when=when_of(visit, await sitting.community(visit.community)),
    )
