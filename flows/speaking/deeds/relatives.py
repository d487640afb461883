"""A relative asks for an elder: by the elder's own yes alone, seen by the elder, and ended by them at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.belonging import belong, end_role
from flows.conversing import open_talk
from flows.help.conversations import HelpWanted
from flows.help.costs import cost_rules
from flows.help.deeds.asking import is_past, make_request
from flows.help.deeds.behalf import set_out
from flows.help.deeds.reporting import RELATIVE
from flows.help.listening import known_answers
from flows.help.several import first_of, next_of
from flows.help.visits import when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Refused, Said
from flows.tasks import first_name
from flows.understanding.requests.sentence import Understood
from storage.ids import new_id
from storage.queries import help as queries
from storage.queries import people, speakers
from storage.tables.help import Visit
from storage.tables.people import Invite, Person, Speaker
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Intent, Lane, LetterClass, Role, Standing


async def bind_relative(sitting: Sitting, relative: Person, invite: Invite) -> bool:
    """Let RELATIVE ask for whom the link speaks of, who hears of it and can end it; False for the elder's own phone."""
    elder = await sitting.get(Person, invite.about or 0)
    if elder.id == relative.id:
        await sitting.write(relative, "relative.own_link")
        return False
    relative.current, relative.name = invite.community, relative.name or relative.called
    if await speakers.bond_between(sitting.session, elder.id, relative.id) is None:
        bond = Speaker(
            id=new_id(), community=invite.community, resident=elder.id, person=relative.id, bond=Bond.RELATIVE,
            consent="own" if elder.chat is not None else "recorded", made_at=sitting.now,
        )  # fmt: skip
        sitting.session.add(bond)
        await sitting.session.flush()
        sitting.note("speaker.agreed", elder.id, invite.community, relative.id)
    await belong(sitting, relative, invite.community, Role.RELATIVE, consent="invited", standing=Standing.KNOWN)
    await sitting.write(relative, "relative.welcome", name=first_name(elder))
    await sitting.write(
        elder,
        "relative.came",
        buttons=[Button("button.read", "read", yes=True), Button("relative.end", "relative.end", {"who": relative.id})],
        community=invite.community,
        lane=Lane.NEWS,
        letter_class=LetterClass.COURTESY,
        who=relative.name or relative.called,
    )
    return True


async def begin_for(sitting: Sitting, person: Person, elder: Person, understood: Understood) -> None:
    """Do what a relative wants for ELDER: ask; see how it stands; and what takes away becomes the elder's question."""
    name = first_name(elder)
    if understood.intent is Intent.REQUEST:
        await _ask_for(sitting, person, elder, *first_of(understood, await sitting.local(person.current)))
    elif understood.intent is Intent.FORGET:
        buttons = [Button("stop.erase_yes", "erase_sure"), Button("stop.erase_no", "stop_undo", yes=False)]
        await sitting.write(elder, "relative.wants_erased", buttons=buttons, asks=True, lane=Lane.NEWS, who=person.name)
        await sitting.write(person, "relative.asked_them", name=name)
    else:
        await _about_a_visit(sitting, person, elder, understood)


async def _ask_for(
    sitting: Sitting, person: Person, elder: Person, understood: Understood, others: Sequence[Mapping[str, Any]]
) -> None:
    """Open the talk about one task; OTHERS are the tasks of the same message that follow."""
    known = known_answers(understood, await sitting.local(person.current))
    costs = cost_rules((await sitting.community(person.current)).rules)
    given = {"elder": elder.id, "name": first_name(elder), "costs": costs, "others": list(others)}
    await open_talk(sitting, person, "ask_for_elder", given, known)


async def _about_a_visit(sitting: Sitting, person: Person, elder: Person, understood: Understood) -> None:
    """Speak only of what this relative asked for; calling it off is for the elder."""
    where = await sitting.community(person.current)
    found = await queries.visits_of_asker(sitting.session, elder.id, where.id)
    mine = [(visit, request) for visit, request in found if request.recorded_by == person.id]
    day = understood.when.start.date() if understood.when and understood.when.start else None
    on_day = [(visit, request) for visit, request in mine if _starts_on(when_of(visit, where).start, day)]
    if not on_day:
        await sitting.write(person, "relative.nothing", name=first_name(elder))
    elif understood.intent is Intent.CANCEL:
        await _ask_the_elder(sitting, person, elder, on_day[0][0])
    else:
        lines = [Said(f"relative.{visit.state.value}", {"when": when_of(visit, where)}) for visit, _ in on_day]
        await sitting.write(person, "relative.standing", before=lines, name=first_name(elder))


def _starts_on(start: Any, day: Any) -> bool:
    return day is None or (start is not None and start.date() == day)


async def _ask_the_elder(sitting: Sitting, person: Person, elder: Person, visit: Visit) -> None:
    buttons = [
        Button("cancel.yes", "cancel_sure", {"visit": visit.id}),
        Button("cancel.no", "keep", {"visit": visit.id}, yes=False),
    ]
    when = when_of(visit, await sitting.community(visit.community))
    await sitting.write(elder, "relative.wants_cancelled", buttons=buttons, asks=True, about=visit.id,
                        community=visit.community, lane=Lane.NEWS, who=person.name, when=when)  # fmt: skip
    await sitting.write(person, "relative.asked_them", name=first_name(elder))


async def asked_for_elder(sitting: Sitting, person: Person, given: Mapping[str, Any], wanted: HelpWanted) -> None:
    """Make the request of a relative, and go on with the next task. Raises Refused when its moment passed."""
    await _make(sitting, person, given, wanted)
    if given.get("others"):
        elder = await sitting.get(Person, given["elder"])
        following = next_of(given["others"], wanted.when, await sitting.local(person.current))
        await _ask_for(sitting, person, elder, *following)


async def _make(sitting: Sitting, person: Person, given: Mapping[str, Any], wanted: HelpWanted) -> None:
    """Make the request of a relative, while they may; the elder hears of it."""
    elder = await sitting.get(Person, given["elder"])
    bond = await speakers.bond_between(sitting.session, elder.id, person.id)
    if wanted.dropped or bond is None:
        await sitting.write(person, "asker.dropped" if wanted.dropped else "for_other.ask_first")
        return
    if is_past(wanted.when, await sitting.local(bond.community)):
        raise Refused("when", "unclear.past")
    await belong(sitting, elder, bond.community, Role.RESIDENT, consent=bond.consent)
    request, visit = await make_request(
        sitting, elder, wanted, recorded_by=person.id, consent=RELATIVE, community=bond.community
    )
    sitting.log("request.relative", bond.community, person.id, elder.id, request=request.id)
    await set_out(sitting, elder, visit, request, person)
    await sitting.write(person, "relative.done", name=first_name(elder))


async def end_with(sitting: Sitting, person: Person, letter: OutboxLetter | None, who: int) -> None:
    """End at once that this relative may ask for PERSON; they are not told, and are asked to ask first from then on."""
    bond = await speakers.bond_between(sitting.session, person.id, who)
    if bond is not None and bond.bond is Bond.RELATIVE:
        await sitting.session.delete(bond)
        await sitting.session.flush()
        sitting.note("speaker.ended", person.id, bond.community, person.id)
        if not await speakers.bonds_of(sitting.session, who, Bond.RELATIVE, bond.community):
            member = await people.membership(sitting.session, who, bond.community, Role.RELATIVE)
            if member is not None:
                end_role(sitting, member)
    await sitting.write(person, "relative.ended")
