"""All still: one word of a coordinator, and nothing is asked of anybody until one of them undoes it.

Danger, answers to who writes, and promises go on. What falls due in the meantime waits, and goes on once, by itself;
each deed looks at what is true by then.
"""

from datetime import datetime, timedelta

from flows.help.promises import next_loud
from flows.help.visits import moment_of
from flows.post import Button
from flows.sitting import STILL, Sitting
from flows.tasks import close, coordinators, first_name, open_of
from storage.queries import course
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane

_OFF = ("uit", "weer aan", "aan", "off")
TO_ANSWER = timedelta(days=1)  # after a late question, before a coordinator hears that nobody answered it


async def still(sitting: Sitting, person: Person, words: str) -> None:
    """/stil: hold all still at once; "/stil uit" lets it go on."""
    where = await sitting.community(person.current)
    if words.strip(" .!").lower() in _OFF:
        await go_on(sitting, person)
    elif await sitting.still(where.id):
        await sitting.write(person, "still.already", buttons=_buttons(), since=_since(where))
    else:
        await hold(sitting, person)


async def hold(sitting: Sitting, person: Person) -> None:
    """Hold all still in the community of PERSON; every other coordinator hears who did it, and may undo it."""
    where = await sitting.community(person.current)
    where.rules = {**where.rules, STILL: sitting.now.isoformat()}
    sitting.session.add(where)
    sitting.note("still.begun", where.id, where.id, person.id)
    sitting.log("still.begun", where.id, person.id)
    await sitting.write(person, "still.done", buttons=_buttons(), village=where.name)
    await _tell_others(sitting, person, "still.done_by", _buttons())


async def go_on(sitting: Sitting, person: Person, letter: OutboxLetter | None = None) -> None:
    """Weer aan: what waited goes on by itself."""
    where = await sitting.community(letter.community if letter is not None else person.current)
    if not await sitting.still(where.id):
        await sitting.write(person, "still.not", community=where.id)
        return
    where.rules = {name: rule for name, rule in where.rules.items() if name != STILL}
    sitting.session.add(where)
    sitting.note("still.ended", where.id, where.id, person.id)
    sitting.log("still.ended", where.id, person.id)
    await _wake(sitting, where)
    for task in await open_of(sitting, where.id, kind="waits"):
        await close(sitting, task)
    await sitting.write(person, "still.over", community=where.id)
    await _tell_others(sitting, person, "still.over_by")


async def _wake(sitting: Sitting, where: Community) -> None:
    """Let what waited fall due, in the morning where it is night; nobody is missed before they could answer."""
    at = moment_of(next_loud(await sitting.local(where.id)), where) or sitting.now
    for due in await course.at_rest(sitting.session, where.id):
        due.due_at = at + TO_ANSWER if due.kind == "unanswered" else at
        sitting.session.add(due)


async def _tell_others(sitting: Sitting, person: Person, words: str, buttons: tuple[Button, ...] = ()) -> None:
    community = (await sitting.community(person.current)).id
    for one in await coordinators(sitting, community):
        if one.id != person.id:
            await sitting.write(
                one, words, buttons=buttons, community=community, lane=Lane.NEWS, name=first_name(person)
            )


def _buttons() -> tuple[Button, ...]:
    return (Button("button.read", "read", yes=True), Button("still.undo", "still_off"))


def _since(where: Community) -> datetime:
    return datetime.fromisoformat(where.rules[STILL])
