"""To what somebody said yes, by purpose: for what, how and since when; only what has an effect that can be ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.help.deeds.reporting import RELATIVE
from flows.help.homes import read_codes
from flows.help.sayings import said_limits
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called
from storage.queries import course, people, speakers
from storage.queries import help as queries
from storage.queries.telling import wish_of
from storage.tables.people import Membership, Person, Speaker
from storage.terms import Bond, Role

ROLES = (Role.RESIDENT, Role.HELPER, Role.RELATIVE)  # the others are tasks: whoever wants to stop types stop
HOWS = ("own", "imported", "invited")


@dataclass(frozen=True, slots=True)
class Agreed:
    """One thing that somebody said yes to: its purpose, the row that it stands in, what it is named by, and how."""

    purpose: str
    row: int
    facts: dict[str, Any]
    how: str
    since: datetime | None


async def agreed_by(sitting: Sitting, person: Person) -> list[Agreed]:
    """Give all that PERSON said yes to and may end, wherever they belong."""
    members = [one for one in await people.memberships(sitting.session, person.id) if one.role in ROLES]
    found = [await _of_role(sitting, one) for one in members]
    found += [_of_speaker("speaker", bond, who) for bond, who in
              await speakers.speakers_for(sitting.session, person.id, Bond.RELATIVE)]  # fmt: skip
    shared = await speakers.speakers_for(sitting.session, person.id, Bond.SHARED) if person.chat is None else []
    found += [_of_speaker("shared", bond, who) for bond, who in shared if bond.consent]
    for community in dict.fromkeys(one.community for one in members):
        found += await _of_requests(sitting, person, community)
        found += await _of_messages(sitting, person, community)
    return [*found, *await _of_person(sitting, person, members)]


async def _of_role(sitting: Sitting, member: Membership) -> Agreed:
    where = await sitting.community(member.community)
    back = [one.at for one in await course.events_of(sitting.session, member.person)
            if (one.kind, one.community, one.facts.get("role")) == ("member.back", where.id, member.role)]  # fmt: skip
    since = back[-1] if back else member.made_at
    return Agreed(member.role.value, member.id, {"village": where.name}, _how(member.consent), since)


def _of_speaker(purpose: str, bond: Speaker, who: Person) -> Agreed:
    return Agreed(purpose, bond.id, {"who": called(who)}, _how(bond.consent), bond.made_at)


async def _of_requests(sitting: Sitting, person: Person, community: int) -> list[Agreed]:
    """Give what somebody else asked for them and is still open, once each."""
    found: dict[int, Agreed] = {}
    for _, request in await queries.visits_of_asker(sitting.session, person.id, community):
        if request.recorded_by is not None:
            by = await sitting.get(Person, request.recorded_by)
            facts = {"who": called(by), "what": request.category, "number": request.number}
            how = RELATIVE if request.consent == RELATIVE else "recorded"
            found[request.id] = Agreed("request", request.id, facts, how, request.made_at)
    return list(found.values())


async def _of_messages(sitting: Sitting, person: Person, community: int) -> list[Agreed]:
    """Give that they want messages to many, from when, and whether they said so themselves."""
    if not await wish_of(sitting.session, person.id, community):
        return []
    said = [one for one in await course.events_of(sitting.session, person.id)
            if (one.kind, one.community) == ("member.wants_messages", community)]  # fmt: skip
    how, since = ("own" if said[-1].actor == person.id else "recorded", said[-1].at) if said else ("recorded", None)
    where = await sitting.community(community)
    return [Agreed("messages", community, {"village": where.name}, how, since)]


async def _of_person(sitting: Sitting, person: Person, members: list[Membership]) -> list[Agreed]:
    """Give what they told of themselves that nobody needs for anything else."""
    if not members:
        return []
    first, found = members[0], list[Agreed]()
    if person.phone and person.chat is not None:
        found.append(Agreed("phone", person.id, {}, _how(first.consent), first.made_at))
    there = [code for code, there in read_codes(person.home).items() if there]
    if person.home:
        found.append(Agreed("home", person.id, {"there": said_limits(there)}, "own", None))
    placed = [one.at for one in await course.events_of(sitting.session, person.id) if one.kind == "person.placed"]
    if person.point and placed:
        found.append(Agreed("point", person.id, {}, "own", placed[-1]))
    return found


def _how(consent: str) -> str:
    return consent if consent in HOWS else "recorded"


def in_words(one: Agreed) -> Said:
    """Say for what, how and since when."""
    how = Said(f"kept.consent.{one.how}", {})
    return Said(
        "consent.line", {"what": Said(f"consent.for.{one.purpose}", one.facts), "how": how, "since": one.since or ""}
    )
