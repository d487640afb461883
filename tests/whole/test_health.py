"""The program on its port of health, beside another on the same token, and under the eyes of the doctor."""

import asyncio
import json
import os
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from tests.whole.nursery import Nursery
from tests.whole.town import TOKEN, Town, open_town

pytestmark = pytest.mark.xdist_group("nursery")


def _health(port: int) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())
    except OSError:
        return 0, {}


async def _asked(town: Town, port: int, wanted: int) -> dict[str, Any]:
    """Ask until the answer is WANTED; give what it said."""

    ends = time.monotonic() + 30
    while (found := await asyncio.to_thread(_health, port))[0] != wanted:
        assert time.monotonic() < ends, f"{found}\n{town.told()}"
        await asyncio.sleep(0.1)
    return found[1]


async def test_health_of_one_at_work_and_one_that_waits(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """At work: 200, with how far each part came. A second process on the store: 503, and it says that it waits."""
    ports = unused_port(), unused_port()
    async with open_town(tmp_path, prepared, begin=nursery.start, health_port=ports[0]) as town:
        town.start()
        await town.at_work()
        found = await _asked(town, ports[0], 200)
        assert found["lock_held"] is True
        assert found["poll_age"] < 60
        assert set(found["turns"]) == {"ears", "worker", "courier", "clock", "loop"}
        second = nursery.start(town.settings | {"health_port": ports[1]}, tmp_path, tmp_path / "second.log")
        try:
            waiting = await _asked(town, ports[1], 503)
            assert waiting["status"] == "waiting"
        finally:
            second.kill()


async def test_another_listener_is_told_of_and_not_fought(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """A copy of the bot on another store takes its updates: the log says what to do, a coordinator hears once."""
    async with open_town(tmp_path, prepared, begin=nursery.start) as town:
        town.start()
        await town.at_work()
        elsewhere = town.settings | {"database": f"sqlite+aiosqlite:///{tmp_path / 'elsewhere.db'}"}
        other = nursery.start(elsewhere, tmp_path, tmp_path / "other.log")
        try:
            await town.read("Anja", "Een ander programma luistert mee", seconds=60)
            words = town.log.read_text() + (tmp_path / "other.log").read_text()
            assert '"trouble": "two_listeners"' in words
            assert "stop the other program" in words
            assert TOKEN not in words
        finally:
            other.kill()
        town.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
        await town.read("Riet", "Klopt dat?", seconds=60)
        assert len(town.saying("Anja", "Een ander programma luistert mee")) == 1


async def test_a_webhook_in_the_way_is_taken_away_and_told_of(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """Somebody sets a webhook for our bot: within a minute we hear again, and a coordinator reads of it once."""
    async with open_town(tmp_path, prepared, begin=nursery.start) as town:
        town.start()
        await town.at_work()
        town.say("Cor", "dag")
        await town.quiet()
        async with ClientSession() as session:
            asked = f"{town.settings['telegram_api']}/bot{TOKEN}/setWebhook"
            assert (await session.post(asked, json={"url": "http://127.0.0.1:1/elsewhere"})).status == 200
        town.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
        await town.read("Riet", "Klopt dat?", seconds=60)
        await town.read("Anja", "zette onze bot even om", seconds=60)
        assert '"trouble": "webhook"' in town.log.read_text()


async def test_the_doctor_finds_all_well_and_what_is_not(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """On a sound set-up every line is well; a wrong token or file is named with its mend."""
    async with open_town(tmp_path, prepared, begin=nursery.start) as town:

        async def doctor(**otherwise: object) -> tuple[int, str]:
            done = await asyncio.to_thread(
                nursery.ask, town.settings | {"clock_offset": 0} | otherwise, tmp_path, "doctor"
            )
            assert "Traceback" not in done.stderr
            assert TOKEN not in done.stdout + done.stderr
            return done.returncode, done.stdout

        os.chmod(town.store, 0o600)
        code, told = await doctor(bot_name="burenbel_oefenbot")
        assert code == 0, told
        for words in ("ok     token", "ok     store", "ok     clock", "ok     files", "ok     process", "advice keys"):
            assert words in told
        assert "wrong" not in told
        code, told = await doctor(token="1000:a-token-that-nobody-ever-gave-out", bot_name="elsewhere_bot")
        assert (code, "BotFather" in told) == (1, True)
        (tmp_path / "none.db").write_text("no database at all " * 100)
        code, told = await doctor(database=f"sqlite+aiosqlite:///{tmp_path / 'none.db'}", token="")
        assert code == 1
        assert "wrong  token" in told
        assert "wrong  store" in told


def test_the_backup_command(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """A copy can be opened by the program; a name that is taken is refused with its mend, and exit 1."""
    settings = {"database": f"sqlite+aiosqlite:///{prepared}"}
    done = nursery.ask(settings, tmp_path, "backup", "--to", "copy.db")
    assert done.returncode == 0, done.stderr
    assert "found whole" in done.stderr
    again = nursery.ask(settings, tmp_path, "backup", "--to", "copy.db")
    assert (again.returncode, "name a new file" in again.stderr) == (1, True)
