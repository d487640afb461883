"""Never again, in answer to an offer: this kind, this person or so far away; it is asked which, and can be undone."""

from flows.help.deeds.answering import decline
from flows.places import metres_to
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import open_task
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Never, Person
from storage.tables.post import OutboxLetter


async def never(sitting: Sitting, person: Person, letter: OutboxLetter | None, offer: int) -> None:
    """Dit nooit: ask what is meant by it."""
    row = await sitting.get(Offer, offer)
    buttons = [
        Button("offer.never_kind", "never_kind", {"offer": offer}),
        Button("offer.never_person", "never_person", {"offer": offer}),
        Button("offer.never_far", "never_far", {"offer": offer}),
    ]
    await decline(sitting, row.id, "offer.thanks_no")
    await sitting.write(
        person, "offer.never_what", buttons=buttons, about=row.visit, community=row.community, asks=True
    )


async def never_kind(sitting: Sitting, person: Person, letter: OutboxLetter, offer: int) -> None:
    """Never this sort of task."""
    row = await sitting.get(Offer, offer)
    await _never(sitting, person, row, category=row.category.value)
    await _undoable(sitting, person, row, "offer.never_kind_done")


async def never_person(sitting: Sitting, person: Person, letter: OutboxLetter, offer: int) -> None:
    """Never this person: quietly, on both sides; a coordinator knows of it."""
    row = await sitting.get(Offer, offer)
    visit = await sitting.get(Visit, row.visit)
    request = await sitting.get(Request, visit.request)
    await _never(sitting, person, row, asker=request.asker)
    await open_task(sitting, "block", row.community, person=person, visit=visit.id)
    await _undoable(sitting, person, row, "offer.never_person_done")


async def never_far(sitting: Sitting, person: Person, letter: OutboxLetter, offer: int) -> None:
    """Never so far: what is asked from now on lies nearer than this."""
    row = await sitting.get(Offer, offer)
    request = await sitting.get(Request, (await sitting.get(Visit, row.visit)).request)
    asker = await sitting.get(Person, request.asker)
    helper = await people.helper_of(sitting.session, person.id, row.community)
    apart = metres_to(asker, person)
    if helper is None or apart is None:
        await sitting.write(person, "offer.never_far_unknown", about=row.visit, community=row.community)
        return
    before, helper.max_km = helper.max_km, round(apart * 0.9 / 1000, 1)
    sitting.session.add(helper)
    await _undoable(sitting, person, row, "offer.never_far_done", km=before)


async def _never(
    sitting: Sitting, person: Person, offer: Offer, category: str | None = None, asker: int | None = None
) -> None:
    helper = await people.helper_of(sitting.session, person.id, offer.community)
    if helper is not None:
        sitting.session.add(Never(helper=helper.id, category=category, person=asker, made_at=sitting.now))
        sitting.note("helper.never", helper.id, offer.community, person.id, category=category)


async def _undoable(sitting: Sitting, person: Person, offer: Offer, words: str, **before: float | None) -> None:
    undo = Button("offer.never_undo", "never_undo", {"offer": offer.id, **before})
    buttons = [Button("button.read", "read", yes=True), undo]
    await sitting.write(person, words, buttons=buttons, about=offer.visit, community=offer.community)


async def never_undo(
    sitting: Sitting, person: Person, letter: OutboxLetter, offer: int, km: float | None = None
) -> None:
    """Take back the never that this letter confirmed, and no other; KM is how far they went before."""
    row = await sitting.get(Offer, offer)
    request = await sitting.get(Request, (await sitting.get(Visit, row.visit)).request)
    helper = await people.helper_of(sitting.session, person.id, row.community)
    if helper is not None:
        said = (row.category.value, None) if letter.words == "offer.never_kind_done" else (None, request.asker)
        if letter.words == "offer.never_far_done":
            helper.max_km = km
            sitting.session.add(helper)
        else:
            for one in await queries.nevers_of(sitting.session, [helper.id]):
                if (one.category, one.person) == said:
                    await sitting.session.delete(one)
    await sitting.write(person, "offer.never_undone", community=row.community)
