"""Looks for danger in somebody's words before anything else is read in them."""

from flows import alarm
from flows.belonging import may
from flows.conversing import verbatim_talk
from flows.coordination import danger, urgent
from flows.guards.deeds.secrets import words_for_alert
from flows.help.deeds.doorway import is_at_door
from flows.menu import COORDINATORS
from flows.post import Cry, Inbound
from flows.sitting import Sitting
from flows.telling.audience import COMMAND
from flows.telling.conversations import BULLETIN
from flows.understanding.guards import find_secret
from storage.tables.people import Person
from storage.terms import Danger, Intent

AT_DOOR = (Danger.NEIGHBOUR,)  # what a shut door looks like to whoever has no visit there


async def danger_in(sitting: Sitting, person: Person, inbound: Inbound, cry: Cry | None) -> bool:
    """Look for danger; True when it was answered and nothing else is to be done. A CRY says that it was, already."""
    found = None if inbound.forwarded else alarm.look(inbound.text)
    if found is None or (cry is None and found.kind in AT_DOOR and await is_at_door(sitting, person, inbound.text)):
        return False
    if cry is None and COMMAND.match(inbound.text) and await may(sitting, person, COORDINATORS):
        return False  # a warning to many: the danger in it is not theirs
    verbatim = await verbatim_talk(sitting, person)
    if found.certain and verbatim is not None and verbatim.flow != BULLETIN:
        danger.keep_said(sitting, person, found.kind, cry, inbound.message)
        return False  # somebody else's words: the talk hears them, and alerts where that is needed
    if found.certain:
        words = words_for_alert(sitting, person, inbound)
        await danger.sound(sitting, person, found.kind, words, cry, inbound.message)
        await urgent.cannot_call(sitting, person, inbound.text)
    else:
        await danger.check_softly(sitting, person, found.kind)
        understood = await sitting.understood(inbound.text, person.current)
        asks = understood.intent is Intent.REQUEST and understood.category is not None
        return not asks and find_secret(inbound.text) is None
    return True
