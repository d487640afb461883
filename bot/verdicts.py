"""What an answer of Telegram means for the house, and the time limits of both messengers; without either library."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.messenger import Hooked, Moved, Refused, TryLater, TwoListeners, Unknown, Unreachable, World
from storage.packing import unpacked

ANSWER_SECONDS = 15.0
FETCH_GRACE_SECONDS = 10.0  # how much longer than the poll itself its answer may take
CONNECTIONS = 96  # 64 sends at once, the poll, and room for press answers
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")

# At INFO httpx writes each URL, which holds the token; the others write names and words of people.
LOUD_LOGGERS = ("httpx", "httpcore", "telegram", "aiogram", "aiohttp.client")

_SERVER_PAUSE_SECONDS = 5.0
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{6,}")
_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_deactivated",
    "chat_write_forbidden",
    "have no rights to send",
    "not enough rights to send",
    "group chat was deactivated",
    "bot is not a member",
)


def checked(token: str) -> str:
    """Give TOKEN back. Raises Refused when it does not even look like a bot token, without showing it."""
    if not _TOKEN.fullmatch(token):
        raise Refused("this is no bot token: see BURENBEL_TOKEN")
    return token


def hush() -> None:
    """Keep the libraries silent where nobody turned them on; what they log then is blotted out (bot/logs.py)."""
    for name in LOUD_LOGGERS:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.CRITICAL)


def judged(status: int, body: bytes) -> Any:
    """Give the result that an answer of the Bot API holds. Raises the World error that it stands for else."""
    try:
        said = unpacked(body)
    except (ValueError, RecursionError):
        raise Unknown(f"an answer that is no JSON, with status {status}") from None
    if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
        raise Unknown(f"an answer that says neither yes nor no, with status {status}")
    if not said["ok"]:
        raise _refusal(status, said)
    if not 200 <= status < 300:
        raise Unknown(f"yes, with status {status}")
    return said.get("result")


def _refusal(status: int, said: dict[str, Any]) -> World:
    code = said["error_code"] if isinstance(said.get("error_code"), int) else status
    words = _TOKEN.sub("<token>", str(said.get("description", "")))
    more = said["parameters"] if isinstance(said.get("parameters"), dict) else {}
    if isinstance(moved := more.get("migrate_to_chat_id"), int):
        return Moved(moved)
    if code == 429 or code >= 500:
        wait = more.get("retry_after")
        return TryLater(float(wait) if isinstance(wait, int | float) and wait > 0 else _SERVER_PAUSE_SECONDS)
    if code == 409:
        return Hooked(words) if "webhook" in words.lower() else TwoListeners(words)
    if code == 403 or any(gone in words.lower() for gone in _GONE):
        return Unreachable(words)
    if code in (401, 404):
        return Refused(f"Telegram does not know this bot token, or not this method ({code}): see BURENBEL_TOKEN")
    return Refused(f"{code}: {words}")


@contextmanager
def forgiving(*phrases: str) -> Iterator[None]:
    """Let a refusal that says one of PHRASES pass for success."""
    try:
        yield
    except Refused as no:
        if not any(phrase in str(no) for phrase in phrases):
            raise
