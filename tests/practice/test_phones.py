"""The village and what the practice page can see and do, over real HTTP."""

import asyncio
import csv
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import phonenumbers
import pytest
from aiohttp import ClientTimeout, FormData

from bot.practice.lindendorp import LINDENDORP
from bot.practice.screen import read_moment
from flows.people.import_rows import read_rows
from flows.understanding.hours.availability import read_available
from flows.understanding.hours.week_hours import Span
from storage.terms import Category

COLUMNS = (
    "role name phone telegram_id street postcode place lat lon categories available max_km max_per_week check language"
)
ROWS = list(csv.DictReader(LINDENDORP.people_csv().splitlines()))
HELPERS = [row for row in ROWS if row["role"] == "helper"]
QUICK = ClientTimeout(total=10)


@pytest.fixture
async def stage(open_stage: Callable[[], AbstractAsyncContextManager[Any]]) -> AsyncIterator[Any]:
    """Open a village of one's own."""
    async with open_stage() as opened:
        yield opened


async def look(stage: Any, path: str) -> Any:
    async with stage.client.get(stage.page + path, timeout=QUICK) as answer:
        return await answer.json()


async def act(stage: Any, path: str, wish: Any) -> tuple[int, Any]:
    async with stage.client.post(stage.page + path, json=wish, timeout=QUICK) as answer:
        return answer.status, await answer.json()


@cache
def spans_of(sentence: str) -> tuple[Span, ...]:
    """Read a sentence that says when somebody can help."""
    read = read_available(sentence, date(2026, 11, 21))
    assert read is not None, sentence
    return read.spans


def can_help(row: Mapping[str, str], category: Category, weekday: int, minute: int) -> bool:
    """Tell whether somebody on the list says to help with CATEGORY then."""
    spans = spans_of(row["available"])
    free = any(span.weekday == weekday and span.from_minute <= minute < span.until_minute for span in spans)
    return free and category in row["categories"].split()


# The village


def test_the_list_has_the_columns_of_an_import() -> None:
    """The village writes its people as the list that a coordinator would import."""
    assert list(ROWS[0]) == COLUMNS.split()


def test_the_list_can_be_imported() -> None:
    """The importer finds nothing wrong with the list."""
    read = read_rows(LINDENDORP.people_csv(), date(2026, 11, 21))
    assert read.problems == ()
    assert len(read.rows) == len(ROWS)


def test_joop_is_a_stranger_and_toos_has_no_phone() -> None:
    """Somebody is on no list but has a phone; somebody is on the list but has no phone."""
    listed = {row["name"]: row["telegram_id"] for row in ROWS}
    shown = {one.name: one.id for one in LINDENDORP.inhabitants()}
    assert "Joop Bakker" not in listed
    assert shown["Joop Bakker"] is not None
    assert listed["Toos Visser"] == ""
    assert shown["Toos Visser"] is None


def test_nobody_shares_a_phone_number_or_an_id() -> None:
    """Every number is one that can be dialled, and nobody has somebody else's."""
    phones = [one.international_phone for one in LINDENDORP.people]
    ids = [one.id for one in LINDENDORP.people]
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(phone)) for phone in phones)
    assert len(set(phones)) == len(set(ids)) == len(phones)


def test_vera_lives_400_metres_away() -> None:
    """The points on the map agree with the metres on the page."""
    riet, vera = LINDENDORP.find(101), LINDENDORP.find(201)
    (lat, lon), (other_lat, other_lon) = LINDENDORP.point(riet), LINDENDORP.point(vera)
    metres = (((other_lat - lat) * 111_320) ** 2 + ((other_lon - lon) * 68_995) ** 2) ** 0.5
    assert metres == pytest.approx(400, abs=2)
    assert next(one.line for one in LINDENDORP.inhabitants() if one.id == 201) == "vrijwilliger, 400 m van Riet"


def test_somebody_can_always_help() -> None:
    """At any waking hour of the week at least two can help with anything."""
    for category in Category:
        for weekday in range(7):
            for minute in range(8 * 60, 22 * 60, 60):
                assert sum(can_help(row, category, weekday, minute) for row in HELPERS) >= 2


def test_the_first_sentence_finds_a_neighbour() -> None:
    """On Tuesday at half past two at least five can go along, and Vera lives nearest of them."""
    able = [row["name"] for row in HELPERS if can_help(row, Category.TRANSPORT, 1, 14 * 60 + 30)]
    by_name = {one.name: one for one in LINDENDORP.people}
    assert len(able) >= 5
    assert min(able, key=lambda name: by_name[name].metres_to(by_name["Riet de Wit"])) == "Vera Jansen"


def test_an_hour_is_read_as_it_is_typed() -> None:
    """An hour can be typed in several ways, and is that of the village."""
    for said in ("13.30", "13:30", " 13u30 ", "1330", "13.30 uur"):
        assert read_moment("2026-11-24", said) == datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    assert read_moment("2026-07-24", "9") == datetime(2026, 7, 24, 7, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="no hour"):
        read_moment("2026-11-24", "half drie")


