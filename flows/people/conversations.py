"""What is asked of somebody who wants to help. It only asks and says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flows.help.answers import Who, WhoKind, make_address, make_who
from flows.help.sayings import said_coordinator, said_refused
from flows.kinds import Choice, Fact, Review
from flows.talk import Given, Option, Said, Talk
from flows.understanding.pieces import Stretch
from flows.understanding.week_hours import Edges, Span, joined, less, usual
from flows.understanding.which_weeks import (
    NOT_LAST,
    begins,
    dates_of,
    days_in,
    is_passing,
    on_dates,
    split_gaps,
    weekdays_of,
    which_of_month,
)
from storage.terms import Category

FARTHEST_KM, MOST_A_WEEK = 100, 14
DAYS_OF_WEEK = 7
_USUAL_HOURS = (
    Option("daytime", "hours.daytime", says="doordeweeks overdag"),
    Option("evenings", "hours.evenings", says="doordeweeks 's avonds"),
    Option("always", "hours.always", says="elke dag van 8 tot 22 uur"),
)
_USUAL_KM = (
    Option("1", "far.one", says="1 km"),
    Option("3", "far.three", says="3 km"),
    Option("any", "far.any", says="maakt niet uit"),
)
_USUAL_TIMES = (
    Option("1", "often.one", says="1 keer"),
    Option("2", "often.two", says="2 keer"),
    Option("5", "often.five", says="5 keer"),
)
_NO_LIMITS = (Option("none", "limit.none", says="niets"),)
END_HOURS = (18 * 60, 20 * 60 + 30, 22 * 60)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody can be asked, days on which not, what they won't meet, and their words that could not be read."""

    spans: tuple[Span, ...]
    absences: tuple[tuple[date, date], ...]
    limits: tuple[str, ...]
    open_ended: bool
    max_per_week: int | None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpOffered:
    """What the talk comes to; `who` is None when we knew, `categories` empty for anything, `km` 0 for any distance."""

    who: Who | None
    categories: tuple[Category, ...]
    hours: Hours
    km: float
    often: int
    limits: tuple[str, ...]
    dropped: bool = False


def make_hours(kept: Mapping[str, Any]) -> Hours:
    """Make hours of what was kept. Raises ValueError, KeyError or TypeError when they are none."""
    spans = tuple(Span(*one) for one in kept["spans"])
    if not spans or not all(0 <= one.weekday <= 6 and 0 <= one.from_minute < one.until_minute <= 1440 for one in spans):
        raise ValueError("no hours")
    absences = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in kept["absences"])
    unread = tuple(kept.get("unread", ()))
    return Hours(spans, absences, tuple(kept["limits"]), bool(kept["open"]), kept["per_week"], unread)


def make_categories(kept: Any) -> tuple[Category, ...]:
    """Make the categories of what was kept. Raises ValueError."""
    return tuple(Category(one) for one in kept)


def make_km(kept: Any) -> float:
    """Make a distance in kilometres of what was kept; 0 is any. Raises ValueError."""
    km = float(kept)
    if not 0 <= km <= FARTHEST_KM:
        raise ValueError("no distance")
    return km


def make_often(kept: Any) -> int:
    """Make a number of times a week of what was kept. Raises ValueError."""
    if not 1 <= int(kept) <= MOST_A_WEEK:
        raise ValueError("no number of times")
    return int(kept)


def make_limits(kept: Any) -> tuple[str, ...]:
    """Make what somebody would rather not meet of what was kept."""
    return tuple(str(one) for one in kept)


def _welcome(talk: Talk, first: str, asked: str) -> None:
    """Say how glad we are before what is ASKED, where that is the FIRST question to somebody who wants to help."""
    if first == asked:
        talk.say("offer_help.glad")


