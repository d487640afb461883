"""What a helper changes in a sentence: that they stop or are back, how often a week, and which kinds of help."""

from collections.abc import Sequence

from flows.belonging import roles_of
from flows.help.deeds.answering import returned
from flows.people.deeds.leaving import stop
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.understanding.hours.new_hours import read_away
from flows.understanding.hours.new_terms import Terms, brings_another, read_terms
from flows.understanding.requests.sentence import Understood
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Helper, Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, Intent, Role


async def hear_of_terms(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik hou ermee op", "ik kan weer", "hooguit 1 keer per week" and "geen klusjes meer" of a helper.

    Who also asks for help may mean what they need help with: their request goes first.
    """
    said = read_terms(understood.text)
    if record is not None or said == Terms():
        return False
    roles, where = await roles_of(sitting, person), await sitting.community(person.current)
    helper = await people.helper_of(sitting.session, person.id, where.id)
    task = said.often is not None and understood.category is not None  # "graag 1 keer per week hulp in de tuin"
    asks = understood.intent is Intent.REQUEST and (task or Role.RESIDENT in roles)
    if Role.HELPER not in roles or helper is None or asks:
        return False
    today = (await sitting.local(where.id)).date()
    if said.stops:
        if read_away(understood.text, today):  # from some day on, or for a while
            return False
        await stop(sitting, person)
    elif said.back:
        person.quiet_until = None
        await returned(sitting, person, helper, [(today, today)])
    else:
        await _ask(sitting, person, helper, said)
    return True


async def _ask(sitting: Sitting, person: Person, helper: Helper, said: Terms) -> None:
    kinds = list(said.only) or [one for one in _kinds_of(helper) if one not in said.off]
    if not kinds:
        await stop(sitting, person)
        return
    args = {"often": said.often or 0, "kinds": [one.value for one in kinds] if said.only or said.off else []}
    lines = [
        *([Said("terms.often", {"count": said.often})] if said.often else []),
        *([Said("terms.only", {"kinds": _said(said.only)})] if said.only else []),
        *([Said("terms.off", {"kinds": _said(said.off)})] if said.off and not said.only else []),
    ]
    buttons = [Button("limits.yes", "terms.keep", args, yes=True), Button("limits.no", "limits.leave", yes=False)]
    await sitting.write(person, "terms.ask", buttons=buttons, asks=True, terms=lines)


def _kinds_of(helper: Helper) -> list[Category]:
    return [Category(one) for one in helper.categories] or [*Category]


def _said(kinds: Sequence[Category]) -> list[Said]:
    return [Said(f"helps.{one.value}", {}) for one in kinds]


async def keep(sitting: Sitting, person: Person, letter: OutboxLetter, often: int, kinds: list[str]) -> None:
    """Ja, zo is het: asked no more often than that, and for these kinds of help alone."""
    where = (await sitting.community(person.current)).id
    helper = await people.helper_of(sitting.session, person.id, where)
    if helper is None:
        await sitting.write(person, "hours.as_before")
        return
    helper.max_per_week, helper.categories = often or helper.max_per_week, kinds or helper.categories
    sitting.session.add(helper)
    sitting.note("helper.terms", helper.id, helper.community, person.id)
    await sitting.write(person, "limits.kept")


async def hear_of_another(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik ken nog iemand die wil helpen": they write themselves."""
    if record is not None or not brings_another(understood.text):
        return False
    await sitting.write(person, "offer_help.another")
    return True
