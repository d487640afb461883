"""Somebody asks: from their own words to a request, with what was already said filled in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flows.belonging import belong, introduce
from flows.conversing import open_talk
from flows.help.answers import make_task
from flows.help.conversations import HelpWanted
from flows.help.costs import cost_rules
from flows.help.deeds.alike import notice
from flows.help.deeds.doubling import asked_already, show_again
from flows.help.deeds.dwelling import learn
from flows.help.deeds.living import plan_search, promise
from flows.help.deeds.noting import note_low
from flows.help.deeds.occasions import make_visits, together
from flows.help.deeds.searching import asker_buttons, begin
from flows.help.listening import is_gone, known_answers
from flows.help.several import first_of, known_of, next_of
from flows.help.visits import is_off, what_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Refused
from flows.tasks import first_name, on_duty, open_task
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.wished import wished_name, wishes, wishes_somebody
from flows.understanding.time.moment import When
from storage.ids import new_id
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import OfferState, Role, Standing, Urgency


async def wants_help(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Open the talk about a request; ask first whether it is one where somebody may only tell something."""
    if understood.doubted:
        await open_talk(sitting, person, "need", {"words": understood.text})
    else:
        await open_request(sitting, person, understood)


async def needed(sitting: Sitting, person: Person, given: Mapping[str, Any], asks: bool) -> None:
    """Ask for help with what somebody told, if they do look for some."""
    if asks:
        await open_request(sitting, person, await sitting.understood(given["words"], person.current))
    else:
        await sitting.write(person, "need.fine")


