"""Which of several visits is meant, told in words: the kind of help, the place, the day, who comes, or all of them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flows.help.deeds.cancelling import ask_cancel_all
from flows.help.visits import this_visit
from flows.phone import Phone
from flows.sitting import Sitting
from flows.tasks import first_name
from flows.understanding.replies.which import read_places
from flows.understanding.requests.sentence import Understood
from flows.understanding.words import fold
from flows.wording.render import render
from storage.tables.course import Record
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Intent

_ASKED = ("which.change", "which.cancel", "series.which")
_MOST = 6  # words; who says more asks something new
_SAY_NOTHING = frozenset({"die", "dat", "van", "met", "het", "een", "wel", "maar", "graag", "bedoel", "the", "one"})


async def pick(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take words that name one of the visits shown last; False when they name none, or more than one."""
    phone = Phone(sitting, person)
    letter = await phone.asked_last() if record is None else None
    said = _words(understood.text)
    if letter is None or letter.words not in _ASKED or not said or len(understood.text.split()) > _MOST:
        return False
    places = read_places(understood.text, len(letter.buttons))
    wants_else = understood.intent in (Intent.INFO, Intent.STOP, Intent.PERSON) and places is None
    if wants_else or not await phone.turn_to(letter.meant):
        return False
    if places is not None:
        found = [letter.buttons[place] for place in places]
    else:
        found = [button for button in letter.buttons if said & await _told_of(sitting, phone.person, button)]
        if len(found) != 1:
            return False
    visits = [int(button["args"]["visit"]) for button in found]
    if not found:
        await sitting.write(phone.person, "which.left")
    elif len(found) > 1 and letter.words == "which.cancel" and await _asked_for_all(sitting, phone.person, visits):
        await ask_cancel_all(sitting, phone.person, visits)
    else:  # more than one of any other is done one after another
        await sitting.menu.deeds[str(found[0]["deed"])].do(sitting, phone.person, letter, **found[0]["args"])
    return True


async def _asked_for_all(sitting: Sitting, person: Person, visits: Sequence[int]) -> bool:
    """Say whether all VISITS are such as PERSON asked for, and goes to none of them."""
    requests = [await sitting.get(Request, (await sitting.get(Visit, visit)).request) for visit in visits]
    return all(one.asker == person.id for one in requests)


async def _told_of(sitting: Sitting, person: Person, button: Mapping[str, Any]) -> frozenset[str]:
    """Give the words by which the visit of BUTTON may be named."""
    visit = await sitting.get(Visit, button["args"]["visit"])
    request = await sitting.get(Request, visit.request)
    helper = first_name(await sitting.get(Person, visit.helper)) if visit.helper else ""
    this = this_visit(visit, request.category, await sitting.community(visit.community))
    label = render(this.words, this.facts, await sitting.reader(person, visit.community)).text
    return _words(f"{label} {request.task or ''} {request.destination or ''} {helper}")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", fold(text))) - _SAY_NOTHING
