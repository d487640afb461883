"""What is kept of somebody in the practice village, in words that a visitor can read."""

from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.help.homes import read_codes
from flows.wording.catalog import catalog
from storage.queries import people
from storage.tables.help import Offer, Request
from storage.tables.people import Person
from storage.tables.post import InboxItem, OutboxLetter


async def kept_of(session: AsyncSession, chat: int) -> dict[str, Any]:
    """Give all that is kept of whoever has CHAT; nothing at all for somebody who is not known."""
    person = (await people.by_chats(session, [chat])).get(chat)
    if person is None:
        return {}
    requests = (
        await session.exec(select(Request).where(Request.asker == person.id).order_by(col(Request.number)))
    ).all()
    members = await people.memberships(session, person.id)
    return {
        "naam": person.name or person.called,
        "telefoon": person.phone,
        "adres": " ".join(part for part in (person.street, person.postcode, person.place) if part),
        "plek op de kaart": person.point,
        "in huis": [_in_house(code, there) for code, there in read_codes(person.home).items()],
        "taal": person.language,
        "is hier": [member.role.value for member in members],
        "toestemming": sorted({member.consent for member in members}),
        "vragen": [_request(one) for one in requests],
        "keer gevraagd om te helpen": await _count(session, Offer, person),
        "berichten die nog worden verstuurd": await _waiting(session, person),
        "eigen berichten die nog niet zijn gelezen": await _unread(session, chat),
    }


def _in_house(code: str, there: bool) -> str:
    words: str = catalog("nl")[f"limit.{code}"]
    return words if there else f"niet: {words}"


def _request(request: Request) -> dict[str, Any]:
    return {
        "nummer": request.number,
        "soort": request.category.value,
        "wat": request.task,
        "eigen woorden": request.words,
    }


async def _count(session: AsyncSession, table: type[Offer], person: Person) -> int:
    return (await session.exec(select(func.count()).select_from(table).where(table.person == person.id))).one()


async def _waiting(session: AsyncSession, person: Person) -> int:
    full = select(func.count()).where(OutboxLetter.person == person.id, col(OutboxLetter.body).is_not(None))
    return (await session.exec(full)).one()


async def _unread(session: AsyncSession, chat: int) -> int:
    full = select(func.count()).where(InboxItem.chat == chat, col(InboxItem.body).is_not(None))
    return (await session.exec(full)).one()
