"""A coordinator tells that they called somebody, or that nobody answered: what waited for that call goes on."""

from flows.belonging import may
from flows.calling.listing import left_to_call
from flows.calling.recording import no_answer
from flows.conversing import conversation_of
from flows.coordination.choice import offer_choice
from flows.coordination.tasks import done, pick_up
from flows.menu import COORDINATORS
from flows.sitting import Sitting
from flows.task_buttons import has_answers
from flows.tasks import SEARCHES, first_name, show
from flows.understanding.replies.errands import Called, read_called
from flows.understanding.requests.sentence import Understood
from flows.understanding.words import fold
from storage.ids import new_id
from storage.queries import people
from storage.tables.care import Note, Task
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


async def told(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "Mien gebeld, alles goed" of a coordinator for what was to be done by that call, and write it down."""
    found = await _meant(sitting, person, understood.text)
    if found is None:
        return False
    called, whom = found
    reached, words = called.reached, understood.text
    if len(whom) > 1:
        args = {"reached": reached, "words": words}
        await offer_choice(sitting, person, "whom.which", whom, "call.told", args, name=called.name)
    else:
        await told_of(sitting, person, None, whom[0].id, reached, words)
    return True


async def tells_of_a_call(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT tells of a call of a coordinator: then it is no danger that somebody does not answer."""
    return await _meant(sitting, person, text) is not None


async def _meant(sitting: Sitting, person: Person, text: str) -> tuple[Called, list[Person]] | None:
    called = read_called(text)
    if called is None or not await may(sitting, person, COORDINATORS):
        return None
    if await conversation_of(sitting, person) is not None:
        return None
    where = (await sitting.community(person.current)).id
    named = set(called.name.split())
    known = await people.anybody_called(sitting.session, where, called.name)
    whom = [one for one in known if one.id != person.id and named <= set(fold(one.name or one.called).split())]
    return (called, whom) if whom else None


async def told_of(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, reached: bool, words: str
) -> None:
    """Write down what PERSON told of a call to WHOM, and go on with what waited for it."""
    other, where = await sitting.get(Person, whom), (await sitting.community(person.current)).id
    note = Note(id=new_id(), community=where, person=whom, author=person.id, words=words, made_at=sitting.now)
    sitting.session.add(note)
    sitting.log("note", where, person.id, whom, note=note.id, shared=False)
    calls = [one.task for one in await left_to_call(sitting, person, where) if one.person == whom]
    newest = letter or await sitting.at_hand.written(person.id)
    if not calls or newest is None:
        await sitting.write(person, "call.written_down", about=whom, name=first_name(other))
    elif not reached:
        await no_answer(sitting, person, newest, calls[0])
    else:
        for task in calls:
            await _go_on(sitting, person, newest, await sitting.get(Task, task))


async def _go_on(sitting: Sitting, person: Person, letter: OutboxLetter, task: Task) -> None:
    """Close a TASK that was to call alone; of any other it is asked what came of it, as under the task itself."""
    if has_answers(task.kind):
        await show(sitting, task, person)
    else:
        await (pick_up if task.kind in SEARCHES else done)(sitting, person, letter, task.id)
