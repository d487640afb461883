"""/vergeetmij naam: a coordinator has somebody forgotten who asked for it by phone or at the door."""

from flows.belonging import roles_of
from flows.coordination.choice import pick
from flows.people.erasing import erase
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called
from flows.trust.seconding import ask_second
from storage.queries import people
from storage.queries.counts import kept_counts
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role


async def forget(sitting: Sitting, person: Person, words: str) -> None:
    """Ask how the one who is named asked for it."""
    await pick(sitting, person, words, "forget.ask", {}, ask_consent, "vergeetmij")


async def ask_consent(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Ask once more, and how it was agreed."""
    one, here = await sitting.get(Person, whom), await _here(sitting, person)
    if whom == person.id or Role.COORDINATOR in await roles_of(sitting, one, here):
        await sitting.write(person, "forget.coordinator")
        return
    if any(member.community != here for member in await people.memberships(sitting.session, whom)):
        await sitting.write(person, "forget.elsewhere", name=one.name or one.called)
        return
    ways = [("forget.in_person", "in_person"), ("forget.by_phone", "by_phone")]
    buttons = [Button(words, "forget.sure", {"whom": whom, "consent": way}) for words, way in ways]
    no = Button("forget.no", "read", yes=False)
    await sitting.write(person, "forget.ask", buttons=[*buttons, no], asks=True, name=one.name or one.called)


async def sure(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int, consent: str) -> None:
    """Have a second coordinator agree, where there is one; then erase."""
    one = await sitting.get(Person, whom)
    if not await ask_second(sitting, person, "forget.do", code="erase", about=one, whom=whom, consent=consent):
        await do(sitting, person, None, whom, consent)


async def do(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, consent: str) -> None:
    """Erase this one, and say what is kept: counts, and nothing else."""
    community = await _here(sitting, person)
    one = await sitting.get(Person, whom)
    if not (one.name or one.called):
        await sitting.write(person, "forget.gone")
        return
    who = called(one)
    if one.chat is not None:
        goodbye = await sitting.write(one, "stop.erased")
        if goodbye is not None:
            goodbye.person = goodbye.meant = goodbye.community = None
            await sitting.session.flush()
    await erase(sitting, one)
    sitting.log("erase", community, person.id, whom, consent=consent)
    kept = await kept_counts(sitting.session, whom)
    await sitting.write(person, "forget.done", who=who, requests=kept.requests, visits=kept.visits,
                        gone=kept.gone)  # fmt: skip


async def _here(sitting: Sitting, person: Person) -> int:
    return (await sitting.community(person.current)).id
