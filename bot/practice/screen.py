"""What stands on the practice page, as plain values for JSON: messages, keyboards, the clock."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.practice.world_things import ShownMessage

HOME = ZoneInfo("Europe/Amsterdam")
DAYS_TO_PICK = 14
THINGS = {  # what stands in a bubble that carries something else than words
    "photo": "Foto",
    "voice": "Spraakbericht",
    "sticker": "Sticker",
    "video": "Filmpje",
    "video_note": "Filmpje",
    "audio": "Geluid",
    "contact": "Mijn nummer",
    "location": "Plaats op de kaart",
    "document": "Bestand",
}
_HOUR = re.compile(r"([01]?\d|2[0-3])(?:\s*[.:u]?\s*([0-5]\d))?\s*(?:u|uur)?")


def show_message(one: ShownMessage) -> dict[str, Any]:
    """Give one message as the page draws it.

    Offsets count UTF-16 units, as scripts in a browser do. `key` is another one as soon as the words change.
    """
    at = one.at.astimezone(HOME)
    return {
        "id": one.id,
        "mine": one.sender != 0,
        "text": one.text,
        "bold": sorted((each["offset"], each["length"]) for each in one.entities if each["type"] == "bold"),
        "buttons": [{"label": label, "data": data} for row in one.buttons for label, data in row],
        "thing": THINGS.get(one.kind, "") if one.document is None else one.document[0],
        "picture": one.kind == "photo" and one.document is not None,
        "file": one.file if one.document is not None else "",
        "day": say_day(at),
        "hour": say_hour(at),
        "edited": one.edited_at is not None,
        "key": f"{one.id} {one.at.isoformat()} {crc32(one.text.encode('utf-8', 'replace')):x}",
    }


def show_keyboard(shown: Sequence[ShownMessage]) -> list[dict[str, Any]]:
    """Give the keys above the input: those of the last message that brought any, until a number was shared."""
    for one in reversed(shown):
        if one.kind == "contact":
            break
        if one.keyboard is not None:
            return [{"label": label, "contact": contact} for row in one.keyboard for label, contact in row]
    return []


def show_clock(now: datetime, due: datetime | None, still: bool) -> dict[str, Any]:
    """Give the time of the village in words, what is next, and the days that can be picked."""
    local = now.astimezone(HOME)
    return {
        "day": say_day(local),
        "hour": say_hour(local),
        "now": now.isoformat(),
        "next": None if due is None else _say_next(due.astimezone(HOME), local),
        "still": still,
        "days": [_day_to_pick(local, ahead) for ahead in range(DAYS_TO_PICK)],
    }


def say_day(local: datetime) -> str:
    """Say a day as "zaterdag 21 november"."""
    return format_date(local, "EEEE d MMMM", locale="nl")


def say_hour(local: datetime) -> str:
    """Say an hour as "10.04"."""
    return f"{local.hour}.{local.minute:02}"


def read_moment(day: str, hour: str) -> datetime:
    """Read a picked day ("2026-11-24") and a typed hour ("13.30", "13:30", "13 uur") as UTC. Raises ValueError."""
    said = _HOUR.fullmatch(hour.strip().lower())
    if said is None:
        raise ValueError(f"no hour of the day: {hour!r}")
    local = datetime.fromisoformat(day).replace(hour=int(said[1]), minute=int(said[2] or 0), tzinfo=HOME)
    return local.astimezone(UTC)


def _say_next(due: datetime, local: datetime) -> str:
    return say_hour(due) if due.date() == local.date() else f"{say_day(due)} {say_hour(due)}"


def _day_to_pick(local: datetime, ahead: int) -> dict[str, str]:
    day = local + timedelta(days=ahead)
    name = {0: "vandaag, ", 1: "morgen, "}.get(ahead, "")
    return {"day": f"{day:%Y-%m-%d}", "words": name + say_day(day)}
