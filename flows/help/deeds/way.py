"""What cards and offers say of the way there and back, of what matters on it, and of who else comes."""

from flows.help.answers import make_task
from flows.help.deeds.occasions import way_back, who_else
from flows.help.life import UNPROMISED
from flows.help.sayings import said_going, said_public, said_several, with_note
from flows.help.trips import RIDE, said_needs
from flows.help.visits import needs_of, what_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, first_name
from flows.understanding.time.moment import When
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Category, Leg


def said_to_do(visit: Visit, request: Request) -> Said:
    """Say what is to be done, to whoever goes."""
    where, what = request.destination or "", make_task(what_of(request))
    if RIDE in needs_of(request):
        return with_note(Said("ride.going_back" if visit.leg is Leg.BACK else "ride.going", {"where": where}), what)
    return said_going(what, where)


def said_wanted(visit: Visit, request: Request) -> Said:
    """Say what everybody may read who is asked."""
    if visit.leg is Leg.BACK:
        return Said("ride.public_back", {})
    return said_public(request.category, RIDE in needs_of(request))


def said_more(visit: Visit, request: Request) -> list[Said]:
    """Say what else matters to whoever is asked: how many come, and what goes along."""
    lines = [*said_often(request), *said_several(request.helpers), *said_needs(needs_of(request))]
    if visit.leg is Leg.BACK:
        lines = [*said_needs(needs_of(request)), Said("ride.line.when_over", {})]
    return lines if visit.leg is not Leg.THERE else [*lines, Said("ride.line.apart", {})]


def said_often(request: Request) -> list[Said]:
    """Say how many times it is on its day, or each day or week where no days were named, if it is more than once."""
    every, times = request.when.get("every"), int(request.when.get("times", 1))
    if times < 2:
        return []
    if every is None:
        return [Said("several.that_day", {"number": times})]
    return [Said("several.times", {"when": When(None, None, "day", every, times=times)})]


async def lines_for_helper(sitting: Sitting, visit: Visit, request: Request, asker: Person) -> list[Said]:
    """Say to whoever goes when they have to be there, what matters, and who else comes."""
    name = called(asker)
    lines = [] if visit.leg is Leg.BACK else _hours(visit, request, name)
    lines += [*said_often(request), *said_needs(needs_of(request))]
    if visit.leg is Leg.BACK:
        lines.append(Said("ride.line.waits_for_word", {"asker": name}))
    return lines + await lines_together(sitting, visit)


async def lines_together(sitting: Sitting, visit: Visit) -> list[Said]:
    """Say to whoever goes with whom they are, and whether somebody is still missing."""
    return await _said_others(sitting, visit, "several.with", "several.alone")


def _hours(visit: Visit, request: Request, asker: str | Said) -> list[Said]:
    if visit.appointment_at is not None and visit.appointment_at != visit.starts_at:
        return [Said("ride.line.there_at", {"at": visit.appointment_at})]
    if request.category is Category.TRANSPORT and visit.starts_at is not None:
        return [Said("ride.line.agree_with" if visit.appointment_at else "ride.line.along", {"asker": asker})]
    return []


async def lines_for_asker(sitting: Sitting, visit: Visit) -> list[Said]:
    """Say to the asker who else comes, and how it stands with the way back."""
    lines = await _said_others(sitting, visit, "several.also", "several.still")
    if visit.grain == "before":
        lines.append(Said("ride.line.agree", {}))
    back = await way_back(sitting, visit)
    if back is not None and back.state in UNPROMISED and back.promise_at is not None:
        lines.append(Said("ride.back_later", {"by": back.promise_at}))
    return lines


async def _said_others(sitting: Sitting, visit: Visit, comes: str, missing: str) -> list[Said]:
    going, without = await who_else(sitting, visit)
    lines = [Said(comes, {"names": [first_name(one) for one in going], "count": len(going)})] if going else []
    return [*lines, Said(missing, {"count": without})] if without else lines
