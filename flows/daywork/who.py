"""Who is asked next for a request, in order and why; who was asked; and who is not, and why not.

It is worked out by the very function that sends the next wave, as of the moment at which that wave goes.
"""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from datetime import datetime

from flows.coordination.naming import named_request
from flows.help.deeds.choosing import looked_at
from flows.help.deeds.occasions import spoken_for, together
from flows.help.deeds.searching import ask_wave, morning_of
from flows.help.deeds.waves import Held, Next, reasons_for, who_next
from flows.help.life import UNPROMISED
from flows.help.matching import Chosen, why_not
from flows.help.visits import when_of
from flows.places import metres_to
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from storage.queries import course, people
from storage.queries import help as queries
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import OfferState, VisitState

MOST_AFTER, MOST_NAMES, MOST_TO_GIVE = 6, 8, 2
_ANSWERED = {  # what became of an offer, as it is said
    OfferState.OPEN: "open", OfferState.PROPOSED: "proposed", OfferState.ACCEPTED: "yes",
    OfferState.DECLINED: "no", OfferState.WITHDRAWN: "withdrawn", OfferState.REFUSED: "refused",
}  # fmt: skip
Named = dict[int, Person]


async def show_who(sitting: Sitting, person: Person, words: str) -> None:
    """/wie N: who would be asked for a request; with a name behind it, whether that one would be."""
    found = await named_request(sitting, person, words, "wie")
    if found is not None:
        await write_who(sitting, person, *found)


async def write_who(sitting: Sitting, person: Person, request: Request, name: str = "") -> None:
    """Write who is asked next for REQUEST, or only of whoever is called NAME; the look is logged."""
    visits = await together(sitting, (await queries.visits_of_request(sitting.session, request.id))[0])
    visit = next((one for one in visits if one.state in UNPROMISED), visits[0])
    asker = await sitting.get(Person, request.asker)
    sitting.log("look.who", request.community, person.id, asker.id, request=request.id)
    if visit.state not in UNPROMISED:
        helper = await sitting.get(Person, visit.helper) if visit.helper else None
        await sitting.write(person, "who.goes" if helper else "who.over", about=visit.id, community=request.community,
                            number=request.number, helper=helper.name if helper else "",
                            state=Said(f"state.{visit.state.value}", {}))  # fmt: skip
        return
    offers = await queries.offers_of(sitting.session, visit.id)
    at, following = await next_at(sitting, visit, request, offers)
    ahead = _at(sitting, at)
    able, refused = await _sorted(ahead, visit, request, following, offers)
    named = await people.by_ids(sitting.session, {*able, *refused, *(one.person for one in offers)})
    if name:
        await _write_one(sitting, person, request, name, named, able, refused, offers)
        return
    lines = [
        Said("who.head", {"number": request.number, "what": request.category, "asker": first_name(asker),
                          "when": when_of(visit, await sitting.community(visit.community))}),
        *_when(sitting, following, at),
        *(_asked(nth, one, named[one.person], asker, offers) for nth, one in enumerate(following.asked, 1)),
        *_then(following, named),
        *_before(offers, named),
        *_not(refused, named),
    ]  # fmt: skip
    await sitting.write(
        person, lines[-1].words, before=lines[:-1], buttons=_buttons(sitting, visit, request, following, at, named),
        about=visit.id, community=request.community, **lines[-1].facts,
    )  # fmt: skip


async def next_at(sitting: Sitting, visit: Visit, request: Request, offers: Sequence[Offer]) -> tuple[datetime, Next]:
    """Give when the next wave goes and who is asked then, as far as nobody answers before."""
    planned = await course.planned_at(sitting.session, "wave", visit.id)
    at = max(planned, sitting.now) if planned and planned < course.AT_REST else sitting.now
    found = await who_next(_at(sitting, at), visit, request, offers)
    if found.held is Held.NIGHT:
        at = await morning_of(_at(sitting, at), visit)
        found = await who_next(_at(sitting, at), visit, request, offers)
    return at, found


def _at(sitting: Sitting, at: datetime) -> Sitting:
    """Give the same sitting as it will be AT a moment; nothing is written by it."""
    ahead = copy(sitting)
    ahead.now = at
    return ahead


async def _sorted(
    sitting: Sitting, visit: Visit, request: Request, following: Next, offers: Sequence[Offer]
) -> tuple[list[int], dict[int, str]]:
    """Give who is or can be asked, in order; and of everyone else who is not waited for, by a code why not."""
    able = [one.person for one in (*following.asked, *following.after)]
    been = {one.person for one in offers if one.state in _ANSWERED} | set(able)
    everyone, wanted = await looked_at(sitting, visit, request)
    there = await spoken_for(sitting, visit)
    codes = {one.person: "there" if one.person in there else why_not(one, wanted) for one in everyone}
    return able, {one: code for one, code in codes.items() if code is not None and one not in been}


