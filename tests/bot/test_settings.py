"""Settings: what is wrong is named with its mend, and no secret is ever shown."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.settings import Library, Misset, Mode, read_settings

HOOK = {"MODE": "webhook", "WEBHOOK_URL": "https://bot.example.org/hook", "WEBHOOK_SECRET": "made-up-secret"}
KEY = Fernet.generate_key().decode()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]  # gives read_settings
    monkeypatch.chdir(tmp_path)

    def read(**values: str):  # type: ignore[no-untyped-def]
        for name, value in values.items():
            monkeypatch.setenv(f"BURENBEL_{name}", value)
        return read_settings()

    return read


def test_without_any_setting(read) -> None:  # type: ignore[no-untyped-def]
    """A fresh machine needs none: python-telegram-bot, polling, a file under data/, every 15 seconds, no offset."""
    found = read()
    assert (found.library, found.mode, found.clock_seconds, found.clock_offset) == (Library.PTB, Mode.POLLING, 15, 0)
    assert found.database == "sqlite+aiosqlite:///data/burenbel.db"
    assert found.keys == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"CLOCK_OFFSET": "60"}, ("BURENBEL_CLOCK_OFFSET", "BURENBEL_TELEGRAM_API", "127.0.0.1")),
        ({"CLOCK_OFFSET": "60", "TELEGRAM_API": "https://127.0.0.1.example.org"}, ("BURENBEL_CLOCK_OFFSET",)),
        ({"TELEGRAM_API": "http://bot.example.org"}, ("BURENBEL_TELEGRAM_API", "https")),
        ({"TELEGRAM_API": "ftp://127.0.0.1"}, ("BURENBEL_TELEGRAM_API", "https")),
        ({**HOOK, "WEBHOOK_URL": "http://bot.example.org/hook"}, ("BURENBEL_WEBHOOK_URL", "https")),
        ({**HOOK, "WEBHOOK_URL": ""}, ("BURENBEL_WEBHOOK_URL",)),
        ({**HOOK, "WEBHOOK_SECRET": "short"}, ("BURENBEL_WEBHOOK_SECRET", "8")),
        ({**HOOK, "WEBHOOK_LISTEN": "8443"}, ("BURENBEL_WEBHOOK_LISTEN", "host:port")),
        ({"LIBRARY": "pigeon"}, ("BURENBEL_LIBRARY", "ptb", "aiogram")),
        ({"CLOCK_SECONDS": "soon"}, ("BURENBEL_CLOCK_SECONDS", "number")),
        ({"DATABASE": "sqlite:///x.db"}, ("BURENBEL_DATABASE", "sqlite+aiosqlite")),
        ({"SECRET_KEYS": f"{KEY},made-up-key"}, ("BURENBEL_SECRET_KEYS", "Fernet")),
    ],
)
def test_a_wrong_setting_is_named(read, values: dict[str, str], words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """Its name, what it should be, and nothing that is secret."""
    with pytest.raises(Misset) as wrong:
        read(**values)
    assert [one for one in words if one not in str(wrong.value)] == []
    assert not [one for one in ("short", "made-up-key", KEY) if one in str(wrong.value)]


def test_what_fits_is_taken(read) -> None:  # type: ignore[no-untyped-def]
    """A webhook behind a web server, with two keys."""
    found = read(**HOOK, WEBHOOK_LISTEN="0.0.0.0:9000", SECRET_KEYS=f"{KEY}, {KEY}")
    assert (found.mode, found.listen_at, found.keys) == (Mode.WEBHOOK, ("0.0.0.0", 9000), [KEY, KEY])
    assert "made-up-secret" not in repr(found)
    assert KEY not in repr(found)
