"""What coordinators do in their group: bind it, choose its topics, look, take something up. Details go to private."""

import re
from datetime import timedelta
from functools import partial

from flows.belonging import roles_of
from flows.confidence import CONFIDED
from flows.coordination.tasks import at_hand, pick_up
from flows.groups import TOPICS, post, settle_in_group
from flows.help.visits import when_of
from flows.post import Inbound
from flows.sitting import Sitting
from flows.talk import Said
from flows.task_buttons import has_answers
from flows.tasks import OTHERS_AGAIN, called, open_of, show
from flows.trust.logbook import plan_seal
from flows.understanding.time.moment import When
from storage.ids import short_code
from storage.queries import help as queries
from storage.queries.groups import forget_codes, forget_group, group_by_code, group_of
from storage.tables.help import Request, Visit
from storage.tables.people import Group, Person
from storage.tables.post import OutboxLetter
from storage.terms import Role

CODE_LASTS = timedelta(hours=1)
MOST_LINES = 30
_TOPIC_WORDS = {"danger": r"gevaar|danger|nood", "new": r"nieuw\w*|new", "rest": r"rest|alles|all|everything"}


async def make_code(sitting: Sitting, person: Person, words: str) -> None:
    """/groep, in private: a code with which a group can be bound, once, within the hour."""
    where = await sitting.community(person.current)
    await forget_codes(sitting.session, person.id, where.id)
    group = Group(community=where.id, code=short_code(), made_by=person.id, made_at=sitting.now)
    sitting.session.add(group)
    sitting.log("group.code", where.id, person.id)
    again = Said("group.code_again", {}) if await group_of(sitting.session, where.id) else ""
    await sitting.write(person, "group.code", code=group.code, again=again)


async def bind(sitting: Sitting, person: Person, group: Group | None, inbound: Inbound, words: str) -> None:
    """/koppel CODE, in a group: make it the coordinators' group. For anybody else, or late, nothing happens."""
    made = await group_by_code(sitting.session, words.strip().upper())
    if made is None or made.chat is not None or made.made_at + CODE_LASTS <= sitting.now:
        return
    if Role.COORDINATOR not in await roles_of(sitting, person, made.community):
        return
    if group is not None and group.community != made.community:
        return  # it is another community's, and stays so
    for older in (group, await group_of(sitting.session, made.community)):
        if older is not None and older in sitting.session:
            await forget_group(sitting.session, older)
    made.chat, made.bound_by, made.bound_at = inbound.chat, person.id, sitting.now
    sitting.session.add(made)
    sitting.note("group.bound", made.community, made.community, person.id)
    sitting.log("group.bound", made.community, person.id)
    await plan_seal(sitting, made.community)
    await post(sitting, made, Said("group.bound", {}), thread=inbound.thread)


async def send_here(sitting: Sitting, person: Person, group: Group | None, inbound: Inbound, words: str) -> None:
    """/hier gevaar, in a topic: show that sort of thing there from now on."""
    assert group is not None  # noqa: S101 - looked at by the desk of groups
    topic = next((one for one in TOPICS if re.fullmatch(_TOPIC_WORDS[one], words, re.I)), None)
    if topic is None:
        await post(sitting, group, Said("group.here_how", {}), thread=inbound.thread)
        return
    group.threads = {**group.threads, topic: inbound.thread}
    sitting.session.add(group)
    sitting.log("group.topic", group.community, person.id, topic=topic)
    await post(sitting, group, Said(f"group.here.{topic}", {}), thread=inbound.thread)


async def show_open(sitting: Sitting, person: Person, group: Group | None, inbound: Inbound, words: str) -> None:
    """/open, in the group: numbers, sorts of help, days, and where each stands."""
    assert group is not None  # noqa: S101 - looked at by the desk of groups
    found = await queries.open_visits(sitting.session, group.community)
    waiting = [one for one in await open_of(sitting, group.community) if one.kind not in CONFIDED]
    head = Said("group.open_head", {"count": len(found)}) if found else Said("group.open_none", {})
    lines = [await _line(sitting, visit, request) for visit, request in found[:MOST_LINES]]
    end = [Said("group.open_end", {"count": len(waiting)})] if waiting else []
    sitting.log("look.open", group.community, person.id)
    await post(sitting, group, head, *lines, *end, thread=inbound.thread)


async def _line(sitting: Sitting, visit: Visit, request: Request) -> Said:
    when = when_of(visit, await sitting.community(visit.community))
    if when.start is not None and when.grain in ("minute", "hour", "part"):
        day = when.start.replace(hour=0, minute=0)
        when = When(day, day + timedelta(days=1), "day")
    state = Said(f"state.{visit.state.value}", {})
    return Said("group.open_line", {"number": request.number, "what": request.category, "when": when, "state": state})


async def in_private(
    sitting: Sitting, person: Person, group: Group | None, inbound: Inbound, words: str, command: str
) -> None:
    """Do a COMMAND that was typed in the group, and answer whoever typed it in private."""
    assert group is not None  # noqa: S101 - looked at by the desk of groups
    if not person.reachable:
        await post(sitting, group, Said("group.write_first", {}), thread=inbound.thread)
        return
    before, person.current = person.current, group.community
    await sitting.menu.commands[command].do(sitting, person, words)
    person.current = before
    await post(sitting, group, Said("group.in_private", {"first": called(person)}), thread=inbound.thread)


show_request, show_who, show_today = (partial(in_private, command=one) for one in ("vraag", "wie", "vandaag"))


async def take_up(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Opgepakt, in the group: whoever pressed gets the whole task in private, and the group reads who took it up."""
    row = await at_hand(sitting, person, task)
    if row is None:
        return
    await show(sitting, row, person)
    if row.picked_up_by == person.id:
        return  # pressed twice: danger is only closed in private
    if not has_answers(row.kind):
        await pick_up(sitting, person, letter, task)
        return
    row.picked_up_by, row.picked_up_at = person.id, sitting.now
    sitting.plan("task", row.id, row.community, sitting.now + OTHERS_AGAIN)
    sitting.log("task.picked_up", row.community, person.id, row.person, task=row.id)
    await settle_in_group(sitting, row, person)
