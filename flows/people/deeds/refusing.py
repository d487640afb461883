"""Liever niet: what a helper would rather not meet, said at any moment, and what is no trouble to them any more."""

from collections.abc import Sequence

from flows.belonging import roles_of
from flows.help.sayings import said_limits, said_refused
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.hours.refusals import read_refused
from flows.understanding.requests.sentence import Understood
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Helper, Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Role


async def hear_of_limits(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "trappen doe ik liever niet" and "ik mag weer tillen" of a helper, and ask whether to keep it.

    Who also asks for help may mean what they need help with: their request goes first.
    """
    said = read_refused(understood.text)
    if record is not None or understood.when is not None or said == ((), ()):
        return False
    roles = await roles_of(sitting, person)
    if Role.HELPER not in roles or (understood.intent is Intent.REQUEST and Role.RESIDENT in roles):
        return False
    helper = await _sheet(sitting, person)
    if helper is None:
        return False
    await _ask(sitting, person, helper, said.codes, [one for one in said.again if one in helper.limits])
    return True


async def _ask(sitting: Sitting, person: Person, helper: Helper, codes: Sequence[str], again: Sequence[str]) -> None:
    new = [one for one in codes if one not in helper.limits]
    if not new and not again:
        await sitting.write(person, "limits.known")
        return
    args = {"codes": new, "again": list(again)}
    buttons = [Button("limits.yes", "limits.keep", args, yes=True), Button("limits.no", "limits.leave", yes=False)]
    refused = said_refused(new)
    await sitting.write(person, "limits.ask", buttons=buttons, asks=True, refused=refused, again=said_limits(again))


async def keep(sitting: Sitting, person: Person, letter: OutboxLetter, codes: list[str], again: list[str]) -> None:
    """Ja, zo is het: from now on nothing is asked of them that they would rather not meet."""
    helper = await _sheet(sitting, person)
    if helper is not None:
        helper.limits = sorted({*helper.limits, *codes} - {*again})
        sitting.session.add(helper)
        sitting.note("helper.limits", helper.id, helper.community, person.id)
    await sitting.write(person, "limits.kept" if helper is not None else "hours.as_before")


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Nee: all stays as it was."""
    await sitting.write(person, "hours.as_before")


async def _sheet(sitting: Sitting, person: Person) -> Helper | None:
    return await people.helper_of(sitting.session, person.id, (await sitting.community(person.current)).id)
