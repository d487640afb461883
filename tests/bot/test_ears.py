"""The ears: nothing is confirmed before it is kept, and danger is seen first and once."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from sqlmodel import SQLModel, col, select

from bot import ears as ears_module
from bot.ears import Ears
from bot.messenger import Raw, Refused, TryLater, TwoListeners, Unknown, World
from bot.webhook import LARGEST_BODY, SECRET_HEADER, webhook
from storage.database import Database, open_database
from storage.tables.post import InboxItem
from tests.bot.twin import Fault, Twin
from tests.fresh import fresh_store

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET = "een-geheim"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_database(fresh_store(tmp_path / "ears.db"))
    yield opened
    await opened.close()


def said(update: int, text: str = "dag") -> dict[str, Any]:
    return {"update_id": update, "message": {"message_id": update, "chat": {"id": 7}, "text": text}}


class Heard:
    """What a pair of ears saw and announced."""

    def __init__(self, database: Database, twin: Twin) -> None:
        self.seen: list[int] = []
        self.stored = 0
        self.ears = Ears(database, twin, 1000, lambda: NOON, self._announce, self._look)

    def _announce(self) -> None:
        self.stored += 1

    def _look(self, raws: list[Raw]) -> None:
        self.seen += [raw["update_id"] for raw in raws]
        if raws[0]["message"]["text"] == "gif":
            raise ValueError("a fault in looking")


async def kept(database: Database) -> list[int]:
    async with database.reading() as session:
        bodies = (await session.exec(select(InboxItem.body).order_by(col(InboxItem.id)))).all()
    return [json.loads(body)["update_id"] for body in bodies if body]


@asynccontextmanager
async def fetching(database: Database, fault: Fault = lambda _what, _chat: None) -> AsyncIterator[tuple[Heard, Twin]]:
    twin = Twin(fault)
    heard = Heard(database, twin)
    task = asyncio.create_task(heard.ears.run())
    try:
        yield heard, twin
    finally:
        async with asyncio.timeout(2):
            await heard.ears.stop()
            await task


async def until(found: Callable[[], bool]) -> None:
    async with asyncio.timeout(4):
        while not found():  # noqa: ASYNC110 - the twin rings no bell
            await asyncio.sleep(0.005)


async def broken(database: Database, mended: bool = False) -> None:
    names = ("away", "inbox") if mended else ("inbox", "away")
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE {} RENAME TO {}".format(*names))


async def test_fetched_is_kept_then_confirmed(database: Database) -> None:
    """What is fetched is looked at, kept and announced, and only then asked past; the first question has no offset."""
    async with fetching(database) as (heard, twin):
        begun = heard.ears.heard_at
        twin.bring(said(5), said(6))
        await until(lambda: heard.stored == 1 and len(twin.fetched_from) == 2)
        twin.bring(said(7))
        await until(lambda: heard.stored == 2)
        assert heard.ears.heard_at > begun
    assert await kept(database) == heard.seen == [5, 6, 7]
    assert twin.fetched_from == [None, 7, 8, 8]  # the last one confirms at the stop


async def test_a_store_in_trouble_confirms_nothing(database: Database) -> None:
    """While the store fails nothing is confirmed; danger is seen at once, and once, however often the update comes."""
    await broken(database)
    async with fetching(database) as (heard, twin):
        twin.bring(said(5))
        await until(lambda: len(twin.fetched_from) >= 2)
        assert set(twin.fetched_from) == {None}
        assert heard.seen == [5]
        await broken(database, mended=True)
        await until(lambda: heard.stored == 1)
        assert heard.seen == [5]
    assert await kept(database) == [5]


async def test_numbers_may_restart(database: Database) -> None:
    """After a quiet week the numbers may be lower; they are heard all the same, and asked past from there."""
    async with fetching(database) as (heard, twin):
        for n, update in enumerate((900, 17, 18), 1):
            twin.bring(said(update))
            await until(lambda n=n: heard.stored == n and len(twin.fetched_from) == n + 1)  # type: ignore[misc]
    assert twin.fetched_from == [None, 901, 18, 19, 19]
    assert await kept(database) == [900, 17, 18]


async def test_a_fault_in_looking_hides_nothing(database: Database) -> None:
    """When looking at one update breaks, the next is looked at, and both are kept."""
    async with fetching(database) as (heard, twin):
        twin.bring(said(5, "gif"), said(6))
        await until(lambda: heard.stored == 1)
        assert heard.seen == [5, 6]
    assert await kept(database) == [5, 6]


@pytest.mark.parametrize("trouble", [TryLater(0.05), Unknown(), Refused(), TwoListeners(), ValueError("anything")])
async def test_no_trouble_deafens(database: Database, trouble: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any trouble it waits and asks again."""
    monkeypatch.setattr(ears_module, "TWO_LISTENERS_SECONDS", 0.05)
    monkeypatch.setattr(ears_module, "LONGEST_WAIT", 0.05)
    left = [trouble, trouble]

    def fault(what: str, chat: int) -> World | None:
        return left.pop() if left else None  # type: ignore[return-value]

    async with fetching(database, fault) as (heard, twin):
        twin.bring(said(5))
        await until(lambda: heard.stored == 1)
    assert await kept(database) == [5]


