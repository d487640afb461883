"""Groups that belong to no community: the bot goes out of them, an hour after it was first heard of there."""

import json
from datetime import timedelta

from sqlmodel import select

from flows.sitting import Sitting
from storage.queries.groups import group_in
from storage.tables.course import Due
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass

LEAVE = "leave_group"
STAYS = timedelta(hours=1)  # as long as a code works: whoever put it there has time to type one


async def watch_stranger(sitting: Sitting, chat: int) -> None:
    """Plan to leave CHAT, when it is nobody's and that was not planned yet."""
    if await group_in(sitting.session, chat) is not None:
        return
    planned = select(Due.id).where(Due.kind == LEAVE, Due.subject == chat)
    if (await sitting.session.exec(planned)).first() is None:
        sitting.plan(LEAVE, chat, (await sitting.community(None)).id, sitting.now + STAYS)


async def leave(sitting: Sitting, due: Due) -> None:
    """Go out of the group, unless it was bound meanwhile; nothing is said there."""
    if await group_in(sitting.session, due.subject) is not None:
        return
    sitting.note("group.left", due.subject, due.community)
    sitting.session.add(
        OutboxLetter(
            chat=due.subject,
            lane=Lane.NEWS,
            letter_class=LetterClass.EDIT,  # done twice it is done once
            body=json.dumps({"text": "", "leaves": True}),
            written_at=sitting.now,
        )
    )
