"""What coordinators write down about somebody or a request: for themselves, or for whoever goes as well."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.belonging import may, roles_of
from flows.conversing import open_talk
from flows.coordination.choice import pick
from flows.daywork.conversations import MOST_LETTERS, Noted
from flows.help.deeds import notes
from flows.help.life import OPEN
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from storage.ids import new_id
from storage.queries import help as queries
from storage.tables.care import Note
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role


async def tap_note(sitting: Sitting, person: Person, letter: OutboxLetter, request: int) -> None:
    """Notitie, under a request."""
    await open_note(sitting, person, await sitting.get(Request, request), "")


async def open_note(sitting: Sitting, person: Person, request: Request, words: str) -> None:
    """Open the talk that asks for a note about REQUEST, with the WORDS that were said already."""
    asker = await sitting.get(Person, request.asker)
    given = {"about": asker.id, "request": request.id, "name": called_plainly(asker)}
    await open_talk(sitting, person, "note", given, {"words": words} if 0 < len(words) <= MOST_LETTERS else None)


async def open_note_about(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Notitie, on the page of a helper: only coordinators read it."""
    about = await sitting.get(Person, whom)
    await open_talk(sitting, person, "note", {"about": whom, "request": None, "name": called_plainly(about)})


async def note_about(sitting: Sitting, person: Person, words: str) -> None:
    """/notitie naam: ask what to remember of somebody; words behind a colon are that."""
    name, _, said = (part.strip() for part in words.partition(":"))
    await pick(sitting, person, name, "note_about", {"said": said}, note_of, "notitie", behind=f": {said}" * bool(said))


async def note_of(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, said: str) -> None:
    """Open the talk for a note about this one; of who is helped it is asked who may read it."""
    one = await sitting.get(Person, whom)
    shares = Role.HELPER not in await roles_of(sitting, one)
    given = {"about": whom, "request": None, "name": called_plainly(one), "shares": shares}
    await open_talk(sitting, person, "note", given, {"words": said} if 0 < len(said) <= MOST_LETTERS else None)


def called_plainly(person: Person) -> str:
    """Give what somebody is called, as a talk can keep it."""
    return person.name or person.called


async def noted(sitting: Sitting, person: Person, given: Mapping[str, Any], asked: Noted) -> None:
    """Write it down; who goes reads at once what is shared, and whoever goes later reads it then."""
    request = await sitting.get(Request, given["request"]) if given["request"] else None
    where = await sitting.community(request.community if request is not None else person.current)
    if not await may(sitting, person, COORDINATORS, where.id):  # lost since the talk was opened
        await sitting.write(person, "command.not_yours")
        return
    note = Note(id=new_id(), community=where.id, person=given["about"], request=given["request"], author=person.id,
                shared=asked.shared, words=asked.words, made_at=sitting.now)  # fmt: skip
    sitting.session.add(note)
    await sitting.session.flush()
    sitting.log("note", where.id, person.id, note.person, note=note.id, shared=note.shared)
    for visit in await _visits(sitting, note) if note.shared else ():
        if visit.helper is not None and visit.state in OPEN:
            await notes.tell(sitting, visit, note)
    undo = Button("note.undo", "note_undo", {"note": note.id})
    await sitting.write(person, "note.shared_done" if note.shared else "note.done", about=note.id, community=where.id,
                        buttons=[Button("button.read", "read", yes=True), undo])  # fmt: skip


async def _visits(sitting: Sitting, note: Note) -> Sequence[Visit]:
    """Give the visits that NOTE is of use for: those of its request, or all of whoever it is about."""
    if note.request is not None:
        return await queries.visits_of_request(sitting.session, note.request)
    return [visit for visit, _ in await queries.visits_of_asker(sitting.session, note.person, note.community)]


async def undo(sitting: Sitting, person: Person, letter: OutboxLetter, note: int) -> None:
    """Wis deze notitie: what was read is not unread, but it stands nowhere any more."""
    row = await sitting.session.get(Note, note)
    if row is not None:
        sitting.log("note.undone", row.community, person.id, row.person, note=note)
        await sitting.session.delete(row)
    await sitting.write(person, "note.undone")
