"""Runs the whole house for a bench, on a SQLite file of its own: python -m bench.ours LIBRARY ADDRESS FILE.

Nothing is left out: ears, inbox, worker, desk, outbox, courier, clock, all themes; every commit is synced to disk.
Only Telegram's limits are not kept here, for the server of the bench has none and the peers keep none.
"""

import asyncio
import signal
import sys

import bot.thrift  # noqa: F401 - first of all, as in bot/__main__.py

# isort: split
from bench.fake_bot_api import TOKEN
from bench.intake_theme import THEME, add_words
from bot import pace
from bot.logs import set_up_logs
from bot.running import run
from bot.settings import Library, Settings
from flows.themes import MENU


async def main(library: str, address: str, file: str) -> None:
    """Run until told to stop."""
    pace.BOT_SECONDS = pace.CHAT_SECONDS = 0.0
    add_words()
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    set_up_logs(TOKEN)
    settings = Settings(
        _env_file=None,
        token=TOKEN,
        telegram_api=address,
        library=Library(library),
        database=f"sqlite+aiosqlite:///{file}",
    )
    await run(settings, stopped, menu=MENU.with_theme(THEME))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
