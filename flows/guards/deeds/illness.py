"""Illness in the house: the other of the next visit hears it with consent, and may stay away."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flows.conversing import open_talk, talk_here
from flows.guards.conversations import OUT, YES
from flows.help.deeds.relaying import other_one
from flows.help.deeds.searching import asker_buttons
from flows.help.deeds.withdrawing import ask_withdraw
from flows.help.visits import gone_by
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.guards import find_illness
from flows.understanding.sentence import Understood
from flows.understanding.visiting import drops_out
from storage.queries import help as queries
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import Intent, Lane, VisitState

MATTERS = timedelta(days=7)  # before a visit
_GOES_ON = (Intent.CANCEL, Intent.CHANGE, Intent.PERSON, Intent.STOP, Intent.FORGET)  # it says more than an illness


async def ask_to_tell(sitting: Sitting, person: Person, understood: Understood) -> bool:
    """Ask whether the other of the next visit may know; False where there is none, or the words want something else.

    What is asked for in the same breath is taken up as well.
    """
    visit = await _next_visit(sitting, person)
    if visit is None or understood.intent in _GOES_ON or await talk_here(sitting, person) is not None:
        return False
    other = await other_one(sitting, person, visit)
    if other is None:
        return False
    goes = visit.helper == person.id
    if goes and drops_out(understood.text):
        return False
    given = {"visit": visit.id, "to": first_name(other), "illness": find_illness(understood.text), "goes": goes}
    await open_talk(sitting, person, "unwell", given)
    if understood.intent is Intent.REQUEST and understood.category is not None and not goes:
        await sitting.menu.openings[Intent.REQUEST].do(sitting, person, understood)
    return True


async def _next_visit(sitting: Sitting, person: Person) -> Visit | None:
    where = (await sitting.community(person.current)).id
    asked = await queries.visits_of_asker(sitting.session, person.id, where)
    going = await queries.visits_of_helper(sitting.session, person.id, where)
    for visit, _ in [*asked, *going]:
        soon = visit.starts_at is None or visit.starts_at - sitting.now < MATTERS
        if visit.state is VisitState.AGREED and soon and not gone_by(visit, sitting.now):
            return visit
    return None


async def tell(sitting: Sitting, person: Person, given: Mapping[str, Any], answer: str) -> None:
    """Tell the other which illness it is, in no more words than that; with it the way to stay away."""
    visit = await sitting.get(Visit, given["visit"])
    if answer == OUT:
        await ask_withdraw(sitting, person, None, visit.id)
        return
    other = await other_one(sitting, person, visit)
    if answer != YES or other is None:
        await sitting.write(person, "unwell.kept", about=visit.id, community=visit.community)
        return
    helps = other.id == visit.helper
    out = Button("button.withdraw", "withdraw", {"visit": visit.id})
    await sitting.write(
        other,
        "unwell.to_helper" if helps else "unwell.to_asker",
        buttons=[Button("button.read", "read", yes=True), out] if helps else asker_buttons(visit),
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        first=first_name(person),
        illness=Said(f"illness.{given['illness']}", {}),
    )
    sitting.note("visit.message", visit.id, visit.community, person.id)
    await sitting.write(person, "unwell.told", about=visit.id, community=visit.community, other=first_name(other))
