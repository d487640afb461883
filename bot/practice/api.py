"""The practice Bot API: the practice world behind the HTTP face of Telegram, for any library or program.

POST or GET /bot<token>/<method> with query, urlencoded, JSON or multipart fields; /file/bot<token>/<path> for files.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from bot.practice.api_checks import measure, read_fields, refuse
from bot.practice.api_fields import METHODS
from bot.practice.api_journal import Journal
from bot.practice.api_limits import Limits
from bot.practice.api_listening import Listening
from bot.practice.api_methods import DEEDS, Upload, read_words
from bot.practice.world import World
from bot.practice.world_things import Refusal

_NAMES = {name.lower(): name for name in METHODS}
_SENDS = frozenset({"sendMessage", "sendDocument", "sendPhoto", "sendVoice", "copyMessage"})
_LARGEST_UPLOAD = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with one call: wait DELAY seconds, then cut the connection, or answer STATUS with BODY.

    It happens before the effect of the call, or after it. `half` gives half of the true answer and then cuts. With
    neither of these it is only late.
    """

    after: bool = False
    delay: float = 0.0
    cut: bool = False
    half: bool = False
    status: int = 0
    body: str | bytes = ""


Fault = Callable[[str, Mapping[str, Any]], Trouble | None]  # asked with method and fields before each call


def bot_api(
    world: World,
    fault: Fault | None = None,
    limits: Limits | None = None,
    retry_seconds: float = 2.0,
    journal: Journal | None = None,
) -> web.Application:
    """Build the practice Bot API over WORLD; without LIMITS any pace will do. JOURNAL keeps each call."""
    listening = Listening(world, retry_seconds)
    desk = _Desk(world, listening, fault, limits, journal)
    app = web.Application(client_max_size=_LARGEST_UPLOAD)
    app.router.add_route("*", "/bot{token}/{method}", desk.call)
    app.router.add_get("/file/bot{token}/{file}/{name}", desk.download)

    async def close(_app: web.Application) -> None:
        await listening.close()

    app.on_shutdown.append(close)
    return app


async def serve(app: web.Application, port: int = 0) -> tuple[web.AppRunner, str]:
    """Serve APP on loopback at PORT (0: any free one); gives the runner, to be cleaned up, and the URL."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


@asynccontextmanager
async def practice_api(
    world: World,
    fault: Fault | None = None,
    limits: Limits | None = None,
    retry_seconds: float = 2.0,
    journal: Journal | None = None,
) -> AsyncIterator[str]:
    """Serve the practice Bot API while the block runs; gives its URL."""
    runner, url = await serve(bot_api(world, fault, limits, retry_seconds, journal))
    try:
        yield url
    finally:
        await runner.cleanup()


def refusal_body(code: int, description: str, **parameters: int) -> str:
    """Write the body of a refusal as Telegram does."""
    said = {"ok": False, "error_code": code, "description": description}
    return json.dumps(said | ({"parameters": parameters} if parameters else {}))


class _Desk:
    def __init__(
        self, world: World, listening: Listening, fault: Fault | None, limits: Limits | None, journal: Journal | None
    ) -> None:
        self._world = world
        self._journal = journal or Journal(keeps=False)
        self._fault = fault
        self._limits = limits
        self._waiting = {
            "getUpdates": listening.get_updates,
            "setWebhook": listening.set_webhook,
            "deleteWebhook": listening.delete_webhook,
            "getWebhookInfo": listening.webhook_info,
        }

    async def call(self, request: web.Request) -> web.StreamResponse:
        try:
            method, given = self._admit(request), await _read_body(request)
        except Refusal as no:
            return _refused(no)
        at = self._journal.arrived()
        trouble = self._fault(method, given) if self._fault else None
        if trouble and not trouble.after and (answer := await _suffer(request, trouble)) is not None:
            self._journal.note(at, method, given, _body(answer), answered=not trouble.cut)
            return answer
        done = await self._answer(method, given)
        lost = await _suffer(request, trouble, done) if trouble and trouble.after else None
        self._journal.note(at, method, given, _body(done), answered=lost is None)
        return lost or done

    async def download(self, request: web.Request) -> web.Response:
        kept = self._world.files.get(request.match_info["file"])
        if request.match_info["token"] != self._world.token or kept is None:
            return _refused(Refusal(404, "Not Found"))
        return web.Response(body=kept[1], content_type="application/octet-stream")

    def _admit(self, request: web.Request) -> str:
        if request.match_info["token"] != self._world.token:
            raise Refusal(401, "Unauthorized")
        if (method := _NAMES.get(request.match_info["method"].lower())) is None:
            raise Refusal(404, "Not Found: method not found")
        return method

    async def _answer(self, method: str, given: Mapping[str, Any]) -> web.Response:
        try:
            return web.json_response({"ok": True, "result": await self._do(method, given)})
        except Refusal as no:
            return _refused(no)

    async def _do(self, method: str, given: Mapping[str, Any]) -> Any:
        fields = read_fields(METHODS[method], given)
        if method in self._waiting:
            measure(METHODS[method], fields)
            return await self._waiting[method](fields)
        read_words(fields)
        measure(METHODS[method], fields)
        if self._limits and method in _SENDS and (wait := self._limits.take(int(fields["chat_id"]))):
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        return DEEDS[method](self._world, fields)


def _refused(no: Refusal) -> web.Response:
    body = refusal_body(no.code, no.description, **no.parameters)
    return web.Response(status=no.code, text=body, content_type="application/json")


async def _suffer(
    request: web.Request, trouble: Trouble, done: web.Response | None = None
) -> web.StreamResponse | None:
    await asyncio.sleep(trouble.delay)
    if trouble.half and done is not None:
        return await _half(request, _body(done))
    if trouble.cut:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    body = trouble.body if isinstance(trouble.body, bytes) else trouble.body.encode()
    sort = "application/json" if body.startswith(b"{") else "text/html"
    return web.Response(status=trouble.status, body=body, content_type=sort) if trouble.status else None


async def _half(request: web.Request, body: bytes) -> web.StreamResponse:
    """Give the first half of BODY, as if the whole were to come, and end the connection."""
    answer = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(body))})
    with suppress(ConnectionResetError):  # whoever asked may be gone by now
        await answer.prepare(request)
        await answer.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return answer


def _body(answer: web.StreamResponse) -> bytes:
    body = answer.body if isinstance(answer, web.Response) else None
    return body if isinstance(body, bytes) else b""


async def _read_body(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        try:
            read = json.loads(await request.read())
        except ValueError as error:
            raise refuse("can't parse request JSON") from error
        return given | (read if isinstance(read, dict) else {})
    if request.content_type == "multipart/form-data":
        return given | await _read_parts(request)
    return given | dict(await request.post())


async def _read_parts(request: web.Request) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            texts[part.name] = content.decode()
        else:
            files[part.name] = (part.filename, content)
    named = {name: files.get(str(value).removeprefix("attach://"), value) for name, value in texts.items()}
    return files | named
