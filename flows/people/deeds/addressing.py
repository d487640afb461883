"""How somebody is spoken to: u or je, as they like it."""

from flows.conversing import ask_again, talk_of
from flows.sitting import Sitting
from flows.talk import Said
from storage.tables.people import Person
from storage.terms import Form


async def say_u(sitting: Sitting, person: Person, *_: object) -> None:
    """Somebody would rather hear u."""
    await _speak(sitting, person, Form.U)


async def say_je(sitting: Sitting, person: Person, *_: object) -> None:
    """Somebody would rather hear je."""
    await _speak(sitting, person, Form.JE)


async def _speak(sitting: Sitting, person: Person, form: Form) -> None:
    """Speak to PERSON in FORM from now on, whatever they are here; a question that is open is asked in it again."""
    person.form = form
    sitting.session.add(person)
    record = await talk_of(sitting, person.id)
    if record is None:
        await sitting.write(person, "form.done")
    else:
        await ask_again(sitting, person, record, Said("form.done", {}))
