"""The practice page: three phones in a browser and one clock.

GET  /           the page                      GET  /page/{file}    its style and script
GET  /people     who lives here, what to try   GET  /chat/{person}  what stands on a phone
GET  /events     what changes, as it changes   GET  /kept/{person}  what is kept of somebody
GET  /clock      the time, and what is next    GET  /scenes         the scenes, and how far one is
GET  /file/{person}/{file}                     what the bot sent them: a picture, a list, a day for the agenda
POST /say /press /contact /location /attach /clock /still /forget: the deeds (phone_deeds.py), each as JSON
POST /scene /step /leave: a scene begins, goes one step on, is left (playing.py)
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.helpers import content_disposition_header

from bot.practice.phone_deeds import Control, Deeds, Wish, find_person
from bot.practice.playing import Play
from bot.practice.scenes import SCENES
from bot.practice.screen import show_clock, show_keyboard, show_message
from bot.practice.script import Scene
from bot.practice.unfit import Unfit
from bot.practice.village import Village
from bot.practice.world import World

PAGE = Path(__file__).parent / "page"
CLOCK_SECONDS = 2.0  # how often an open page is told the time
SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def phones(world: World, village: Village, control: Control, scenes: Collection[Scene] = SCENES) -> web.Application:
    """Make the practice page, with these scenes to play, as an application to be served on loopback."""
    looks = Looks(world, village, control)
    app = web.Application(middlewares=[_explain])
    app.router.add_get("/", _front)
    app.router.add_static("/page", PAGE)
    for path, look in looks.by_path().items():
        app.router.add_get(path, look)
    play = Play(world, control, scenes)
    app.router.add_get("/scenes", _showing(play))
    for path, act in (Deeds(world, village, control).by_path() | play.by_path()).items():
        app.router.add_post(path, _deed(act))
    app.on_response_prepare.append(_guard)
    app.on_shutdown.append(looks.hang_up)
    return app


class Looks:
    """Everything the page can see."""

    def __init__(self, world: World, village: Village, control: Control) -> None:
        self._world = world
        self._village = village
        self._control = control
        self._listeners: set[asyncio.Queue[int | None]] = set()

    def by_path(self) -> dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]]:
        """Give each look under the path by which the page asks for it."""
        return {
            "/people": self.show_people,
            "/chat/{person}": self.show_chat,
            "/kept/{person}": self.show_kept,
            "/file/{person}/{file}": self.show_file,
            "/clock": self.show_clock,
            "/events": self.tell_events,
        }

    async def show_people(self, _request: web.Request) -> web.Response:
        """Tell who lives here, who starts on the phones, and what to try."""
        return web.json_response(
            {
                "name": self._village.name,
                "people": [asdict(one) for one in self._village.inhabitants()],
                "phones": self._village.phones,
                "hints": dict(self._village.hints),
            }
        )

    async def show_chat(self, request: web.Request) -> web.Response:
        """Give what stands on somebody's phone."""
        person = find_person(self._village, request.match_info)
        shown = [one for one in self._world.view(person, viewer=person) if not one.deleted]
        toasts = [{"id": id_, "text": text, "alert": alert} for id_, text, alert in self._world.toasts(person)]
        messages = [show_message(one) for one in shown]
        return web.json_response({"messages": messages, "keyboard": show_keyboard(shown), "toasts": toasts})

    async def show_kept(self, request: web.Request) -> web.Response:
        """Give all that is kept of somebody."""
        return web.json_response(await self._control.kept(find_person(self._village, request.match_info)))

    async def show_file(self, request: web.Request) -> web.Response:
        """Give a file that stands on somebody's phone: a picture to look at, anything else to keep."""
        shown = self._world.view(find_person(self._village, request.match_info))
        there = {one.file: one for one in shown if one.document is not None and not one.deleted}
        if (one := there.get(request.match_info["file"])) is None:
            raise Unfit("Dat bestand staat hier niet meer.")
        name, content = self._world.files[one.file]
        if one.kind == "photo":
            return web.Response(body=content, content_type="image/png")
        kept = {"Content-Disposition": content_disposition_header("attachment", filename=name)}
        return web.Response(body=content, content_type="application/octet-stream", headers=kept)

    async def show_clock(self, _request: web.Request) -> web.Response:
        """Tell the time in the village."""
        return web.json_response(await self._clock())

    async def tell_events(self, request: web.Request) -> web.StreamResponse:
        """Tell an open page which phones change and what time it is, for as long as it listens."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        news: asyncio.Queue[int | None] = asyncio.Queue()
        leave = self._world.subscribe(news.put_nowait)
        self._listeners.add(news)
        try:
            with suppress(ConnectionResetError):  # the page was closed
                await self._stream(stream, news)
        finally:
            self._listeners.discard(news)
            leave()
        return stream

    async def hang_up(self, _app: web.Application) -> None:
        """Let every listening page go; without this the server would wait for them."""
        for news in self._listeners:
            news.put_nowait(None)

    async def _stream(self, stream: web.StreamResponse, news: asyncio.Queue[int | None]) -> None:
        while True:
            await _send(stream, "clock", await self._clock())
            changed = await _gather(news, CLOCK_SECONDS)
            if None in changed:
                return
            for chat in changed:
                await _send(stream, "chat", chat)

    async def _clock(self) -> dict[str, Any]:
        return show_clock(self._control.now(), await self._control.next_due(), await self._control.still())


def _showing(play: Play) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def show(_request: web.Request) -> web.StreamResponse:
        return web.json_response(play.show())

    return show


def _deed(act: Callable[[Wish], Awaitable[Any]]) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        # A page of somebody else's can post here too, but not with this content type.
        if request.content_type != "application/json":
            raise Unfit("Alleen deze bladzijde kan dat vragen.")
        try:
            wish = await request.json()
        except ValueError:
            wish = None
        if not isinstance(wish, dict):
            raise Unfit("Daar kan ik niets mee.")
        return web.json_response(await act(wish) or {})

    return answer


@web.middleware
async def _explain(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except Unfit as why:
        return web.json_response({"error": str(why)}, status=422)


async def _front(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _guard(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SAFE_HEADERS)


async def _gather(news: asyncio.Queue[int | None], seconds: float) -> set[int | None]:
    """Wait at most SECONDS for news, and take all there is by then."""
    changed: set[int | None] = set()
    with suppress(TimeoutError):
        changed.add(await asyncio.wait_for(news.get(), seconds))
    while not news.empty():
        changed.add(news.get_nowait())
    return changed


async def _send(stream: web.StreamResponse, event: str, data: Any) -> None:
    await stream.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
