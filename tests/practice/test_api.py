"""The practice Bot API behaves as Telegram does, for any program that speaks HTTP."""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData, ServerDisconnectedError

from bot.practice.api import Trouble, refusal_body
from bot.practice.api_fields import METHODS, OBJECTS
from bot.practice.api_limits import Limits
from bot.practice.schema_check import disagreements, main
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


async def test_fields_come_in_every_way_telegram_takes_them(call: Caller, world: World) -> None:
    """Query, urlencoded, JSON and multipart fields mean the same, in any case of the method's name."""
    markup = json.dumps({"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]})
    fields = {"chat_id": str(RIET), "text": "dag", "reply_markup": markup}
    form = FormData(fields, default_to_multipart=True)
    await call.session.get(f"{call.base}/sendmessage", params=fields)
    await call.session.post(f"{call.base}/SENDMESSAGE", data=fields)
    await call.session.post(f"{call.base}/sendMessage", json=fields | {"reply_markup": json.loads(markup)})
    await call.session.post(f"{call.base}/sendMessage", data=form)
    assert [(shown.text, shown.buttons) for shown in world.view(RIET)[1:]] == [("dag", ((("Ja", "y"),),))] * 4


async def test_a_file_goes_up_and_comes_down(call: Caller, world: World) -> None:
    """An uploaded file can be asked for by its id and fetched; a voice of a person too."""
    form = FormData({"chat_id": str(RIET), "document": "attach://part1"}, default_to_multipart=True)
    form.add_field("part1", b"BEGIN", filename="bezoek.ics")
    async with call.session.post(f"{call.base}/sendDocument", data=form) as answer:
        file = (await answer.json())["result"]["document"]["file_id"]
    path = (await call.result("getFile", file_id=file))["file_path"]
    async with call.session.get(f"{call.url}/file/bot{world.token}/{path}") as answer:
        assert await answer.read() == b"BEGIN"
    assert (await call.error("getFile", file_id="nothing"))[0] == 400
    assert world.view(RIET)[-1].document == ("bezoek.ics", 5)


REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    ("sendMessage", {"chat_id": RIET}, 400, "message text is empty"),
    ("sendMessage", {"chat_id": RIET, "text": "  \n"}, 400, "message text is empty"),
    ("sendMessage", {"chat_id": RIET, "text": "x" * 4097}, 400, "message is too long"),
    ("sendMessage", {"chat_id": RIET, "text": "👋" * 2049}, 400, "message is too long"),
    ("sendMessage", {"text": "x"}, 400, "chat_id is empty"),
    ("sendMessage", {"chat_id": 404, "text": "x"}, 400, "chat not found"),
    ("sendMessage", {"chat_id": VERA, "text": "x"}, 403, "can't initiate conversation"),
    ("sendMessage", {"chat_id": "riet", "text": "x"}, 400, "another type"),
    ("sendMessage", {"chat_id": RIET, "text": "x", "message_thread_id": 4}, 400, "message thread not found"),
    (
        "sendMessage",
        {"chat_id": RIET, "text": "dag", "entities": [{"type": "bold", "offset": 1, "length": 3}]},
        400,
        "entity lies outside",
    ),
    ("sendMessage", {"chat_id": RIET, "text": "<b>x", "parse_mode": "HTML"}, 400, "can't parse entities"),
    ("sendMessage", {"chat_id": RIET, "text": "Jan <3", "parse_mode": "HTML"}, 400, "can't parse entities"),
    ("sendDocument", {"chat_id": RIET}, 400, "document is empty"),
    ("sendPhoto", {"chat_id": RIET, "photo": "nothing"}, 400, "wrong remote file"),
    ("editMessageText", {"chat_id": RIET, "text": "x"}, 400, "message identifier is not specified"),
    ("editMessageText", {"chat_id": RIET, "message_id": 1, "text": "x"}, 400, "message can't be edited"),
    ("editMessageText", {"chat_id": RIET, "message_id": 99, "text": "x"}, 400, "message to edit not found"),
    ("deleteMessage", {"chat_id": RIET, "message_id": 99}, 400, "message to delete not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, 400, "query is too old"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, 400, "too long"),
    ("sendChatAction", {"chat_id": RIET, "action": "dancing"}, 400, "wrong parameter action"),
    ("setMyCommands", {"commands": [{"command": "Vandaag", "description": "x"}]}, 400, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "vandaag", "description": ""}]}, 400, "description is empty"),
    ("setWebhook", {"url": "http://buurt.example/hear"}, 400, "HTTPS"),
    ("setWebhook", {"url": "https://buurt.example/hear", "secret_token": "a b"}, 400, "unallowed characters"),
    ("leaveChat", {"chat_id": RIET}, 400, "private chats"),
    ("sendPigeon", {}, 404, "Not Found"),
]