async def test_a_stall_is_noticed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fetch that never ends is broken off and asked again."""
    monkeypatch.setattr(ears_module, "STALL_SECONDS", 0.05)
    monkeypatch.setattr(ears_module, "LONGEST_WAIT", 0.01)
    async with fetching(database) as (_, twin):
        await until(lambda: len(twin.fetched_from) >= 3)


async def test_after_a_long_silence_new_connections_are_made(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When nothing was heard for 90 seconds the connections are let go of, once; the next fetch is over new ones."""
    assert ears_module.DEAF_SECONDS == 90
    monkeypatch.setattr(ears_module, "STALL_SECONDS", 0.02)
    monkeypatch.setattr(ears_module, "LONGEST_WAIT", 0.01)
    async with fetching(database) as (heard, twin):
        await until(lambda: len(twin.fetched_from) >= 2)
        assert twin.hung_up == 0
        heard.ears.heard_at -= 91
        heard.ears._renewed_at -= 91
        await until(lambda: twin.hung_up == 1)
        asked = len(twin.fetched_from)
        await until(lambda: len(twin.fetched_from) > asked + 3)
        assert twin.hung_up == 1


async def test_a_second_listener_is_not_fought(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time that another one took the place, the wait before the next try is longer, up to half a minute."""
    waits = [ears_module._patience(TwoListeners(), troubles) for troubles in range(6)]
    assert waits == [5, 10, 20, 30, 30, 30]
    met: list[Exception] = []
    ears = Ears(database, Twin(lambda _what, _chat: TwoListeners()), 1000, lambda: NOON, int, list, met.append)  # type: ignore[arg-type]
    running = asyncio.create_task(ears.run())
    await until(lambda: bool(met))
    await ears.stop()
    await running
    assert [type(one) for one in met] == [TwoListeners]


async def test_memory_of_looks_is_bounded(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the last few thousand updates are remembered as looked at."""
    monkeypatch.setattr(ears_module, "LOOKED_AT_MOST", 10)
    heard = Heard(database, Twin())
    heard.ears._look_first([said(n) for n in range(50)])
    assert len(heard.ears._looked_at) == 10
    heard.ears._look_first([said(49)])
    assert heard.seen == list(range(50))


@pytest.fixture
async def hook(database: Database) -> AsyncIterator[tuple[str, Heard]]:
    """Give the address of a webhook and what it heard."""
    heard = Heard(database, Twin())
    app = web.Application(client_max_size=4 * LARGEST_BODY)
    app.router.add_post("/hook", webhook(heard.ears, SECRET))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    yield f"http://127.0.0.1:{port}/hook", heard
    await runner.cleanup()


async def post(url: str, body: bytes, secret: str | bytes | None = SECRET) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with ClientSession() as client, client.post(url, data=BytesIO(body), headers=headers) as answer:  # type: ignore[arg-type]
        return answer.status


async def test_a_post_is_kept_before_200(database: Database, hook: tuple[str, Heard]) -> None:
    """Who brings the secret and an update hears 200, and then it has been kept; a second time it is not looked at."""
    url, heard = hook
    body = json.dumps(said(5)).encode()
    assert [await post(url, body), await post(url, body)] == [200, 200]
    assert await kept(database) == heard.seen == [5]


@pytest.mark.parametrize("secret", [None, "", "een-gehei", "een-geheim ", "\u00e9\u00e9n-geheim", "x" * 300])
async def test_without_the_secret(database: Database, hook: tuple[str, Heard], secret: str | None) -> None:
    """Without the right secret nothing is looked at, nothing is kept, and the answer is 401."""
    url, heard = hook
    if secret == "een-geheim ":
        secret = "een-geheim x"  # a client takes spaces off the end
    assert await post(url, json.dumps(said(5)).encode(), secret) == 401
    assert await kept(database) == heard.seen == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[1]", 400),
        (b'"a"', 400),
        (b"\xff\xfe\xfd", 400),
        (b"[" * 100_000, 400),
        (b'{"update_id":1,"x":"' + b"x" * LARGEST_BODY + b'"}', 413),
    ],
)
async def test_what_is_no_update(database: Database, hook: tuple[str, Heard], body: bytes, status: int) -> None:
    """What is no JSON object, or too large, is turned away and not kept."""
    url, _ = hook
    assert await post(url, body) == status
    assert await kept(database) == []


async def test_a_hook_with_a_store_in_trouble(database: Database, hook: tuple[str, Heard]) -> None:
    """While the store fails the answer is 503; danger is seen at once, and once."""
    url, heard = hook
    body = json.dumps(said(5)).encode()
    await broken(database)
    assert [await post(url, body), await post(url, body)] == [503, 503]
    await broken(database, mended=True)
    assert await post(url, body) == 200
    assert heard.seen == [5]
    assert await kept(database) == [5]


async def test_many_posts_at_once(database: Database, hook: tuple[str, Heard]) -> None:
    """Posts that come together are all kept."""
    url, heard = hook
    answers = await asyncio.gather(*(post(url, json.dumps(said(n)).encode()) for n in range(60)))
    assert set(answers) == {200}
    assert sorted(await kept(database)) == list(range(60))
    assert heard.stored == 60


def test_a_hook_needs_a_secret(tmp_path: Path) -> None:
    """A webhook without a secret is never made."""
    ears = Heard(open_database(f"sqlite+aiosqlite:///{tmp_path}/none.db"), Twin()).ears
    with pytest.raises(ValueError, match="secret"):
        webhook(ears, "")


async def test_what_was_kept_before_a_kill_is_not_looked_at_again(database: Database) -> None:
    """Ears that recall leave what is in the inbox to the desk, also when it comes again; what is new is looked at."""
    await Heard(database, Twin()).ears.take_in([said(1)])
    after = Heard(database, Twin())
    await after.ears.recall()
    await after.ears.take_in([said(1), said(2)])
    assert after.seen == [2]
    assert await kept(database) == [1, 2]


async def test_without_its_memory_it_still_hears(database: Database) -> None:
    """When the store cannot be asked what was kept, everything is looked at."""
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.drop_all)
    heard = Heard(database, Twin())
    await heard.ears.recall()
    heard.ears._look_first([said(1)])
    assert heard.seen == [1]
