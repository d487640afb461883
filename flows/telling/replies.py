"""Somebody writes back to a message that went to many: nobody reads that, and they are told so kindly."""

from flows.post import Button
from flows.sitting import Sitting
from flows.telling.letters import MESSAGE
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.replies.mood import sounds_low
from flows.understanding.requests.sentence import Understood
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.people import Person
from storage.terms import Intent


async def replied(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take words that ask for nothing, right after such a message; False for anything that is answered otherwise."""
    sounds_like_offer = understood.intent is Intent.OFFER and not understood.sure  # "leuk, ik kom ook!"
    if not (sounds_like_offer or understood.intent in (Intent.SMALLTALK, Intent.INFO)) or sounds_low(understood.text):
        return False
    newest = await sitting.at_hand.written(person.id)
    if yes_or_no(understood.text) is not None or newest is None or newest.words != MESSAGE:
        return False
    where = (await sitting.community(person.current)).id
    if understood.intent is Intent.INFO and await queries.visits_of_asker(sitting.session, person.id, where):
        return False
    buttons = [Button("small.ask", "small_ask"), Button("button.person", "person")]
    await sitting.write(person, "messages.reply", buttons=buttons, community=where)
    return True
