"""Every command, button, link and word in a group, tried by everybody: only those whom the menu lists have effect."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select as rows_of
from sqlmodel import SQLModel, col, select

from bot.practice.lindendorp import LINDENDORP
from flows.belonging import belong
from flows.menu import EVERYONE
from flows.people.importing import community_called, make_invite
from flows.post import Inbound, Press
from flows.sitting import Sitting
from flows.themes import MENU
from storage.database import open_database
from storage.ids import new_id
from storage.inbox import keep, next_batch
from storage.outbox import token_of
from storage.tables.course import Event
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Group, Invite, Person
from storage.tables.post import OutboxLetter
from storage.terms import LetterState, Role, Standing
from tests.fresh import fresh_store
from tests.street import BOT, VILLAGE, Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
GROUP, STRANGE_GROUP = -500, -900
OTHER_VILLAGE = "Essendam"
WHO: dict[str, tuple[Role, Standing] | None] = {  # by name: what they are in the village
    "Onno": None,  # a stranger
    "Bea": (Role.RESIDENT, Standing.KNOWN),
    "Nina": (Role.HELPER, Standing.NEW),  # waits to be approved
    "Hugo": (Role.HELPER, Standing.KNOWN),
    "Fred": (Role.HELPER, Standing.LEFT),  # helped, and stopped
    "Dora": (Role.DESK, Standing.KNOWN),
    "Rob": (Role.REFERRER, Standing.KNOWN),
    "Rena": (Role.RELATIVE, Standing.KNOWN),
    "Atie": (Role.ATTENTION, Standing.KNOWN),
    "Oscar": (Role.ORGANISER, Standing.KNOWN),
    "Carla": (Role.COORDINATOR, Standing.LEFT),  # was coordinator
    "Eline": None,  # is coordinator, of another village
}
PLANTED = ("Riet de Wit", "Eikenlaan", "12345678", "Vera Jansen", "heupoperatie")
REFUSED = "access.refused"  # the event by which it is known that somebody tried
SOME = ("Onno", "Bea", "Hugo", "Carla", "Eline")
BESIDE = {"inbox", "outbox", "due", "sign"}  # what comes in, what goes out, and when somebody is asked again


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """Give a store with somebody of each sort, a request that is agreed, a group, and a second village."""
    folder = tmp_path_factory.mktemp("matrix")
    return folder / "street.db", asyncio.run(_fill(folder))


async def _fill(folder: Path) -> dict[str, int]:
    street = Street(open_database(fresh_store(folder / "street.db")), OPENING)
    await street.bring(LINDENDORP.people_csv())
    await street.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter? Ik had een heupoperatie.")
    await street.say("Riet", "ja")
    await street.tap("Vera", "Ja, ik doe het")
    for name in WHO:
        await street.say(name, "/taal nl")
    async with street.database.transaction() as session:
        sitting = Sitting(session, street.moment, street.menu)
        here, there = await community_called(sitting, VILLAGE), await community_called(sitting, OTHER_VILLAGE)
        for name, held in WHO.items():
            person = (await session.exec(select(Person).where(Person.chat == street.chat(name)))).one()
            person.name = f"{name} Proef" if held else ""
            if held is not None:
                await belong(sitting, person, here.id, held[0], consent="own", standing=held[1])
            if name == "Eline":
                person.current = there.id
                await belong(sitting, person, there.id, Role.COORDINATOR, consent="own", standing=Standing.KNOWN)
        session.add(Group(community=here.id, code="MADEUP22", made_by=person.id, made_at=street.moment, chat=GROUP))
    await street.close()
    return street.chats


@pytest.fixture
async def street(filled: tuple[Path, dict[str, int]], tmp_path: Path) -> AsyncIterator[Street]:
    """Give a street on a copy of that store."""
    shutil.copy(filled[0], tmp_path / "street.db")
    opened = Street(open_database(f"sqlite+aiosqlite:///{tmp_path / 'street.db'}"), OPENING)
    opened.chats |= filled[1]
    yield opened
    await opened.close()


async def _all(street: Street) -> dict[str, set[str]]:
    """Give every row of every table that matters, as words."""
    async with street.database.reading() as session:
        connection = await session.connection()
        tables = [one for one in SQLModel.metadata.sorted_tables if one.name not in BESIDE]
        rows = {one.name: {str(tuple(row)) for row in await connection.execute(rows_of(one))} for one in tables}
    return {name: {one for one in found if REFUSED not in one} for name, found in rows.items()}


async def _together(street: Street, inbounds: Sequence[Inbound]) -> None:
    """Let several people write or press at once."""
    raws: list[dict[str, Any]] = [
        {"update_id": new_id(), "message": {"chat": {"id": one.chat, "type": "private"}}} for one in inbounds
    ]
    async with street.database.transaction() as session:
        await keep(session, BOT, raws, street.moment)
    async with street.database.reading() as session:
        items = {item.chat: item for item in await next_batch(session, street.moment, 100)}
    await street.desk.receive([(items[one.chat], one) for one in inbounds], {})


def _words(street: Street, name: str, text: str) -> Inbound:
    return Inbound(street.chat(name), street.chat(name), True, street.moment, name, text=text)


def _press(street: Street, name: str, token: str) -> Inbound:
    chat = street.chat(name)
    return Inbound(chat, chat, True, street.moment, name, press=Press(str(new_id()), token, None))


def _not_theirs(roles: frozenset[Role]) -> list[str]:
    """Give who may not do what is kept for ROLES; a coordinator elsewhere may, there."""
    holds = {name: held[0] for name, held in WHO.items() if held and held[1] is Standing.KNOWN}
    return [name for name in WHO if name != "Eline" and holds.get(name) not in roles]


async def _answers(street: Street) -> dict[int, list[str]]:
    """Give which words were written to whom and not sent yet, by chat; and see that no planted one is among them."""
    async with street.database.reading() as session:
        asked = select(OutboxLetter).where(OutboxLetter.state == LetterState.WAITING)
        letters = (await session.exec(asked.order_by(col(OutboxLetter.id)))).all()
    assert not [(letter.words, one) for letter in letters for one in PLANTED if one in (letter.body or "")]
    answers: dict[int, list[str]] = {}
    for letter in letters:
        answers.setdefault(letter.chat, []).append(letter.words)
    return answers


async def test_a_command_does_nothing_for_anybody_else(street: Street) -> None:
    """Every command that is kept for a role, by everybody who has not that role: refused, and nothing is changed."""
    kept = {id(row): (name, row) for name, row in MENU.commands.items() if row.roles != EVERYONE}
    assert len(kept) > 15
    before, asked = await _all(street), Counter[int]()
    for name, row in kept.values():
        street.moment += timedelta(minutes=2)
        others = _not_theirs(row.roles)
        await _together(street, [_words(street, one, f"/{name} 1 Riet de Wit coordinator") for one in others])
        asked.update(street.chat(one) for one in others)
    assert await _answers(street) == {chat: ["command.not_yours"] * count for chat, count in asked.items()}
    assert await _all(street) == before


async def test_a_button_does_nothing_for_anybody_else(street: Street) -> None:
    """Every button that is kept for a role, under a letter of their own: refused, and nothing is changed.

    It stands there because they had the role, or because a letter was sent wrongly.
    """
    kept = [row for row in MENU.deeds.values() if row.roles != EVERYONE]
    assert len(kept) > 40
    letters = {name: await _letter(street, name, [row.name for row in kept]) for name in WHO}
    before = await _all(street)
    asked = Counter[int]()
    for place, row in enumerate(kept):
        street.moment += timedelta(minutes=2)
        others = _not_theirs(row.roles)
        await _together(street, [_press(street, one, token_of(letters[one], str(place))) for one in others])
        asked.update(street.chat(one) for one in others)
    assert await _answers(street) == {chat: ["command.not_yours"] * count for chat, count in asked.items()}
    assert await _all(street) == before


async def test_a_button_of_somebody_else_does_nothing(street: Street) -> None:
    """Every button there is, under a letter to Riet or to Anja, pressed by everybody else and in a group: no effect."""
    deeds = list(MENU.deeds)
    letters = [await _letter(street, owner, deeds) for owner in ("Riet", "Anja")]
    before = await _all(street)
    for place in range(len(deeds)):
        street.moment += timedelta(minutes=2)
        letter = letters[place % 2]
        await _together(street, [_press(street, one, token_of(letter, str(place))) for one in SOME])
    assert await _answers(street) == {street.chat(one): ["button.unknown"] * len(deeds) for one in SOME}
    for place, letter in enumerate(letters):
        await street.press_in(GROUP, "Vera", token_of(letter, str(place)))
    assert await _all(street) == before


async def _letter(street: Street, name: str, deeds: Sequence[str]) -> int:
    """Send NAME a letter with a button for each of DEEDS."""
    person = await street.person(name)
    async with street.database.transaction() as session:
        here = (await session.exec(select(Community).where(Community.name == VILLAGE))).one()
        buttons = [{"option": str(place), "label": "x", "words": "", "deed": deed, "args": {}, "yes": None}
                   for place, deed in enumerate(deeds)]  # fmt: skip
        letter = OutboxLetter(
            chat=street.chat(name), person=person.id, community=here.id, buttons=buttons, written_at=street.moment,
            state=LetterState.SENT, message=1,
        )  # fmt: skip
        session.add(letter)
    return letter.id


async def test_a_coordinator_elsewhere_reaches_nothing_here(street: Street) -> None:
    """Every command of a coordinator, by one of another village with names and numbers of this one: not a byte."""
    here = await _here(street)
    names = {id(row): name for name, row in MENU.commands.items()}
    own = ("vergeetmij", "forgetme", "taal", "language", "u", "je", "verhuis", "move")  # the last shows her as example
    for name in names.values():
        for words in () if name in own else ("", "Riet", "1 Vera"):
            street.moment += timedelta(minutes=2)
            await _together(street, [_words(street, "Eline", f"/{name} {words}".strip())])
    assert len((await _answers(street))[street.chat("Eline")]) > 50
    assert await _here(street) == here


async def _here(street: Street) -> list[str]:
    """Give every row of this village that a command could touch."""
    async with street.database.reading() as session:
        community = (await session.exec(select(Community).where(Community.name == VILLAGE))).one()
        people = (await session.exec(select(Person).where(Person.name != ""))).all()
        visits = (await session.exec(select(Visit).where(Visit.community == community.id))).all()
        requests = (await session.exec(select(Request).where(Request.community == community.id))).all()
        return [str(one.model_dump()) for one in (community, *people, *visits, *requests)]


async def test_links_work_once_for_whom_they_are(street: Street) -> None:
    """A link that was used, is over, is somebody else's or never was: no role comes of it, whoever opens it."""
    async with street.database.transaction() as session:
        sitting = Sitting(session, street.moment, street.menu)
        here = (await session.exec(select(Community).where(Community.name == VILLAGE))).one()
        toos = (await session.exec(select(Person).where(Person.name == "Toos Visser"))).one()
        used, over = [await make_invite(sitting, here, Role.COORDINATOR) for _ in range(2)]
        used.used_at, over.expires_at = street.moment, street.moment
        hers = await make_invite(sitting, here, Role.HELPER, toos)
        codes = (used.code, over.code, hers.code, "never-was", f"{used.code}x", "x" * 400)
    named = [name for name, held in WHO.items() if held is not None]
    before = await _all(street)
    for code in codes:
        street.moment += timedelta(minutes=2)
        await _together(street, [_words(street, one, f"/start {code}") for one in named])
    after = await _all(street)
    assert after["membership"] == before["membership"]
    assert after["invite"] == before["invite"]
    assert after["log"] == before["log"]
    assert {one for said in (await _answers(street)).values() for one in said} <= {"invite.refused", "invite.not_yours"}


