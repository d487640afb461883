"""What somebody asks of the house itself is answered, in the middle of a talk as well: it is no request."""

from flows.conversing import go_on
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.replies.about import OF_HELP, Topic, asks_about, beside_costs
from flows.understanding.requests.sentence import Understood
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.people import Person


async def explain(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Answer "ben jij een mens?", "wie leest dit?", "wat kost dit?"; what was asked here is then asked again.

    Where words of their own are asked for, these are the answer.
    """
    topic = asks_about(understood.text, wanted=record is not None and record.flow == "ask_for_help")
    if topic is None or (record is not None and record.asked_key == "words"):
        return False
    if topic in OF_HELP and await _has_asked(sitting, person):
        return False  # then it may be asked of help that is under way
    if topic is Topic.HOW:
        await sitting.menu.commands["help"].do(sitting, person, "")
    else:
        buttons = [Button("button.read", "read", yes=True), Button("button.person", "person")]
        await sitting.write(person, f"about.{topic}", buttons=buttons, village=await sitting.village(person))
    if record is None and topic is Topic.COSTS and await _asks_too(sitting, person, understood.text):
        return False
    await go_on(sitting, person)
    return True


async def _asks_too(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT asks for help beside what it costs: "wat kost een vrijwilliger om een rail op te hangen".

    Who has asked for help before asks what that costs.
    """
    if await _has_asked(sitting, person):
        return False
    return (await sitting.understood(beside_costs(text), person.current)).asks_plainly


async def _has_asked(sitting: Sitting, person: Person) -> bool:
    where = await sitting.community(person.current)
    return bool(await queries.visits_of_asker(sitting.session, person.id, where.id))
