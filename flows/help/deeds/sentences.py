"""A sentence in place of a button: how a visit went, and whether another moment suits."""

from collections.abc import Callable, Mapping

from flows.help.deeds.relaying import offer_to_carry
from flows.phone import Phone
from flows.pressing import do
from flows.sitting import Sitting
from flows.understanding.replies.outcome import read_outcome
from flows.understanding.replies.visiting import says_it_suits
from flows.understanding.requests.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person

_MOVE = "move.asked"
_READ: Mapping[str, Callable[[str], bool | None]] = {  # a yes or a no, by the words of the letter that asks
    **dict.fromkeys(("after.helper", "after.asker", "after.asker_back", "after.asker_several"), read_outcome),
    _MOVE: says_it_suits,
}


async def said_it(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ja hoor, was gezellig" and "woensdag niet, donderdag wel" for the button that says so.

    The day that stands beside a no to another moment may be for whoever asked.
    """
    phone = Phone(sitting, person)
    asked = await phone.asked_last() if record is None else None
    read = _READ.get(asked.words or "") if asked is not None else None
    said = read(understood.text) if read is not None else None
    if asked is None or said is None or not await phone.turn_to(asked.meant):
        return False
    await do(phone, asked, next(button for button in asked.buttons if button["yes"] is said))
    if asked.words == _MOVE and not said and understood.when is not None:
        await offer_to_carry(sitting, phone.person, understood.text)
    return True
