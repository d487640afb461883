"""Whom a coordinator has to call when all goes still around somebody: they hear it from a person, never from here."""

from datetime import timedelta

from sqlmodel import or_, select

from flows.help.visits import over, when_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person, Speaker

LOOKED_BACK = timedelta(days=90)


async def partners(sitting: Sitting, whom: Person, where: Community) -> list[Said]:
    """Give a line for everyone who has to do with WHOM: who counts on a visit first, then of late, then relatives."""
    found = await queries.helped(sitting.session, where.id, sitting.now - LOOKED_BACK)
    theirs = [(visit, _other(visit, request, whom)) for visit, request in found]
    lines: dict[int, Said] = {}
    for visit, other in sorted(theirs, key=lambda one: not _ahead(one[0], sitting)):
        if other is not None and other not in lines:
            code = "rest.ahead" if _ahead(visit, sitting) else "rest.before"
            lines[other] = await _line(sitting, other, Said(code, {"when": when_of(visit, where)}))
    bonds = select(Speaker).where(
        Speaker.community == where.id, or_(Speaker.resident == whom.id, Speaker.person == whom.id)
    )
    for bond in (await sitting.session.exec(bonds)).all():
        other = bond.person if bond.resident == whom.id else bond.resident
        if other != whom.id and other not in lines:
            lines[other] = await _line(sitting, other, Said("rest.speaks", {}))
    return list(lines.values())


def _other(visit: Visit, request: Request, whom: Person) -> int | None:
    """Give the other one of the two of VISIT, where WHOM is one of them."""
    return {request.asker: visit.helper, visit.helper: request.asker}.get(whom.id)


def _ahead(visit: Visit, sitting: Sitting) -> bool:
    ends = over(visit)
    return ends is None or ends > sitting.now


async def _line(sitting: Sitting, other: int, why: Said) -> Said:
    person = await sitting.get(Person, other)
    phone = Said("rest.phone", {"phone": person.phone}) if person.phone else Said("rest.no_phone", {})
    return Said("rest.call", {"name": person.name or called(person), "phone": phone, "why": why})
