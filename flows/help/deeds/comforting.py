"""Somebody is sad or poorly, and not in danger: kind words, and company or a person if they like."""

import re

from flows.conversing import open_talk
from flows.help.deeds.asking import given_for
from flows.help.deeds.noting import note_low
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import on_duty
from flows.understanding.replies.mood import grieves, sounds_low
from flows.understanding.requests.intent import find_intent
from flows.understanding.requests.sentence import Understood
from flows.understanding.words import fold
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, Intent

_CANNOT = re.compile(r"\b(?:kan|can) (?:\w+ ){0,2}?(?:niet|not)\b|\bcan't\b")  # to sleep, to stop crying: no request


async def comfort(sitting: Sitting, person: Person, words: str) -> None:
    """Say something kind to who wrote WORDS, name the doctor in one line, and offer company or a person.

    Where nobody is there now, it is said by when somebody reads it.
    """
    buttons = [
        Button("category.button.company", "company"),
        Button("button.person", "person"),
        Button("low.enough", "read", yes=False),
    ]
    where = await sitting.community(person.current)
    coordinator = await on_duty(sitting, where.id)
    following = None if coordinator else await people.next_duty(sitting.session, where, sitting.now)
    kind = "low.grief" if grieves(words) else "low.kind"
    who = coordinator or Said("person.coordinator", {})
    later = Said("low.later", {"by": following[0]}) if following else ""
    await sitting.write(person, kind, buttons=buttons, asks=True, coordinator=who, later=later)


async def heard_low(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik kan niet slapen van verdriet" for what it is: no form is held out to who asks for nothing."""
    words = _CANNOT.sub(" ", fold(understood.text))
    task = understood.intent is not Intent.SMALLTALK and understood.category not in (None, Category.COMPANY)
    low = grieves(words) or (sounds_low(words) and not task)
    if record is not None or not low or find_intent(words, task=False, time=False)[0] is not Intent.SMALLTALK:
        return False
    await note_low(sitting, person, understood.text)
    await comfort(sitting, person, understood.text)
    return True


async def heard_grief(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "mijn man is vorige week begraven" in the middle of asking: what was asked waits until they go on."""
    if record is None or record.flow != "ask_for_help" or not grieves(understood.text):
        return False
    if understood.intent not in (Intent.SMALLTALK, Intent.REQUEST) or understood.category is not None:
        return False
    await note_low(sitting, person, understood.text)
    await comfort(sitting, person, understood.text)
    return True


async def company(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Somebody who feels low would like company: only when is still to be said."""
    known = {"what": {"category": Category.COMPANY.value, "task": "", "words": ""}}
    await open_talk(sitting, person, "ask_for_help", await given_for(sitting, person), known)
