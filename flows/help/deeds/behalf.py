"""Somebody asks for somebody else: who is spoken for hears of it before anybody is asked."""

from flows.help.answers import make_task
from flows.help.deeds.living import plan_search, promise
from flows.help.deeds.searching import asker_buttons, begin
from flows.help.sayings import said_task
from flows.help.visits import what_of, when_of
from flows.sitting import Sitting
from flows.tasks import open_task
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Lane, Role, Standing


async def set_out(sitting: Sitting, asker: Person, visit: Visit, request: Request, by: Person) -> None:
    """Begin to look for ASKER, who hears that BY asked for them; whoever is not known yet is called first."""
    where = await sitting.community(visit.community)
    member = await people.membership(sitting.session, asker.id, where.id, Role.RESIDENT)
    if member is not None and member.standing is Standing.NEW and where.rules.get("acquaint", True):
        await open_task(sitting, "acquaint", where.id, person=asker, visit=visit.id)
        await plan_search(sitting, visit)
        promised = await promise(sitting, visit, request)
    else:
        _, promised = await begin(sitting, visit, request, by.id)
        if await sitting.still(where.id):
            await open_task(sitting, "waits", where.id, person=asker, visit=visit.id)
    what = make_task(what_of(request))
    await sitting.write(
        asker,
        "behalf.asked",
        buttons=asker_buttons(visit),
        about=visit.id,
        community=where.id,
        lane=Lane.NEWS,
        by=by.name or by.called,
        what=said_task(what, request.destination or ""),
        when=when_of(visit, where),
        promise=promised,
    )
