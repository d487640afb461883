"""What people do in the practice world reaches the bot as Telegram would bring it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta

import pytest
from aiohttp import web

from bot.practice.api import serve
from bot.practice.world import World
from tests.practice.calling import RIET, VERA, Caller, Now, calling, practice_world


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def world(now: Now) -> World:
    return practice_world(now)


@pytest.fixture
async def call(world: World) -> AsyncIterator[Caller]:
    async with calling(world) as caller:
        yield caller


async def test_updates_wait_until_confirmed_or_too_old(call: Caller, world: World, now: Now) -> None:
    """An offset confirms what lies below it; a press is forgotten after 150 seconds, a message after a day."""
    world.press(RIET, 1, "y")
    world.say(RIET, "dag")
    kinds = [sorted(update)[0] for update in await call.result("getUpdates")]
    assert kinds == ["message", "callback_query", "message"]
    second = (await call.result("getUpdates", limit=1, offset=1001))[0]
    assert second["callback_query"]["data"] == "y"
    now.at += timedelta(seconds=151)
    assert [update["update_id"] for update in await call.result("getUpdates")] == [1002]
    now.at += timedelta(days=1)
    assert await call.result("getUpdates") == []


async def test_offsets_may_be_negative_beyond_or_of_another_age(call: Caller, world: World) -> None:
    """A negative offset keeps the last so many; one beyond the newest confirms nothing, also after renumbering."""
    for words in "abc":
        world.say(RIET, words)
    assert [update["message"]["text"] for update in await call.result("getUpdates", offset=-2)] == ["b", "c"]
    assert len(await call.result("getUpdates", offset=5000)) == 2
    assert await call.result("getUpdates", offset=1004) == []
    world.updates.redeliver(2)
    assert [update["update_id"] for update in await call.result("getUpdates", offset=1004)] == [1002, 1003]
    assert await call.result("getUpdates", offset=1004) == []
    world.updates.renumber(7)
    world.say(RIET, "weer")
    assert [update["update_id"] for update in await call.result("getUpdates", offset=1004)] == [7]


async def test_only_wanted_kinds_are_kept(call: Caller, world: World) -> None:
    """A kind of update that was not asked for when it happened is never seen."""
    await call.result("getUpdates", offset=1001, allowed_updates=["message"])
    world.press(RIET, 1, "y")
    world.say(RIET, "dag")
    assert [sorted(update)[0] for update in await call.result("getUpdates", allowed_updates=[])] == ["message"]
    world.press(RIET, 1, "y")
    assert len(await call.result("getUpdates")) == 2


async def test_the_second_poller_ends_the_first(call: Caller, world: World) -> None:
    """Two who fetch at once: the older is told 409, the newer gets what comes."""
    world.updates.clear()
    older = asyncio.create_task(call.error("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(call.result("getUpdates", timeout=5))
    assert (await older)[0] == 409
    world.say(RIET, "dag")
    assert len(await newer) == 1


class Ear:
    """A webhook that fails as often as it is told."""

    def __init__(self, failures: Mapping[str, int]) -> None:
        self.failures, self.heard = dict(failures), list[str]()
        self.all_taken = asyncio.Event()

    async def hear(self, request: web.Request) -> web.Response:
        update = await request.json()
        words = update["message"]["text"] if "message" in update else update["callback_query"]["data"]
        self.heard.append(words)
        self.failures[words] = self.failures.get(words, 0) - 1
        if self.failures[words] >= 0:
            return web.Response(status=500)
        if len([count for count in self.failures.values() if count < 0]) == 4:
            self.all_taken.set()
        return web.Response(status=204)


async def test_a_webhook_is_retried_in_order_of_each_chat(world: World) -> None:
    """A refused update is delivered again before the next of its chat; other chats and presses pass it."""
    ear, app = Ear({"een": 2}), web.Application()
    app.router.add_post("/hear", ear.hear)
    runner, url = await serve(app)
    world.updates.clear()
    async with calling(world, retry_seconds=0.05) as call:
        await call.result("setWebhook", url=f"{url}/hear", secret_token="s")
        for user, words in ((RIET, "een"), (RIET, "twee"), (VERA, "drie")):
            world.say(user, words)
        world.press(RIET, 1, "vier")
        async with asyncio.timeout(5):
            await ear.all_taken.wait()
        await asyncio.sleep(0.05)  # the last answer travels back
        info = await call.result("getWebhookInfo")
        assert (await call.error("getUpdates"))[0] == 409
        await call.result("deleteWebhook")
        assert await call.result("getUpdates") == []
    await runner.cleanup()
    assert [words for words in ear.heard if words in ("een", "twee")] == ["een", "een", "een", "twee"]
    assert max(ear.heard.index("drie"), ear.heard.index("vier")) < ear.heard.index("twee")
    assert info["pending_update_count"] == 0
    assert "500" in info["last_error_message"]


async def test_groups_topics_and_moves(call: Caller, world: World) -> None:
    """A group hears and is written to, by topic where it has them, and says its new id when it moves."""
    world.updates.clear()
    world.add_group(-5, "Coördinatoren", [RIET])
    world.add_group(-1_000_000_000_009, "Buurt", [RIET, VERA], topics=True)
    world.say(VERA, "dag", chat=-1_000_000_000_009, thread=4)
    first, _, said = await call.result("getUpdates")
    assert first["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert (said["message"]["message_thread_id"], said["message"]["chat"]["is_forum"]) == (4, True)
    await call.result("sendMessage", chat_id=-1_000_000_000_009, text="dag", message_thread_id=4)
    assert world.view(-1_000_000_000_009, viewer=VERA)[-1].thread == 4
    assert world.view(-5, viewer=VERA) == []
    new = world.migrate_group(-5)
    refused = await call("sendMessage", chat_id=-5, text="dag")
    assert refused["parameters"] == {"migrate_to_chat_id": new}
    world.leave(VERA, -1_000_000_000_009)
    assert (await call.result("getChatMember", chat_id=-1_000_000_000_009, user_id=VERA))["status"] == "left"
    world.join(VERA, new)
    assert (await call.result("getChatMember", chat_id=new, user_id=VERA))["status"] == "member"
    await call.result("leaveChat", chat_id=new)
    assert (await call.error("sendMessage", chat_id=new, text="x"))[0] == 403


async def test_privacy_hides_small_talk(world: World) -> None:
    """With privacy on, the bot is shown only commands and mentions of what is said in a group."""
    world.add_group(-5, "Coördinatoren", [RIET])
    world.updates.clear()
    world.privacy = True
    for words in ("dag allemaal", "/vandaag", "@burenbel_oefenbot wie kan?"):
        world.say(RIET, words, chat=-5)
    assert [update.content["text"] for update in world.updates.pending()] == ["/vandaag", "@burenbel_oefenbot wie kan?"]


async def test_blocking_and_coming_back(call: Caller, world: World) -> None:
    """Blocking is told and refuses letters; starting again by a deep link brings both back."""
    world.updates.clear()
    world.block(RIET)
    assert (await call.error("sendMessage", chat_id=RIET, text="x"))[0] == 403
    world.start(RIET, "uitnodiging-7")
    blocked, back, start = await call.result("getUpdates")
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start uitnodiging-7"
    assert await call.result("sendMessage", chat_id=RIET, text="x")


async def test_everything_a_person_can_send_arrives(call: Caller, world: World) -> None:
    """Contacts, places, attachments, forwards and edits come as updates, and show on the phone."""
    world.updates.clear()
    world.share_contact(RIET, "+31612345678", "Riet")
    world.share_contact(RIET, "+31687654321", "Vera", of=VERA)
    world.share_location(RIET, 51.7, 5.3)
    files = ["voice", "photo", "sticker", "document", "video", "audio"]
    for kind in files:
        world.send_attachment(RIET, kind, seconds=7)
    world.forward(RIET, "kijk")
    world.edit(RIET, world.say(RIET, "dinsdag"), "woensdag")
    updates = await call.result("getUpdates")
    assert [update["message"]["contact"]["user_id"] for update in updates[:2]] == [RIET, VERA]
    assert updates[3]["message"]["voice"]["duration"] == 7
    assert updates[-1]["edited_message"]["text"] == "woensdag"
    shown = [one.kind for one in world.view(RIET)]
    assert shown == ["text", "contact", "contact", "location", *files, "text", "text"]
    with pytest.raises(ValueError, match="nobody can send"):
        world.send_attachment(RIET, "smell")
