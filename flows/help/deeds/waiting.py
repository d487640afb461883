"""Whoever waits for a helper in vain, or hears they call off, writes so: the helper is asked, a coordinator knows."""

from datetime import datetime, timedelta

from flows.help.deeds.finishing import tell_coordinator
from flows.help.deeds.under_way import LATE
from flows.help.deeds.withdrawing import ask_withdraw
from flows.help.visits import gone_by
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name, open_of, open_task
from flows.understanding.replies.visiting import says_called_off, waits_in_vain
from flows.understanding.requests.sentence import Understood
from storage.queries import course, doors
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import Lane, VisitState

STILL_TELLS = timedelta(minutes=30)  # what a helper on the way wrote, to who asks where they are
NOT_THERE = "not_there"  # why a coordinator hears of the visit


async def waits(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "er is niemand geweest" and "waar blijft ze" of an asker whose visit has begun; the helper is asked once.

    Where the helper wrote on the way not long ago, it is that which is told, before the visit begins as well.
    """
    visit = await doors.visit_waited_for(sitting.session, person.id, sitting.now) if record is None else None
    if visit is None or visit.helper is None:
        return False
    helper = await sitting.get(Person, visit.helper)
    if not waits_in_vain(understood.text, first_name(helper)):
        return False
    late = await _wrote_at(sitting, visit, helper)
    if late is None and visit.starts_at is not None and visit.starts_at > sitting.now:
        return False
    calls = [Button("button.read", "read", yes=True), Button("button.person", "person")]
    if late is not None:
        await sitting.write(person, "doorstep.said_late", buttons=calls, about=visit.id, community=visit.community,
                            helper=first_name(helper), at=late)  # fmt: skip
        return True
    if not await open_of(sitting, visit.community, visit=visit.id, kind="after"):
        await tell_coordinator(sitting, visit, NOT_THERE)
        buttons = [Button("button.write_to", "write_to", {"visit": visit.id}, {"first": first_name(person)}),
                   Button("button.withdraw", "withdraw", {"visit": visit.id})]  # fmt: skip
        await sitting.write(helper, "doorstep.where_are_you", buttons=buttons, about=visit.id,
                            community=visit.community, lane=Lane.NEWS, asker=first_name(person))  # fmt: skip
    await sitting.write(person, "doorstep.asked_where", buttons=calls, about=visit.id, community=visit.community,
                        helper=first_name(helper))  # fmt: skip
    return True


async def called_off(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "Vera heeft afgezegd" of an asker for what Vera has to say herself; it calls off nothing by itself."""
    if record is not None:
        return False
    where = (await sitting.community(person.current)).id
    asked = await queries.visits_of_asker(sitting.session, person.id, where)
    ahead = [one for one, _ in asked if one.state is VisitState.AGREED and not gone_by(one, sitting.now)]
    named = [(one, await sitting.get(Person, one.helper)) for one in ahead if one.helper is not None]
    meant = [(one, helper) for one, helper in named if says_called_off(understood.text, first_name(helper))]
    if not meant:
        return False
    visit, helper = meant[0]
    if not await open_of(sitting, where, visit=visit.id, kind="told"):
        await open_task(sitting, "told", where, person=person, visit=visit.id, words=understood.text)
        await sitting.write(helper, "doorstep.they_say", about=visit.id, community=where, lane=Lane.NEWS,
                            asker=first_name(person), words=understood.text)  # fmt: skip
        await ask_withdraw(sitting, helper, None, visit.id)
    calls = [Button("button.read", "read", yes=True), Button("button.person", "person")]
    await sitting.write(person, "doorstep.asks_them", buttons=calls, about=visit.id, community=where,
                        helper=first_name(helper))  # fmt: skip
    return True


async def _wrote_at(sitting: Sitting, visit: Visit, helper: Person) -> datetime | None:
    """Give when HELPER last wrote on the way to VISIT, as far as that still tells anything; None without such words."""
    wrote = [one.at for one in await course.events_of(sitting.session, visit.id)
             if one.kind == LATE and one.actor == helper.id and sitting.now - one.at < STILL_TELLS]  # fmt: skip
    return wrote[-1] if wrote else None