async def test_what_telegram_refuses_is_refused(call: Caller, world: World) -> None:
    """Each broken rule gives Telegram's code and words, and has no effect."""
    for method, fields, code, words in REFUSED:
        said = await call.error(method, **fields)
        assert said[0] == code, (method, fields, said)
        assert words in said[1], (method, fields, said)
    assert len(world.view(RIET)) == 1


async def test_buttons_are_measured_in_bytes(call: Caller) -> None:
    """What a button carries is 1 to 64 bytes, and a button does exactly one thing."""

    async def button(**more: Any) -> dict[str, Any]:
        markup = {"inline_keyboard": [[{"text": "Ja"} | more]]}
        return await call("sendMessage", chat_id=RIET, text="?", reply_markup=markup)

    assert (await button(callback_data="é" * 32))["ok"]
    assert (await button(callback_data="é" * 32 + "x"))["description"] == "Bad Request: BUTTON_DATA_INVALID"
    assert (await button(callback_data=""))["description"] == "Bad Request: BUTTON_DATA_INVALID"
    assert not (await button())["ok"]
    assert not (await button(callback_data="y", url="https://buurt.example"))["ok"]


async def test_html_becomes_entities(call: Caller, world: World) -> None:
    """Markup is taken out before the words are counted, and stands beside them."""
    text = "👋 <b>Riet</b> &lt;3 <a href='https://buurt.example'>hier</a>" + " " * 5
    await call.result("sendMessage", chat_id=RIET, text=text, parse_mode="HTML")
    shown = world.view(RIET)[-1]
    assert shown.text == "👋 Riet <3 hier"
    assert [(one["type"], one["offset"], one["length"]) for one in shown.entities] == [
        ("bold", 3, 4),
        ("text_link", 11, 4),
    ]


async def test_a_wrong_token_opens_nothing(call: Caller) -> None:
    """Another token is answered 401, and fetches no file."""
    async with call.session.get(f"{call.url}/bot1:other/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
    async with call.session.get(f"{call.url}/file/bot1:other/file1/voice.bin") as answer:
        assert answer.status == 404


async def test_edits_and_deletes_have_their_rules(call: Caller, world: World, now: Now) -> None:
    """An equal edit is refused, an edit takes the buttons away, and after two days nothing can be deleted."""
    sent = await call.result("sendMessage", chat_id=RIET, text="een")
    number = sent["message_id"]
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    await call.result("editMessageReplyMarkup", chat_id=RIET, message_id=number, reply_markup=markup)
    await call.result("editMessageText", chat_id=RIET, message_id=number, text="twee")
    assert (world.view(RIET)[-1].text, world.view(RIET)[-1].buttons) == ("twee", ())
    words = (await call.error("editMessageText", chat_id=RIET, message_id=number, text="twee"))[1]
    assert "message is not modified" in words
    now.at += timedelta(hours=48, seconds=1)
    assert "can't be deleted" in (await call.error("deleteMessage", chat_id=RIET, message_id=number))[1]
    own = world.say(RIET, "wis dit")
    assert await call.result("deleteMessage", chat_id=RIET, message_id=own)


async def test_commands_are_kept_by_scope_and_language(call: Caller) -> None:
    """A list of commands is given back for its own scope and language only, until it is dropped."""
    commands = [{"command": "vandaag", "description": "Wat er vandaag is"}]
    await call.result("setMyCommands", commands=commands, language_code="nl")
    assert await call.result("getMyCommands", language_code="nl") == commands
    assert await call.result("getMyCommands") == []
    await call.result("deleteMyCommands", language_code="nl")
    assert await call.result("getMyCommands", language_code="nl") == []


async def test_watchers_hear_of_each_change(call: Caller, world: World) -> None:
    """A page that subscribed is told which chat changed, until it lets go."""
    seen: list[int] = []
    leave = world.subscribe(seen.append)
    sent = await call.result("sendMessage", chat_id=RIET, text="?")
    press = world.press(RIET, sent["message_id"], "y")
    await call.result("answerCallbackQuery", callback_query_id=press, text="ja", show_alert=True)
    assert world.toasts(RIET) == [(press, "ja", True)]
    leave()
    world.say(RIET, "dag")
    assert seen == [RIET, RIET]


async def test_limits_are_enforced_when_asked_for(world: World) -> None:
    """With limits, a fourth letter at once to one chat waits, and says how long."""
    async with calling(world, limits=Limits()) as call:
        for _ in range(3):
            await call.result("sendMessage", chat_id=RIET, text="x")
        refused = await call("sendMessage", chat_id=RIET, text="x")
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 1})


