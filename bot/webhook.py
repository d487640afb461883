"""The path that Telegram posts updates to; only loaded where it does."""

import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.ears import Ears
from bot.messenger import Raw

LARGEST_BODY = 1_048_576
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = structlog.get_logger()


@asynccontextmanager
async def serving(ears: Ears, url: str, secret: str, host: str, port: int) -> AsyncIterator[None]:
    """Take in what is posted to the path of URL, listening on HOST and PORT."""
    app = web.Application()
    app.router.add_post(urlsplit(url).path or "/", webhook(ears, secret))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()


def webhook(ears: Ears, secret: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Make the handler of posts from Telegram, which carry SECRET. Raises ValueError when it is empty.

    It answers 200 when the update has been kept, 401 without the secret, 400 or 413 for what is no update, and 503 when
    the store is in trouble, so that Telegram brings the update again.
    """
    if not secret:
        raise ValueError("a webhook without a secret would believe anybody")

    async def hear(request: web.Request) -> web.Response:
        if not _same(request.headers.get(SECRET_HEADER, ""), secret):
            return web.Response(status=401)
        raw = await _read(request)
        try:
            await ears.take_in([raw])
        except Exception as error:  # noqa: BLE001 - whatever kept it out, Telegram must bring it again
            log.error("update_not_kept", error=type(error).__name__)
            return web.Response(status=503)
        return web.Response()

    return hear


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


async def _read(request: web.Request) -> Raw:
    """Read the update in REQUEST. Raises HTTPBadRequest or HTTPRequestEntityTooLarge."""
    if (request.content_length or 0) > LARGEST_BODY or len(body := await request.read()) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length or 0)
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise web.HTTPBadRequest from error
    if not isinstance(raw, dict):
        raise web.HTTPBadRequest
    return raw
