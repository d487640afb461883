"""Coming, introducing oneself, saying when one can, stopping; and asking for a person instead of a computer."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import col, delete

from flows.belonging import belong, bind, introduce, roles_of
from flows.conversing import open_talk
from flows.help.deeds.answering import away, decline, means_away
from flows.help.deeds.asking import given_for
from flows.help.visits import moment_of
from flows.people.conversations import HelpOffered, Hours
from flows.people.erasing import erase
from flows.people.listening import listen
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name, open_of, open_task
from flows.understanding.sentence import Understood
from flows.wording.catalog import languages
from storage.queries import help as queries
from storage.queries import people
from storage.tables.people import Absence, Availability, Helper, Invite, Person
from storage.tables.post import OutboxLetter
from storage.terms import Role, Standing

_ALSO = re.compile(r"\b(ook|also|too)\b", re.I)


async def start(sitting: Sitting, person: Person, code: str) -> None:
    """Welcome somebody, and take the code of a personal link when there is one."""
    if code:
        await _take_invite(sitting, person, code.strip())
        return
    await _welcome(sitting, person)


async def _welcome(sitting: Sitting, person: Person) -> None:
    roles = await roles_of(sitting, person)
    words = next(
        (f"welcome.{role.value}" for role in (Role.COORDINATOR, Role.HELPER) if role in roles), "welcome.resident"
    )
    await sitting.write(person, words, first=first_name(person), village=await sitting.village(person))


async def _take_invite(sitting: Sitting, person: Person, code: str) -> None:
    invite = await sitting.session.get(Invite, code)
    if invite is None or invite.used_at is not None or invite.expires_at <= sitting.now:
        await sitting.write(person, "invite.refused")
        return
    invite.used_at, invite.used_by = sitting.now, person.id
    sitting.session.add(invite)
    whom = await bind(sitting, person, invite.person) if invite.person else person
    whom.current = invite.community
    await belong(sitting, whom, invite.community, invite.role, consent="invited", standing=Standing.KNOWN)
    sitting.note("invite.used", whom.id, invite.community, whom.id, role=invite.role.value)
    sitting.log("invite.used", invite.community, whom.id, whom.id, role=invite.role.value)
    await _welcome(sitting, whom)
    if invite.role is Role.HELPER and not await _has_hours(sitting, whom, invite.community):
        await open_offer(sitting, whom)


async def _has_hours(sitting: Sitting, person: Person, community: int) -> bool:
    helper = await people.helper_of(sitting.session, person.id, community)
    return helper is not None and bool(await queries.hours_of(sitting.session, [helper.id]))


async def offer(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody wants to help, or a helper says when they can."""
    community = (await sitting.community(person.current)).id
    facts = listen(understood.text, await sitting.local(community), {}, {})
    if Role.HELPER not in await roles_of(sitting, person):
        await open_offer(sitting, person, {key: facts[key] for key in ("kinds", "hours") if key in facts})
    elif not facts.get("hours", {}).get("spans") and means_away(understood):
        await away(sitting, person, understood)
    else:
        await _more_hours(sitting, person, community, understood.text, facts)


async def _more_hours(sitting: Sitting, person: Person, community: int, words: str, facts: Mapping[str, Any]) -> None:
    """Ask a helper when they can; hours said with "ook" come beside those they have."""
    known = {key: facts[key] for key in ("hours",) if key in facts}
    helper = await people.helper_of(sitting.session, person.id, community)
    if known and helper is not None and _ALSO.search(words):
        before = await queries.hours_of(sitting.session, [helper.id])
        spans = [[one.weekday, one.from_minute, one.until_minute] for one in before]
        known["hours"] = {**known["hours"], "spans": [*spans, *known["hours"]["spans"]]}
    await open_talk(sitting, person, "new_hours", {}, known)


async def open_offer(sitting: Sitting, person: Person, known: Mapping[str, Any] | None = None) -> None:
    """Open the talk in which somebody offers to help."""
    where = await sitting.community(person.current)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    given = {"known": bool(person.name and person.phone), "coordinator": first_name(rota[0]) if rota else ""}
    await open_talk(sitting, person, "offer_help", given, known)


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
    if member.standing is Standing.KNOWN:
        await sitting.write(person, "hours.kept")
        return
    already = [one for one in await open_of(sitting, where.id, kind="approve") if one.person == person.id]
    if not already:
        await open_task(sitting, "approve", where.id, person=person)
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


async def set_hours(sitting: Sitting, helper: Helper, hours: Hours) -> None:
    """Put HOURS in the place of all that HELPER said before."""
    await sitting.session.exec(delete(Availability).where(col(Availability.helper) == helper.id))
    await sitting.session.exec(delete(Absence).where(col(Absence.helper) == helper.id))
    for day, begin, end in hours.spans:
        sitting.session.add(Availability(helper=helper.id, weekday=day, from_minute=begin, until_minute=end))
    for first, last in hours.absences:
        sitting.session.add(Absence(helper=helper.id, first_day=first, last_day=last))
    helper.limits = sorted({*helper.limits, *hours.limits})
    helper.max_per_week = hours.max_per_week or helper.max_per_week
    sitting.session.add(helper)


