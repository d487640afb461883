"""The handbook names every command of a coordinator, and its pictures are of chats that the house really has."""

from pathlib import Path

import pytest

from bot.practice.handbook import PICTURES, Picture
from bot.practice.lindendorp import LINDENDORP
from bot.practice.script import Sight, Step, Taps, Turns, Types
from flows.command_menu import for_group, for_role
from flows.themes import MENU
from storage.terms import Role
from tests.street import Street

NL = Path(__file__).parent.parent / "docs" / "nl"
HANDBOOK = (NL / "handboek.md").read_text(encoding="utf-8")
LARGEST = 120 * 1024
WHOLE = [one for one in PICTURES if one.scene.id not in ("vraag", "kaart")]  # those two begin another one
NAMES = {one.id: one.name.split()[0] for one in LINDENDORP.people}


def test_the_handbook_names_every_command_of_a_coordinator() -> None:
    """What coordinators may do, and what their menus show, in private and in the group, stands in the handbook."""
    theirs = {row.names[0] for row in MENU.commands.values() if Role.COORDINATOR in row.roles}
    theirs |= {row.names[0] for row in MENU.group_commands.values()}
    shown = {name for name, _ in (*for_role(MENU, Role.COORDINATOR, "nl"), *for_group(MENU, "nl"))}
    assert len(theirs) > 30
    assert {name for name in theirs | shown if f"`/{name}`" not in HANDBOOK and f"`/{name} " not in HANDBOOK} == set()


def test_the_pictures_of_the_handbook_are_there() -> None:
    """Every scene has its picture, small enough for a slow line; each stands in the handbook, and no other is kept."""
    kept = {one.name: one.stat().st_size for one in (NL / "pictures").iterdir()}
    assert set(kept) == {one.name for one in PICTURES}
    assert [name for name, size in kept.items() if size > LARGEST] == []
    assert [name for name in kept if f'<img src="pictures/{name}"' not in HANDBOOK] == []


@pytest.mark.parametrize("picture", WHOLE, ids=lambda picture: picture.scene.id)
async def test_the_chats_of_the_handbook_still_go_like_that(picture: Picture, tmp_path: Path) -> None:
    """Each scene goes on as its picture was made, on the desk of today."""
    street = await Street.open(tmp_path, picture.scene.start, LINDENDORP.people_csv())
    street.chats |= {one.name.split()[0]: one.id for one in LINDENDORP.people if one.id is not None}
    try:
        for step in picture.scene.steps:
            await _play(street, step)
    finally:
        await street.close()


async def _play(street: Street, step: Step) -> None:
    before = len(street.news)
    for deed in step.deeds:
        match deed:
            case Types(person, words):
                await street.say(NAMES[person], words)
            case Taps(person, label):
                await street.tap(NAMES[person], label)
            case Turns(to):
                await street.turn_to(to)
    assert [one for one in step.sees if not _stands(street, one, before)] == []


def _stands(street: Street, sight: Sight, before: int) -> bool:
    return any(chat == sight.person and sight.words in one.text for chat, one in street.news[before:])
