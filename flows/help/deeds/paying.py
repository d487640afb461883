"""Money that a helper laid out: said in every letter before the yes, and asked after when it has not come back."""

from datetime import timedelta
from typing import Any

from flows.help.costs import PAID, cost_rules, said_bag, said_costs
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, open_task
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane

ASK_AFTER, SILENT_FOR = timedelta(days=7), timedelta(days=3)
OPEN, ASKED = "open", "asked"  # what Visit.costs may be, besides nothing


async def cost_facts(sitting: Sitting, request: Request, card: bool = False) -> dict[str, Any]:
    """Give who pays, and what comes along from the pharmacy, as facts of a letter."""
    chosen = cost_rules((await sitting.community(request.community)).rules)
    words = f"{request.words or ''} {request.task or ''}"
    return {"costs": said_costs(request.category, chosen, card), "bag": said_bag(request.category, words)}


async def unpaid_button(sitting: Sitting, visit: Visit) -> list[Button]:
    """Give the button for money that has not come back, where there may be any."""
    request = await sitting.get(Request, visit.request)
    return [Button("paying.not_yet", "unpaid", {"visit": visit.id})] if request.category in PAID else []


async def unpaid(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Nog niet betaald: after a week it is asked once more."""
    row = await sitting.get(Visit, visit)
    if row.helper != person.id:
        await sitting.write(person, "button.past")
        return
    if not row.costs:
        row.costs = OPEN
        sitting.session.add(row)
        sitting.plan("unpaid", row.id, row.community, sitting.now + ASK_AFTER)
        sitting.note("visit.unpaid", row.id, row.community, person.id)
    asker = await sitting.get(Person, (await sitting.get(Request, row.request)).asker)
    buttons = [
        Button("button.read", "read", yes=True),
        Button("button.write_to", "write_to", {"visit": row.id}, {"first": called(asker)}),
    ]
    await sitting.write(person, "paying.later", buttons=buttons, about=row.id, community=row.community,
                        first=called(asker))  # fmt: skip


async def ask_paid(sitting: Sitting, due: Due) -> None:
    """Ask the helper whether the money has come back; when they stay silent, a coordinator asks."""
    visit = await sitting.get(Visit, due.subject)
    if visit.helper is None or not visit.costs:
        return
    if visit.costs == ASKED:
        await _hand_over(sitting, visit)
        return
    visit.costs = ASKED
    sitting.session.add(visit)
    sitting.plan("unpaid", visit.id, visit.community, sitting.now + SILENT_FOR)
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    buttons = [
        Button("paying.yes", "paid", {"visit": visit.id}, yes=True),
        Button("paying.no", "still_unpaid", {"visit": visit.id}, yes=False),
    ]
    await sitting.write(
        await sitting.get(Person, visit.helper), "paying.ask", buttons=buttons, about=visit.id,
        community=visit.community, lane=Lane.NEWS, asks=True, asker=called(asker),
    )  # fmt: skip


async def paid(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Ja, betaald."""
    row = await sitting.get(Visit, visit)
    row.costs = ""
    sitting.session.add(row)
    sitting.unplan(row.id, "unpaid")
    await sitting.write(person, "paying.glad", about=row.id, community=row.community)


async def still_unpaid(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Nog niet: a coordinator sees to it."""
    row = await sitting.get(Visit, visit)
    if row.costs:
        await _hand_over(sitting, row)
    await sitting.write(person, "paying.handed_over", about=row.id, community=row.community)


async def _hand_over(sitting: Sitting, visit: Visit) -> None:
    visit.costs = ""
    sitting.session.add(visit)
    sitting.unplan(visit.id, "unpaid")
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    await open_task(sitting, "unpaid", visit.community, person=asker, visit=visit.id)
