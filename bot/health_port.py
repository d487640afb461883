"""The port of health: /health for a person or a probe, /metrics for Prometheus; served only where it is asked for.

It answers from before the house is at work, so that a process that waits for another one says so.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict

from aiohttp import web

from bot.health import Vitals, causes, exposition
from bot.logs import tally
from bot.settings import Misset

Look = Callable[[], Awaitable[Vitals | None]]


@asynccontextmanager
async def serving_health(look: Look, host: str, port: int) -> AsyncIterator[None]:
    """Answer on HOST and PORT; LOOK finds how it is, None while the program waits. Raises Misset."""

    async def health(request: web.Request) -> web.Response:
        found = await look()
        told = ["not at work yet: it waits for another process on this store, or for Telegram"]
        if found is not None:
            told = causes(found)
        status = "waiting" if found is None else "wrong" if told else "ok"
        body = {"status": status, "causes": told, **(asdict(found) if found else {"lock_held": False})}
        return web.json_response(body, status=503 if told else 200)

    async def metrics(request: web.Request) -> web.Response:
        body = exposition(await look(), tally.counts).encode()
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    app = web.Application()
    app.router.add_get("/health", health)
    app.router.add_get("/metrics", metrics)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            reason = f"port {port} of {host} can't be opened ({error.strerror}): choose another, or 0 for none"
            raise Misset(f"BURENBEL_HEALTH_PORT: {reason}") from None
        yield
    finally:
        await runner.cleanup()