async def ask_hours(talk: Talk, early: tuple[str, ...] = (), first: str = "") -> Hours:
    """Ask when somebody can, and until what hour where they only said from when."""
    _welcome(talk, first, "hours")
    hours = await talk.ask("hours", Fact("hours", make_hours, "unclear.hours", _USUAL_HOURS, early=early))
    if not hours.open_ended:
        return hours
    _welcome(talk, first, "until")
    options = tuple(Option(str(minute), f"hours.until.{minute}", says=f"{minute}") for minute in END_HOURS)
    until = await talk.ask("until", Fact("until", int, "unclear.until", options))
    spans = tuple(one._replace(until_minute=until) if one.from_minute < until else one for one in hours.spans)
    return replace(hours, spans=spans, open_ended=False)


def said_hours(hours: Hours) -> dict[str, Any]:
    """Give the hours as facts that can be said back."""
    days = dict[tuple[int, int, str], list[int]]()
    for day, begin, end, weeks in joined(one._replace(weeks=split_gaps(one.weeks)[0]) for one in hours.spans):
        days.setdefault((begin, end, weeks), []).append(day)
    lines = [
        Said("hours.line", {"days": _in_weeks(weeks, which), "begin": _clock(begin), "end": _clock(end)})
        for (begin, end, weeks), which in sorted(days.items(), key=lambda one: is_passing(one[0][2]))
    ]
    lines += _said_gaps(hours.spans)
    return {
        "hours": lines,
        "absences": [_said_absence(first, last) for first, last in hours.absences],
        "limits": said_refused(hours.limits),
        "unread": [Said("hours.words", {"words": one}) for one in hours.unread],
    }


def _said_days(days: list[int]) -> Said | list[Said]:
    """Give days of the week as people say them: each by name, a row of them by the first and the last."""
    names = [Said(f"weekday.{day}", {}) for day in days]
    if len(days) == DAYS_OF_WEEK:
        return Said("hours.every", {})
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return Said("hours.row", {"first": names[0], "last": names[-1]})
    return names


def _in_weeks(weeks: str, which: list[int]) -> Said | list[Said]:
    """Say of the days of the week in which weeks they are meant, and on which dates alone."""
    days = _said_days(which)
    if first := begins(weeks):
        days = Said("hours.other_weeks", {"days": days, "first": first})
    elif of_month := which_of_month(weeks):
        nth = [Said(f"hours.nth.{one if one > 0 else 'last'}", {}) for one in of_month]
        days = Said("hours.of_month", {"days": days, "which": nth})
    elif NOT_LAST in weeks:
        days = Said("hours.but_last", {"days": days})
    stretches = dates_of(weeks)
    only = days_in(stretches, which)
    if len(only) == 1:
        return Said("hours.on_day", {"day": only[0]})
    first, last = stretches[0][0], stretches[-1][1]
    if first > date.min and last < date.max:
        days = Said("hours.between", {"days": days, "first": first, "last": last})
    elif first > date.min:
        days = Said("hours.from_day", {"days": days, "first": first})
    elif last < date.max:
        days = Said("hours.until_day", {"days": days, "last": last})
    return days


def _said_gaps(spans: tuple[Span, ...]) -> list[Said]:
    """Say on which days hours do not hold that do otherwise; all of them, or which."""
    lines = list[Said]()
    for gap in sorted({gap for one in spans for gap in split_gaps(one.weeks)[1]}):
        out = joined(one._replace(weeks="") for one in spans if gap in split_gaps(one.weeks)[1])
        then = days_in([gap], [one.weekday for one in out])
        kept = [one for one in less(usual(spans), out) if one.weekday in weekdays_of([gap])]
        if not kept and is_passing(on_dates([gap])):
            day = {"day": then[0]} if len(then) == 1 else {"first": gap[0], "last": gap[1]}
            lines.append(Said("hours.no_more_on" if len(then) == 1 else "hours.no_more_between", day))
            continue
        hours = dict[Edges, list[int]]()
        for one in out:
            hours.setdefault((one.from_minute, one.until_minute), []).append(one.weekday)
        lines += [_not_then(_clock(begin), _clock(end), gap, which) for (begin, end), which in hours.items()]
    return lines


def _not_then(begin: Said, end: Said, gap: Stretch, which: list[int]) -> Said:
    """Say of hours on which days they do not hold; where just one such day lies there, which it is."""
    then = days_in([gap], which)
    if len(then) == 1:
        return Said("hours.not_on", {"day": then[0], "begin": begin, "end": end})
    return Said(
        "hours.not_between", {"days": _said_days(which), "begin": begin, "end": end, "first": gap[0], "last": gap[1]}
    )


