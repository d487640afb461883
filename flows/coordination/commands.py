"""The coordinator's commands: what is open, and giving a request away."""

import re

from flows.confidence import may_see
from flows.coordination.choice import offer_choice
from flows.coordination.halves import ask_rest
from flows.coordination.naming import named_request
from flows.coordination.paging import pages
from flows.help.deeds.agreeing import assign
from flows.help.deeds.cancelling import tell_off
from flows.help.deeds.choosing import looked_at
from flows.help.deeds.occasions import together
from flows.help.life import OPEN, NotPossible
from flows.help.matching import why_not
from flows.help.visits import gone_by, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name, open_of
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role, Standing

MOST_LINES = 15
AGAINST = ("never_person", "never_category", "category", "away", "hours", "busy")  # why somebody is not just sent
_TO = re.compile(r"\s*\b(?:aan|to)\b\s*", re.I)


async def show_open(sitting: Sitting, person: Person, _: str) -> None:
    """/open: every open request, the soonest first, with what happens next."""
    await _write_open(sitting, person, (await sitting.community(person.current)).id, start=0)


async def open_page(sitting: Sitting, person: Person, letter: OutboxLetter, start: int) -> None:
    """Verder or terug: another page of what is open, in the place of this one."""
    await _write_open(sitting, person, (await sitting.community(letter.community)).id, start, letter)


async def _write_open(
    sitting: Sitting, person: Person, community: int, start: int, letter: OutboxLetter | None = None
) -> None:
    found = await queries.open_visits(sitting.session, community)
    waiting = await may_see(sitting, person, await open_of(sitting, community))
    if not found and not waiting:
        await sitting.write(person, "open.none", edits=letter)
        return
    lines = [await _open_line(sitting, visit, request) for visit, request in found[start : start + MOST_LINES]]
    head = Said("open.head", {"count": len(found)}) if found else Said("open.none_asked", {})
    end = [Said("open.waiting", {"count": len(waiting)})] if waiting else []
    how = [Said("open.end", {})] if found else []
    *before, last = [head, *lines, *end, *how]
    sitting.log("look.open", community, person.id)
    await sitting.write(person, last.words, before=before, buttons=pages("open_page", start, MOST_LINES, len(found)),
                        edits=letter, community=community, **last.facts)  # fmt: skip


async def _open_line(sitting: Sitting, visit: Visit, request: Request) -> Said:
    asker = await sitting.get(Person, request.asker)
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    return Said(f"open.{visit.state.value}", {
        "number": request.number, "what": request.category, "asker": asker.name,
        "when": when_of(visit, await sitting.community(visit.community)),
        "helper": helper.name if helper else "", "by": visit.promise_at,
    })  # fmt: skip


async def assign_to(sitting: Sitting, person: Person, words: str) -> None:
    """/wijs N naam: give a request to a helper; of two names either may go first."""
    whose, _, to = _TO.sub("\n", words, count=1).partition("\n")
    if to.strip() and not await _asked(sitting, person, whose) and await _asked(sitting, person, to):
        whose, to = to, whose
    named = await named_request(sitting, person, whose, "wijs", to)
    if named is None:
        return
    request, name = named[0], " ".join(part for part in (named[1], to.strip()) if part)
    if not name:
        whom = first_name(await sitting.get(Person, request.asker))
        await ask_rest(sitting, person, "wijs", "half.wijs_whom", before=str(request.number), name=whom)
        return
    found = await people.named(sitting.session, request.community, name, Role.HELPER)
    known = await people.members(sitting.session, request.community, Role.HELPER, Standing.KNOWN)
    may = {one.id for one in known} - {request.asker}
    found = [one for one in found if one.id in may]
    if len(found) == 1:
        await assign_whom(sitting, person, None, request.id, found[0].id)
        return
    if found:
        await offer_choice(sitting, person, "whom.which", found, "assign_whom", {"request": request.id}, name=name)
    else:
        await ask_rest(sitting, person, "wijs", "half.no_helper", before=str(request.number), name=name)


async def _asked(sitting: Sitting, person: Person, name: str) -> bool:
    """Say whether NAME is a number, or of somebody who asks for help now."""
    where = (await sitting.community(person.current)).id
    return name.strip()[:1].isdigit() or bool(
        name.strip() and await queries.requests_of_called(sitting.session, where, name.strip())
    )


async def assign_whom(sitting: Sitting, person: Person, letter: OutboxLetter | None, request: int, whom: int) -> None:
    """Give a request to whoever was named; asked once more where something speaks against it."""
    row = await sitting.get(Request, request)
    why = await _against(sitting, row, whom)
    if why is None:
        await assign_one(sitting, person, letter, request, whom)
        return
    buttons = [Button("assign.yet", "assign_one", {"request": request, "helper": whom}, yes=True),
               Button("assign.not", "assign_not", {"request": request}, yes=False)]  # fmt: skip
    await sitting.write(person, "assign.sure", buttons=buttons, asks=True, about=request, community=row.community,
                        name=(await sitting.get(Person, whom)).name, why=Said(f"who.why.{why}", {}))  # fmt: skip


async def assign_not(sitting: Sitting, person: Person, letter: OutboxLetter, request: int) -> None:
    """Nee: nothing has changed."""
    await sitting.write(person, "assign.left", number=(await sitting.get(Request, request)).number)


async def _against(sitting: Sitting, request: Request, helper: int) -> str | None:
    """Say by a code why this helper would rather not be sent there; None when nothing is known against it."""
    visit = await _to_give(sitting, request.id)
    if visit.state not in OPEN or gone_by(visit, sitting.now):
        return None  # it can't be given any more, and that is said
    everyone, wanted = await looked_at(sitting, visit, request)
    one = next((one for one in everyone if one.person == helper), None)
    why = why_not(one, wanted) if one is not None else None
    return why if why in AGAINST else None


async def _to_give(sitting: Sitting, request: int) -> Visit:
    """Give the latest visit of a request: of those that belong together the first without anybody."""
    latest = await together(sitting, (await queries.visits_of_request(sitting.session, request))[0])
    return ([one for one in latest if one.helper is None] or latest)[0]


async def assign_one(sitting: Sitting, person: Person, letter: OutboxLetter | None, request: int, helper: int) -> None:
    """Give a request to this helper; who was to go there before hears that they need not."""
    row, whom = await sitting.get(Request, request), await sitting.get(Person, helper)
    visit = await queries.locked_visit(sitting.session, (await _to_give(sitting, request)).id)
    before = visit.helper
    sitting.log("assign", row.community, person.id, helper, request=request)
    try:
        await assign(sitting, visit, whom, person)
    except NotPossible:
        await sitting.write(person, "assign.not_possible", number=row.number)
        return
    if before is not None:
        await tell_off(sitting, visit, row, before, person)
    await sitting.write(person, "assign.done", number=row.number, name=whom.name)
