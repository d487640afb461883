"""What a coordinator takes along, as sheets: no name where none is asked for, and never a worry or a note."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flows.counting.commands import counted, head, moments
from flows.counting.figures import Went, lasted
from flows.counting.files import Cell, Sheet
from flows.counting.periods import Period, Span
from flows.counting.small import gathered, said
from flows.people.hours import Hours, said_hours
from flows.people.listing import COLUMNS, Spans, line_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.understanding.hours.week_hours import spans_of
from flows.wording.render import Reader, dialled, render, say
from storage.queries import exports
from storage.queries import figures as counts
from storage.queries.help import hours_of
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Helper, Membership, Person
from storage.terms import Check, VisitState

Gathered = Mapping[str, Sequence[Mapping[str, Any]]]  # by sheet: its rows, by column

EVER = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))
AGAIN = "again"
NAMED = {  # the columns of each sheet; those that tell of people only where all is handed over
    "requests": (("number", "asked_on", "kind", "state", "visits_done", "minutes", "closed_on"),
                 ("asker", "task", "note", "where_to", "words")),
    "visits": (("number", "day", "begins", "ends", "hours", "kind", "state", "helper_number"), ("asker", "helper")),
    "people": (("name", "role", "standing", "since", "kinds", "check", "seen_on", "again_on"),
               ("phone", "street", "postcode", "place", "language", "when", "per_week", "km")),
    "figures": (("what", "count"), ()),
    AGAIN: ((), COLUMNS),  # by their names there, for the import of another house
}  # fmt: skip


class Choice(StrEnum):
    """What may be taken along: one sheet, or everything there is for whoever goes on with it."""

    REQUESTS = "requests"
    VISITS = "visits"
    PEOPLE = "people"
    FIGURES = "figures"
    ALL = "all"


def columns_of(choice: Choice) -> dict[str, tuple[str, ...]]:
    """Give the columns of each sheet of CHOICE, by the code of the sheet."""
    if choice is Choice.ALL:
        return {sheet: (*few, *more) for sheet, (few, more) in NAMED.items()}
    return {choice.value: NAMED[choice.value][0]}


async def gather(sitting: Sitting, where: Community, choice: Choice, period: Period) -> Gathered:
    """Gather what is in the sheets of CHOICE; all there is has no PERIOD, but for its figures."""
    span = EVER if choice is Choice.ALL else moments(where, period)
    rows: dict[str, Callable[[], Any]] = {
        "requests": lambda: _requests(sitting, where, span),
        "visits": lambda: _visits(sitting, where, span),
        "people": lambda: _people(sitting, where),
        "figures": lambda: _figures(sitting, where, period),
        AGAIN: lambda: _again(sitting, where),
    }
    return {sheet: await rows[sheet]() for sheet in columns_of(choice)}


def in_words(gathered: Gathered, choice: Choice, reader: Reader) -> list[Sheet]:
    """Put what was gathered into sheets in the words of READER."""
    said = dict[str, Cell]()  # much of it is said in many rows
    return [
        Sheet(
            render(f"export.sheet.{sheet}", {}, reader).text,
            column_names(sheet, names, reader),
            [[_cell(row[name], reader, said) for name in names] for row in gathered[sheet]],
        )
        for sheet, names in columns_of(choice).items()
    ]


def column_names(sheet: str, names: Sequence[str], reader: Reader) -> list[str]:
    """Name the columns of SHEET to READER."""
    return [name if sheet == AGAIN else render(f"export.column.{name}", {}, reader).text for name in names]


def _cell(fact: Any, reader: Reader, said: dict[str, Cell]) -> Cell:
    """Give numbers and days as they are, for a sheet can count with them, and all else in words."""
    if isinstance(fact, int | float) and not isinstance(fact, bool):
        return fact
    if isinstance(fact, datetime):
        return fact.astimezone(ZoneInfo(reader.zone)).date()
    if hasattr(fact, "isoformat"):
        return fact  # type: ignore[no-any-return]
    key = repr(fact)
    if key not in said:
        said[key] = say(fact, "", reader)
    return said[key]


async def _requests(sitting: Sitting, where: Community, span: tuple[datetime, datetime]) -> list[dict[str, Any]]:
    pairs = await counts.asked_between(sitting.session, where.id, *span)
    yes = await counts.first_yes(sitting.session, where.id, *span)
    names = await exports.called(sitting.session, sorted({one.asker for one, _ in pairs}))
    return [
        _request(one, [visit.state for _, visit in same], yes.get(one.id), names.get(one.asker, ""))
        for one, same in groupby(pairs, key=lambda pair: pair[0])
    ]


def _request(one: Request, states: Sequence[VisitState], yes: datetime | None, asker: str) -> dict[str, Any]:
    return {
        "number": one.number, "asked_on": one.made_at, "kind": one.category, "state": Said(f"state.{states[-1]}", {}),
        "visits_done": states.count(VisitState.DONE), "closed_on": one.closed_at,
        "minutes": None if yes is None else max(1, round((yes - one.made_at) / timedelta(minutes=1))),
        "asker": asker, "task": one.task, "note": one.note, "where_to": one.destination, "words": one.words,
    }  # fmt: skip


async def _visits(sitting: Sitting, where: Community, span: tuple[datetime, datetime]) -> list[dict[str, Any]]:
    """Give each visit; whoever went bears a number, the same one all through the sheet."""
    pairs = await counts.visits_between(sitting.session, where.id, *span, *VisitState)
    went = dict.fromkeys(visit.helper for visit, _ in pairs if visit.helper is not None)
    numbers = {person: nth for nth, person in enumerate(went, 1)}
    names = await exports.called(sitting.session, [*went, *{one.asker for _, one in pairs}])
    zone = ZoneInfo(where.zone)
    return [
        {**_visit(visit, one, zone), "helper_number": numbers.get(visit.helper or 0),
         "helper": names.get(visit.helper or 0, ""), "asker": names.get(one.asker, "")}
        for visit, one in pairs
    ]  # fmt: skip


def _visit(visit: Visit, one: Request, zone: ZoneInfo) -> dict[str, Any]:
    start = visit.starts_at or one.made_at
    hours = lasted(Went(visit.helper, start, visit.ends_at)) / timedelta(hours=1)
    timed = visit.starts_at is not None and visit.grain in ("minute", "hour", "part")
    ends = visit.ends_at.astimezone(zone) if timed and visit.ends_at else None
    return {
        "number": one.number, "day": start, "kind": one.category, "state": Said(f"state.{visit.state.value}", {}),
        "begins": f"{start.astimezone(zone):%H:%M}" if timed else "", "ends": f"{ends:%H:%M}" if ends else "",
        "hours": round(hours, 2) if visit.state is VisitState.DONE else None,
    }  # fmt: skip


async def _people(sitting: Sitting, where: Community) -> list[dict[str, Any]]:
    return [
        {**_member(member, person), **_helps(sheet, spans)}
        for member, person, sheet, spans in await _everybody(sitting, where)
    ]


async def _again(sitting: Sitting, where: Community) -> list[dict[str, Any]]:
    """Give everybody as a list that `python -m bot import` reads: whoever holds a phone before who lives by it."""
    holders = await exports.holders(sitting.session, where.id)
    found = sorted(await _everybody(sitting, where), key=lambda one: one[1].chat is None)
    return [line_of(person, member.role, sheet, spans) | {"telegram_id": person.chat or holders.get(person.id)}
            for member, person, sheet, spans in found]  # fmt: skip


async def _everybody(sitting: Sitting, where: Community) -> list[tuple[Membership, Person, Helper | None, Spans]]:
    """Give everybody who has a name, with what a helper does and when they can."""
    found = await exports.everybody(sitting.session, where.id)
    spans: dict[int, Spans] = {}
    for one in await hours_of(sitting.session, [sheet.id for _, _, sheet in found if sheet]):
        spans[one.helper] = [*spans.get(one.helper, ()), *spans_of([one])]
    return [
        (member, person, sheet, spans.get(sheet.id, []) if sheet else [])
        for member, person, sheet in found
        if person.name or person.called
    ]


def _member(member: Membership, person: Person) -> dict[str, Any]:
    return {
        "name": person.name or person.called, "role": Said(f"kept.as.{member.role.value}", {}),
        "standing": Said(f"export.standing.{member.standing.value}", {}), "since": member.made_at,
        "phone": dialled(person.phone or ""), "street": person.street, "postcode": person.postcode,
        "place": person.place, "language": Said(f"language.{person.language}", {}),
    }  # fmt: skip


def _helps(sheet: Helper | None, spans: Spans) -> dict[str, Any]:
    if sheet is None:
        return dict.fromkeys(("kinds", "check", "seen_on", "again_on", "when", "per_week", "km"))
    when = said_hours(Hours(tuple(spans), (), (), open_ended=False, max_per_week=None))["hours"]
    return {
        "kinds": [Said(f"category.{one}", {}) for one in sheet.categories] or [Said("offer_help.all", {})],
        "check": "" if sheet.check is Check.NONE else Said(f"choice.check.{sheet.check.value}", {}),
        "seen_on": sheet.check_seen_on, "again_on": sheet.check_again_on,
        "when": when, "per_week": sheet.max_per_week, "km": sheet.max_km,
    }  # fmt: skip


async def _figures(sitting: Sitting, where: Community, period: Period) -> list[dict[str, Any]]:
    """Give the figures of PERIOD, as /cijfers tells them: what might point at somebody is not in them."""
    found = await counted(sitting, where, period)
    shown, rest = gathered({one: asked for one, (asked, _) in found.by_category.items()})
    lines: list[tuple[Said, Any]] = [(head(period), None)]
    lines += [(Said(f"export.line.{name}", {}), getattr(found, name)) for name in
              ("asked", "found", "done", "hours", "minutes", "helpers", "active", "silent", "new")]  # fmt: skip
    lines += [(Said(f"export.line.{name}", {}), _few(getattr(found, name))) for name in ("signals", "followed")]
    for one, n in shown.items():
        lines.append((Said("export.line.kind_asked", {"kind": one}), n))
        lines.append((Said("export.line.kind_offered", {"kind": one}), _few(found.by_category[one][1])))
    lines += [(Said("export.line.other", {}), rest)] if rest else []
    return [{"what": what, "count": number} for what, number in lines]


def _few(number: int) -> Any:
    return Said("figures.few", {"least": "5"}) if said(number) is None else number


def this_year(sitting: Sitting, where: Community) -> Period:
    """Give the year that it is there."""
    return Period(Span.YEAR, sitting.now.astimezone(ZoneInfo(where.zone)).date().replace(month=1, day=1))