# The routes


async def test_the_page_comes_from_this_house_alone(stage: Any) -> None:
    """The page and what it needs come from loopback, and it is told to fetch nothing elsewhere."""
    for path in ("/", "/page/style.css", "/page/page.js"):
        async with stage.client.get(stage.page + path) as answer:
            words = await answer.text()
            assert answer.status == 200
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
            assert "https://" not in words


async def test_the_people_are_told_with_who_starts(stage: Any) -> None:
    """The page learns who lives here, who starts on the phones, and what to try."""
    village = await look(stage, "/people")
    assert village["phones"] == [101, 201, 301]
    assert {one["group"] for one in village["people"]} == {"hulpvragers", "vrijwilligers", "coördinatoren"}
    assert "ik ben gevallen en kan niet opstaan" in village["hints"]["hulpvragers"]


async def test_what_somebody_does_reaches_the_bot(stage: Any) -> None:
    """Words, a tap, a number, a place and a photo become updates that the bot can fetch."""
    for path, wish in (
        ("/say", {"text": "hallo"}),
        ("/contact", {}),
        ("/location", {}),
        ("/attach", {"kind": "photo"}),
        ("/press", {"message": 1, "data": "token"}),
    ):
        assert await act(stage, path, {"person": 101} | wish) == (200, {})
    updates = await stage.bot("getUpdates")
    assert updates[0]["message"]["text"] == "hallo"
    assert updates[1]["message"]["contact"]["phone_number"] == "+31612345678"
    assert updates[2]["message"]["location"]["latitude"] == pytest.approx(51.7)
    assert updates[3]["message"]["photo"]
    assert updates[4]["callback_query"]["data"] == "token"


async def test_a_phone_shows_what_the_bot_sent(stage: Any) -> None:
    """A message comes with its bold words, buttons, keys and hour; a deleted one is gone; an edited one says so."""
    stage.world.start(101)
    entities = [{"type": "bold", "offset": 2, "length": 3}]
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "a"}], [{"text": "Nee", "callback_data": "b"}]]}
    sent = await stage.bot("sendMessage", chat_id=101, text="😀Dag", entities=entities, reply_markup=markup)
    keys = {"keyboard": [[{"text": "Mijn nummer", "request_contact": True}]]}
    gone = await stage.bot("sendMessage", chat_id=101, text="En uw nummer?", reply_markup=keys)
    chat = await look(stage, "/chat/101")
    first = chat["messages"][1]
    assert (first["mine"], first["bold"], first["hour"], first["edited"]) == (False, [[2, 3]], "10.04", False)
    assert first["buttons"] == [{"label": "Ja", "data": "a"}, {"label": "Nee", "data": "b"}]
    assert chat["keyboard"] == [{"label": "Mijn nummer", "contact": True}]
    await stage.bot("deleteMessage", chat_id=101, message_id=gone["message_id"])
    await stage.bot("editMessageText", chat_id=101, message_id=sent["message_id"], text="Dag Riet")
    changed = (await look(stage, "/chat/101"))["messages"]
    assert [one["text"] for one in changed] == ["/start", "Dag Riet"]
    assert changed[1]["edited"]
    assert changed[1]["key"] != first["key"]


async def test_what_the_bot_sent_can_be_looked_at(stage: Any) -> None:
    """A picture is shown on the phone it was sent to, a file can be kept; on no other one, and not after it is gone."""
    stage.world.users[101].started, sent = True, {}
    for method, kind, name in (("sendPhoto", "photo", "cijfers.png"), ("sendDocument", "document", "bezoek.ics")):
        form = FormData({"chat_id": "101"})
        form.add_field(kind, name.encode(), filename=name)
        async with stage.client.post(f"{stage.api}/bot{stage.world.token}/{method}", data=form) as answer:
            sent[kind] = (await answer.json())["result"]["message_id"]
    shown = (await look(stage, "/chat/101"))["messages"]
    assert [(one["thing"], one["picture"]) for one in shown] == [("cijfers.png", True), ("bezoek.ics", False)]
    for one, kind in zip(shown, ("image/png", "application/octet-stream"), strict=True):
        async with stage.client.get(f"{stage.page}/file/101/{one['file']}", timeout=QUICK) as answer:
            assert (await answer.read(), answer.content_type) == (one["thing"].encode(), kind)
        assert "error" in await look(stage, f"/file/102/{one['file']}")
    await stage.bot("deleteMessage", chat_id=101, message_id=sent["photo"])
    assert "error" in await look(stage, f"/file/101/{shown[0]['file']}")


