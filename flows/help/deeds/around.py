"""Before and after a visit: reminders to both, and the card without address and phone the day after."""

from typing import Any
from zoneinfo import ZoneInfo

from flows.help.deeds.bad_news import waits
from flows.help.deeds.living import has_two_reminders, live
from flows.help.deeds.occasions import together
from flows.help.deeds.offering import edit_offer
from flows.help.deeds.searching import asker_buttons
from flows.help.deeds.way import lines_together
from flows.help.life import Deed
from flows.help.visits import latest, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, first_name
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Lane, Leg, LetterClass, OfferState, VisitState

SHOWN = (VisitState.AGREED, VisitState.DONE, VisitState.DID_NOT_HAPPEN)


async def remind(sitting: Sitting, due: Due) -> None:
    """Remind both, while it is still agreed and ahead; what comes late says what is true by then."""
    visit = await sitting.get(Visit, due.subject)
    until = latest(visit)
    if visit.state is not VisitState.AGREED or visit.helper is None or visit.starts_at is None or until is None:
        return
    where = await sitting.community(visit.community)
    starts = visit.starts_at.astimezone(ZoneInfo(where.zone))
    tomorrow = starts.date() > (await sitting.local(where.id)).date()
    if until <= sitting.now or (due.kind == "remind_evening" and not tomorrow and has_two_reminders(visit, starts)):
        return
    if await waits(sitting, due, visit):
        return
    request = await sitting.get(Request, visit.request)
    asker, helper = await sitting.get(Person, request.asker), await sitting.get(Person, visit.helper)
    live(sitting, visit, Deed.REMIND)
    if visit.leg is Leg.BACK:
        await _remind_way_back(sitting, visit, asker, helper, tomorrow)
        return
    soon = "evening" if tomorrow else "soon"
    facts: dict[str, Any] = {"when": when_of(visit, where), "word": visit.door_word, "along": ""}
    if visit.with_person is not None:
        along = await sitting.get(Person, visit.with_person)
        facts["along"] = Said("first.comes_along", {"coordinator": first_name(along)})
        await sitting.write(along, f"task.along_{soon}", about=visit.id, community=visit.community, lane=Lane.NEWS,
                            letter_class=LetterClass.COURTESY, helper=called(helper), first=called(asker),
                            when=facts["when"])  # fmt: skip
    await sitting.write(
        asker, f"remind.asker_{soon}", buttons=asker_buttons(visit), about=visit.id, community=visit.community,
        lane=Lane.NEWS, letter_class=LetterClass.COURTESY, first=first_name(helper), **facts,
    )  # fmt: skip
    buttons = [Button("button.read", "read", yes=True), Button("button.withdraw", "withdraw", {"visit": visit.id})]
    await sitting.write(
        helper, f"remind.helper_{soon}", buttons=buttons, about=visit.id, community=visit.community,
        lane=Lane.NEWS, letter_class=LetterClass.COURTESY, first=first_name(asker),
        way=await lines_together(sitting, visit), **facts,
    )  # fmt: skip


async def _remind_way_back(sitting: Sitting, visit: Visit, asker: Person, helper: Person, tomorrow: bool) -> None:
    """Remind of the way back: the evening before who does only that; at the appointment the asker, how to say so."""
    if not tomorrow:
        buttons = [Button("homeward.ready", "ready", {"visit": visit.id}), *asker_buttons(visit)[:1]]
        await sitting.write(
            asker, "homeward.at_hand", buttons=buttons, about=visit.id, community=visit.community, lane=Lane.NEWS,
            letter_class=LetterClass.COURTESY, helper=first_name(helper), word=visit.door_word,
        )  # fmt: skip
    elif all(one.helper != helper.id for one in await together(sitting, visit) if one.id != visit.id):
        buttons = [Button("button.read", "read", yes=True), Button("button.withdraw", "withdraw", {"visit": visit.id})]
        await sitting.write(
            helper, "homeward.tomorrow", buttons=buttons, about=visit.id, community=visit.community, lane=Lane.NEWS,
            letter_class=LetterClass.COURTESY, asker=first_name(asker), word=visit.door_word,
            day=visit.starts_at or visit.ends_at,
        )  # fmt: skip


async def strip_card(sitting: Sitting, due: Due) -> None:
    """Edit the helper's card to one without address and phone."""
    visit = await sitting.get(Visit, due.subject)
    if visit.state not in SHOWN:
        return
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    for offer in await queries.offers_of(sitting.session, visit.id):
        if offer.state is OfferState.ACCEPTED:
            when = when_of(visit, await sitting.community(visit.community))
            await edit_offer(sitting, offer, "card.stripped", letter_class=LetterClass.COURTESY,
                                 first=first_name(asker), when=when)  # fmt: skip
