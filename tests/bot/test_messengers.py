"""The contract of the messenger port, kept by both libraries alike over real HTTP."""

import asyncio
import importlib
import logging
import socket
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.messenger import Messenger, Moved, Refused, TryLater, TwoListeners, Unknown, Unreachable
from bot.practice.api import Trouble, practice_api, refusal_body, serve
from bot.practice.world import World
from bot.practice.world_things import BOT
from flows.post import Parcel

LIBRARIES = {"ptb": ("bot.ptb_messenger", "PtbMessenger"), "aiogram": ("bot.aiogram_messenger", "AiogramMessenger")}
RIET = 81


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in LIBRARIES],
)
def make(request: pytest.FixtureRequest) -> Callable[[str, str], Messenger]:
    module, name = LIBRARIES[request.param]
    return getattr(importlib.import_module(module), name)


class Now:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def world(now: Now) -> World:
    world = World(now)
    world.start(world.add_user(RIET, "Riet", "de Wit"))
    world.updates.fetch(world.updates.pending()[-1].id + 1)
    return world


class Faults:
    """Gives the next trouble to the next call of its method."""

    def __init__(self) -> None:
        self.next: dict[str, Trouble] = {}

    def __call__(self, method: str, fields: Mapping[str, Any]) -> Trouble | None:
        return self.next.pop(method, None)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def messenger(make: Callable[[str, str], Messenger], world: World, faults: Faults) -> AsyncIterator[Messenger]:
    async with practice_api(world, fault=faults) as url, opened(make(world.token, url)) as messenger:
        yield messenger


@asynccontextmanager
async def opened(messenger: Messenger) -> AsyncIterator[Messenger]:
    try:
        await messenger.open()
        yield messenger
    finally:
        await messenger.close()


async def test_it_says_who_it_is(make: Callable[[str, str], Messenger], world: World) -> None:
    """Opening tells the id and the name of the bot."""
    async with practice_api(world) as url:
        messenger = make(world.token, url + "/")
        me = await messenger.open()
        await messenger.close()
    assert (me.id, me.username) == (1000, "burenbel_oefenbot")


