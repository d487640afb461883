"""One request whole: what was asked, how it was agreed, what happened, and what can be done about it."""

import re
from collections.abc import Awaitable, Callable

from flows.coordination.naming import named_request
from flows.daywork import correcting, ending, noting
from flows.help.answers import make_task
from flows.help.deeds.way import said_often
from flows.help.life import OPEN
from flows.help.sayings import said_several, said_task
from flows.help.visits import what_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, facts_of, first_name
from flows.understanding.words import fold, load
from flows.wording.catalog import FIRST_LANGUAGE, catalog
from storage.queries import care, course
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import VisitState

MOST_VISITS, MOST_EVENTS = 4, 12
WAYS = ("in_person", "by_phone")  # in which somebody agreed that another asks for them
Behind = Callable[[Sitting, Person, Request, str], Awaitable[None]]
_BEHIND: dict[str, Behind] = {  # the first word behind a number
    **dict.fromkeys(("notitie", "noteer", "note"), noting.open_note),
    **dict.fromkeys(("sluit", "sluiten", "afsluiten", "dicht", "close"), ending.ask_how_to_close),
    **dict.fromkeys(("open", "heropen", "heropenen", "reopen"), correcting.open_again),
}
_ENDS = re.compile(load("answers")["request"]["ends"])


async def show_request(sitting: Sitting, person: Person, words: str) -> None:
    """/vraag N: the whole card of one request; with words behind it they change what was asked."""
    found = await named_request(sitting, person, words, "vraag")
    if found is None:
        return
    request, behind = found
    first, _, rest = behind.partition(" ")
    if not behind:
        await write_request(sitting, person, request)
    elif (do := _BEHIND.get(fold(first).strip(":"))) is not None:
        await do(sitting, person, request, rest.strip())
    elif _ENDS.fullmatch(fold(behind).strip(" .!,")):
        await ending.ask_how_to_close(sitting, person, request, "")
    else:
        await correcting.open_correction(sitting, person, request, behind)


async def write_request(sitting: Sitting, person: Person, request: Request) -> None:
    """Write all of REQUEST to a coordinator; the look is logged."""
    asker = await sitting.get(Person, request.asker)
    visits = await queries.visits_of_request(sitting.session, request.id)
    what = make_task(what_of(request))
    lines = [Said("request.head", {
        "number": request.number, **facts_of(asker), "what": said_task(what, request.destination or ""),
        "several": [*said_often(request), *said_several(request.helpers)], "said": request.words,
    })]  # fmt: skip
    lines += await _how_it_was_agreed(sitting, request)
    for visit in visits[:MOST_VISITS]:
        lines += await _visit_lines(sitting, visit)
    for about in (None, request.id):
        lines += await note_lines(sitting, asker.id, request.community, about)
    sitting.log("look.request", request.community, person.id, asker.id, request=request.id)
    buttons = await _buttons(sitting, request, visits[0])
    await sitting.write(person, "request.end", before=lines, buttons=buttons, about=request.id,
                        community=request.community, number=request.number)  # fmt: skip


async def _how_it_was_agreed(sitting: Sitting, request: Request) -> list[Said]:
    """Say who asked on somebody's behalf and how that one agreed; nothing where they asked themselves."""
    if request.recorded_by is None:
        return []
    by = await sitting.get(Person, request.recorded_by)
    how = Said(f"request.consent.{request.consent}" if request.consent in WAYS else "request.consent.other", {})
    return [Said("request.recorded", {"who": called(by), "at": request.made_at, "how": how})]


async def _visit_lines(sitting: Sitting, visit: Visit) -> list[Said]:
    where = await sitting.community(visit.community)
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    lines = [Said("request.visit", {"state": Said(f"state.{visit.state.value}", {}), "when": when_of(visit, where),
                                    "helper": helper.name if helper else "", "by": visit.promise_at})]  # fmt: skip
    told = [one for one in await course.events_of(sitting.session, visit.id)
            if f"event.{one.kind}" in catalog(FIRST_LANGUAGE)]  # fmt: skip
    for event in told[-MOST_EVENTS:]:
        actor = await sitting.session.get(Person, event.actor) if event.actor else None
        facts = {"at": event.at, "who": actor.name if actor else "", "count": len(event.facts.get("people", ()))}
        lines.append(Said(f"event.{event.kind}", facts))
    return lines


async def note_lines(sitting: Sitting, about: int, community: int, request: int | None) -> list[Said]:
    """Give a line for each note about somebody, or about one request of theirs."""
    lines = []
    for note in await care.notes_about(sitting.session, about, community, request):
        by = await sitting.get(Person, note.author)
        words = "request.note_shared" if note.shared else "request.note"
        lines.append(Said(words, {"who": first_name(by) or Said("person.unknown", {}), "at": note.made_at,
                                  "words": note.words}))  # fmt: skip
    return lines


async def _buttons(sitting: Sitting, request: Request, latest: Visit) -> list[Button]:
    """Give what can be done about a request as it stands."""
    mine = {"request": request.id}
    note = Button("request.tap.note", "request_note", mine)
    if latest.state not in OPEN:
        return [Button("request.tap.reopen", "request_reopen", mine), note]
    who = Button("request.tap.who", "say_command", {"name": "wie", "words": str(request.number)})
    if latest.state is VisitState.AGREED and latest.helper is not None:
        helper = await sitting.get(Person, latest.helper)
        who = Button("request.tap.take_off", "request_take_off", {"visit": latest.id, "helper": helper.id},
                     {"helper": called(helper)})  # fmt: skip
    change, close = (
        Button("request.tap.change", "request_change", mine),
        Button("request.tap.close", "request_close", mine),
    )
    return [change, who, note, close]
