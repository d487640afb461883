"""The coordinator's commands: what is open, one request whole, giving it away, asking for somebody, approving."""

import re
from collections.abc import Mapping
from typing import Any

from flows.belonging import belong, introduce, roles_of
from flows.conversing import open_talk
from flows.coordination.conversations import OnBehalf
from flows.coordination.tasks import approve
from flows.help.answers import make_task
from flows.help.costs import cost_rules
from flows.help.deeds.agreeing import assign
from flows.help.deeds.asking import is_past, make_request, tell_begun
from flows.help.deeds.behalf import set_out
from flows.help.deeds.occasions import together
from flows.help.deeds.searching import begin
from flows.help.life import NotPossible
from flows.help.sayings import said_task
from flows.help.visits import what_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Refused, Said
from flows.tasks import close, facts_of, open_of
from flows.wording.catalog import FIRST_LANGUAGE, catalog
from storage.queries import course, people
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role, Standing

MOST_LINES, MOST_VISITS = 15, 4


async def show_open(sitting: Sitting, person: Person, _: str) -> None:
    """/open: every open request, the soonest first, with what happens next."""
    where = await sitting.community(person.current)
    found = await queries.open_visits(sitting.session, where.id)
    waiting = await open_of(sitting, where.id)
    if not found and not waiting:
        await sitting.write(person, "open.none")
        return
    lines = [await _open_line(sitting, visit, request) for visit, request in found[:MOST_LINES]]
    sitting.log("look.open", where.id, person.id)
    await sitting.write(person, "open.end", before=[Said("open.head", {"count": len(found)}), *lines],
                        count=len(waiting))  # fmt: skip


async def _open_line(sitting: Sitting, visit: Visit, request: Request) -> Said:
    asker = await sitting.get(Person, request.asker)
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    return Said(f"open.{visit.state.value}", {
        "number": request.number, "what": request.category, "asker": asker.name,
        "when": when_of(visit, await sitting.community(visit.community)),
        "helper": helper.name if helper else "", "by": visit.promise_at,
    })  # fmt: skip


async def show_request(sitting: Sitting, person: Person, words: str) -> None:
    """/vraag N: the whole card of one request, and its history."""
    request = await _numbered(sitting, person, words)
    if request is not None:
        await write_request(sitting, person, request)


async def write_request(sitting: Sitting, person: Person, request: Request) -> None:
    """Write all of REQUEST to a coordinator; the look is logged."""
    asker = await sitting.get(Person, request.asker)
    visits = await queries.visits_of_request(sitting.session, request.id)
    what = make_task(what_of(request))
    lines = [Said("request.head", {
        "number": request.number, **facts_of(asker), "what": said_task(what, request.destination or ""),
        "said": request.words,
    })]  # fmt: skip
    for visit in visits[:MOST_VISITS]:
        lines += await _visit_lines(sitting, visit)
    sitting.log("look.request", request.community, person.id, asker.id, request=request.id)
    await sitting.write(person, "request.end", before=lines, about=request.id, community=request.community)


async def _visit_lines(sitting: Sitting, visit: Visit) -> list[Said]:
    where = await sitting.community(visit.community)
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    lines = [Said("request.visit", {"state": Said(f"state.{visit.state.value}", {}), "when": when_of(visit, where),
                                    "helper": helper.name if helper else "", "by": visit.promise_at})]  # fmt: skip
    for event in await course.events_of(sitting.session, visit.id):
        if f"event.{event.kind}" not in catalog(FIRST_LANGUAGE):
            continue
        actor = await sitting.session.get(Person, event.actor) if event.actor else None
        facts = {"at": event.at, "who": actor.name if actor else "", "count": len(event.facts.get("people", ()))}
        lines.append(Said(f"event.{event.kind}", facts))
    return lines


async def _numbered(sitting: Sitting, person: Person, words: str) -> Request | None:
    """Find the request that a command names; says how to name one when it can't."""
    where = await sitting.community(person.current)
    number = re.search(r"\d+", words)
    request = await queries.request_numbered(sitting.session, where.id, int(number[0])) if number else None
    if request is None:
        await sitting.write(person, "request.which")
    return request


async def assign_to(sitting: Sitting, person: Person, words: str) -> None:
    """/wijs N naam: give a request to a helper."""
    request = await _numbered(sitting, person, words)
    if request is None:
        return
    name = re.sub(r"^\D*\d+\s*(aan|to)?\s*", "", words).strip()
    found = await people.named(sitting.session, request.community, name, Role.HELPER) if name else []
    known = await people.members(sitting.session, request.community, Role.HELPER, Standing.KNOWN)
    may = {one.id for one in known} - {request.asker}
    found = [one for one in found if one.id in may]
    if len(found) == 1:
        await assign_one(sitting, person, None, request.id, found[0].id)
        return
    buttons = [Button("assign.this", "assign_one", {"request": request.id, "helper": one.id}, {"name": one.name})
               for one in found[:3]]  # fmt: skip
    await sitting.write(
        person, "assign.which" if found else "assign.nobody", buttons=buttons, name=name, asks=bool(found)
    )


