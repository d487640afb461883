"""The menus of commands: each sees what is theirs, in their language; only changes are sent; both libraries alike."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import col, update

from bot import command_menus
from bot.command_menus import CommandMenus
from bot.messenger import Messenger
from bot.practice.lindendorp import LINDENDORP
from bot.practice.world import World
from flows.command_menu import OWN_LIST, for_everybody, for_group, for_role
from flows.menu import EVERYONE
from flows.themes import MENU
from flows.wording.catalog import languages
from storage.tables.people import Membership
from storage.terms import Role, Standing
from tests.bot.twin import Twin
from tests.street import Street

ENDING = asyncio.Event()


@pytest.fixture
async def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Street]:
    monkeypatch.setattr(command_menus, "BETWEEN_SECONDS", 0.0)
    opened = await Street.open(tmp_path, datetime(2026, 11, 21, 10, 4), LINDENDORP.people_csv())  # noqa: DTZ001
    yield opened
    await opened.close()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("role", OWN_LIST)
def test_a_menu_names_what_may_be_done(role: Role, language: str) -> None:
    """Each command in a menu exists, and is open to whoever sees it; each is said in at most as much as fits."""
    for name, does in (*for_role(MENU, role, language), *for_everybody(MENU, language)):
        command = MENU.commands.get(name)
        assert name == "stop" or (command is not None and (command.roles == EVERYONE or role in command.roles)), name
        assert 1 <= len(does) <= 256
        assert name == name.lower()
    assert {name for name, _ in for_group(MENU, language)} <= MENU.group_commands.keys()
    assert len(for_role(MENU, role, language)) > len(for_everybody(MENU, language))


async def test_only_changes_are_shown(street: Street) -> None:
    """A coordinator sees their commands; who is one no longer sees everybody's again, at the next look."""
    twin = Twin()
    menus = CommandMenus(street.database, twin, street.menu)
    assert await menus.look(ENDING) == 4  # everybody's in two languages, and two coordinators'
    anja = street.chats["Anja"]
    assert "vandaag" in dict(twin.shown[anja, ""])
    assert "vandaag" not in dict(twin.shown[None, ""])
    assert dict(twin.shown[None, "en"])["help"] == "What can I do here?"
    assert await menus.look(ENDING) == 0
    person = await street.person("Anja")
    async with street.database.transaction() as session:
        hers = (col(Membership.person) == person.id) & (col(Membership.role) == Role.COORDINATOR)
        await session.exec(update(Membership).where(hers).values(standing=Standing.LEFT))
    assert await menus.look(ENDING) == 1
    assert twin.shown[anja, ""] == ()


async def test_both_libraries_show_them(messenger: Messenger, world: World) -> None:
    """What is shown in one chat, and in all to who reads English, stands there; taken away it is gone."""
    await messenger.show_commands((("vandaag", "wat er wacht"),), 7, "")
    await messenger.show_commands((("help", "what can I do"),), None, "en")
    kept = {key: value for key, value in world.commands.items() if value}
    assert [rows[0]["command"] for rows in kept.values()] == ["vandaag", "help"]
    assert ["'chat'" in key or "all_private_chats" in key for key in kept] == [True, True]
    await messenger.show_commands((), 7, "")
    assert len([rows for rows in world.commands.values() if rows]) == 1
