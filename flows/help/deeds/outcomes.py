"""How it went, written instead of tapped under the question, by one of the two of a visit that is over."""

from flows.help.deeds.afterwards import said_done, said_not_done
from flows.phone import Phone
from flows.sitting import Sitting
from flows.understanding.outcome import read_outcome
from flows.understanding.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person

_ASKED = ("after.helper", "after.asker", "after.asker_back", "after.asker_several")


async def went(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ja hoor, was gezellig" and "vergeten" for the button that says so."""
    said = read_outcome(understood.text) if record is None else None
    asked = await Phone(sitting, person).asked_last() if said is not None else None
    if asked is None or asked.words not in _ASKED:
        return False
    visit = int(asked.buttons[0]["args"]["visit"])
    await (said_done if said else said_not_done)(sitting, person, asked, visit)
    return True
