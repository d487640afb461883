"""What is typed at a door instead of tapped: nobody opens, somebody does after all, and the answer from inside."""

from datetime import timedelta

from flows.help.deeds.door import here, nobody_opens, opened, still_nobody
from flows.phone import Phone
from flows.sitting import Sitting
from flows.tasks import open_of
from flows.understanding.replies.visiting import is_closed_door, is_opened, is_still_closed
from flows.understanding.requests.sentence import Understood
from storage.queries import doors
from storage.tables.course import Record
from storage.tables.people import Person
from storage.terms import Intent

ANSWERS_WITHIN = timedelta(hours=1)  # after the question whether all is well
_WANTS_ELSE = (Intent.PERSON, Intent.CANCEL, Intent.STOP, Intent.FORGET)


async def is_at_door(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT tells of nothing worse than the shut door of a visit that PERSON makes about now."""
    return is_closed_door(text) and await doors.visit_about_now(sitting.session, person.id, sitting.now) is not None


async def said_at_door(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take words of whoever stands at a door for the button that says so."""
    text = understood.text
    if not is_closed_door(text) and not is_opened(text):
        return False
    visit = await doors.visit_about_now(sitting.session, person.id, sitting.now)
    if visit is None:
        return False
    waits = await open_of(sitting, visit.community, visit=visit.id, kind="nobody_home")
    if not is_closed_door(text):
        if waits:
            await opened(sitting, person, None, visit.id)
        return bool(waits)
    await (still_nobody if waits and is_still_closed(text) else nobody_opens)(sitting, person, None, visit.id)
    return True


async def said_inside(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take whatever is answered to the question whether all is well for being there, but for a wish of another kind."""
    asked = await Phone(sitting, person).asked_last()
    if asked is None or asked.words != "after.were_you_home" or understood.intent in _WANTS_ELSE:
        return False
    if sitting.now - asked.written_at > ANSWERS_WITHIN:
        return False
    inside = await sitting.get(Person, asked.meant) if asked.meant else person
    await here(sitting, inside, asked, int(asked.buttons[0]["args"]["visit"]))
    return True
