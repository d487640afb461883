"""Libraries that read times, each brought to the same form: text and now in, readings out, likeliest first.

Each is asked for Dutch and for times ahead where it can be. One that is not installed is None.
"""

import contextlib
import importlib.util
import io
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bench.time_sentences import Reading

Reader = Callable[[str, datetime], Sequence[Reading]]

_ZONE = "Europe/Amsterdam"


def recognizers() -> Reader:
    """Bring Microsoft's recognizers."""
    from ms_recognizers_date_time import recognize_datetime

    def read(text: str, now: datetime) -> list[Reading]:
        found = recognize_datetime(text, "nl-nl", reference=now)
        values = [value for one in found[:1] for value in (one.resolution or {}).get("values", [])]
        readings = [_recognized(value, now) for value in values if value["type"] != "duration"]
        ahead = [one for one in readings if one.repeat or (one.end or one.start or now) >= _midnight(now)]
        return ahead or readings

    return read


def _recognized(value: dict[str, str], now: datetime) -> Reading:
    if value["type"] == "set":
        return Reading(None, None, "day", value["timex"])
    grain = "day" if value["type"] in ("date", "daterange") else "minute"
    if value["type"].endswith("range"):
        return Reading(_moment(value.get("start"), now), _moment(value.get("end"), now), grain)
    return Reading(_moment(value.get("value"), now), None, grain)


def _moment(said: str | None, now: datetime) -> datetime | None:
    """Read what a recognizer gives: a date, a moment, or an hour alone, which is put on today."""
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(str(said))
    with contextlib.suppress(ValueError):
        return datetime.combine(now.date(), time.fromisoformat(str(said)))
    return None


def duckling() -> Reader:
    """Bring Duckling."""
    import duckling as bird

    zones = bird.load_time_zones("/usr/share/zoneinfo")
    locale = bird.parse_locale("NL", bird.default_locale_lang(bird.parse_lang("NL")))
    dimensions = bird.parse_dimensions(["time"])

    def read(text: str, now: datetime) -> list[Reading]:
        ref = bird.parse_ref_time(zones, _ZONE, int(now.replace(tzinfo=ZoneInfo(_ZONE)).timestamp()))
        found = bird.parse(text, bird.Context(ref, locale), dimensions, False)
        return [_ducked(value) for one in found[:1] for value in one["value"]["values"]]

    return read


def _ducked(value: dict[str, Any]) -> Reading:
    def edge(of: dict[str, str] | None) -> datetime | None:
        return datetime.fromisoformat(of["value"]).replace(tzinfo=None) if of else None

    if value["type"] == "value":
        start = edge(value)
        assert start is not None
        return Reading(start, _end(start, value["grain"]), value["grain"])
    first, last = value.get("from"), value.get("to")
    end = edge(last)
    if end and last and last["grain"] == "minute" and first:
        end -= timedelta(minutes=1)  # its end is the first minute that is no longer meant
    return Reading(edge(first), end, (first or last or {})["grain"])


def _end(start: datetime, grain: str) -> datetime | None:
    return {"day": start + timedelta(days=1), "week": start + timedelta(days=7)}.get(grain)


def dateparser() -> Reader:
    """Bring dateparser, which looks for dates in a sentence."""
    from dateparser.search import search_dates

    def read(text: str, now: datetime) -> list[Reading]:
        ahead = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}
        found = search_dates(text, languages=["nl"], settings=ahead) or []
        return [_point(at) for _, at in found[:1]]

    return read


def parsedatetime() -> Reader:
    """Bring parsedatetime with its Dutch words."""
    import parsedatetime as library

    calendar = library.Calendar(library.Constants("nl_NL", usePyICU=False))

    def read(text: str, now: datetime) -> list[Reading]:
        return [Reading(at, None, "day" if flag == 1 else "minute") for at, flag, *_ in calendar.nlp(text, now) or ()][
            :1
        ]

    return read


def ctparse() -> Reader:
    """Bring ctparse, which knows English and German."""
    logging.getLogger("ctparse").setLevel(logging.CRITICAL)
    from ctparse import ctparse as parse

    def read(text: str, now: datetime) -> list[Reading]:
        found = parse(text, ts=now, timeout=1.0, latent_time=True)
        said = found.resolution if found else None
        if said is None or not hasattr(said, "start"):
            return []
        first, last = getattr(said.start, "dt", None), getattr(said.end, "dt", None)
        if getattr(said, "isTime", False) and said.hour is not None:
            return [Reading(first, None, "minute")]
        return [Reading(first, last, "day")] if first or last else []

    return read


def timefhuman() -> Reader:
    """Bring timefhuman, which knows English."""
    from timefhuman import tfhConfig
    from timefhuman import timefhuman as parse

    def read(text: str, now: datetime) -> list[Reading]:
        found = parse(text, tfhConfig(now=now))
        one = found[0] if isinstance(found, list) and found else found
        if isinstance(one, tuple) and len(one) == 2:
            return [Reading(one[0], one[1], "minute")]
        return [_point(one)] if isinstance(one, datetime) else []

    return read


def _point(at: datetime) -> Reading:
    day = at.hour == at.minute == 0
    return Reading(at, at + timedelta(days=1) if day else None, "day" if day else "minute")


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0)


PEERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "ms-recognizers-text-date-time": ("ms_recognizers_date_time", recognizers),
    "duckling, by pyduckling-native-phihos": ("duckling", duckling),
    "dateparser": ("dateparser", dateparser),
    "parsedatetime": ("parsedatetime", parsedatetime),
    "ctparse": ("ctparse", ctparse),
    "timefhuman": ("timefhuman", timefhuman),
}


def bring(name: str) -> Reader | None:
    """Bring the reader of that name; None when it is not installed."""
    module, make = PEERS[name]
    return make() if importlib.util.find_spec(module) else None


def quietly(read: Reader, text: str, now: datetime) -> Sequence[Reading]:
    """Read with a library that may raise or print: then it found nothing."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return read(text, now)
    except Exception:  # noqa: BLE001 - whatever a library raises, it gave no answer
        return []