async def open_request(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Open the talk about a request with all that the first message said already answered.

    Of several tasks in one message the first is asked for; the others are read back beside it, and follow.
    """
    await note_low(sitting, person, understood.text)
    understood, others = first_of(
        understood, await sitting.local(person.current), await sitting.own_names(person.current)
    )
    await open_one(sitting, person, understood, others)


async def keep_words(sitting: Sitting, person: Person, words: str) -> None:
    """Keep WORDS in which no request was found, for the talk that is asked on once there is time for it."""
    given = {**await given_for(sitting, person), "words": words, "said": []}
    await open_talk(sitting, person, "ask_for_help", given, asks=False)


async def open_one(
    sitting: Sitting, person: Person, understood: Understood, others: Sequence[Mapping[str, Any]],
    told: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Open the talk about one task; OTHERS are the tasks of the same message that follow, TOLD what else is known."""
    given = {
        **await given_for(sitting, person),
        **({"others": list(others)} if others else {}),
        "guesses": [one.category.value for one in understood.likely],
        "words": understood.text,
        "wished": await _wished(sitting, person, understood.text),
        "urgent": Urgency.URGENT in understood.flags or Urgency.EMERGENCY in understood.flags,
    }
    known = {**known_answers(understood, await sitting.local(person.current)), **(told or {})}
    if told:
        given["more"] = True  # it is known to be another one
    elif "what" in known and not understood.ask:
        before = await asked_already(sitting, person, make_task(known["what"]), understood.when, known.get("where", ""))
        if before is not None:
            await show_again(sitting, person, before, understood.when)
            await _open_next(sitting, person, others, understood.when)
            return
    await open_talk(sitting, person, "ask_for_help", {**given, "said": list(known)}, known)


async def _wished(sitting: Sitting, person: Person, words: str) -> str:
    """Give the name that WORDS ask for: as it is written, else of a helper who came to PERSON before."""
    where = await sitting.community(person.current)
    named = wished_name(words)
    if named or not wishes_somebody(words):
        return "" if named in (person.name or "").split() else named
    came = await queries.who_came(sitting.session, person.id, where.id)
    return next(iter(wishes(words, sorted({first_name(one) for _, _, one in came}))), "")


async def ask_like(
    sitting: Sitting,
    person: Person,
    request: Request,
    when: Mapping[str, Any] | None,
    words: str = "",
    wished: str = "",
) -> None:
    """Open the talk about the same help as REQUEST once more; WHEN is how its time is kept, None to ask for it.

    WORDS are those that ask for it now, and WISHED is whom they name.
    """
    what = what_of(request)
    what["words"] = f"{what['words']}. {words}".strip(". ") if words else what["words"]
    said = {"what": what, "when": [when] if when else None, "where": request.destination}
    known = {key: value for key, value in said.items() if value}
    given = {**await given_for(sitting, person), "words": request.words or "", "more": True, "wished": wished,
             "said": list(known)}  # fmt: skip
    await open_talk(sitting, person, "ask_for_help", given, known)


async def given_for(sitting: Sitting, person: Person) -> dict[str, Any]:
    """Give what a talk about a request has to know of whoever asks."""
    where = await sitting.community(person.current)
    return {
        "known": bool(person.name),
        "street": bool(person.street),
        "coordinator": await on_duty(sitting, where.id),
        "costs": cost_rules(where.rules),
    }


async def ask(sitting: Sitting, person: Person, given: Mapping[str, Any], wanted: HelpWanted) -> None:
    """Make the request that a finished talk came to, and go on with the next task of the same message.

    Raises Refused when its moment has passed in the meantime.
    """
    await _ask(sitting, person, given, wanted)
    await _open_next(sitting, person, given.get("others", ()), wanted.when)


async def _open_next(
    sitting: Sitting, person: Person, others: Sequence[Mapping[str, Any]], before: When | None
) -> None:
    if others:
        understood, rest = next_of(
            others, before, await sitting.local(person.current), await sitting.own_names(person.current)
        )
        await open_one(sitting, person, understood, rest, known_of(others[0]))


async def _ask(sitting: Sitting, person: Person, given: Mapping[str, Any], wanted: HelpWanted) -> None:
    if wanted.dropped:
        await sitting.write(person, "asker.dropped")
        return
    where = await sitting.community(person.current)
    if is_past(wanted.when, await sitting.local(where.id)):
        raise Refused("when", "unclear.past")
    before = await asked_already(sitting, person, wanted.what, wanted.when, wanted.destination)
    if before is not None and not given.get("more"):
        await show_again(sitting, person, before, wanted.when)
        return
    if wanted.who is not None:
        introduce(person, wanted.who)
    others = await people.memberships(sitting.session, person.id, where.id)
    known = Standing.KNOWN if any(one.standing is Standing.KNOWN for one in others) else None  # as a helper, say
    member = await belong(sitting, person, where.id, Role.RESIDENT, consent="own", standing=known)
    if is_off(wanted.what.category, where):
        await open_task(sitting, "wants_person", where.id, person=person, words=str(given.get("words") or ""))
        await sitting.write(person, "asker.off", coordinator=await on_duty(sitting, where.id) if person.phone else "")
        return
    request, visit = await make_request(sitting, person, wanted, urgent=bool(given.get("urgent")))
    if not given.get("more"):
        await notice(sitting, request, visit)
    if member.standing is Standing.NEW and where.rules.get("acquaint", True):
        await _acquaint_first(sitting, person, visit, request)
        return
    await tell_begun(sitting, person, visit, request)


async def tell_begun(
    sitting: Sitting, person: Person, visit: Visit, request: Request, actor: int | None = None
) -> None:
    """Begin to look, and tell the asker how many are asked and by when they hear; the helper of last time is named."""
    count, promised = await begin(sitting, visit, request, actor)
    still = await sitting.still(visit.community)
    if still:
        await open_task(sitting, "waits", visit.community, person=person, visit=visit.id)
    same = await helper_of_last_time(sitting, visit)
    asked = "asker.searching_same" if same else "asker.searching" if count else "asker.searching_later"
    read, *others = asker_buttons(visit)
    other = [Button("again.else", "someone_else", {"visit": visit.id})] if same else []
    await sitting.write(
        person,
        "asker.searching_still" if still else asked,
        buttons=[read, *other, *others],
        about=visit.id,
        community=visit.community,
        count=count,
        promise=promised,
        helper=first_name(same) if same else "",
    )


async def helper_of_last_time(sitting: Sitting, visit: Visit) -> Person | None:
    """Give who is asked alone because they did the same the time before."""
    asked = [one for one in await queries.offers_of(sitting.session, visit.id) if one.state is OfferState.OPEN]
    alone = len(asked) == 1 and "again" in asked[0].reasons
    return await sitting.get(Person, asked[0].person) if alone else None


async def _acquaint_first(sitting: Sitting, person: Person, visit: Visit, request: Request) -> None:
    """Have a coordinator call once to get acquainted before anybody is asked."""
    await open_task(sitting, "acquaint", visit.community, person=person, visit=visit.id)
    for one in await together(sitting, visit):
        await plan_search(sitting, one)
    promised = await promise(sitting, visit, request)
    name = await on_duty(sitting, visit.community)
    words = "asker.acquaint_call" if person.phone and name else "asker.acquaint"
    await sitting.write(person, words, buttons=asker_buttons(visit), about=visit.id, community=visit.community,
                        coordinator=name, promise=promised)  # fmt: skip


async def make_request(
    sitting: Sitting, asker: Person, wanted: HelpWanted, *, urgent: bool = False, recorded_by: int | None = None,
    consent: str = "own", community: int | None = None,
) -> tuple[Request, Visit]:  # fmt: skip
    """Write down what is wanted and its first visit; in COMMUNITY where it is not the one the asker talks to."""
    where = await sitting.community(community or asker.current)
    where.last_number += 1
    sitting.session.add(where)
    when = wanted.when
    request = Request(
        id=new_id(), community=where.id, number=where.last_number, asker=asker.id, recorded_by=recorded_by,
        consent=consent, category=wanted.what.category, task=wanted.what.task or None,
        note=wanted.what.note or None,
        destination=wanted.destination or None, words=wanted.what.words or None, when=when.kept(), urgent=urgent,
        helpers=wanted.what.helpers, needs=",".join(wanted.trip.needs) or None, made_at=sitting.now,
    )  # fmt: skip
    sitting.session.add(request)
    learn(sitting, asker, wanted.what.words)
    await sitting.session.flush()
    visit = (await make_visits(sitting, request, when, wanted.trip))[0]
    sitting.note("request.made", request.id, where.id, recorded_by or asker.id, number=request.number, visit=visit.id)
    return request, visit


def is_past(when: When, now: datetime) -> bool:
    """Say whether the time has gone by: its start where it is exact, after a grace, else its end."""
    return is_gone(when, now)
