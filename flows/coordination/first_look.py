"""Looks for danger in somebody's words before anything else is read in them."""

from flows.alarm.recognition import look
from flows.belonging import may, roles_of
from flows.calling.told import tells_of_a_call
from flows.concerns.subject import worries_about_another
from flows.conversing import conversation_of, talk_of
from flows.coordination import alert_words, danger, urgent
from flows.coordination.errands import is_errand
from flows.guards.deeds.secrets import words_for_alert
from flows.help.deeds.asking import keep_words
from flows.help.deeds.doorway import is_at_door
from flows.post import Cry, Inbound
from flows.sitting import Sitting
from flows.understanding.replies.guards import find_secret
from storage.queries import help as queries
from storage.tables.people import Person
from storage.terms import Danger, Intent, Role

_OF_HELP = (Intent.CANCEL, Intent.CHANGE, Intent.INFO)
AT_DOOR = (Danger.NEIGHBOUR,)  # what a shut door looks like to whoever has no visit there


async def danger_in(sitting: Sitting, person: Person, inbound: Inbound, cry: Cry | None) -> bool:
    """Look for danger; True when it was answered and nothing else is to be done. A CRY says that it was, already."""
    found = None if inbound.forwarded else look(inbound.text)
    if found is None or (cry is None and found.kind in AT_DOOR and await is_at_door(sitting, person, inbound.text)):
        return False
    if await _is_of_others(sitting, person, inbound.text):
        return False
    works = not found.certain and await _is_work(sitting, person, inbound.text)
    if works or await alert_words.alert_meant(sitting, person, inbound.text) is not None:
        danger.keep_said(sitting, person, found.kind, cry, inbound.message)
        return False
    talk = await conversation_of(sitting, person)
    if found.certain and talk is not None and talk.alerts:
        danger.keep_said(sitting, person, found.kind, cry, inbound.message)
        return False
    if found.certain:
        words = words_for_alert(sitting, person, inbound)
        await danger.sound(sitting, person, found.kind, words, cry, inbound.message)
        await urgent.cannot_call(sitting, person, inbound.text)
    else:
        await danger.check_softly(sitting, person, found.kind)
        heard = talk is not None and talk.frank  # what is said there reaches a person anyway, and is not said twice
        if heard or find_secret(inbound.text) is not None or await _says_more(sitting, person, inbound.text):
            return False
        if talk is None and not await roles_of(sitting, person) - {Role.RESIDENT}:
            await keep_words(sitting, person, inbound.text)
    return True


async def _is_work(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT is the daily work of a coordinator: "wie heeft Riet het laatst gezien"."""
    return await tells_of_a_call(sitting, person, text) or await is_errand(sitting, person, text)


async def _says_more(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT also asks for something, worries about another, or may be about help that was agreed."""
    understood = await sitting.understood(text, person.current)
    if understood.intent in _OF_HELP or (understood.intent is Intent.REQUEST and understood.category is not None):
        return True
    if worries_about_another(text):
        return True
    offers = await queries.open_offers_to(sitting.session, person.id)
    return bool(offers or await queries.visits_of_helper(sitting.session, person.id, person.current or 0))


async def _is_of_others(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT was said by somebody else or is meant for others: danger in it is not that of PERSON."""
    command = sitting.menu.passing_on(text)
    if command is not None:
        return await may(sitting, person, command.roles)
    record, talk = await talk_of(sitting, person.id), await conversation_of(sitting, person)
    if record is None or talk is None or talk.of_others is None:
        return False
    return bool(sitting.now < record.asked_at + talk.of_others)
