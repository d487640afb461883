"""A coordinator, a desk worker or a referrer asks for somebody, and records how it was agreed."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.belonging import belong, introduce, roles_of
from flows.conversing import open_talk
from flows.coordination.conversations import OnBehalf
from flows.help.costs import cost_rules
from flows.help.deeds.alike import notice
from flows.help.deeds.asking import is_past, make_request
from flows.help.deeds.behalf import set_out
from flows.help.deeds.searching import begin
from flows.help.listening import known_answers
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Refused
from flows.tasks import first_name
from flows.understanding.replies.who import read_who
from flows.understanding.requests.whom import read_named
from flows.understanding.time.moment import read_when
from flows.understanding.words import fold
from storage.queries import people
from storage.tables.people import Person
from storage.terms import Role, Standing


async def new_request(sitting: Sitting, person: Person, words: str) -> None:
    """/nieuw: ask on behalf of somebody, who may have no phone; what is said along with it is not asked again."""
    await ask_on_behalf(sitting, person, await what_is_known(sitting, person, f"voor {words}") if words else None)


async def what_is_known(sitting: Sitting, person: Person, words: str) -> dict[str, Any]:
    """Give what WORDS hold of a request for somebody, and where they live when a coordinator names who is known."""
    where = (await sitting.community(person.current)).id
    now = await sitting.local(where)
    said, rest = _said_who(words, now)
    known = known_answers(await sitting.understood(rest, where), now)
    if said is not None:
        known["who"] = said
    if Role.COORDINATOR not in await roles_of(sitting, person, where):
        return known
    residents = [one for one in await people.members(sitting.session, where, Role.RESIDENT) if one.id != person.id]
    nth = read_named(words, [one.name for one in residents])
    if nth is None and said is None:
        nth = read_named(words, [first_name(one) for one in residents], plainly=True)
    if nth is not None:
        one = residents[nth]
        sitting.log("look.resident", where, person.id, one.id)
        known["who"] = {"name": one.name, "street": one.street or "", "postcode": one.postcode or "",
                        "place": one.place or "", "phone": one.phone or ""}  # fmt: skip
    return known


def _said_who(words: str, now: datetime) -> tuple[dict[str, str] | None, str]:
    """Give whom WORDS begin with, as in a list: "Jan Bakker, Beukenpad 40"; and what else they say.

    None: nobody with a street or a number. "Cor, om 10 uur" names an hour and no street.
    """
    first, *others = [part.strip() for part in re.split(r"[,;\n]", re.sub(r"^(?:voor|for) ", "", words))]
    more = [read_who(one) for one in others]
    at = next((one for one in more if one.street and not read_when(one.street, now)), None)
    phone = next((one.phone for one in more if one.phone), "")
    name = read_who(first).name
    if (not at and not phone) or fold(name) != fold(first):
        return None, words
    rest = [said for said, one in zip(others, more, strict=True) if one is not at and not one.phone]
    who = {"name": name, "phone": phone, "street": at.street if at else "",
           "postcode": at.postcode if at else "", "place": at.place if at else ""}  # fmt: skip
    return who, ", ".join(rest)


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
    if asker.rest:
        back = [Button("rest.undo", "rest_over", {"whom": asker.id})] if coordinates else []
        await sitting.write(person, "rest.nothing_asked", buttons=back, community=where.id, name=asker.name)
        return
    standing = Standing.KNOWN if coordinates else None
    await belong(sitting, asker, where.id, Role.RESIDENT, consent=f"{asked.consent}:{person.id}", standing=standing)
    request, visit = await make_request(
        sitting, asker, asked.wanted, recorded_by=person.id, consent=asked.consent, community=where.id
    )
    sitting.log("request.on_behalf", where.id, person.id, asker.id, request=request.id, consent=asked.consent)
    await notice(sitting, request, visit)
    if not coordinates or asker.chat is not None:  # who is spoken for reads what was asked, when, and by whom
        await set_out(sitting, asker, visit, request, person)
        words = "on_behalf.done" if coordinates else "on_behalf.recorded"
        await sitting.write(person, words, number=request.number, name=asker.name)
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