async def test_a_wrong_token_is_refused_without_being_shown(
    make: Callable[[str, str], Messenger], world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """A token that Telegram does not know is refused in words that do not hold it, and no log holds it."""
    caplog.set_level(logging.DEBUG)
    async with practice_api(world) as url:
        messenger = make("1001:wrong-practice", url)
        with pytest.raises(Refused, match="does not know this bot token") as refused:
            await messenger.open()
        await messenger.close()
    assert "wrong-practice" not in "".join(traceback.format_exception(refused.value))
    assert "wrong-practice" not in caplog.text


async def test_no_log_holds_token_or_words(
    messenger: Messenger, world: World, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the token nor what people wrote reaches a log of the library, not even when an answer is broken."""
    caplog.set_level(logging.DEBUG)
    world.say(RIET, "ik woon op Eikenlaan 12")
    faults.next["sendMessage"] = Trouble(after=True, status=200, body='{"ok": true, "result": "Eikenlaan')
    await messenger.fetch(None, 0)
    with pytest.raises(Unknown):
        await messenger.send(Parcel(RIET, "Eikenlaan 12"))
    assert world.token not in caplog.text
    assert "Eikenlaan" not in caplog.text


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


async def test_two_listeners_are_told(make: Callable[[str, str], Messenger], world: World) -> None:
    """The older of two pollers learns that somebody else fetches; so does whoever fetches beside a webhook."""
    async with practice_api(world) as url, opened(make(world.token, url)) as one, opened(make(world.token, url)) as two:
        older = asyncio.create_task(one.fetch(None, 5))
        await asyncio.sleep(0.05)
        newer = asyncio.create_task(two.fetch(None, 5))
        with pytest.raises(TwoListeners):
            await older
        world.say(RIET, "dag")
        assert len(await newer) == 1
        await one.listen_at(f"{url}/hear", "secret-1")
        with pytest.raises(TwoListeners):
            await one.fetch(None, 0)
        await one.listen_by_fetching()
        assert len(await one.fetch(None, 0)) == 1


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


def refusal(code: int, words: str, **parameters: int) -> Trouble:
    return Trouble(status=code, body=refusal_body(code, words, **parameters))


REFUSALS = [
    (refusal(429, "Too Many Requests: retry after 7", retry_after=7), TryLater),
    (refusal(429, "Too Many Requests"), TryLater),
    (refusal(500, "Internal Server Error: restart"), TryLater),
    (refusal(502, "Bad Gateway"), TryLater),
    (refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1007), Moved),
    (refusal(403, "Forbidden: bot was blocked by the user"), Unreachable),
    (refusal(403, "Forbidden: user is deactivated"), Unreachable),
    (refusal(400, "Bad Request: chat not found"), Unreachable),
    (refusal(400, "Bad Request: PEER_ID_INVALID"), Unreachable),
    (refusal(400, "Bad Request: not enough rights to send text messages to the chat"), Unreachable),
    (refusal(400, "Bad Request: message thread not found"), Refused),
    (refusal(413, "Request Entity Too Large"), Refused),
    (refusal(401, "Unauthorized"), Refused),
    (Trouble(status=502, body="<html>Bad Gateway</html>"), Unknown),
    (Trouble(status=403, body="<html>a proxy says no</html>"), Unknown),
    (Trouble(status=200, body="<html>welcome to this hotel</html>"), Unknown),
    (Trouble(status=200, body='{"ok": true, "result": {"message_id": 1'), Unknown),
    (Trouble(status=200, body=b"\xff\xfe{"), Unknown),
    (Trouble(status=200, body="[]"), Unknown),
    (Trouble(status=200, body='{"ok": true, "result": "?"}'), Unknown),
    (Trouble(status=500, body='{"ok": true, "result": true}'), Unknown),
    (Trouble(cut=True), Unknown),
    (Trouble(cut=True, after=True), Unknown),
]


async def test_each_trouble_has_one_meaning(messenger: Messenger, faults: Faults) -> None:
    """A clean refusal is never unknown, whatever is no clean answer always is, and the next call works again."""
    for trouble, error in REFUSALS:
        faults.next["sendMessage"] = trouble
        with pytest.raises(error) as raised:
            await messenger.send(Parcel(RIET, "dag"))
        assert type(raised.value) is error
        assert await messenger.send(Parcel(RIET, "weer")) > 0


async def test_errors_carry_what_is_needed(messenger: Messenger, world: World, faults: Faults) -> None:
    """A pause says its seconds, a move its new chat, and the practice world refuses by itself like Telegram."""
    faults.next["sendMessage"] = refusal(429, "Too Many Requests: retry after 7", retry_after=7)
    with pytest.raises(TryLater) as later:
        await messenger.send(Parcel(RIET, "dag"))
    assert later.value.seconds == 7
    world.add_group(-5, "Buurt", [RIET])
    new = world.migrate_group(-5)
    with pytest.raises(Moved) as moved:
        await messenger.send(Parcel(-5, "dag"))
    assert moved.value.chat == new
    world.block(RIET)
    for chat in (RIET, world.add_user(5, "Joop").id, 404):
        with pytest.raises(Unreachable):
            await messenger.send(Parcel(chat, "dag"))


async def test_nobody_at_home_means_try_later(make: Callable[[str, str], Messenger]) -> None:
    """A connection that is refused has sent nothing, so it may be tried again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    messenger = make("1000:practice", f"http://127.0.0.1:{port}")
    for call in (messenger.open(), messenger.send(Parcel(RIET, "dag")), messenger.fetch(None, 1)):
        with pytest.raises(TryLater) as later:
            await call
        assert (later.value.seconds, later.value.whole_bot) == (1, True)
    await messenger.close()


async def test_no_answer_in_time_is_unknown(
    messenger: Messenger, world: World, faults: Faults, make: Callable[[str, str], Messenger]
) -> None:
    """A send whose answer does not come in time may have arrived."""
    faults.next["sendMessage"] = Trouble(after=True, delay=0.4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{make.__module__}.ANSWER_SECONDS", 0.2)
        async with practice_api(world, fault=faults) as url, opened(make(world.token, url)) as hasty:
            with pytest.raises(Unknown):
                await hasty.send(Parcel(RIET, "dag"))
    assert world.view(RIET)[-1].text == "dag"


async def test_many_letters_go_at_once(messenger: Messenger, world: World) -> None:
    """Thirty-two sends run beside a long poll without one waiting for another."""
    poll = asyncio.create_task(messenger.fetch(None, 5))
    numbers = await asyncio.gather(*(messenger.send(Parcel(RIET, f"{number}")) for number in range(32)))
    world.say(RIET, "genoeg")
    assert len(set(numbers)) == 32
    assert len(await poll) == 1
