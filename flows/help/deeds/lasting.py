"""Help that comes back, wanted otherwise: not for a while, not that once, or another day or hour from now on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flows.belonging import roles_of
from flows.help.deeds.cancelling import ask_cancel, cancel
from flows.help.deeds.times import ask_anew
from flows.help.series import days_off, from_now_on, next_time, with_days_off
from flows.help.visits import local_of, still_ahead, this_visit, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.hours.lasting import FromNowOn, NotThen, never_then, read_lasting
from flows.understanding.requests.category import find_hints
from flows.understanding.requests.sentence import Understood
from flows.understanding.time.moment import When
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, Role, VisitState

MOST_SHOWN = 3
Series = Sequence[tuple[Visit, Request]]
_OF_HELP = ("hulp", "nodig", "hoeft", "komen", "niemand", "needed", "nobody")  # an asker's words, not a helper's


async def about_series(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take words about help that comes back; False when they are about something else, or there is none."""
    wish = read_lasting(understood.text, await sitting.local(person.current)) if record is None else None
    if wish is None:
        return False
    where = await sitting.community(person.current)
    asked = still_ahead(await queries.visits_of_asker(sitting.session, person.id, where.id), sitting.now)
    found = [one for one in asked if one[1].when.get("every") and _fits(one, wish, understood, where)]
    helps = Role.HELPER in await roles_of(sitting, person)
    if helps and isinstance(wish, NotThen) and not any(one in understood.text for one in _OF_HELP):
        return False
    if not found:
        return understood.category is None and await _free_then(sitting, person, asked, wish, where)
    if len(found) == 1:
        if isinstance(wish, NotThen) and found[0][1].when["every"] == "DAILY":
            wish = never_then(understood.text, await sitting.local(where.id)) or wish
        return await _read_back(sitting, person, *found[0], wish)
    buttons = [_which(visit, request, wish, where) for visit, request in found[:MOST_SHOWN]]
    await sitting.write(person, "series.which", buttons=buttons, asks=True)
    return True


async def _free_then(
    sitting: Sitting, person: Person, asked: Series, wish: NotThen | FromNowOn, where: Community
) -> bool:
    """Say that nobody comes on that one day anyhow; False where somebody does, or nothing comes back at all."""
    series = [visit for visit, request in asked if request.when.get("every")]
    if isinstance(wish, FromNowOn) or wish.first != wish.last or not series:
        return False
    if any(_day(visit, where) == wish.first for visit, _ in asked):
        return False
    await sitting.write(person, "series.free", about=series[0].id, day=wish.first, when=when_of(series[0], where))
    return True


def _fits(one: tuple[Visit, Request], wish: NotThen | FromNowOn, understood: Understood, where: Community) -> bool:
    """Say whether words can be about this help: its kind where one is plain, its day where only one day is meant."""
    visit, request = one
    named = {hint.category for hint in find_hints(fold(understood.text)) if hint.strong}
    if named and request.category not in named:
        return False  # "dan belt mijn zoon" names none
    if isinstance(wish, FromNowOn) or wish.first != wish.last:
        return True
    evening = datetime.combine(wish.first, datetime.min.time())
    following = next_time(When.recalled(request.when), evening, days_off(request.when))
    days = (_day(visit, where), following and following.start and following.start.date())
    return wish.first in days


def _day(visit: Visit, where: Community) -> date | None:
    return None if visit.starts_at is None else local_of(visit.starts_at, where).date()


def _which(visit: Visit, request: Request, wish: NotThen | FromNowOn, where: Community) -> Button:
    this = this_visit(visit, request.category, where)
    return Button(this.words, "series_pick", {"visit": visit.id, **_packed(wish)}, this.facts)


def _packed(wish: NotThen | FromNowOn) -> dict[str, Any]:
    if isinstance(wish, NotThen):
        return {"first": wish.first.isoformat(), "last": wish.last.isoformat()}
    return {"said": wish.when.kept(), "names_day": wish.names_day}


async def pick(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, **packed: Any) -> None:
    """Take which of several they meant."""
    row = await sitting.get(Visit, visit)
    request = await _theirs(sitting, person, row)
    if "first" in packed:
        wish: NotThen | FromNowOn = NotThen(date.fromisoformat(packed["first"]), date.fromisoformat(packed["last"]))
    else:
        wish = FromNowOn(When.recalled(packed["said"]), bool(packed["names_day"]))
    await _read_back(sitting, person, row, request, wish)


async def _theirs(sitting: Sitting, person: Person, visit: Visit) -> Request:
    request = await sitting.get(Request, visit.request)
    if request.asker != person.id:
        raise LookupError("this help is somebody else's")
    return request


