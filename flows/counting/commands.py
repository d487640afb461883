"""The command /cijfers: what the village did in a week, a month or a year; a picture, and the same in words."""

from asyncio import to_thread
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flows.confidence import CONFIDED
from flows.counting.figures import Asked, Figures, Kept, Seen, Went, count
from flows.counting.periods import Period, Span, around, read_period
from flows.counting.picture import Bars, Board, draw
from flows.counting.small import LEAST, gathered, said
from flows.daywork.silence import silent_people
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.wording.render import Reader, render
from storage.queries import figures as queries
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, VisitState

_AGES = ("day", "days", "week", "longer")


async def show(sitting: Sitting, person: Person, words: str) -> None:
    """/cijfers with a period behind it; says how to name one when it can't be read."""
    period = read_period(words, (await sitting.local(person.current)).date())
    if period is None:
        await sitting.write(person, "figures.how")
        return
    await _show(sitting, person, period)


async def show_span(sitting: Sitting, person: Person, letter: OutboxLetter | None, span: str, first: str) -> None:
    """Show the week, month or year that began on FIRST, a day in ISO form."""
    await _show(sitting, person, Period(Span(span), datetime.fromisoformat(first).date()))


async def _show(sitting: Sitting, person: Person, period: Period) -> None:
    where = await sitting.community(person.current)
    figures = await counted(sitting, where, period)
    today = (await sitting.local(where.id)).date()
    course = [(part, len(await asked_in(sitting, where, part))) for part in period.parts() if part.first <= today]
    reader = await sitting.reader(person)
    sitting.log("figures", where.id, person.id, span=period.span.value, first=period.first.isoformat())
    await sitting.write(
        person, "figures.end", before=_lines(figures, period), buttons=_buttons(sitting, where, period),
        document=("cijfers.png", await to_thread(draw, _board(figures, period, course, where.name, reader))),
    )  # fmt: skip


async def counted(sitting: Sitting, where: Community, period: Period) -> Figures:
    begun, ended = moments(where, period)
    store, this = sitting.session, where.id
    signals, followed = await queries.signals_between(store, this, begun, ended, CONFIDED)
    went = await queries.visits_between(store, this, begun, ended, VisitState.DONE)
    kept = Kept(
        asked=await asked_in(sitting, where, period),
        went=[Went(visit.helper, visit.starts_at or asked.made_at, visit.ends_at) for visit, asked in went],
        helpers=await _seen(sitting, where),
        agreed_by=await queries.said_yes_between(store, this, begun, ended),
        waiting=await queries.waiting_since(store, this),
        signals=signals,
        followed=followed,
    )
    return count(kept, begun, sitting.now)


async def _seen(sitting: Sitting, where: Community) -> list[Seen]:
    silent = await silent_people(sitting, where.id)
    return [
        Seen(one.person, one.categories, since, one.person in silent)
        for one, since in await queries.helpers_since(sitting.session, where.id)
    ]


async def asked_in(sitting: Sitting, where: Community, period: Period) -> list[Asked]:
    begun, ended = moments(where, period)
    yes = await queries.first_yes(sitting.session, where.id, begun, ended)
    rows = await queries.asked_between(sitting.session, where.id, begun, ended)
    return [
        Asked(one.category, one.made_at, yes.get(one.id), [visit.state for _, visit in same])
        for one, same in groupby(rows, key=lambda row: row[0])
    ]


def moments(where: Community, period: Period) -> tuple[datetime, datetime]:
    """Give the moments at which PERIOD begins and ends on the clock there."""
    zone = ZoneInfo(where.zone)
    begun, ended = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (period.first, period.after))
    return begun, ended


def _buttons(sitting: Sitting, where: Community, period: Period) -> list[Button]:
    today = sitting.now.astimezone(ZoneInfo(where.zone)).date()
    shown = [("figures.before", period.before())]
    shown += [
        (f"figures.per_{span.value}", around(min(period.last, today), span)) for span in Span if span != period.span
    ]
    return [Button(words, "figures", {"span": one.span.value, "first": one.first.isoformat()}) for words, one in shown]


