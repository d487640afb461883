"""Where somebody lives, their number and their name: put right by themselves in words, or by a coordinator."""

import re
from collections.abc import Mapping
from typing import Any

from flows.belonging import introduce, may
from flows.conversing import open_talk
from flows.coordination.choice import pick
from flows.daywork.conversations import PutRight, hear_put_right
from flows.daywork.requests import note_lines
from flows.help.deeds.cards import show_again
from flows.menu import COORDINATORS
from flows.places import locate
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, facts_of
from flows.understanding.replies.errands import read_own, read_own_street
from flows.understanding.requests.sentence import Understood
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, VisitState

_KINDS = {"adres": "street", "address": "street", "nummer": "phone", "number": "phone", "naam": "name", "name": "name"}
_PARTED = re.compile(rf"(?P<name>.*?)\W*\b(?P<kind>{'|'.join(_KINDS)})\b\W*?(?P<said>[+(\w].*)?", re.I | re.S)
_READ = Button("button.read", "read", yes=True)


async def show_or_change(sitting: Sitting, person: Person, words: str) -> None:
    """/gegevens naam: show what stands; with adres, nummer or naam and what it is behind it, put that right."""
    parted = _PARTED.fullmatch(words.strip())
    name, kind, said = (parted["name"], parted["kind"], parted["said"] or "") if parted else (words.strip(), "", "")
    args = {"kind": _KINDS.get(kind.lower(), ""), "said": said.strip()}
    await pick(sitting, person, name, "register_of", args, of_one, "gegevens", behind=f"{kind} {said}".strip())


async def of_one(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, kind: str, said: str
) -> None:
    """Show what stands of this one, or ask whether it is to be what was SAID; the look is logged."""
    one = await sitting.get(Person, whom)
    sitting.log("look.register", (await sitting.community(person.current)).id, person.id, whom)
    if not kind:
        notes = await note_lines(sitting, whom, (await sitting.community(person.current)).id, None)
        await sitting.write(person, "details.stands", before=notes, about=whom, **facts_of(one))
        return
    await _ask(sitting, person, one, kind, said)


async def of_oneself(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik ben verhuisd naar Kerkweg 12" of somebody known: it is read back to them."""
    if record is not None or not person.name:
        return False
    own, street = read_own(understood.text), read_own_street(understood.text, person.street or "")
    if own is None and not street:
        return False
    await _ask(sitting, person, person, *(own or ("street", street)))
    return True


async def _ask(sitting: Sitting, person: Person, one: Person, kind: str, said: str) -> None:
    given = {"whom": one.id, "kind": kind, "name": one.name or one.called, "mine": one.id == person.id}
    heard = hear_put_right(said, sitting.now, {}, given) if said else {}
    await open_talk(sitting, person, "register", given, heard or None)


async def put_right(sitting: Sitting, person: Person, given: Mapping[str, Any], asked: PutRight) -> None:
    """Keep what was put right; whoever is to go to another address hears of it."""
    where = await sitting.community(person.current)
    if not asked.sure:
        await sitting.write(person, "moved.left")
        return
    mine = given["whom"] == person.id
    if not mine and not await may(sitting, person, COORDINATORS, where.id):  # lost since the talk was opened
        await sitting.write(person, "command.not_yours")
        return
    one = await sitting.get(Person, given["whom"])
    before = one.street
    if asked.who.name:
        one.name = asked.who.name
    if asked.who.place:
        one.place = asked.who.place
    introduce(one, asked.who, anew=True)
    sitting.session.add(one)
    for member in await people.memberships(sitting.session, one.id):
        await locate(sitting, one, member.community)
    if mine:
        sitting.note("person.placed", one.id, where.id, person.id)
    else:
        sitting.log("person.put_right", where.id, person.id, one.id, what=given["kind"])
    await _tell_who_goes(sitting, one, where.id, moved=one.street != before)
    await sitting.write(
        person, "moved.done" if mine else "details.done", buttons=[_READ], about=one.id, **facts_of(one)
    )


async def _tell_who_goes(sitting: Sitting, one: Person, community: int, moved: bool) -> None:
    """Bring the cards of whoever goes to ONE up to date; another address they are told as well."""
    for visit, _ in await queries.visits_of_asker(sitting.session, one.id, community):
        if visit.state is not VisitState.AGREED or visit.helper is None:
            continue
        await show_again(sitting, visit)
        if moved:
            helper = await sitting.get(Person, visit.helper)
            await sitting.write(helper, "moved.told", buttons=[_READ], about=visit.id, community=community,
                                lane=Lane.NEWS, asker=called(one), address=facts_of(one)["address"])  # fmt: skip
