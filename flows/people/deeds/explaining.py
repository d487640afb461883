"""What somebody asks of the house itself is answered, in the middle of a talk as well: it is no request."""

from flows.conversing import go_on
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.replies.about import Topic, asks_about
from flows.understanding.requests.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person


async def explain(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Answer "ben jij een mens?", "wie leest dit?", "wat kost dit?"; what was asked here is then asked again.

    Where words of their own are asked for, these are the answer.
    """
    topic = asks_about(understood.text)
    if topic is None or (record is not None and record.asked_key == "words"):
        return False
    if topic is Topic.HOW:
        await sitting.menu.commands["help"].do(sitting, person, "")
    else:
        buttons = [Button("button.read", "read", yes=True), Button("button.person", "person")]
        await sitting.write(person, f"about.{topic}", buttons=buttons, village=await sitting.village(person))
    await go_on(sitting, person)
    return True