def _when(sitting: Sitting, following: Next, at: datetime) -> list[Said]:
    if following.held is not None:
        return [Said(f"who.held.{following.held.value}", {})]
    return [Said("who.at", {"at": at}) if at > sitting.now else Said("who.now", {})]


def _asked(nth: int, one: Chosen, helper: Person, asker: Person, offers: Sequence[Offer]) -> Said:
    reasons = [Said(f"who.reason.{code}", {"asker": first_name(asker)}) for code in reasons_for(one, offers)]
    apart = metres_to(asker, helper)
    far = Said("who.far", {"metres": max(round(apart / 100) * 100, 100)}) if apart is not None else ""
    words = "who.asked_far" if far and reasons else "who.asked"
    return Said(
        words, {"nth": nth, "name": helper.name, "far": far, "reasons": reasons or [Said("who.reason.can", {})]}
    )


def _then(following: Next, named: Named) -> list[Said]:
    after = [named[one.person].name for one in following.after]
    if not after:
        return []
    return [Said("who.after", {"names": _few(after, MOST_AFTER)})]


def _few(names: Sequence[str], most: int) -> list[str | Said]:
    """Give the first few names, and how many more there are."""
    more = len(names) - most
    return [*names[:most], *([Said("who.more", {"count": more})] if more > 0 else [])]


def _before(offers: Sequence[Offer], named: Named) -> list[Said]:
    said = [Said(f"who.said.{_ANSWERED[one.state]}", {"name": named[one.person].name}) for one in offers
            if one.state in _ANSWERED]  # fmt: skip
    return [Said("who.before", {"names": said})] if said else []


def _not(refused: dict[int, str], named: Named) -> list[Said]:
    """Give a line for each reason, with whom it holds back, the most at the head."""
    by_code = defaultdict[str, list[str]](list)
    for one, code in refused.items():
        by_code[code].append(named[one].name)
    lines = [
        Said("who.not", {"why": Said(f"who.why.{code}", {}), "names": _few(sorted(names), MOST_NAMES)})
        for code, names in sorted(by_code.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    return [Said("who.not_head", {}), *lines] if lines else []


def _buttons(
    sitting: Sitting, visit: Visit, request: Request, following: Next, at: datetime, named: Named
) -> list[Button]:
    """Give what can be done about it: ask those who are next at once, or give it to one of them."""
    give = [
        Button("who.give", "assign_one", {"request": request.id, "helper": one.person},
               {"helper": first_name(named[one.person])})
        for one in (*following.asked, *following.after)[:MOST_TO_GIVE]
    ]  # fmt: skip
    searching = visit.state is VisitState.SEARCHING and following.held is None
    return [*([Button("who.ask", "who_ask", {"visit": visit.id})] if searching and at > sitting.now else []), *give]


async def ask_at_once(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Nu al vragen: the next wave goes now."""
    row = await queries.locked_visit(sitting.session, visit)
    request = await sitting.get(Request, row.request)
    count = await ask_wave(sitting, row, request)
    sitting.log("wave", row.community, person.id, request.asker, request=request.id)
    await sitting.write(person, "who.asking" if count else "who.nobody_now", about=visit, community=row.community,
                        count=count, number=request.number)  # fmt: skip


async def _write_one(
    sitting: Sitting, person: Person, request: Request, name: str, named: Named, able: Sequence[int],
    refused: dict[int, str], offers: Sequence[Offer],
) -> None:  # fmt: skip
    """Say of whoever is called NAME whether they are asked for REQUEST."""
    held = [one for one in named.values() if name.casefold() in one.name.casefold()]
    meant = [one for one in held if name.casefold() in one.name.casefold().split()] or held
    lines = list[Said]()
    for one in meant[:MOST_AFTER]:
        answered = [_ANSWERED[offer.state] for offer in offers if offer.person == one.id and offer.state in _ANSWERED]
        if answered:
            lines.append(Said("who.one_asked", {"said": Said(f"who.said.{answered[0]}", {"name": one.name})}))
        elif one.id in able:
            lines.append(Said("who.one_able", {"name": one.name, "nth": able.index(one.id) + 1}))
        else:
            lines.append(
                Said("who.one_not", {"name": one.name, "why": Said(f"who.why.{refused.get(one.id, 'held')}", {})})
            )
    if not lines:
        lines = [Said("who.unknown", {"name": name})]
    last = lines[-1]
    await sitting.write(person, last.words, before=lines[:-1], community=request.community, **last.facts)