async def assign_one(sitting: Sitting, person: Person, letter: OutboxLetter | None, request: int, helper: int) -> None:
    """Give the latest visit of a request to this helper: of those that belong together the first without anybody."""
    row, whom = await sitting.get(Request, request), await sitting.get(Person, helper)
    latest = await together(sitting, (await queries.visits_of_request(sitting.session, request))[0])
    free = [one for one in latest if one.helper is None]
    visit = await queries.locked_visit(sitting.session, (free or latest)[0].id)
    sitting.log("assign", row.community, person.id, helper, request=request)
    try:
        await assign(sitting, visit, whom, person)
    except NotPossible:
        await sitting.write(person, "assign.not_possible", number=row.number)
        return
    await sitting.write(person, "assign.done", number=row.number, name=whom.name)


async def new_request(sitting: Sitting, person: Person, words: str) -> None:
    """/nieuw: ask on behalf of somebody, who may have no phone."""
    await ask_on_behalf(sitting, person)


async def ask_on_behalf(sitting: Sitting, person: Person, known: Mapping[str, Any] | None = None) -> None:
    """Open the talk in which PERSON asks for somebody else, with what is KNOWN of it filled in."""
    costs = cost_rules((await sitting.community(person.current)).rules)
    await open_talk(sitting, person, "on_behalf", {"costs": costs}, known)


async def asked_on_behalf(sitting: Sitting, person: Person, given: Mapping[str, Any], asked: OnBehalf) -> None:
    """Make the request for somebody else, with who recorded their consent. Raises Refused when its moment passed."""
    where = await sitting.community(person.current)
    if asked.wanted is None or asked.wanted.dropped:
        await sitting.write(person, "on_behalf.no_consent" if asked.wanted is None else "asker.dropped")
        return
    if is_past(asked.wanted.when, await sitting.local(where.id)):
        raise Refused("when", "unclear.past")
    coordinates = Role.COORDINATOR in await roles_of(sitting, person, where.id)
    asker = await _whoever(sitting, asked, where.id, anew=coordinates)
    standing = Standing.KNOWN if coordinates else None
    await belong(sitting, asker, where.id, Role.RESIDENT, consent=f"{asked.consent}:{person.id}", standing=standing)
    request, visit = await make_request(
        sitting, asker, asked.wanted, recorded_by=person.id, consent=asked.consent, community=where.id
    )
    sitting.log("request.on_behalf", where.id, person.id, asker.id, request=request.id, consent=asked.consent)
    if not coordinates:
        await set_out(sitting, asker, visit, request, person)
        await sitting.write(person, "on_behalf.recorded", number=request.number)
        return
    if asker.chat is not None:
        await tell_begun(sitting, asker, visit, request, person.id)
        await sitting.write(person, "on_behalf.done", number=request.number, name=asker.name)
        return
    count, _ = await begin(sitting, visit, request, person.id)  # whoever asks for them tells them now
    await sitting.write(
        person, "on_behalf.done_phone", number=request.number, name=asker.name, count=count, by=visit.promise_at
    )


async def _whoever(sitting: Sitting, asked: OnBehalf, community: int, anew: bool) -> Person:
    """Give the person meant, by phone, else by name and street; a new one when we did not know them.

    What we knew is written ANEW only by who may read it.
    """
    person = Person(language=(await sitting.community(community)).language, current=community, made_at=sitting.now)
    introduce(person, asked.who)
    known = await people.by_phone(sitting.session, person.phone) if person.phone else []
    known = [*known, *await people.named(sitting.session, community, asked.who.name)]
    same = [one for one in known if one.name.lower() == person.name.lower()
            and (one.phone == person.phone or (one.street or "").lower() == (person.street or "").lower())]  # fmt: skip
    if same:
        introduce(same[0], asked.who, anew)
        return same[0]
    sitting.session.add(person)
    await sitting.session.flush()
    return person


async def approve_helper(sitting: Sitting, person: Person, words: str) -> None:
    """/keur: who waits to be approved, or approve the one who is named."""
    where = await sitting.community(person.current)
    waiting = await people.members(sitting.session, where.id, Role.HELPER, Standing.NEW)
    meant = [one for one in waiting if words.lower() in one.name.lower()] if words else list(waiting)
    if words and len(meant) == 1:
        await approve(sitting, person, meant[0], where.id)
        for task in await open_of(sitting, where.id, kind="approve"):
            if task.person == meant[0].id:
                await close(sitting, task, person)
        return
    buttons = [Button("approve.this", "approve_one", {"helper": one.id}, {"name": one.name}) for one in meant[:3]]
    await sitting.write(person, "approve.which" if meant else "approve.none", buttons=buttons, asks=bool(meant))


async def approve_one(sitting: Sitting, person: Person, letter: OutboxLetter, helper: int) -> None:
    """Approve this helper."""
    whom = await sitting.get(Person, helper)
    await approve_helper(sitting, person, whom.name)
