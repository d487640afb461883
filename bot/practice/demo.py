"""Opens the practice neighbourhood: the village and its page, in one process and on one clock."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime

import typer
from aiohttp import web

from bot.logs import set_up_logs
from bot.practice.control import TOKEN, village
from bot.practice.large import LARGE
from bot.practice.lindendorp import LINDENDORP
from bot.practice.phones import phones
from bot.practice.scenes import SCENES
from bot.practice.script import Scene
from bot.practice.village import Village

VILLAGES = {"small": LINDENDORP, "large": LARGE}


async def run_demo(
    port: int,
    library: str,
    start: datetime | None,
    stopped: asyncio.Event,
    size: str = "small",
) -> None:
    """Open the village at PORT until STOPPED; START is local wall time, SIZE one of VILLAGES. Nothing outlives it."""
    if size not in VILLAGES:
        raise typer.BadParameter(f"there is no village {size!r}: take {' or '.join(VILLAGES)}")
    set_up_logs(TOKEN)
    async with open_page(port, library, start, VILLAGES[size]) as url:
        typer.echo(f"Het oefendorp staat klaar: {url}  (stoppen met Ctrl-C)")
        await stopped.wait()


@asynccontextmanager
async def open_page(
    port: int,
    library: str,
    start: datetime | None = None,
    place: Village = LINDENDORP,
    scenes: Collection[Scene] = SCENES,
) -> AsyncIterator[str]:
    """Serve the page of a village and its scenes while the block runs; gives its address."""
    async with village(library, start, place) as (world, control):
        runner = web.AppRunner(phones(world, place, control, scenes), access_log=None)
        await runner.setup()
        try:
            await _serve(runner, port)
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


async def _serve(runner: web.AppRunner, port: int) -> None:
    """Serve the page at PORT, at any free one where that is taken."""
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError:
        typer.echo(f"Poort {port} is bezet; ik neem een andere.", err=True)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
