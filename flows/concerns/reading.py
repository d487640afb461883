"""What those who read concerns see of them: those without an outcome, and one whole. Each look is logged."""

from flows.concern_facts import facts_about
from flows.confidence import officers, reads
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import facts_of, first_name
from storage.queries.concerns import open_concerns
from storage.tables.care import Concern
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

A_PAGE = 6


async def at_hand(sitting: Sitting, person: Person, concern: int, also_closed: bool = False) -> Concern | None:
    """Give a concern that PERSON may read; None, and say so, where they may not, or it has an outcome already."""
    row = await sitting.session.get(Concern, concern, with_for_update=True)
    if row is None or not await reads(sitting, person, row.community):
        await not_yours(sitting, person)
        return None
    if row.closed_at is not None and not also_closed:
        await sitting.write(person, "concerns.over", community=row.community)
        return None
    return row


async def not_yours(sitting: Sitting, person: Person) -> None:
    """Say who reads concerns here."""
    where = await sitting.community(person.current)
    names = [first_name(one) for one in await officers(sitting, where.id)]
    await sitting.write(person, "concerns.not_yours", names=names)


async def show_list(sitting: Sitting, person: Person, words: str) -> None:
    """/zorgen: those without an outcome, the oldest first; with a name those about somebody."""
    await list_from(sitting, person, None, 0, words)


async def list_from(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, after: int = 0, name: str = ""
) -> None:
    """Show a page of concerns, from the one after AFTER."""
    where = await sitting.community(person.current)
    if not await reads(sitting, person, where.id):
        await not_yours(sitting, person)
        return
    found = [(one, await _name(sitting, one)) for one in await open_concerns(sitting.session, where.id)]
    found = [(one, called) for one, called in found if name.casefold() in called.casefold()]
    sitting.log("look.concerns", where.id, person.id)
    if not found:
        await sitting.write(person, "concerns.none")
        return
    if name and len(found) == 1:
        await show_page(sitting, person, found[0][0])
        return
    shown = found[after : after + A_PAGE]
    lines = [await _line(sitting, place, one) for place, (one, _) in enumerate(shown, after + 1)]
    buttons = [Button("concerns.this", "concern.open", {"concern": one.id}, {"number": str(place), "name": called})
               for place, (one, called) in enumerate(shown, after + 1)]  # fmt: skip
    left = len(found) - after - len(shown)
    if left > 0:
        buttons.append(Button("call.page", "concern.list", {"after": after + A_PAGE, "name": name}, {"number": left}))
    head = Said("concerns.head", {"count": len(found)})
    await sitting.write(person, "concerns.end", before=[head, *lines], buttons=buttons)


async def _name(sitting: Sitting, concern: Concern) -> str:
    about = await sitting.session.get(Person, concern.person) if concern.person else None
    return (first_name(about) if about else "") or "?"


async def _line(sitting: Sitting, place: int, concern: Concern) -> Said:
    facts = await facts_about(sitting, concern)
    words = "concerns.line" if concern.seen_by else "concerns.line_unread"
    return Said(words, {**facts, "number": str(place)})


async def open_one(sitting: Sitting, person: Person, letter: OutboxLetter | None, concern: int) -> None:
    """Show one concern whole."""
    row = await at_hand(sitting, person, concern)
    if row is not None:
        await show_page(sitting, person, row)


async def show_page(sitting: Sitting, person: Person, concern: Concern) -> None:
    """Show all of CONCERN, with what can be done."""
    about = await sitting.session.get(Person, concern.person) if concern.person else None
    facts = {**facts_of(about), **await facts_about(sitting, concern)}
    if concern.outcome:
        facts["outcome"] = Said(f"concerns.as.{concern.outcome}", {})
    sitting.log("look.concern", concern.community, person.id, concern=concern.id)
    await sitting.write(person, "concerns.page", buttons=buttons_of(concern), about=concern.id,
                        community=concern.community, **{"outcome": "", **facts})  # fmt: skip


def buttons_of(concern: Concern) -> list[Button]:
    """Give what can be done with CONCERN."""
    given = {"concern": concern.id}
    note = Button("concerns.note", "concern.note", given)
    if concern.closed_at is not None:
        return [note]
    seen = [] if concern.seen_by else [Button("task.pick_up", "concern.seen", {"task": concern.task})]
    return [
        *seen,
        Button("concerns.settle", "concern.settle", given),
        Button("concerns.day", "concern.day", given),
        note,
    ]
