"""The contract of the messenger port, kept by both libraries alike: what is sent, heard and changed."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.messenger import Messenger, Refused
from bot.practice.api import practice_api, serve
from bot.practice.world import World
from bot.practice.world_things import BOT
from flows.counting.picture import Board, draw
from flows.post import Parcel
from flows.trust.inviting import picture
from tests.bot.opening import RIET, Now


async def test_after_hanging_up_it_fetches_and_sends_as_before(messenger: Messenger, world: World) -> None:
    """Connections for fetching that were let go of are made anew; a poll that hung in them ends."""
    hanging = asyncio.create_task(messenger.fetch(None, 20))
    await asyncio.sleep(0.1)
    await messenger.hang_up()
    async with asyncio.timeout(5):
        await asyncio.gather(hanging, return_exceptions=True)
        world.say(RIET, "dag")
        assert [one["message"]["text"] for one in await messenger.fetch(None, 5)] == ["dag"]
        assert await messenger.send(Parcel(RIET, "dag"))


async def test_it_says_who_it_is(make: Callable[[str, str], Messenger], world: World) -> None:
    """Opening tells the id and the name of the bot."""
    async with practice_api(world) as url:
        messenger = make(world.token, url + "/")
        me = await messenger.open()
        await messenger.close()
    assert (me.id, me.username) == (1000, "burenbel_oefenbot")


async def test_a_letter_arrives_as_it_was_made(messenger: Messenger, world: World) -> None:
    """Words, bold places counted in UTF-16, buttons one a row and protection reach the phone."""
    parcel = Parcel(RIET, "👋 Dag Riet <b>", bold=((7, 4),), buttons=(("Ja", "yes1"), ("Nee", "no1")), protect=True)
    number = await messenger.send(parcel)
    shown = world.view(RIET)[-1]
    assert (shown.id, shown.sender, shown.text) == (number, BOT, "👋 Dag Riet <b>")
    assert shown.entities == ({"type": "bold", "offset": 7, "length": 4},)
    assert shown.buttons == ((("Ja", "yes1"),), (("Nee", "no1"),))
    assert world.messages[RIET][number].body["has_protected_content"]


async def test_keyboards_come_and_go(messenger: Messenger, world: World) -> None:
    """A button that shares the own number can be put under the words and taken away again."""
    await messenger.send(Parcel(RIET, "Uw nummer?", ask_contact="Mijn nummer delen"))
    await messenger.send(Parcel(RIET, "Dank u wel.", drop_keyboard=True))
    assert [shown.keyboard for shown in world.view(RIET)[-2:]] == [((("Mijn nummer delen", True),),), ()]


async def test_a_document_goes_along_with_its_words(messenger: Messenger, world: World) -> None:
    """A file arrives with name, content, caption and buttons, and its caption can be edited."""
    parcel = Parcel(RIET, "Voor de agenda", document=("bezoek.ics", b"BEGIN"), buttons=(("Gelezen", "r1"),))
    number = await messenger.send(parcel)
    await messenger.edit(Parcel(RIET, "Voorbij", document=parcel.document), number)
    shown = world.view(RIET)[-1]
    assert (shown.document, shown.text, shown.buttons) == (("bezoek.ics", 5), "Voorbij", ())
    assert list(world.files.values())[-1] == ("bezoek.ics", b"BEGIN")


async def test_words_of_any_sort_can_be_sent(messenger: Messenger, world: World) -> None:
    """Lone surrogates, NUL, bidi marks and more than 4,096 characters do not stop a letter."""
    await messenger.send(Parcel(RIET, "a\ud800b\x00c\u202ed"))
    assert world.view(RIET)[-1].text == "a\ufffdb\ufffdc\u202ed"
    number = await messenger.send(
        Parcel(RIET, "👋" * 2047 + "\n" + "x" * 3000, bold=((4090, 10),), buttons=(("Ja", "y"),))
    )
    first, last = world.view(RIET)[-2:]
    assert (first.text, last.text, last.id) == ("👋" * 2047, "x" * 3000, number)
    assert [one.entities[0]["length"] for one in (first, last)] == [5, 5]
    assert (first.buttons, last.buttons) == ((), ((("Ja", "y"),),))


async def test_a_picture_is_shown_in_the_chat(messenger: Messenger, world: World) -> None:
    """A picture goes as a picture, with its words below and its buttons."""
    png = draw(Board("Cijfers", "Lindendorp", (("3", "gevraagd"),), (), ""))
    await messenger.send(Parcel(RIET, "Cijfers", document=("cijfers.png", png), buttons=(("Eerder", "r1"),)))
    shown = world.view(RIET)[-1]
    assert (shown.kind, shown.text, shown.buttons) == ("photo", "Cijfers", ((("Eerder", "r1"),),))


async def test_a_group_is_left(messenger: Messenger, world: World) -> None:
    """It goes out of a group; a second time is no error."""
    group = world.add_group(-700, "Vreemd", [RIET])
    await messenger.leave(group.id)
    await messenger.leave(group.id)
    assert not group.bot_inside


async def test_a_picture_is_shown_as_one(messenger: Messenger, world: World) -> None:
    """A picture goes to the chat as a picture, with its words and its buttons, and its words can be changed."""
    drawn = picture("https://t.me/burenbel_bot?start=made-up")
    parcel = Parcel(RIET, "Uitnodiging", document=("uitnodiging.png", drawn), buttons=(("Intrekken", "r1"),))
    number = await messenger.send(parcel)
    (shown,) = world.view(RIET)[-1:]
    assert (shown.kind, shown.text, shown.document) == ("photo", "Uitnodiging", ("uitnodiging.png", len(drawn)))
    await messenger.edit(Parcel(RIET, "Ingetrokken", document=parcel.document), number)
    (shown,) = world.view(RIET)[-1:]
    assert (shown.text, shown.buttons) == ("Ingetrokken", ())


async def test_a_long_document_text_goes_before_it(messenger: Messenger, world: World) -> None:
    """Words too long for a caption are a message of their own, and the file follows."""
    await messenger.send(Parcel(RIET, "x" * 2000, document=("a.json", b"{}")))
    assert [(shown.text, shown.kind) for shown in world.view(RIET)[-2:]] == [("x" * 2000, "text"), ("", "document")]


async def test_editing_is_the_same_however_often(messenger: Messenger, world: World) -> None:
    """An edit changes words and buttons; saying again what stands there is no error; a long one is cut."""
    number = await messenger.send(Parcel(RIET, "Kun jij?", buttons=(("Ja", "y"),)))
    for _ in range(2):
        await messenger.edit(Parcel(RIET, "Al gevonden"), number)
    assert (world.view(RIET)[-1].text, world.view(RIET)[-1].buttons) == ("Al gevonden", ())
    await messenger.edit(Parcel(RIET, "x" * 5000), number)
    assert world.view(RIET)[-1].text == "x" * 4095 + "…"


async def test_deleting_is_the_same_however_often(messenger: Messenger, world: World, now: Now) -> None:
    """What is gone already may be deleted again; after two days it is refused."""
    number = await messenger.send(Parcel(RIET, "weg"))
    for _ in range(2):
        await messenger.delete(RIET, number)
    assert world.view(RIET)[-1].deleted
    old = await messenger.send(Parcel(RIET, "oud"))
    now.at += timedelta(hours=49)
    with pytest.raises(Refused):
        await messenger.delete(RIET, old)


async def test_a_press_is_answered_and_late_is_no_error(messenger: Messenger, world: World, now: Now) -> None:
    """The answer to a press appears; a second or late answer, or one to nothing, passes."""
    press = world.press(RIET, await messenger.send(Parcel(RIET, "?", buttons=(("Ja", "y"),))), "y")
    for _ in range(2):
        await messenger.answer(press, "Al gevonden" * 40)
    assert world.toasts(RIET) == [(press, ("Al gevonden" * 40)[:200], False)]
    late = world.press(RIET, 1, "y")
    now.at += timedelta(minutes=5)
    await messenger.answer(late)
    await messenger.answer("no such press")


async def test_fetching_confirms_only_what_lies_below_the_offset(messenger: Messenger, world: World) -> None:
    """Updates come raw, again and again until a later offset confirms them, and late when there are none."""
    world.say(RIET, "dag")
    first = await messenger.fetch(None, 1)
    assert await messenger.fetch(None, 1) == first
    assert first[0]["message"]["text"] == "dag"
    waiting = asyncio.create_task(messenger.fetch(first[-1]["update_id"] + 1, 5))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    world.say(RIET, "daar ben ik weer")
    assert [raw["message"]["text"] for raw in await waiting] == ["daar ben ik weer"]
    assert await messenger.fetch(first[-1]["update_id"] + 2, 0) == []


async def test_a_webhook_delivers_with_its_secret(messenger: Messenger, world: World) -> None:
    """After listening at a URL updates are delivered there with the secret, and again until taken."""
    heard: list[tuple[str | None, Any]] = []
    taken = asyncio.Event()

    async def hear(request: web.Request) -> web.Response:
        heard.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        if len(heard) == 1:
            return web.Response(status=503)
        taken.set()
        return web.Response()

    app = web.Application()
    app.router.add_post("/hear", hear)
    runner, url = await serve(app)
    await messenger.listen_at(f"{url}/hear", "secret-1")
    world.say(RIET, "dag")
    async with asyncio.timeout(5):
        await taken.wait()
    await messenger.listen_by_fetching()
    await runner.cleanup()
    assert [(secret, raw["message"]["text"]) for secret, raw in heard] == [("secret-1", "dag")] * 2


async def test_many_letters_go_at_once(messenger: Messenger, world: World) -> None:
    """Thirty-two sends run beside a long poll without one waiting for another."""
    poll = asyncio.create_task(messenger.fetch(None, 5))
    numbers = await asyncio.gather(*(messenger.send(Parcel(RIET, f"{number}")) for number in range(32)))
    world.say(RIET, "genoeg")
    assert len(set(numbers)) == 32
    assert len(await poll) == 1


@pytest.mark.parametrize("kind", ["voice", "audio", "video_note"])
async def test_a_spoken_message_is_copied_and_can_be_listened_to(
    messenger: Messenger, world: World, now: Now, kind: str
) -> None:
    """What somebody speaks can be shown in another chat as it is, taken away there, and fetched as a file."""
    anja = world.add_user(82, "Anja", "Bos")
    world.start(anja)
    spoken = world.send_attachment(RIET, kind, 8, content=b"OggS speech")
    raw = next(one for one in await messenger.fetch(None, 0) if kind in one.get("message", {}))
    inbound = messenger.to_inbound(raw)
    assert inbound is not None
    assert inbound.attachment is not None
    assert (inbound.message, inbound.attachment.seconds) == (spoken, 8)
    shown = await messenger.send(Parcel(82, "", copies=(RIET, spoken), protect=True))
    assert world.messages[82][shown].body[kind]["duration"] == 8
    assert await messenger.download(inbound.attachment.file) == b"OggS speech"
    await messenger.delete(82, shown)
    assert world.messages[82][shown].deleted


async def test_a_message_that_is_gone_is_not_copied(messenger: Messenger, world: World) -> None:
    """Whoever took their words back is not listened to; the call is refused for good."""
    spoken = world.send_attachment(RIET, "voice", 8)
    await messenger.delete(RIET, spoken)
    with pytest.raises(Refused):
        await messenger.send(Parcel(RIET, "", copies=(RIET, spoken)))
