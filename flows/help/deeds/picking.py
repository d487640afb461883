"""Which of several visits is meant, told in words: the kind of help, the place, the day, or who comes."""

import re
from collections.abc import Mapping
from typing import Any

from flows.help.visits import when_of
from flows.phone import Phone
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
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
    if understood.intent in (Intent.INFO, Intent.STOP, Intent.PERSON) or not await phone.turn_to(letter.meant):
        return False
    found = [button for button in letter.buttons if said & await _told_of(sitting, phone.person, button)]
    if len(found) != 1:
        return False
    deed = sitting.menu.deeds[str(found[0]["deed"])]
    await deed.do(sitting, phone.person, letter, **found[0]["args"])
    return True


async def _told_of(sitting: Sitting, person: Person, button: Mapping[str, Any]) -> frozenset[str]:
    """Give the words by which the visit of BUTTON may be named."""
    visit = await sitting.get(Visit, button["args"]["visit"])
    request = await sitting.get(Request, visit.request)
    helper = first_name(await sitting.get(Person, visit.helper)) if visit.helper else ""
    kind, when = (
        Said(f"category.button.{request.category.value}", {}), when_of(visit, await sitting.community(visit.community))
    )  # fmt: skip
    label = render("which.this", {"what": kind, "when": when}, await sitting.reader(person, visit.community)).text
    return _words(f"{label} {request.task or ''} {request.destination or ''} {helper}")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", fold(text))) - _SAY_NOTHING
