"""Offering to help, and saying when one can."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import col, delete

from flows.belonging import belong, introduce, roles_of
from flows.conversing import given_to, open_talk, step, talk_here
from flows.conversing import listen as listen_in
from flows.help.deeds.answering import away, returned
from flows.help.deeds.relaying import offer_to_carry
from flows.help.deeds.withdrawing import ask_for_each
from flows.people.conversations import HelpOffered, offer_help
from flows.people.hours import Hours
from flows.people.listening import hours_heard, keeps_both, listen
from flows.sitting import Sitting
from flows.talk import Kept, stand
from flows.tasks import on_duty, open_of, open_task
from flows.understanding.hours.availability import Available, read_available
from flows.understanding.hours.changes import read_change
from flows.understanding.hours.new_hours import read_away, read_back
from flows.understanding.hours.week_hours import ahead, spans_of
from flows.understanding.requests.classifier import classifier
from flows.understanding.requests.intent import asks_for_somebody
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import read_whom
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Record
from storage.tables.people import Absence, Availability, Helper, Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Role, Standing

_AT_ONCE = ("kinds", "hours", "far", "often")  # what somebody may tell of themselves with the offer


async def offer(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody wants to help, or a helper says when they can."""
    community = (await sitting.community(person.current)).id
    facts = listen(understood.text, await sitting.local(community), {}, {})
    if Role.HELPER not in await roles_of(sitting, person):
        await open_offer(sitting, person, {key: facts[key] for key in _AT_ONCE if key in facts})
    else:
        await _change(sitting, person, community, understood)


async def _change(sitting: Sitting, person: Person, community: int, understood: Understood) -> None:
    """Change what a helper said of when they can, as their words say; ask when they can where these say nothing.

    What names a time, and nothing of when they can, may be for whom they go to.
    """
    words = understood.text
    today = (await sitting.local(community)).date()
    helper = await people.helper_of(sitting.session, person.id, community)
    assert helper is not None  # noqa: S101 - a helper who belongs has a sheet
    stands = ahead(spans_of(await queries.hours_of(sitting.session, [helper.id])), today)
    off = [(one.first_day, one.last_day) for one in await queries.absences_of(sitting.session, [helper.id])]
    off = [one for one in off if one[1] >= today]
    before = Available(stands, open_ended=False, absences=tuple(off), limits=(), max_per_week=None)
    given = {"stands": hours_heard(before)} if stands else {}
    change = read_change(words, today, stands) if stands else read_available(words, today)
    if change is not None:
        known = {"hours": hours_heard(replace(change, absences=(*off, *change.absences)))}
        await open_talk(sitting, person, "new_hours", given, known)
        return
    if await returned(sitting, person, helper, read_back(words, today)):
        return
    if await away(sitting, person, words):
        await ask_for_each(sitting, person, read_away(words, today))
        return
    if understood.intent is Intent.OFFER or not await offer_to_carry(sitting, person, words):
        await open_talk(sitting, person, "new_hours", given, {})


async def open_offer(
    sitting: Sitting, person: Person, known: Mapping[str, Any] | None = None, young: bool = False
) -> None:
    """Open the talk in which somebody offers to help."""
    where = await sitting.community(person.current)
    given = {
        "known": bool(person.name and person.phone),
        "coordinator": await on_duty(sitting, where.id),
        "young": young,
    }
    begins = stand(offer_help, given, {key: Kept(value) for key, value in (known or {}).items()}).asks
    await open_talk(sitting, person, "offer_help", {**given, "first": begins.key if begins else ""}, known)


async def offered(sitting: Sitting, person: Person, given: Mapping[str, Any], wanted: HelpOffered) -> None:
    """Write down who wants to help; a coordinator approves them before anything is asked of them."""
    if wanted.dropped:
        await sitting.write(person, "offer_help.dropped")
        return
    where = await sitting.community(person.current)
    if wanted.who is not None:
        introduce(person, wanted.who)
    member = await belong(sitting, person, where.id, Role.HELPER, consent="own")
    helper = await people.helper_of(sitting.session, person.id, where.id)
    assert helper is not None  # noqa: S101 - a helper who belongs has a sheet
    helper.categories = [one.value for one in wanted.categories]
    await set_hours(sitting, helper, wanted.hours)
    helper.max_km, helper.max_per_week = wanted.km or None, wanted.often
    helper.limits = sorted({*helper.limits, *wanted.limits})
    helper.young = helper.young or bool(given.get("young"))
    if member.standing is Standing.KNOWN:
        await sitting.write(person, "hours.kept")
        return
    already = [one for one in await open_of(sitting, where.id, kind="approve") if one.person == person.id]
    if not already:
        await open_task(sitting, "approve", where.id, person=person, code="young" if helper.young else "")
    await sitting.write(person, "offer_help.thanks", coordinator=given.get("coordinator") or "")


async def keep_hours(sitting: Sitting, person: Person, given: Mapping[str, Any], hours: Hours | None) -> None:
    """Put new hours in the place of the old."""
    community = (await sitting.community(person.current)).id
    helper = await people.helper_of(sitting.session, person.id, community)
    if hours is None or helper is None:
        await sitting.write(person, "hours.as_before")
        return
    await set_hours(sitting, helper, hours)
    sitting.note("helper.hours", helper.id, community, person.id)
    await sitting.write(person, "hours.kept")


async def keep_both(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "de rest blijft ook" while new hours are read back for what stood beside them; it is no request."""
    talk = await talk_here(sitting, person)
    asked = talk is not None and talk.flow == "new_hours" and talk.asked_key == "review"
    if talk is None or not asked or not given_to(talk).get("stands") or not keeps_both(understood.text):
        return False
    await step(sitting, person, talk, await listen_in(sitting, talk, understood.text))
    return True


async def set_hours(sitting: Sitting, helper: Helper, hours: Hours) -> None:
    """Put HOURS in the place of all that HELPER said before."""
    await sitting.session.exec(delete(Availability).where(col(Availability.helper) == helper.id))
    await sitting.session.exec(delete(Absence).where(col(Absence.helper) == helper.id))
    for one in hours.spans:
        sitting.session.add(Availability(helper=helper.id, **one._asdict()))
    for first, last in hours.absences:
        sitting.session.add(Absence(helper=helper.id, first_day=first, last_day=last))
    helper.limits = sorted({*helper.limits, *hours.limits})
    helper.max_per_week = hours.max_per_week or helper.max_per_week
    sitting.session.add(helper)


async def has_hours(sitting: Sitting, person: Person, community: int) -> bool:
    helper = await people.helper_of(sitting.session, person.id, community)
    return helper is not None and bool(await queries.hours_of(sitting.session, [helper.id]))


async def may_be_offer(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Ask somebody new whether they seek help or offer it, where their words could be either."""
    plain = fold(understood.text)
    either = understood.intent in (Intent.REQUEST, Intent.SMALLTALK) and classifier().may_offer(plain)
    if not either or asks_for_somebody(plain) or read_whom(understood.text) or await roles_of(sitting, person):
        return False
    await open_talk(sitting, person, "either", {"words": understood.text})
    return True


async def which_it_was(sitting: Sitting, person: Person, given: Mapping[str, Any], which: str) -> None:
    """Go on as they said: a request, an offer, or a call."""
    if which == "person":
        await sitting.menu.commands["mens"].do(sitting, person, "")
        return
    understood = await sitting.understood(given["words"], person.current)
    intent = Intent.OFFER if which == "help" else Intent.REQUEST
    await sitting.menu.openings[intent].do(sitting, person, replace(understood, intent=intent))


async def small_help(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Somebody would like to help."""
    await open_offer(sitting, person)