def test_limits_hold_over_all_chats_and_in_groups() -> None:
    """Thirty a second over all chats, twenty a minute in a group, one a second in a chat."""
    time = 0.0
    limits = Limits(lambda: time)
    assert [limits.take(chat) for chat in range(31)] == [0] * 30 + [1]
    paced = Limits(lambda: time)
    for _ in range(20):
        time += 1.0
        assert paced.take(-5) == 0
    time += 1.0
    assert paced.take(-5) == 40
    assert paced.take(5) == 0


async def test_faults_strike_before_or_after_the_effect(world: World) -> None:
    """A fault can answer, delay or cut the connection, with the letter taken or not."""
    troubles = [
        Trouble(status=502, body="<html>"),
        Trouble(cut=True),
        Trouble(cut=True, after=True),
        Trouble(after=True, status=500, body=refusal_body(500, "Internal Server Error")),
        Trouble(delay=0.01),
    ]
    asked: list[str] = []

    def fault(method: str, fields: Mapping[str, Any]) -> Trouble:
        asked.append(f"{method} {fields['text']}")
        return troubles.pop(0)

    async with calling(world, fault=fault) as call:
        address = f"{call.base}/sendMessage"
        outcomes: list[Any] = []
        for words in "abcde":
            try:
                async with call.session.post(address, json={"chat_id": RIET, "text": words}) as answer:
                    outcomes.append(answer.status)
            except ServerDisconnectedError:
                outcomes.append("cut")
    assert outcomes == [502, "cut", "cut", 500, 200]
    assert [shown.text for shown in world.view(RIET)[1:]] == ["c", "d", "e"]
    assert asked[0] == "sendMessage a"


def test_the_schema_check_finds_each_disagreement(tmp_path: Path) -> None:
    """A schema that differs in a limit, a required field, a sort or a name is found out, and ends with 1."""
    sorts = {"int": "Integer", "text": "String", "flag": "Boolean", "list": "Array of X", "chat": "Integer|String"}
    sorts |= {"object": "X", "file": "InputFile|String"}

    def public(fields: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: {"t": sorts[one.kind], "r": one.required, "min": one.least, "max": one.most, "unit": one.unit}
            for name, one in fields.items()
        }

    schema = {
        "methods": {name: {"fields": public(fields)} for name, fields in METHODS.items()},
        "types": {name: {"fields": public(fields)} for name, fields in OBJECTS.items()},
    }
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(schema))
    assert (disagreements(schema), main([str(path)]), main([])) == ([], 0, 2)
    send = schema["methods"]["sendMessage"]["fields"]
    send["text"]["max"] = 5000
    send["chat_id"]["r"] = False
    send["parse_mode"]["t"] = "Integer"
    send["moon"] = {"t": "String", "r": 1}
    del send["entities"], schema["types"]["BotCommand"]
    assert len(disagreements(schema)) == 6
    path.write_text(json.dumps(schema))
    assert main([str(path)]) == 1