async def test_a_group_hears_its_coordinators_alone(street: Street) -> None:
    """Every word and button in a group, by everybody, nameless, forwarded or in a strange group: nothing happens."""
    since, before = len(street.news), await _all(street)
    for name in MENU.group_commands:
        street.moment += timedelta(minutes=1)
        for who in WHO:
            await street.say_in(GROUP, who, f"/{name} 1")
        for who, more in (("Anja", {"sender": None}), ("Anja", {"forwarded": True}), ("Anja", {"edited": True})):
            await street.say_in(GROUP, who, f"/{name} 1", **more)
        await street.say_in(STRANGE_GROUP, "Anja", f"/{name} 1")
    for name in {id(row): name for name, row in MENU.commands.items()}.values():
        await street.say_in(GROUP, "Hugo", f"/{name} 1")
    assert [one.text for _, one in street.news[since:]] == []
    assert await _all(street) == before


async def test_what_was_refused_is_written_down(street: Street) -> None:
    """Who tried a command or a button that is not theirs is known, by the name of what they tried."""
    letter = await _letter(street, "Hugo", ["task.pick_up"])
    await street.say("Hugo", "/open")
    await street.press("Hugo", token_of(letter, "0"))
    hugo = await street.person("Hugo")
    found = [(one.actor, one.facts) for one in await street.rows(Event) if one.kind == REFUSED]
    assert found == [(hugo.id, {"door": "open"}), (hugo.id, {"door": "task.pick_up"})]


def test_invites_are_rows() -> None:
    """The tables that are compared are those in which a role, a link or a look would stand."""
    names = {one.name for one in SQLModel.metadata.sorted_tables} - BESIDE
    assert {"membership", "invite", "log", "second", "request", "visit", "offer", "task", "record", "event"} <= names
    assert Invite.__tablename__ in names
