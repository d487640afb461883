"""The contract of the messenger port, kept by both libraries alike: what each trouble means."""

import asyncio
import logging
import socket
import traceback
from collections.abc import Callable

import pytest

from bot.messenger import Messenger, Moved, Refused, TryLater, TwoListeners, Unknown, Unreachable
from bot.practice.api import Trouble, practice_api, refusal_body
from bot.practice.world import World
from flows.post import Parcel
from tests.bot.opening import RIET, Faults, opened


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


def test_what_is_no_token_is_refused(make: Callable[[str, str], Messenger]) -> None:
    """Words that cannot be a token are refused at once, and are not shown."""
    with pytest.raises(Refused, match="no bot token") as refused:
        make("my secret", "http://127.0.0.1:1")
    assert "secret" not in str(refused.value)


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
        patch.setattr("bot.bot_api.ANSWER_SECONDS", 0.2)
        async with practice_api(world, fault=faults) as url, opened(make(world.token, url)) as hasty:
            with pytest.raises(Unknown):
                await hasty.send(Parcel(RIET, "dag"))
    assert world.view(RIET)[-1].text == "dag"
