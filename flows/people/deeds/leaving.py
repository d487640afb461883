"""Stopping: for a while, altogether, or with all that is known erased."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from flows.belonging import end_role, roles_of
from flows.conversing import drop, talk_of
from flows.doorstep import LEFT
from flows.help.deeds.answering import away
from flows.help.visits import gone_by, moment_of, over, when_of
from flows.people.erasing import erase, let_go
from flows.post import Button
from flows.sitting import Sitting
from flows.speaking.deeds.choosing import ask_whose
from flows.speaking.deeds.handing_on import hand_on
from flows.talk import Said
from flows.tasks import first_name, open_task
from flows.trust.forgetting import forget
from flows.understanding.requests.sentence import Understood, understand
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.queries import people, speakers
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Role

_AGAIN = re.compile(
    r"\bweer (?:wel )?(?:\w+ )?(?:berichten|bericht|meedoen|gevraagd worden)\b|\bberichten (?:mogen|mag|kunnen) weer\b|"
    r"\b(?:stuur|schrijf) (?:me |mij )?(?:maar )?weer\b|\bmessages again\b"
)


async def stop(sitting: Sitting, person: Person, *_: object) -> None:
    """Ask what is meant by stop."""
    buttons = [
        Button("stop.pause", "stop_pause"),
        Button("stop.leave", "stop_leave"),
        Button("stop.erase", "stop_erase"),
    ]
    await sitting.write(person, "stop.what", buttons=buttons, asks=True)


async def stop_pause(sitting: Sitting, person: Person, letter: OutboxLetter | None) -> None:
    """Even geen berichten: a fortnight of quiet, but for what was agreed."""
    local = await sitting.local(person.current)
    until = datetime.combine(local.date() + timedelta(days=14), time())
    person.quiet_until = moment_of(until, await sitting.community(person.current))
    sitting.session.add(person)
    sitting.note("member.paused", person.id, (await sitting.community(person.current)).id, person.id)
    await sitting.write(person, "stop.paused", buttons=[Button("stop.again", "stop_undo")], day=until.date())


async def pause(sitting: Sitting, person: Person, words: str) -> None:
    """/pauze: nothing for a fortnight, or for as long as was said ("/pauze tot 3 december")."""
    if not words or not await away(sitting, person, f"{words} niet"):
        await stop_pause(sitting, person, None)


async def messages_again(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik wil weer berichten" after a pause; False where nothing was paused."""
    if person.quiet_until is None or not _AGAIN.search(fold(understood.text)):
        return False
    await stop_undo(sitting, person, None)
    return True


async def stop_undo(sitting: Sitting, person: Person, letter: OutboxLetter | None) -> None:
    """Messages may come again."""
    person.quiet_until = None
    sitting.session.add(person)
    await sitting.write(person, "stop.undone")


async def stop_leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Helemaal stoppen: what is still agreed is called off, but not before they have been asked."""
    where = await sitting.community(person.current)
    going = await queries.visits_of_helper(sitting.session, person.id, where.id)
    asked = await queries.visits_of_asker(sitting.session, person.id, where.id)
    ahead = [visit for visit, _ in (*going, *asked) if not gone_by(visit, sitting.now)]
    begun = [visit for visit, _ in (*going, *asked) if _is_under_way(visit, sitting.now)]
    if not ahead and not begun:
        await leave_sure(sitting, person, letter)
        return
    yes = "stop.leave_yes" if ahead else "stop.leave_after"
    buttons = [Button(yes, "leave_sure"), Button("stop.leave_no", "stop_undo", yes=False)]
    now = [Said("stop.under_way", {"when": when_of(visit, where)}) for visit in begun]
    lines = [Said("stop.ahead", {"when": when_of(visit, where)}) for visit in ahead]
    words = "stop.leave_what" if ahead else "stop.leave_still"
    await sitting.write(person, words, before=now, buttons=buttons, asks=True, visits=lines)


def _is_under_way(visit: Visit, now: datetime) -> bool:
    ends = over(visit)
    return visit.helper is not None and gone_by(visit, now) and ends is not None and ends > now


async def leave_sure(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Call off what was agreed, drop what was half said, and write nothing more until they write again."""
    where = await sitting.community(person.current)
    going = await queries.visits_of_helper(sitting.session, person.id, where.id)
    asked = await queries.visits_of_asker(sitting.session, person.id, where.id)
    await let_go(sitting, person, where.id)
    while (talk := await talk_of(sitting, person.id)) is not None:
        await drop(sitting, person, talk)
    for member in await people.memberships(sitting.session, person.id, where.id):
        end_role(sitting, member)
        sitting.note("member.left", person.id, where.id, person.id, role=member.role.value)
    if going or asked:
        await open_task(sitting, "left", where.id, person=person)
    await sitting.write(person, "stop.left")
    await rest_if_gone(sitting, person)


async def rest_if_gone(sitting: Sitting, person: Person) -> None:
    """Write nothing more to PERSON by itself where they are nothing to anybody now; a shared phone goes on."""
    if not await people.belongs_anywhere(sitting.session, person.id):
        person.rest = LEFT
        sitting.session.add(person)
        await hand_on(sitting, person)


async def forget_me(sitting: Sitting, person: Person, words: str) -> None:
    """/vergeetmij: on a shared phone first whose; of a coordinator with a name behind it, that one."""
    if words and Role.COORDINATOR in await roles_of(sitting, person):
        await forget(sitting, person, words)
        return
    asked = replace(understand("", await sitting.local(person.current)), intent=Intent.FORGET)
    if not await ask_whose(sitting, person, asked, None):
        await stop_erase(sitting, person)


async def stop_erase(sitting: Sitting, person: Person, *_: object) -> None:
    """Gegevens wissen: ask whether it is meant, and of whom where several live by the phone."""
    others = await speakers.others_by_phone(sitting.session, person)
    names: dict[str, Any] = {
        "others": ", ".join(first_name(one) for one in others),
        "whom": first_name(person) if others else "",
    }
    buttons = [Button("stop.erase_yes", "erase_sure"), Button("stop.erase_no", "stop_undo", yes=False)]
    await sitting.write(person, "stop.erase_what", buttons=buttons, asks=True, **names)


async def erase_sure(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Erase at once; the goodbye is nobody's letter any more, and is forgotten soon after it was sent."""
    others = await speakers.others_by_phone(sitting.session, person)
    where = (await sitting.community(person.current)).id
    goodbye = await sitting.write(person, "stop.erased")
    if goodbye is not None:
        goodbye.person = goodbye.meant = goodbye.community = None
        await sitting.session.flush()
    await erase(sitting, person)
    if others:  # nobody can see who typed it
        await open_task(sitting, "erased", where, person=others[0])
