"""What is kept of somebody, told to themselves: in words that can be read, and whole in a file."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flows.belonging import roles_of
from flows.help.homes import read_codes
from flows.help.sayings import said_limits
from flows.help.visits import when_of
from flows.people.hours import Hours, said_hours
from flows.post import Button
from flows.sitting import Sitting
from flows.speaking.deeds.choosing import ask_whose
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.hours.week_hours import spans_of
from flows.understanding.requests.sentence import Understood, understand
from storage.queries import help as queries
from storage.queries import people, speakers
from storage.queries.kept import kept_of
from storage.tables.people import Membership, Person
from storage.terms import Bond, Check, Intent, Role

FILE = "gegevens.json"
MOST_LINES = 5


async def my_data(sitting: Sitting, person: Person, words: str) -> None:
    """/mijngegevens: on a shared phone first whose."""
    asked = replace(understand("", await sitting.local(person.current)), intent=Intent.KNOW)
    if not await ask_whose(sitting, person, asked, None):
        await show_kept(sitting, person)


async def show_kept(sitting: Sitting, person: Person, understood: Understood | None = None) -> None:
    """Tell PERSON what is kept of them, and give all of it as a file; nothing in it is about somebody else."""
    where = await sitting.community(person.current)
    others = await speakers.others_by_phone(sitting.session, person)
    rows = await kept_of(sitting.session, person, alone=not others)
    lines = [*await _who(sitting, person), *await _help_given(sitting, person), *await _asked(sitting, person)]
    sitting.log("look.own", where.id, person.id, person.id)
    await sitting.write(
        person,
        "kept.end",
        before=[Said("kept.head", {}), *lines],
        buttons=[
            Button("button.read", "read", yes=True),
            Button("consent.which", "consents"),
            Button("button.person", "person"),
        ],
        others=", ".join(first_name(one) for one in others),
    )
    file = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    await sitting.write(person, "kept.file", document=(FILE, file))


async def _who(sitting: Sitting, person: Person) -> list[Said]:
    """Say who they are, and who may ask for them."""
    where = await sitting.community(person.current)
    members = await people.memberships(sitting.session, person.id)
    speaking = await speakers.speakers_for(sitting.session, person.id, Bond.RELATIVE)
    home = read_codes(person.home)
    facts = {
        "name": person.name or person.called,
        "phone": person.phone or "",
        "address": ", ".join(part for part in (person.street, person.postcode, person.place) if part),
        "point": person.point or "",
        "there": said_limits([code for code, there in home.items() if there]),
        "absent": said_limits([code for code, there in home.items() if not there]),
        "language": Said(f"language.{person.language}", {}),
        "village": where.name,
        "roles": [_role(one) for one in members],
        "quiet": person.quiet_until if person.quiet_until and person.quiet_until > sitting.now else "",
        "muted": person.muted_until if person.muted_until and person.muted_until > sitting.now else "",
        "messages": Said(f"kept.messages_{'yes' if any(one.messages for one in members) else 'no'}", {}),
        "speaks": ", ".join(first_name(one) for _, one in speaking),
        "since": person.made_at,
    }
    return [Said("kept.who", facts)]


def _role(member: Membership) -> Said:
    consent = member.consent if member.consent in ("own", "imported", "invited", "withdrawn") else "recorded"
    return Said("kept.role", {"role": Said(f"kept.as.{member.role.value}", {}),
                              "consent": Said(f"kept.consent.{consent}", {})})  # fmt: skip


async def _help_given(sitting: Sitting, person: Person) -> list[Said]:
    """Say what a helper told of when and what; nothing of whom they helped."""
    where = await sitting.community(person.current)
    helper = await people.helper_of(sitting.session, person.id, where.id)
    if helper is None:
        return []
    spans = spans_of(await queries.hours_of(sitting.session, [helper.id]))
    absences = tuple((one.first_day, one.last_day) for one in await queries.absences_of(sitting.session, [helper.id]))
    hours: Mapping[str, Any] = said_hours(
        Hours(spans, absences, tuple(helper.limits), open_ended=False, max_per_week=None)
    )
    facts = {
        "kinds": [Said(f"category.{one}", {}) for one in helper.categories] or [Said("offer_help.all", {})],
        "km": f"{helper.max_km:g}" if helper.max_km else "",
        "often": helper.max_per_week,
        "check": Said(f"kept.check.{helper.check.value}", {}) if helper.check is not Check.NONE else "",
        "seen": helper.check_seen_on or "",
        "nevers": len(await queries.nevers_of(sitting.session, [helper.id])) or "",
    }
    return [Said("kept.helper", {**facts, **hours})]


async def _asked(sitting: Sitting, person: Person) -> list[Said]:
    """Say what they asked for, the latest first, and where they go."""
    where = await sitting.community(person.current)
    requests = await queries.requests_of(sitting.session, person.id)
    lines = [
        Said("kept.request", {"number": one.number, "what": Said(f"category.{one.category.value}", {}),
                              "day": one.made_at, "words": one.words or ""})
        for one in requests[:MOST_LINES]
    ]  # fmt: skip
    more = [Said("kept.more", {"count": len(requests) - MOST_LINES})] if len(requests) > MOST_LINES else []
    going = [
        Said("kept.going", {"when": when_of(visit, where)})
        for visit, _ in await queries.visits_of_helper(sitting.session, person.id, where.id)
    ]
    helps = Role.HELPER in await roles_of(sitting, person, where.id)
    none = [Said("kept.no_request", {})] if not requests and not helps else []
    return [*lines, *more, *none, *going[:MOST_LINES]]