def head(period: Period) -> Said:
    facts = {"number": period.first.isocalendar().week, "begins": period.first, "last": period.last}
    return Said(f"figures.head.{period.span.value}", facts)


def _small(number: int) -> Any:
    """Give NUMBER as a fact; one that might point at somebody as words."""
    return Said("figures.few", {"least": str(LEAST)}) if said(number) is None else str(number)


def _lines(figures: Figures, period: Period) -> list[Said]:
    shown, rest = gathered({one: asked for one, (asked, _) in figures.by_category.items()})
    offered = {one: n for one, (_, n) in figures.by_category.items()}
    kinds = [_kind(one, n, offered[one]) for one, n in shown.items()]
    if rest >= LEAST:
        kinds.append(Said("figures.other", {"asked": str(rest)}))
    ages = [Said(f"figures.age.{name}", {"number": str(n)})
            for name, n in zip(_AGES, figures.open_by_age, strict=True) if n]  # fmt: skip
    lines = [
        head(period),
        Said("figures.asked", {"asked": str(figures.asked), "found": str(figures.found), "done": str(figures.done)}),
        Said("figures.hours", {"count": figures.hours}) if figures.hours else None,
        Said("figures.minutes", {"lasted": _lasted(figures.minutes)}) if figures.minutes is not None else None,
        Said("figures.open", {"ages": ages}) if ages else Said("figures.open_none", {}),
        Said("figures.helpers", {"all": str(figures.helpers), "active": str(figures.active),
                                 "silent": str(figures.silent), "new": str(figures.new)}),
        *([Said("figures.kinds", {}), *kinds] if kinds else []),
        Said("figures.signals", {"opened": _small(figures.signals), "followed": _small(figures.followed)}),
    ]  # fmt: skip
    return [line for line in lines if line is not None]


def _kind(what: Category, asked: int, offered: int) -> Said:
    facts = {"what": Said(f"category.button.{what.value}", {}), "asked": str(asked), "offered": _small(offered)}
    return Said("figures.kind", facts)


def _lasted(minutes: int) -> Said:
    if minutes < 120:
        return Said("figures.in_minutes", {"count": minutes})
    return Said("figures.in_hours", {"count": round(minutes / 60)})


def _board(figures: Figures, period: Period, course: list[tuple[Period, int]], village: str, reader: Reader) -> Board:
    """Put on the picture what the words say as well."""

    def say(words: str, **facts: Any) -> str:
        return render(words, facts, reader).text

    few = say("figures.few", least=str(LEAST))
    shown, rest = gathered({one: asked for one, (asked, _) in figures.by_category.items()})
    offered = {one: said(n) for one, (_, n) in figures.by_category.items()}
    rows: list[tuple[str, tuple[int | None, ...]]] = [
        (say(f"category.button.{one.value}"), (n, offered[one])) for one, n in shown.items()
    ]
    if rest >= LEAST:
        rows.append((say("figures.board.other"), (rest,)))
    went = Bars(say("figures.board.course"), (say("figures.board.asked"),),
                [(_name_short(part, reader), (n,)) for part, n in course] if len(course) > 1 else [])  # fmt: skip
    kinds = Bars(say("figures.board.kinds"), (say("figures.board.asked"), say("figures.board.offered")), rows)
    tiles = (figures.asked, figures.found, figures.done, figures.hours, figures.active, figures.new)
    names = ("asked", "found", "done", "hours", "active", "new")
    return Board(
        title=render(head(period).words, head(period).facts, reader).text,
        below=village,
        tiles=[(_large(n, few), say(f"figures.board.{name}")) for n, name in zip(tiles, names, strict=True)],
        bars=(kinds, went),
        small=few,
    )


def _large(number: int, few: str) -> str:
    return few if said(number) is None else str(number)


def _name_short(period: Period, reader: Reader) -> str:
    facts = {"number": period.first.isocalendar().week, "begins": period.first}
    return render(f"figures.board.{period.span.value}", facts, reader).text
