"""Who may still hold something about somebody who is erased, and is asked to throw it away."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, coordinators
from storage.queries import speakers
from storage.tables.help import Request, Visit
from storage.tables.people import Membership, Person
from storage.terms import Bond, Lane, LetterClass, VisitState

HELD_FOR = timedelta(days=90)  # after a visit; who still has something from before that has kept it on purpose
_BEEN = (VisitState.AGREED, VisitState.DONE)


async def tell_holders(sitting: Sitting, person: Person, members: Iterable[Membership]) -> None:
    """Ask whoever came to PERSON or was visited by them of late, who asked for them, and the coordinators."""
    told = {person.id}
    for visit, request in await _visits(sitting, person):
        goes = visit.helper == person.id
        other = request.asker if goes else visit.helper
        if other is not None and other not in told:
            told.add(other)
            await _tell(
                sitting, other, "holder.asker" if goes else "holder.helper", visit.community, at=visit.starts_at
            )
        if request.recorded_by is not None and request.recorded_by not in told and not goes:
            told.add(request.recorded_by)
            await _tell(sitting, request.recorded_by, "holder.speaker", visit.community, who=called(person))
    for bond, speaker in await speakers.speakers_for(sitting.session, person.id, Bond.RELATIVE):
        if speaker.id not in told:
            told.add(speaker.id)
            await _tell(sitting, speaker.id, "holder.speaker", bond.community, who=called(person))
    for community in {member.community for member in members}:
        for coordinator in await coordinators(sitting, community):
            if coordinator.id not in told:
                told.add(coordinator.id)
                numbers = await _numbers(sitting, person, community)
                await _tell(sitting, coordinator.id, "holder.coordinator", community, numbers=numbers,
                            who=called(person))  # fmt: skip


async def _visits(sitting: Sitting, person: Person) -> list[tuple[Visit, Request]]:
    """Give the visits of late to and by PERSON, the latest first."""
    asked = (
        select(Visit, Request)
        .join(Request, col(Visit.request) == Request.id)
        .where(
            (col(Request.asker) == person.id) | (col(Visit.helper) == person.id),
            col(Visit.state).in_(_BEEN),
            col(Visit.starts_at) >= sitting.now - HELD_FOR,
            col(Visit.starts_at) <= sitting.now,  # of those to come everybody hears that they are called off
        )
        .order_by(col(Visit.starts_at).desc())
    )
    return list((await sitting.session.exec(asked)).all())


async def _numbers(sitting: Sitting, person: Person, community: int) -> list[str]:
    """Give the numbers of what PERSON asked for in COMMUNITY, by which it may stand on paper."""
    theirs = select(Request.number).where(Request.asker == person.id, Request.community == community)
    return [str(one) for one in (await sitting.session.exec(theirs.order_by(col(Request.number)))).all()]


async def _tell(sitting: Sitting, whom: int, words: str, community: int, **facts: Any) -> None:
    to = await sitting.session.get(Person, whom)
    if to is not None and to.chat is not None:
        await sitting.write(to, words, buttons=[Button("button.read", "read", yes=True)], community=community,
                            lane=Lane.NEWS, letter_class=LetterClass.COURTESY, **facts)  # fmt: skip
