"""/ontneem: somebody's role is taken away, after one question: also for what they have open, are asked and made."""

from typing import Any

from sqlmodel import col, delete, select

from flows.belonging import belong, end_role
from flows.conversing import drop, talk_of
from flows.coordination.choice import pick
from flows.counting.exporting import take_all_away
from flows.daywork.ending import take_all_off
from flows.people.erasing import let_go
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, coordinators, tell
from flows.trust.roles import POWERFUL, read_role
from flows.trust.seconding import ask_second
from storage.queries import people
from storage.queries.groups import forget_codes
from storage.queries.invites import drop_made_by
from storage.tables.care import Task
from storage.tables.people import Duty, Membership, Person, Speaker
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Lane, Role, Standing


async def revoke(sitting: Sitting, person: Person, words: str) -> None:
    """/ontneem naam rol: take this role from whoever is named."""
    role, name = read_role(words)
    args = {"role": role.value if role else None}
    behind = words.replace(name, "").strip()
    await pick(sitting, person, name, "revoke.of", args, revoke_of, "ontneem", behind=behind)


async def revoke_of(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, role: str | None) -> None:
    """Take ROLE from this one; where it was not said, and they are several things, it is asked which."""
    where, one = await sitting.community(person.current), await sitting.get(Person, whom)
    held = [member for member in await people.memberships(sitting.session, whom, where.id)
            if member.role is not Role.RESIDENT and role in (None, member.role.value)]  # fmt: skip
    facts: dict[str, Any] = {"name": one.name or one.called}
    if whom == person.id:
        await sitting.write(person, "revoke.own")
    elif not held:
        await sitting.write(person, "revoke.nothing", **facts)
    elif len(held) > 1:
        buttons = [Button(f"revoke.as.{member.role.value}", "revoke.of", {"whom": whom, "role": member.role.value})
                   for member in held]  # fmt: skip
        await sitting.write(person, "revoke.which", buttons=buttons, asks=True, **facts)
    else:
        args = {"whom": whom, "role": held[0].role.value}
        buttons = [Button("revoke.yes", "revoke.sure", args, yes=True), Button("revoke.no", "revoke.left", yes=False)]
        words = "revoke.sure_helper" if held[0].role is Role.HELPER else "revoke.sure"
        await sitting.write(person, words, buttons=buttons, asks=True, community=where.id,
                            role=Said(f"kept.as.{held[0].role.value}", {}), **facts)  # fmt: skip


async def sure(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int, role: str) -> None:
    """Ja, wegnemen."""
    where = await sitting.community(letter.community)
    member = await people.membership(sitting.session, whom, where.id, Role(role))
    one = await sitting.get(Person, whom)
    if member is None or member.standing is Standing.LEFT:
        await sitting.write(person, "revoke.nothing", name=one.name or one.called)
        return
    await _take(sitting, person, letter, one, member)


async def left(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Nee: nothing has changed."""
    await sitting.write(person, "rest.left")


async def _take(sitting: Sitting, person: Person, letter: OutboxLetter, one: Person, member: Membership) -> None:
    end_role(sitting, member)
    await sitting.session.flush()
    sitting.note("member.left", one.id, member.community, person.id, role=member.role.value)
    sitting.log("revoke", member.community, person.id, one.id, role=member.role.value)
    if member.role is Role.HELPER:
        await take_all_off(sitting, person, letter, one, member.community)
    await _undo_hold(sitting, one, member)
    role, args = Said(f"kept.as.{member.role.value}", {}), {"whom": one.id, "role": member.role.value}
    await sitting.write(one, "revoke.told", community=member.community, lane=Lane.NEWS, role=role,
                        village=await sitting.village(one, member.community))  # fmt: skip
    await sitting.write(
        person, "revoke.done", role=role, name=one.name or one.called,
        buttons=[Button("button.read", "read", yes=True), Button("revoke.back", "revoke.back", args)],
    )  # fmt: skip
    if member.role in POWERFUL:
        for other in await coordinators(sitting, member.community):
            if other.id != person.id:
                await sitting.write(
                    other, "revoke.others", community=member.community, lane=Lane.NEWS, role=role,
                    name=one.name or one.called, who=called(person),
                    buttons=[Button("button.read", "read", yes=True), Button("revoke.back", "revoke.back", args)],
                )  # fmt: skip


async def _undo_hold(sitting: Sitting, one: Person, member: Membership) -> None:
    """Let go of all that somebody held by a role: talks, visits, duties, tasks, links, bonds."""
    while (talk := await talk_of(sitting, one.id)) is not None and talk.community == member.community:
        await drop(sitting, one, talk)
    if member.role is Role.HELPER:
        await let_go(sitting, one, member.community)
    if member.role is Role.RELATIVE:
        theirs = (col(Speaker.person) == one.id) & (col(Speaker.community) == member.community)
        await sitting.session.exec(delete(Speaker).where(theirs, col(Speaker.bond) == Bond.RELATIVE))
    if member.role is Role.COORDINATOR:
        await take_all_away(sitting, one)
        await _undo_duty(sitting, one, member.community)


async def _undo_duty(sitting: Sitting, one: Person, community: int) -> None:
    """Take a coordinator off the rota; what they had taken up is told to the next one, and their links work no more."""
    await sitting.session.exec(delete(Duty).where(col(Duty.person) == one.id, col(Duty.community) == community))
    await drop_made_by(sitting.session, community, one.id)
    await forget_codes(sitting.session, one.id, community)
    taken = select(Task).where(Task.community == community, Task.picked_up_by == one.id, col(Task.closed_at).is_(None))
    for task in (await sitting.session.exec(taken)).all():
        task.picked_up_by = task.picked_up_at = None
        sitting.session.add(task)
        await tell(sitting, task)


async def give_back(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int, role: str) -> None:
    """Toch niet: the role comes back; a powerful one by another coordinator, or with a second one's yes."""
    where, one = await sitting.community(person.current), await sitting.get(Person, whom)
    member = await people.membership(sitting.session, whom, where.id, Role(role))
    if member is None or member.standing is not Standing.LEFT or not (one.name or one.called):
        await sitting.write(person, "revoke.stands", name=one.name or one.called)
        return
    asks = Role(role) in POWERFUL
    if asks and await ask_second(sitting, person, "role.give", code=f"give_{role}", about=one, whom=whom, role=role):
        return
    await give(sitting, person, None, whom, role)


async def give(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, role: str) -> None:
    """Give this one the role again."""
    where, one = await sitting.community(person.current), await sitting.get(Person, whom)
    await belong(sitting, one, where.id, Role(role), consent=str(person.id), standing=Standing.KNOWN)
    sitting.log("role.given", where.id, person.id, one.id, role=role)
    said = Said(f"kept.as.{role}", {})
    await sitting.write(person, "revoke.given", role=said, name=one.name or one.called)
    await sitting.write(one, "revoke.again", community=where.id, lane=Lane.NEWS, role=said, village=where.name)