async def _read_back(
    sitting: Sitting, person: Person, visit: Visit, request: Request, wish: NotThen | FromNowOn
) -> bool:
    """Say back what will be otherwise and ask whether that is right; one time alone is cancelled as any other."""
    where = await sitting.community(visit.community)
    now = await sitting.local(where.id)
    what = Said(f"category.{request.category.value}", {})
    if isinstance(wish, FromNowOn):
        helper = await sitting.get(Person, visit.helper) if visit.helper else None
        new = _anew(visit, request, wish, where, now)
        if new is None:
            return False
        deed, args, words = "series_anew", {"when": new.kept()}, "series.anew"
        keeps = Said("series.keeps", {"when": when_of(visit, where), "helper": first_name(helper)}) if helper else ""
        facts: dict[str, Any] = {"what": what, "when": new, "keeps": keeps}
    elif wish.first == wish.last == _day(visit, where):
        await ask_cancel(sitting, person, None, visit.id)
        return True
    else:
        off = [*days_off(request.when), (wish.first, wish.last)]
        after = next_time(When.recalled(request.when), max(now, datetime.combine(wish.last, datetime.max.time())), off)
        deed, args, words = "series_pause", _packed(wish), "series.once" if wish.first == wish.last else "series.pause"
        facts = {"what": what, "first": wish.first, "last": wish.last, "when": after or ""}
    buttons = [
        Button("series.yes", deed, {"visit": visit.id, **args}, yes=True),
        Button("cancel.no", "keep", {"visit": visit.id}, yes=False),
    ]
    await sitting.write(person, words, buttons=buttons, about=visit.id, community=where.id, asks=True, **facts)
    return True


def _anew(visit: Visit, request: Request, wish: FromNowOn, where: Community, now: datetime) -> When | None:
    planned = when_of(visit, where).start
    if planned is None:
        return None
    agreed = visit.state is VisitState.AGREED
    return from_now_on(When.recalled(request.when), wish.when, wish.names_day, planned, agreed, now)


async def ask_end(sitting: Sitting, person: Person, visit: Visit, request: Request) -> None:
    """Ask whether the help is to end with all its times, or only the next time falls out."""
    buttons = [
        Button("series.end_yes", "cancel_series", {"visit": visit.id}),
        Button("series.end_once", "cancel_sure", {"visit": visit.id}),
        Button("cancel.no", "keep", {"visit": visit.id}, yes=False),
    ]
    where = await sitting.community(visit.community)
    await sitting.write(
        person, "series.end", buttons=buttons, about=visit.id, community=where.id, asks=True,
        what=Said(f"category.{request.category.value}", {}), when=when_of(visit, where),
    )  # fmt: skip


async def pause(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, first: str, last: str) -> None:
    """Leave these days out; a visit that falls in them is cancelled, and who was to come hears it."""
    row = await queries.locked_visit(sitting.session, visit)
    request = await _theirs(sitting, person, row)
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    today = (await sitting.local(row.community)).date()
    kept = [one for one in days_off(request.when) if one[1] >= today]
    request.when = with_days_off(request.when, [*kept, (begin, end)])
    sitting.session.add(request)
    sitting.note("visit.paused", row.id, row.community, person.id, first=first, last=last)
    where = await sitting.community(row.community)
    day = _day(row, where)
    if day is not None and begin <= day <= end:
        await cancel(sitting, person, None, visit)
        return
    await sitting.write(person, "series.noted", about=visit, community=row.community, when=when_of(row, where))
    await _tell(sitting, row, "series.helper_paused", begin=begin, end=end, asker=first_name(person))


async def change(
    sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, when: dict[str, str | None]
) -> None:
    """Let the new rule hold: from the visit that nobody has said yes to yet, else from the one after it."""
    row = await queries.locked_visit(sitting.session, visit)
    request = await _theirs(sitting, person, row)
    new = When.recalled(when)
    request.when = {**request.when, **new.kept()}
    sitting.session.add(request)
    where = await sitting.community(row.community)
    if row.state in (VisitState.ASKED, VisitState.SEARCHING):
        if when_of(row, where).start != new.start:
            await ask_anew(sitting, row, When(new.start, new.end, new.grain), person)
        row.move = None  # the rule counts on from here, and not from the time before
    else:
        sitting.note("visit.changed_series", row.id, row.community, person.id)
        await _tell(sitting, row, "series.helper_anew", every=new, when=when_of(row, where), asker=first_name(person))
    await sitting.write(person, "series.done", about=visit, community=row.community, when=new)


async def _tell(sitting: Sitting, visit: Visit, words: str, **facts: Any) -> None:
    """Let whoever goes next time hear what is otherwise after it."""
    if visit.helper is not None:
        await sitting.write(
            await sitting.get(Person, visit.helper), words, buttons=[Button("button.read", "read", yes=True)],
            about=visit.id, community=visit.community, lane=Lane.NEWS, letter_class=LetterClass.COURTESY, **facts,
        )  # fmt: skip
