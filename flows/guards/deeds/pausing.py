"""Rude, drunk or sexual words: nobody is sent for the rest of that day, and a person calls."""

from datetime import datetime, timedelta

from flows.belonging import roles_of
from flows.guards.deeds.noting import hand_over
from flows.help.deeds.offering import take_back
from flows.help.deeds.searching import ask_wave
from flows.help.deeds.waves import NOBODY
from flows.help.promises import DAY_STARTS
from flows.help.visits import moment_of
from flows.people.deeds.reaching import how_reached
from flows.sitting import Sitting
from flows.talk import Said
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Due
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import OfferState, Role, VisitState


async def send_nobody(sitting: Sitting, person: Person, text: str) -> None:
    """Ask nobody for PERSON until tomorrow morning, nor them for others; whoever is to come today is in the task.

    The helper of an agreed visit hears nothing of the words: a coordinator calls both.
    """
    where = await sitting.community(person.current)
    until = await _tomorrow(sitting, where.id)
    sitting.plan(NOBODY, person.id, where.id, until)
    await _pause(sitting, person, where.id)
    helps = Role.HELPER in await roles_of(sitting, person)
    sheet = await people.helper_of(sitting.session, person.id, where.id)
    if sheet is not None:
        sheet.away_until = max(sheet.away_until or until, until)
        sitting.session.add(sheet)
    today = await _visit_today(sitting, person, where.id, until)
    await hand_over(sitting, "rude", person, text, today.id if today else None)
    code, facts = await how_reached(sitting, person)
    words = "guard.rude_helper" if helps else "guard.rude_visit" if today else "guard.rude"
    contact = "button.share_phone" if code == "no_number" else None
    await sitting.write(person, words, call=Said(f"guard.{code}", facts), ask_contact=contact)


async def _tomorrow(sitting: Sitting, community: int) -> datetime:
    day = (await sitting.local(community)).date() + timedelta(days=1)
    until = moment_of(datetime.combine(day, DAY_STARTS), await sitting.community(community))
    assert until is not None  # noqa: S101 - only None becomes None
    return until


async def _pause(sitting: Sitting, person: Person, community: int) -> None:
    """Take back the offers that are open; they are made again when the search goes on."""
    for visit, _ in await queries.visits_of_asker(sitting.session, person.id, community):
        if visit.state is VisitState.SEARCHING:
            await take_back(sitting, visit, "guard.paused", OfferState.CLOSED)


async def _visit_today(sitting: Sitting, person: Person, community: int, until: datetime) -> Visit | None:
    asked = await queries.visits_of_asker(sitting.session, person.id, community)
    going = await queries.visits_of_helper(sitting.session, person.id, community)
    agreed = (visit for visit, _ in [*asked, *going] if visit.state is VisitState.AGREED)
    return next((one for one in agreed if one.starts_at is not None and one.starts_at < until), None)


async def go_on(sitting: Sitting, due: Due) -> None:
    """Look for somebody again the next morning."""
    for visit, request in await queries.visits_of_asker(sitting.session, due.subject, due.community):
        await ask_wave(sitting, visit, request)