async def person_wanted(sitting: Sitting, person: Person, *_: object, **__: object) -> None:
    """Ik wil iemand spreken: a coordinator calls, or writes where there is no number."""
    where = await sitting.community(person.current)
    already = [one for one in await open_of(sitting, where.id, kind="wants_person") if one.person == person.id]
    if not already:
        await open_task(sitting, "wants_person", where.id, person=person)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    following = await people.next_duty(sitting.session, where, sitting.now)
    if not person.phone:
        await sitting.write(person, "person.no_number", ask_contact="button.share_phone")
    elif rota:
        await sitting.write(person, "person.calls", coordinator=first_name(rota[0]))
    else:
        await sitting.write(person, "person.calls_later", by=following[0] if following else None)


async def stop(sitting: Sitting, person: Person, *_: object) -> None:
    """Ask what is meant by stop."""
    buttons = [
        Button("stop.pause", "stop_pause"),
        Button("stop.leave", "stop_leave"),
        Button("stop.erase", "stop_erase"),
    ]
    await sitting.write(person, "stop.what", buttons=buttons, asks=True)


async def stop_pause(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Even geen berichten: a fortnight of quiet, but for what was agreed."""
    local = await sitting.local(person.current)
    until = datetime.combine(local.date() + timedelta(days=14), time())
    person.quiet_until = moment_of(until, await sitting.community(person.current))
    sitting.session.add(person)
    await sitting.write(person, "stop.paused", buttons=[Button("stop.again", "stop_undo")], day=until.date())


async def stop_undo(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Messages may come again."""
    person.quiet_until = None
    sitting.session.add(person)
    await sitting.write(person, "stop.undone")


async def stop_leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Helemaal stoppen: what is still agreed goes to a coordinator, nothing new is asked."""
    where = await sitting.community(person.current)
    for member in await people.memberships(sitting.session, person.id, where.id):
        member.standing = Standing.LEFT
        sitting.session.add(member)
        sitting.note("member.left", person.id, where.id, person.id, role=member.role.value)
    going = await queries.visits_of_helper(sitting.session, person.id, where.id)
    asked = await queries.visits_of_asker(sitting.session, person.id, where.id)
    for open_offer in await queries.open_offers_to(sitting.session, person.id):
        await decline(sitting, open_offer.id, "offer.thanks_no")
    if going or asked:
        await open_task(sitting, "left", where.id, person=person)
    await sitting.write(person, "stop.left")


async def stop_erase(sitting: Sitting, person: Person, *_: object) -> None:
    """Gegevens wissen: ask whether it is meant."""
    buttons = [Button("stop.erase_yes", "erase_sure"), Button("stop.erase_no", "stop_undo", yes=False)]
    await sitting.write(person, "stop.erase_what", buttons=buttons, asks=True)


async def erase_sure(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Erase at once, and say goodbye in the place of the question."""
    farewell = await sitting.write(person, "stop.erased")
    await erase(sitting, person)
    if farewell is not None:
        farewell.person = None
        sitting.session.add(farewell)


async def help_me(sitting: Sitting, person: Person, *_: object) -> None:
    """Say what can be done here."""
    roles = await roles_of(sitting, person)
    words = next((f"help.{role.value}" for role in (Role.COORDINATOR, Role.HELPER) if role in roles), "help.resident")
    await sitting.write(person, words)


async def choose_language(sitting: Sitting, person: Person, wanted: str) -> None:
    """Ask for a language, or take the one that was named."""
    found = next((one for one in languages() if wanted.strip().lower()[:2] == one), None)
    if found is None:
        buttons = [Button(f"language.{one}", "language", {"language": one}) for one in languages()]
        await sitting.write(person, "language.which", buttons=buttons, asks=True)
        return
    await set_language(sitting, person, None, found)


async def set_language(sitting: Sitting, person: Person, letter: OutboxLetter | None, language: str) -> None:
    """Speak LANGUAGE from now on."""
    person.language = language
    sitting.session.add(person)
    await sitting.write(person, "language.done")


async def thanks(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody says thank you to a computer."""
    await sitting.write(person, "small.thanks")


async def smalltalk(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody says good morning, or something that was not understood: it offers choices, and a person."""
    await sitting.write(
        person,
        "small.hello",
        buttons=[
            Button("small.ask", "small_ask"),
            Button("small.help", "small_help"),
            Button("button.person", "person"),
        ],
        asks=True,
        first=first_name(person),
    )


async def small_ask(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Somebody would like to ask something, and has not said what."""
    await open_talk(sitting, person, "ask_for_help", await given_for(sitting, person))


async def small_help(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Somebody would like to help."""
    await open_offer(sitting, person)
