"""Has spoken messages heard as they come in, beside everything else, and puts what was heard in the inbox.

sound ─ look() ─> an errand: download, listen ─> the sentence as an update of the same sender ─> inbox, desk

The spoken message itself goes its own way to a coordinator. So whatever goes wrong here, nothing is lost by it.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from bot.errands import Errands
from bot.messenger import Messenger, Raw, World
from bot.reading import HEARD
from bot.speech import Transcriber
from storage.database import Database
from storage.inbox import keep

LONGEST_SOUND = 180  # seconds of speech that are listened to; what is longer is a coordinator's
MOST_WAITING = 20  # sounds that wait to be heard; what comes beyond that is a coordinator's
_SOUNDS = ("voice", "audio", "video_note")

log = structlog.get_logger()


class Hearing:
    """Listens for one bot. `look` is given each sentence as an update, so that danger in it is answered at once."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        transcriber: Transcriber,
        bot_id: int,
        clock: Callable[[], datetime],
        look: Callable[[list[Raw]], None],
        on_stored: Callable[[], None],
        seconds: float,
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._transcriber = transcriber
        self._bot_id = bot_id
        self._clock = clock
        self._look = look
        self._on_stored = on_stored
        self._seconds = seconds
        self._errands = Errands()
        self._waiting = 0

    def listen(self, raw: Raw) -> None:
        """Begin to listen when somebody speaks in RAW; the sentence comes by the inbox."""
        file = _sound_in(raw)
        if file and self._waiting < MOST_WAITING:
            self._waiting += 1
            self._errands.start(self._hear(raw, file))

    async def settle(self, seconds: float) -> None:
        """Give what is being heard SECONDS to end; the rest is left to the coordinator."""
        await self._errands.settle(seconds)

    async def _hear(self, raw: Raw, file: str) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                sound = await self._messenger.download(file)
                words = await self._transcriber.hear(sound, _language(raw))
        except (World, TimeoutError) as trouble:
            log.warning("not_heard", error=type(trouble).__name__)
            return
        except Exception as error:  # noqa: BLE001 - whatever broke on a sound, a coordinator has it too
            log.error("hearing_broke", error=type(error).__name__)
            return
        finally:
            self._waiting -= 1
        if words:
            await self._bring(raw, words)

    async def _bring(self, raw: Raw, words: str) -> None:
        """Put WORDS in the inbox, as said by whoever spoke in RAW."""
        said = {name: value for name, value in raw["message"].items() if name not in (*_SOUNDS, "caption")}
        update = {"update_id": raw["update_id"], "message": said | {"text": words}, HEARD: True}
        self._look([update])
        async with self._database.transaction() as session:
            await keep(session, self._bot_id, [update], self._clock())
        self._on_stored()


def _sound_in(raw: Raw) -> str:
    """Give the file of what somebody says in RAW to the bot alone; empty where nobody does, or for too long."""
    message = raw.get("message")
    if not isinstance(message, Mapping) or "forward_origin" in message or message.get("caption"):
        return ""
    chat = message.get("chat")
    sound = next((message[kind] for kind in _SOUNDS if isinstance(message.get(kind), Mapping)), None)
    if sound is None or not isinstance(chat, Mapping) or chat.get("type") != "private":
        return ""
    return str(sound.get("file_id", "")) if sound.get("duration", 0) <= LONGEST_SOUND else ""


def _language(raw: Raw) -> str:
    """Give the language to listen for: what the sender's phone speaks, where the house speaks it; else Dutch."""
    spoken = str((raw["message"].get("from") or {}).get("language_code") or "nl")[:2]
    return spoken if spoken in ("nl", "en") else "nl"
