"""The menu is the access matrix: what is not yours does nothing, whichever door you try."""

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, update

from bot.practice.lindendorp import LINDENDORP
from flows.menu import EVERYONE
from flows.themes import MENU
from flows.wording.catalog import catalog
from storage.tables.care import Task
from storage.tables.help import Request
from storage.tables.people import Membership
from storage.terms import Role, Standing
from tests.street import Street


def test_every_command_of_coordinators_stands_in_their_help() -> None:
    """Whatever a coordinator may type is named by /help, in each language by its own name."""
    for language, place in (("nl", 0), ("en", -1)):
        said = set(re.findall(r"/(\w+)", str(catalog(language)["help.coordinator"])))
        kept = {row.names[place] for row in MENU.commands.values() if Role.COORDINATOR in row.roles}
        assert kept <= said, (language, kept - said)


OPENING = datetime.fromisoformat("2026-11-21T10:04")
FLOWS = Path(__file__).parents[2] / "flows"
KEPT = [(name, row) for name, row in MENU.commands.items() if row.roles != EVERYONE]


def test_every_act_has_its_words() -> None:
    """Whatever is written in the log can be read there: [log.act] in flows/wording has words for each act."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in FLOWS.rglob("*.py"))
    acts = {
        one for line in re.findall(r"sitting\.log\(\s*([^,]+),", source) for one in re.findall(r'"([a-z_.]+)"', line)
    }
    assert {"look.task", "mute", "unmute"} <= acts
    lacking = {one for one in acts if f"log.act.{one.replace('.', '_')}" not in catalog("nl")}
    assert not lacking


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    yield opened
    await opened.close()


async def test_commands_are_for_their_roles(street: Street) -> None:
    """Every command that is kept for a role is refused to a resident, a helper and a stranger, in both languages."""
    assert {"open", "vraag", "request", "wijs", "assign", "nieuw", "new", "keur", "approve"} <= {
        name for name, _ in KEPT
    }
    for name, _ in KEPT:
        street.moment += timedelta(minutes=1)  # nobody who types all commands at once is heard
        for who in ("Riet", "Vera", "Joop"):
            await street.say(who, f"/{name} 1 Vera")
            said = street.last(who).text
            assert "kan alleen" in said or "who has that task" in said, (who, name, said)
    assert not await street.rows(Request)


async def test_a_button_is_for_whom_it_was_sent_to(street: Street) -> None:
    """A token of somebody else's letter does nothing but say so."""
    await street.say("Joop", "ik wil iemand spreken")
    token = street.last("Anja").buttons[0][1]
    for who in ("Riet", "Vera", "Joop", "Karel"):
        await street.press(who, token)
        assert "Die knop is niet voor" in street.last(who).text
    (task,) = await street.rows(Task)
    assert task.picked_up_by is None


async def test_a_role_that_was_lost_is_lost_at_once(street: Street) -> None:
    """Whoever is no coordinator any more can't end what they began, nor tap what they were sent."""
    await street.say("Anja", "/nieuw")
    await street.say("Anja", "Toos Visser, Wilgenstraat 30, 073-5550101")
    await street.tap("Anja", "Ja, gezegd")
    await street.say("Anja", "hulp in de tuin woensdag om 10 uur")
    anja = await street.person("Anja")
    async with street.database.transaction() as session:
        mine = (col(Membership.person) == anja.id) & (col(Membership.role) == Role.COORDINATOR)
        await session.exec(update(Membership).where(mine).values(standing=Standing.LEFT))
    await street.say("Anja", "ja")
    assert "kan alleen" in street.last("Anja").text
    assert not await street.rows(Request)
