"""Gathers what choosing a helper needs to know, from the tables into the values of flows/help/matching."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flows.help.deeds.dwelling import met_at
from flows.help.matching import Candidate, Chosen, Wanted, choose
from flows.help.visits import check_for, hours_left, lasts, local_of
from flows.places import metres_to
from flows.sitting import Sitting
from flows.tasks import first_name
from flows.understanding.hours.week_hours import Span, spans_of
from flows.understanding.requests.wished import wishes
from flows.understanding.time.moment import EXACT
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Community, Person
from storage.terms import Category, VisitState

A_WEEK, A_YEAR = timedelta(days=7), timedelta(days=365)


async def ranked(sitting: Sitting, visit: Visit, request: Request) -> list[Chosen]:
    """Give everyone who may be asked for VISIT, in the order of asking."""
    return choose(*await looked_at(sitting, visit, request))


async def looked_at(sitting: Sitting, visit: Visit, request: Request) -> tuple[list[Candidate], Wanted]:
    """Give everyone who is thought of for VISIT, and what is wanted of them."""
    return await candidates(sitting, visit, request), await _wanted(sitting, visit, request)


async def _wanted(sitting: Sitting, visit: Visit, request: Request) -> Wanted:
    where = await sitting.community(visit.community)
    met = await met_at(sitting, visit, request)
    return Wanted(
        category=request.category.value,
        check=check_for(request.category, where).value,
        start=_local(visit.starts_at, where),
        end=_local(visit.ends_at, where),
        exact=visit.starts_at is not None and visit.grain in EXACT,
        hours_left=hours_left(visit, sitting.now),
        now=await sitting.local(visit.community),
        meets=frozenset(code for code, there in met.items() if there),
        unknown=frozenset(code for code, there in met.items() if there is None),
    )


def _local(moment: datetime | None, where: Community) -> datetime | None:
    return None if moment is None else local_of(moment, where)


async def candidates(sitting: Sitting, visit: Visit, request: Request) -> list[Candidate]:
    """Give every helper of the community but the asker, as far as choosing needs to know them."""
    where = await sitting.community(visit.community)
    found = [(h, p) for h, p in await queries.helpers(sitting.session, where.id) if p.id != request.asker]
    ids = [helper.id for helper, _ in found]
    spans = defaultdict[int, list[Span]](list)
    absences, nevers = defaultdict(list), defaultdict(list)
    for hours in await queries.hours_of(sitting.session, ids):
        spans[hours.helper] += spans_of([hours])
    for days in await queries.absences_of(sitting.session, ids):
        absences[days.helper].append((days.first_day, days.last_day))
    for never in await queries.nevers_of(sitting.session, ids):
        nevers[never.helper].append(never)
    shunned = await _shunned(sitting, where, request.asker)
    past = _Past(
        await queries.helped(sitting.session, where.id, sitting.now - A_YEAR),
        await queries.offers_since(sitting.session, where.id, sitting.now - A_WEEK),
        await queries.answers_by_category(sitting.session, where.id, request.category.value),
        request.category,
        sitting.now,
    )
    asker = await sitting.get(Person, request.asker)
    return [
        Candidate(
            person=person.id,
            categories=frozenset(helper.categories or [one.value for one in Category if one is not Category.RESPITE]),
            check=helper.check.value,
            spans=tuple(spans[helper.id]),
            absences=tuple(absences[helper.id]),
            never_category=any(one.category == request.category.value for one in nevers[helper.id]),
            never_person=person.id in shunned or any(one.person == request.asker for one in nevers[helper.id]),
            away=(helper.away_until or sitting.now) > sitting.now
            or (person.quiet_until or sitting.now) > sitting.now
            or bool(person.rest),
            young=helper.young,
            reachable=person.reachable,
            by_phone=person.chat is None,
            metres=metres_to(asker, person),
            max_km=helper.max_km,
            max_per_week=helper.max_per_week,
            limits=frozenset(helper.limits),
            **past.of(person, visit, request, where, sitting.now),
        )
        for helper, person in found
    ]


async def _shunned(sitting: Sitting, where: Community, asker: int) -> set[int | None]:
    """Give whom the asker never wants to meet, as far as they said so when they were asked to help."""
    sheet = await people.helper_of(sitting.session, asker, where.id)
    return set() if sheet is None else {one.person for one in await queries.nevers_of(sitting.session, [sheet.id])}


class _Past:
    """What went before, sorted by helper."""

    def __init__(
        self,
        helped: Sequence[tuple[Visit, Request]],
        offers: Sequence[Offer],
        answers: dict[int, tuple[int, int]],
        category: Category,
        now: datetime,
    ) -> None:
        self.visits: dict[int, list[tuple[Visit, Request]]] = defaultdict(list)
        for visit, request in helped:
            if visit.helper is not None:
                self.visits[visit.helper].append((visit, request))
        self.offers: dict[int, int] = defaultdict(int)
        for offer in offers:
            self.offers[offer.person] += 1
        self.answers = answers
        self.last_helper = {  # of the same kind of help, and it has been
            asked.asker: visit.helper
            for visit, asked in reversed(helped)
            if asked.category is category and (visit.state is VisitState.DONE or (visit.starts_at or now) < now)
        }

    def of(self, person: Person, visit: Visit, request: Request, where: Community, now: datetime) -> dict[str, Any]:
        """Give what went before as fields of a Candidate."""
        timed = [
            (one, asked) for one, asked in self.visits[person.id] if one.starts_at is not None and one.id != visit.id
        ]
        around = visit.starts_at or now
        ended = [one.starts_at for one, _ in timed if one.starts_at is not None and one.starts_at < now]
        spans = [(_local(one.starts_at, where), _local(one.starts_at + lasts(one), where)) for one, _ in timed
                 if one.starts_at is not None and one.grain in EXACT]  # fmt: skip
        asked, said_yes = self.answers.get(person.id, (0, 0))
        return {
            "visits_this_week": sum(_same_week(one.starts_at, around, where) for one, _ in timed),
            "offers_this_week": self.offers[person.id],
            "busy": tuple((begin, end) for begin, end in spans if begin and end),
            "last_visit": _local(max(ended, default=None), where),
            "asked": asked,
            "said_yes": said_yes,
            "met": sum(one.asker == request.asker for _, one in self.visits[person.id]),
            "wished": bool(wishes(request.words or "", [first_name(person)])),
            "last_helped": self.last_helper.get(request.asker) == person.id,
        }


def _same_week(one: datetime | None, other: datetime, where: Community) -> bool:
    here, there = _local(one, where), _local(other, where)
    return here is not None and there is not None and here.isocalendar()[:2] == there.isocalendar()[:2]