async def test_the_answer_to_a_tap_is_shown(stage: Any) -> None:
    """What the bot answers to a press stands on the phone of the one who pressed."""
    stage.world.start(201)
    sent = await stage.bot("sendMessage", chat_id=201, text="Kun je?")
    await act(stage, "/press", {"person": 201, "message": sent["message_id"], "data": "yes"})
    press = (await stage.bot("getUpdates"))[-1]["callback_query"]["id"]
    await stage.bot("answerCallbackQuery", callback_query_id=press, text="Al gevonden", show_alert=True)
    assert (await look(stage, "/chat/201"))["toasts"] == [{"id": press, "text": "Al gevonden", "alert": True}]


async def test_the_clock_goes_forward_only(stage: Any) -> None:
    """The clock goes by minutes, to a day and hour, and to what is next, playing it; never back, never for ever."""
    stage.course.planned.append((stage.course.moment + timedelta(hours=3), lambda: stage.world.start(101)))
    clock = await look(stage, "/clock")
    assert (clock["day"], clock["hour"], clock["next"]) == ("zaterdag 21 november", "10.04", "13.04")
    assert clock["days"][1]["words"] == "morgen, zondag 22 november"
    await act(stage, "/clock", {"minutes": 10})
    assert (await look(stage, "/clock"))["hour"] == "10.14"
    await act(stage, "/clock", {"next": True})
    assert (await look(stage, "/clock"))["hour"] == "13.04"
    assert (await look(stage, "/chat/101"))["messages"][0]["text"] == "/start"
    await act(stage, "/clock", {"day": "2026-11-24", "hour": "11.40"})
    assert (await look(stage, "/clock"))["day"] == "dinsdag 24 november"
    for wish, why in (
        ({"day": "2026-11-23", "hour": "10.00"}, "De klok gaat alleen vooruit."),
        ({"minutes": -60}, "De klok gaat alleen vooruit."),
        ({"minutes": 60 * 24 * 61}, "De klok gaat hoogstens 60 dagen vooruit."),
        ({"day": "morgen", "hour": "10.00"}, "Schrijf het uur zo: 13.30."),
        ({"next": True}, "Er staat niets meer te gebeuren."),
    ):
        assert await act(stage, "/clock", wish) == (422, {"error": why})


async def test_all_can_be_held_still(stage: Any) -> None:
    """One deed holds all still, another lets it go on, and the clock says which it is."""
    for still in (True, False):
        await act(stage, "/still", {"still": still})
        assert (await look(stage, "/clock"))["still"] is still


async def test_what_is_kept_can_be_seen_and_erased(stage: Any) -> None:
    """What is kept of somebody is shown, and gone after it was erased."""
    stage.course.people[101] = {"naam": "Riet de Wit"}
    assert await look(stage, "/kept/101") == {"naam": "Riet de Wit"}
    await act(stage, "/forget", {"person": 101})
    assert await look(stage, "/kept/101") == {}


async def test_a_listening_page_is_told(stage: Any) -> None:
    """A page that listens hears the time at once, and whose phone changed as soon as it does."""
    async with stage.client.get(stage.page + "/events", timeout=QUICK) as stream:
        heard = await read_event(stream)
        assert heard[0] == "clock"
        assert heard[1]["hour"] == "10.04"
        stage.world.say(202, "hoi")
        assert await read_event(stream) == ("chat", 202)


async def test_a_closed_page_is_forgotten(stage: Any) -> None:
    """A page that has gone is taken off the list of who is told."""
    async with stage.client.get(stage.page + "/events", timeout=QUICK) as stream:
        await read_event(stream)
        stage.world.say(202, "hoi")
        await read_event(stream)
    for _ in range(50):
        stage.world.say(202, "hoi")
        await asyncio.sleep(0.02)
        if not stage.world._watchers:
            return
    pytest.fail("still told after it had gone")


async def read_event(stream: Any) -> tuple[str, Any]:
    """Read one server-sent event: its name and data."""
    event = (await stream.content.readuntil(b"\n\n")).decode()
    name, data = event.strip().split("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


@pytest.mark.parametrize(
    ("path", "wish"),
    [
        ("/say", {"person": 999, "text": "hallo"}),
        ("/say", {"person": None, "text": "hallo"}),
        ("/say", {"person": 101}),
        ("/say", {"person": 101, "text": "  "}),
        ("/press", {"person": 101, "message": "1", "data": "x"}),
        ("/press", {"person": 101, "message": 99, "data": "x"}),
        ("/attach", {"person": 101, "kind": "bomb"}),
        ("/clock", {"minutes": "ten"}),
        ("/still", {}),
        ("/still", ["still"]),
    ],
)
async def test_a_misshapen_wish_is_refused_in_words(stage: Any, path: str, wish: Any) -> None:
    """What makes no sense is refused with words for whoever looks at the page, and nothing happens."""
    status, said = await act(stage, path, wish)
    assert status == 422
    assert said["error"]
    assert await stage.bot("getUpdates") == []


async def test_another_site_cannot_post(stage: Any) -> None:
    """A form on somebody else's page cannot make anybody say something."""
    async with stage.client.post(stage.page + "/say", data=json.dumps({"person": 101, "text": "x"})) as answer:
        assert answer.status == 422
    assert await stage.bot("getUpdates") == []
