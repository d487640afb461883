"""The program as a process: it waits for another, takes over from a killed one, ends when told, names what is wrong."""

from pathlib import Path

import pytest

from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState
from tests.whole.program import Program, ask
from tests.whole.town import TOKEN, open_town

REAL_LOOKING = "1000:a-token-that-nobody-ever-gave-out-000"


async def test_a_second_process_takes_over_at_once(tmp_path: Path, prepared: Path) -> None:
    """Two processes on one store: the second waits, and answers within three seconds once the first is killed."""
    async with open_town(tmp_path, prepared) as town:
        first = town.start()
        await town.at_work()
        town.log = tmp_path / "second.log"
        second = town.start()
        await town.until(lambda: "waiting" in second.words(), "the second does not wait")
        assert first.alive
        assert "at_work" not in second.words()
        first.kill()
        town.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
        await town.read("Riet", "Klopt dat?", seconds=3.0)
        assert await town.stop() < 3.0


async def test_the_end_hands_everything_back(tmp_path: Path, prepared: Path) -> None:
    """Told to end in the middle of work, the program ends within three seconds, leaving nothing in hand."""
    async with open_town(tmp_path, prepared) as town:
        town.start()
        await town.at_work()
        strangers = [town.world.add_user(900 + number, "Gast").id for number in range(60)]
        for stranger in strangers:
            town.world.say(stranger, "ik wil graag een lamp laten ophangen")
        await town.until(lambda: any(town.wrote(one) for one in strangers), "no answer at all")
        assert await town.stop() < 3.0
        assert not [one for one in await town.rows(OutboxLetter) if one.state is LetterState.SENDING]
        town.start()
        await town.until(lambda: all(town.wrote(one) for one in strangers), "somebody was lost")
        await town.quiet()
        assert len(await town.rows(InboxItem)) == len(strangers)
        assert {len(town.wrote(one)) for one in strangers} == {1}


async def test_without_a_token_it_says_where_to_get_one(tmp_path: Path) -> None:
    """No token: one clear line on standard error, and exit 1."""
    done = ask({}, tmp_path, "run")
    assert (done.returncode, done.stdout) == (1, "")
    assert "BURENBEL_TOKEN is not set" in done.stderr
    assert "BotFather" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("token", [REAL_LOOKING, "no token at all"])
async def test_a_wrong_token_is_said_without_the_token(token: str, tmp_path: Path, prepared: Path) -> None:
    """A token that Telegram does not know, or that is none: clear words that name the setting and not the token."""
    async with open_town(tmp_path, prepared, token=token) as town:
        program = town.start()
        assert await program.ended(40) == 1
        words = program.words()
        assert "BURENBEL_TOKEN" in words
        assert token not in words
        assert "Traceback" not in words


async def test_an_unreachable_messenger_is_waited_for(tmp_path: Path, prepared: Path) -> None:
    """While Telegram cannot be reached the program waits, says so without the token, and can still be ended."""
    async with open_town(tmp_path, prepared) as town:
        settings = town.settings | {"telegram_api": "http://127.0.0.1:9"}
        program = town.program = Program.start(settings, tmp_path, tmp_path / "waits.log")
        await town.until(lambda: "messenger_not_reached" in program.words(), "it does not say so")
        assert TOKEN not in program.words()
        assert await program.stop() < 3.0


MISSETTINGS: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "clock_offset": ({"clock_offset": 3600}, ("BURENBEL_CLOCK_OFFSET", "BURENBEL_TELEGRAM_API", "127.0.0.1")),
    "plain_http": ({"telegram_api": "http://bot.example.org"}, ("BURENBEL_TELEGRAM_API", "https")),
    "library": ({"library": "pigeon"}, ("BURENBEL_LIBRARY", "ptb", "aiogram")),
    "no_url": ({"mode": "webhook"}, ("BURENBEL_MODE", "BURENBEL_WEBHOOK_URL")),
    "no_secret": (
        {"mode": "webhook", "webhook_url": "https://bot.example.org/hook"},
        ("BURENBEL_WEBHOOK_SECRET", "8"),
    ),
    "no_port": (
        {"mode": "webhook", "webhook_url": "https://bot.example.org/hook", "webhook_secret": "x" * 16,
         "webhook_listen": "somewhere"},
        ("BURENBEL_WEBHOOK_LISTEN", "host:port"),
    ),
    "clock_seconds": ({"clock_seconds": 0}, ("BURENBEL_CLOCK_SECONDS", "greater than 0")),
    "database": ({"database": "a file somewhere"}, ("BURENBEL_DATABASE", "sqlite+aiosqlite")),
    "sync_database": ({"database": "sqlite:///town.db"}, ("BURENBEL_DATABASE", "sqlite+aiosqlite")),
    "keys": ({"secret_keys": "not-a-key"}, ("BURENBEL_SECRET_KEYS", "Fernet")),
}  # fmt: skip


@pytest.mark.parametrize("wrong", MISSETTINGS)
def test_a_wrong_setting_is_named_with_its_mend(wrong: str, tmp_path: Path) -> None:
    """Each wrong setting is named, with what it should be; no stack trace, nothing on standard output."""
    settings, words = MISSETTINGS[wrong]
    done = ask({"token": TOKEN, **settings}, tmp_path, "run")
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert [one for one in words if one not in done.stderr] == [], done.stderr
    assert "Traceback" not in done.stderr
