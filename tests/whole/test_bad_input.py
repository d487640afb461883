"""Whatever comes in: a kind clear answer or none, never a stack trace, nothing lost, nobody else touched."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.practice.world import World
from tests.whole.nursery import Nursery
from tests.whole.town import NAMES, Town, open_town

Odd = Callable[[World, int], object]

ASKED = "Kan iemand dinsdag om half drie met me mee naar de dokter?"
GROUP = -4001
FIRST_STRANGER, FIRST_PRESSER = 900, 960
NEVER_LOGGED = ("Traceback", "update_failed", "batch_failed", "worker_failed", "flow_broken")

pytestmark = pytest.mark.xdist_group("nursery")


@pytest.mark.parametrize("library", ["ptb", "aiogram"])
async def test_bad_input(library: str, tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """Everything odd comes in at once, each thing from a stranger of its own; Riet is helped as ever."""
    async with open_town(tmp_path, prepared, begin=nursery.start, library=library) as town:
        program = town.start()
        town.say("Riet", ASKED)
        strangers = [town.world.add_user(FIRST_STRANGER + number, "Gast").id for number in range(len(ODD))]
        for stranger, send in zip(strangers, ODD, strict=True):
            send(town.world, stranger)
        await town.tap("Riet", "Ja, dat klopt")
        await town.read("Riet", "Ik vraag het nu aan")
        await _try_buttons(town)
        await _pour(town)
        assert program.alive
        await town.stop()
        words = program.words()
        assert [one for one in (*NEVER_LOGGED, *PLANTED) if one in words] == [], words[-3000:]
        assert not [one for chat in (GROUP, CHANNEL["id"]) for one in town.wrote(chat)]
        assert all(one.text.strip() for stranger in strangers for one in town.wrote(stranger))


async def _try_buttons(town: Town) -> None:
    """Press what is somebody else's, what is old and what was never made: each gets an answer, and nothing happens."""
    offered = await town.until(lambda: town.button("Vera", "Ja, ik doe het"), "Vera is not asked")
    news = town.button("Riet", "Gelezen")
    assert offered
    assert news
    tokens = (offered[1], news[1], "zzz:0", "0:0", "\u202e:0", "1:" + "9" * 40, "geen knop", ":", "a" * 64)
    pressers = [town.world.add_user(FIRST_PRESSER + number, "Drukker").id for number in range(len(tokens))]
    for presser, token in zip(pressers, tokens, strict=True):
        town.world.press(presser, town.world.say(presser, "dag"), token)
    await town.until(lambda: all(len(town.wrote(one)) == 2 for one in pressers), "an odd press got no answer")
    assert "Eikenlaan" not in "".join(one.text for presser in pressers for one in town.wrote(presser))
    review = town.saying("Riet", "Klopt dat?")[0]
    before = len(town.phone("Riet"))
    town.world.press(NAMES["Riet"], review.id, review.buttons[0][0][1])
    await town.until(lambda: len(town.phone("Riet")) > before, "an old button got no answer")
    assert not town.saying("Riet", "Goed nieuws")
    assert len(town.saying("Riet", "Ik vraag het nu aan")) == 1


async def _pour(town: Town) -> None:
    """Two hundred messages of one person, as fast as they come; somebody else is answered in between."""
    for number in range(200):
        town.say("Joop", f"hallo, {'weer ' * (number % 7)}dag")
    town.say("Cor", "hallo")
    await town.read("Cor", "Dag", seconds=5)
    await town.until(lambda: not town.world.updates.pending(), "updates wait")


def _attach(kind: str, **more: Any) -> Odd:
    return lambda world, who: world.send_attachment(who, kind, **more)


def _say(text: str) -> Odd:
    return lambda world, who: world.say(who, text)


def _raw(**content: Any) -> Odd:
    return lambda world, _who: world.updates.add_raw(content)


def _contact_of_another(world: World, who: int) -> None:
    world.share_contact(who, "+31612345199", "Iemand", of=NAMES["Vera"])


def _edit(world: World, who: int) -> None:
    world.edit(who, world.say(who, "hallo"), "planted-words")


def _in_a_group(world: World, who: int) -> None:
    world.add_group(GROUP, "De straat", [who, NAMES["Vera"]])
    world.say(who, "/open", chat=GROUP)
    world.say(who, "ik ben gevallen en kan niet opstaan", chat=GROUP)


PLANTED = ("planted-words", "06-12345199", "1000:practice-token")
CHANNEL: dict[str, Any] = {"id": -1009, "type": "channel", "title": "Nieuws"}
GUEST = {"id": 991, "is_bot": False, "first_name": "Gast"}
AT_GUEST = {"id": 991, "type": "private", "first_name": "Gast"}
ODD: tuple[Odd, ...] = (
    _attach("sticker"),
    _attach("voice", seconds=4),
    _attach("photo", caption="planted-words"),
    _attach("video"),
    _attach("document", caption="\u202eplanted-words"),
    _say("planted-words " * 357),
    _say("\u202e\u2067planted-words\u2069\u200f\u200d\ufeff"),
    _say("\u0000\ud83d planted-words 06-12345199"),
    _say("e\u0301" * 900),
    _say("/"),
    _say("/start " + "x" * 64),
    _say("/start \u202e"),
    _say("/open"),
    _say("/wijs 1 Vera"),
    _say("/onbekend planted-words"),
    lambda world, who: world.forward(who, "/stop"),
    lambda world, who: world.forward(who, "ik ben gevallen en kan niet opstaan"),
    lambda world, who: world.share_location(who, 51.7, 5.3),
    _contact_of_another,
    _edit,
    _in_a_group,
    _raw(message={"message_id": "x", "chat": {"id": 990}, "text": ["planted-words"]}),
    _raw(message="planted-words"),
    _raw(message={"message_id": 1, "date": 0, "chat": AT_GUEST}),
    _raw(nothing_we_know={"words": "planted-words"}),
    _raw(channel_post={"message_id": 2, "date": 0, "chat": CHANNEL, "text": "planted-words"}),
    _raw(message={"message_id": 3, "date": 0, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/open"}),
    _raw(callback_query={"id": "1", "from": GUEST, "chat_instance": "1", "data": "zzz:1"}),
    _raw(
        callback_query={
            "id": "2",
            "from": GUEST,
            "chat_instance": "1",
            "inline_message_id": "1",
            "game_short_name": "x",
        }
    ),
)
