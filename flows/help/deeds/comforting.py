"""Somebody is sad or poorly, and not in danger: kind words, and company or a person if they like."""

from flows.conversing import open_talk
from flows.help.deeds.asking import given_for
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import on_duty
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Category


async def comfort(sitting: Sitting, person: Person) -> None:
    """Say something kind, name the doctor in one line, and offer company or a person."""
    buttons = [
        Button("category.button.company", "company"),
        Button("button.person", "person"),
        Button("low.enough", "read", yes=False),
    ]
    coordinator = await on_duty(sitting, (await sitting.community(person.current)).id) or Said("person.coordinator", {})
    await sitting.write(person, "low.kind", buttons=buttons, asks=True, coordinator=coordinator)


async def company(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Somebody who feels low would like company: only when is still to be said."""
    known = {"what": {"category": Category.COMPANY.value, "task": "", "words": ""}}
    await open_talk(sitting, person, "ask_for_help", await given_for(sitting, person), known)
