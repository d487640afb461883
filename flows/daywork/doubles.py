"""Two requests that may be one: a coordinator says whether they are."""

from flows.coordination.tasks import at_hand
from flows.daywork.ending import end_all
from flows.help.life import Deed
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import close
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane


async def same(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Het is dezelfde: the later one goes, the one before it stands, and the asker hears which."""
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None:
        return
    before = await queries.request_numbered(sitting.session, row.community, int(row.words or 0))
    await close(sitting, row, person)
    request = await sitting.get(Request, (await sitting.get(Visit, row.visit)).request)
    ended = await end_all(sitting, person, request, Deed.CANCEL)
    sitting.log("request.same", row.community, person.id, request.asker, request=request.id)
    if ended and before is not None:
        asker = await sitting.get(Person, request.asker)
        if asker.chat is not None:
            await sitting.write(asker, "double.asker", buttons=[Button("button.read", "read", yes=True)],
                                about=ended[0], community=row.community, lane=Lane.NEWS)  # fmt: skip
    again = Button("request.tap.reopen", "request_reopen", {"request": request.id})
    await sitting.write(person, "double.same_done", buttons=[Button("button.read", "read", yes=True), again],
                        about=row.id, community=row.community, number=request.number)  # fmt: skip


async def two(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Het zijn er twee: both stand."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        await close(sitting, row, person)
        sitting.log("request.two", row.community, person.id, row.person, task=row.id)
        await sitting.write(person, "double.two_done", about=row.id, community=row.community)
