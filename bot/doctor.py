"""The doctor: looks at all that the program needs, and says of each thing that it is well, or how to mend it.

It changes nothing, and takes nothing from a program that runs.
"""

import resource
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.lock import is_held
from bot.messenger import Refused, TwoListeners, World
from bot.room import MEGABYTE, room_of
from bot.running import make_messenger
from bot.settings import Mode, Settings
from bot.speech import hindrance
from bot.store_check import Looked, look_at_store
from flows.understanding.words import get_ready
from flows.word_lists import BadList
from storage.backup import file_of

LEAST_FILES = 256
LEAST_ROOM = 200_000_000  # bytes
SKEW_TOLD, SKEW_WRONG = timedelta(seconds=5), timedelta(minutes=1)
ANSWER_SECONDS = 10.0
HOME = "Europe/Amsterdam"


class Verdict(StrEnum):
    """What was thought of one thing."""

    WELL = "ok"
    ADVICE = "advice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing; `mend` says what to do."""

    thing: str
    verdict: Verdict
    words: str
    mend: str = ""

    def __str__(self) -> str:
        """Give it in one line, and the mend in the next."""
        return f"{self.verdict.value:<6} {self.thing}: {self.words}" + (f"\n       -> {self.mend}" if self.mend else "")


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything."""
    running = is_held(settings.database)
    return [
        *_settings(settings),
        *(await _telegram(settings, running)),
        *(await _clock(settings)),
        *_limits(),
        _words(),
        *_speech(settings),
        *_store(settings, await look_at_store(settings)),
        _process(settings, running),
    ]


def _settings(settings: Settings) -> Iterator[Finding]:
    yield Finding(
        "settings", Verdict.WELL, f"{settings.library.value}, {settings.mode.value}, for {settings.community}"
    )
    if not settings.keys:
        yield Finding(
            "keys",
            Verdict.ADVICE,
            "addresses, phone numbers and what people write are kept in clear",
            "set BURENBEL_SECRET_KEYS before real people write (docs/running.md, part 2)",
        )
    if not settings.log_keys.get_secret_value():
        mend = "set BURENBEL_LOG_KEYS before real people write (docs/running.md, part 2)"
        yield Finding("log", Verdict.ADVICE, "whoever can write the store can change the log unseen", mend)
    if not settings.bot_name:
        yield Finding("name", Verdict.ADVICE, "start links are not whole", "set BURENBEL_BOT_NAME, without @")


def _words() -> Finding:
    try:
        get_ready()
    except BadList as slip:
        return Finding("words", Verdict.WRONG, str(slip))
    return Finding("words", Verdict.WELL, "every list of words can be read")


def _speech(settings: Settings) -> Iterator[Finding]:
    if not settings.speech_model:
        return
    why, _, mend = hindrance(Path(settings.speech_model)).partition(": ")
    if why:
        yield Finding("speech", Verdict.WRONG, f"spoken messages are not heard; {why}", mend)
    else:
        yield Finding("speech", Verdict.WELL, f"spoken messages are heard with {Path(settings.speech_model).name}")


async def _telegram(settings: Settings, running: bool) -> list[Finding]:
    if not settings.token.get_secret_value():
        mend = "ask @BotFather for a token (/newbot), and set BURENBEL_TOKEN"
        return [Finding("token", Verdict.WRONG, "there is none", mend)]
    try:
        messenger = make_messenger(settings)
    except Refused as no:
        return [Finding("token", Verdict.WRONG, str(no), "copy it once more from @BotFather")]
    try:
        who = await messenger.open()
        found = [_named(settings, who.username)]
        if settings.mode is Mode.POLLING and not running:
            await messenger.fetch(None, 0)  # confirms nothing
    except Refused as no:
        return [Finding("token", Verdict.WRONG, str(no), "copy it once more from @BotFather")]
    except TwoListeners:
        mend = "stop the other program, or take its webhook away; or ask @BotFather for a new token (/revoke)"
        found.append(Finding("listeners", Verdict.WRONG, "another program fetches with this token", mend))
    except World as trouble:
        mend = "look at the network, at a firewall and at BURENBEL_TELEGRAM_API"
        return [Finding("telegram", Verdict.WRONG, f"it is not reached ({type(trouble).__name__})", mend)]
    finally:
        await messenger.close()
    return found


def _named(settings: Settings, name: str) -> Finding:
    if settings.bot_name and settings.bot_name.lower() != name.lower():
        mend = f"set BURENBEL_BOT_NAME={name}, or the token of the other bot"
        return Finding("token", Verdict.WRONG, f"it is of @{name}, not of @{settings.bot_name}", mend)
    return Finding("token", Verdict.WELL, f"Telegram knows it, as @{name}")


async def _clock(settings: Settings) -> list[Finding]:
    return [*_zone(), *await _skew(settings.telegram_api)]


def _zone() -> Iterator[Finding]:
    try:
        summer = ZoneInfo(HOME).utcoffset(datetime(2026, 7, 1))  # noqa: DTZ001 - a wall time to ask the zone about
    except ZoneInfoNotFoundError:
        summer = None
    if summer != timedelta(hours=2):
        mend = "install the Python package tzdata (it is in requirements/base.txt)"
        yield Finding("zone", Verdict.WRONG, f"{HOME} is not known on this machine", mend)


async def _skew(api: str) -> list[Finding]:
    """Hold the clock of the machine against the one of the API."""
    limit = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(api, allow_redirects=False) as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return [Finding("clock", Verdict.ADVICE, "it could not be held against another", "see the line about telegram")]
    skew = abs(datetime.now(UTC) - theirs)
    words = f"{skew.total_seconds():.0f} s from the clock of Telegram"
    if skew <= SKEW_TOLD:
        return [Finding("clock", Verdict.WELL, words)]
    verdict = Verdict.WRONG if skew > SKEW_WRONG else Verdict.ADVICE
    return [Finding("clock", verdict, words, "let the machine set its clock (timedatectl set-ntp true)")]


def _limits() -> Iterator[Finding]:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files < LEAST_FILES:
        mend = "set LimitNOFILE=1024 in the unit of systemd, or ulimit -n 1024"
        yield Finding("files", Verdict.WRONG, f"only {files} may be open at once", mend)
    else:
        yield Finding("files", Verdict.WELL, f"{files} may be open at once")


def _store(settings: Settings, looked: Looked) -> Iterator[Finding]:
    yield Finding("store", Verdict.WRONG if looked.mend else Verdict.WELL, looked.words, looked.mend)
    file, left = file_of(settings.database), room_of(settings.database)
    if file is None or left is None:
        return
    need = max(LEAST_ROOM, 2 * (file.stat().st_size if file.exists() else 0))
    room = f"{left.free // MEGABYTE} MB free in {left.folder}"
    if left.free < need:
        mend = f"make room there: at least {need // MEGABYTE} MB, for a copy before each migration"
        yield Finding("room", Verdict.WRONG, room, mend)
    else:
        yield Finding("room", Verdict.WELL, room)
    if file.exists() and file.stat().st_mode & 0o077:
        yield Finding(
            "rights", Verdict.ADVICE, f"others may read {file}", f"chmod 600 {file}, and UMask=0077 in the unit"
        )


def _process(settings: Settings, running: bool) -> Finding:
    if running:
        return Finding("process", Verdict.WELL, "the program runs on this store; a second one would wait for its end")
    return Finding("process", Verdict.WELL, "no program runs on this store now")