def _said_absence(first: date, last: date) -> Said:
    if last == date.max:
        return Said("hours.absence_on", {"first": first})
    return Said("hours.absence", {"first": first, "last": last})


def _clock(minute: int) -> Said:
    return Said("date.time", {"hour": str(minute // 60), "minute": f"{minute % 60:02d}"})


async def offer_help(talk: Talk, given: Given) -> HelpOffered:
    """Ask what somebody would like to do, when, and who they are; read it back."""
    everything = Option("any", "offer_help.everything", says="alles")
    rest = ("far", "often", "who")
    categories = await talk.ask(
        "kinds", Fact("kinds", make_categories, "unclear.kinds", (everything,), more=("hours",), early=rest)
    )
    first = str(given.get("first", ""))
    hours = await ask_hours(talk, rest, first)
    _welcome(talk, first, "far")
    km = await talk.ask("far", Fact("far", make_km, "unclear.far", _USUAL_KM, early=rest[1:]))
    _welcome(talk, first, "often")
    times: Fact[int] = Fact("often", make_often, "unclear.often", _USUAL_TIMES, early=("who",))
    often: int = hours.max_per_week if hours.max_per_week else await talk.ask("often", times)
    _welcome(talk, first, "limits")
    refused = Fact("limits", make_limits, "unclear.limits", _NO_LIMITS, early=("who",))
    limits = hours.limits or await talk.ask("limits", refused)
    who = None
    if not given.get("known"):
        who = await talk.ask("who", WhoKind("who", make_who, "unclear.who"), coordinator=said_coordinator(given))
    kinds = [Said(f"helps.{one.value}", {}) for one in categories] or [Said("offer_help.all", {})]
    said_with_hours = {"often": hours.max_per_week, "limits": hours.limits}
    lines = tuple(one for one in ("kinds", "hours", "far", "often", "limits") if not said_with_hours.get(one))
    answer = await talk.ask(
        "review",
        Review(lines, drop="review.drop_offer"),
        kinds=kinds,
        km=f"{km:g}" if km else "",
        often=often,
        name=who.name if who else "",
        street=who.street if who else "",
        phone=who.phone if who else "",
        young=Said("offer_help.young", {}) if given.get("young") else "",
        **said_hours(replace(hours, limits=limits)),
    )
    return HelpOffered(who, categories, hours, km, often, limits, dropped=answer == "drop")


async def new_hours(talk: Talk, given: Given) -> Hours | None:
    """Ask a known helper when they can; None when it is to stay as it was."""
    hours = await ask_hours(talk)
    answer = await talk.ask("review", Review(("hours",), drop="review.keep"), **said_hours(hours))
    return None if answer == "drop" else hours


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives: `here`, or at the address that they name; neither: nothing more is known than before."""

    here: bool
    address: Who | None = None


def make_home(kept: Any) -> Who | None:
    """Make an address of what was kept, None for somewhere in the village. Raises ValueError without a street."""
    return make_address(kept) if kept else None


async def place(talk: Talk, given: Given) -> Home:
    """Ask whether somebody lives where they are now; if not, and it is not known yet, in which street."""
    taps = Option("home", "place.yes", says="ja", yes=True), Option("elsewhere", "place.no", says="nee", yes=False)
    if await talk.ask("home", Fact("home", bool, "unclear.choice", taps, more=("address",))):
        return Home(here=True)
    if given.get("known"):
        return Home(here=False)
    village = Option("village", "place.village", says="in het dorp")
    return Home(False, await talk.ask("address", Fact("address", make_home, "unclear.street", (village,))))


async def ask_or_help(talk: Talk, given: Given) -> str:
    """Ask whether somebody seeks help, or wants to help: "ask", "help", or "person" for a call."""
    ways = Option("ask", "small.ask"), Option("help", "small.help"), Option("person", "button.person")
    return await talk.ask("which", Choice(ways))
