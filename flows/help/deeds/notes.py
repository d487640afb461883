"""What a coordinator shares with whoever goes: read by them at once, or when they say yes."""

from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, first_name
from storage.queries import care
from storage.tables.care import Note
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import Lane


async def tell_all(sitting: Sitting, visit: Visit) -> None:
    """Let whoever goes to VISIT read all that is shared about it."""
    for note in await care.shared_notes(sitting.session, visit.request):
        await tell(sitting, visit, note)


async def tell(sitting: Sitting, visit: Visit, note: Note) -> None:
    """Let whoever goes to VISIT read NOTE."""
    helper, by = await sitting.get(Person, visit.helper or 0), await sitting.get(Person, note.author)
    asker = await sitting.get(Person, note.person)
    await sitting.write(helper, "note.for_helper", buttons=[Button("button.read", "read", yes=True)], about=visit.id,
                        community=visit.community, lane=Lane.NEWS, coordinator=first_name(by), asker=called(asker),
                        words=note.words)  # fmt: skip
