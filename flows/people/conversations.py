"""What is asked of somebody who wants to help. It only asks and says."""

from dataclasses import dataclass, replace
from typing import Any

from flows.help.answers import Who, WhoKind, make_address, make_who
from flows.help.sayings import said_coordinator
from flows.kinds import Choice, Fact, Review
from flows.people.hours import Hours, make_hours, said_hours
from flows.talk import Given, Option, Said, Talk
from flows.understanding.hours.week_hours import less
from storage.terms import Category

FARTHEST_KM, MOST_A_WEEK = 100, 14
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
class HelpOffered:
    """What the talk comes to; `who` is None when we knew, `categories` empty for anything, `km` 0 for any distance."""

    who: Who | None
    categories: tuple[Category, ...]
    hours: Hours
    km: float
    often: int
    limits: tuple[str, ...]
    dropped: bool = False


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


_MORE = ("hours", "far", "often", "limits", "who")  # what may be said along with any answer, in the order it is asked


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


def _but(asked: str) -> tuple[str, ...]:
    """Give what may be said along with the answer to what is ASKED, after the hours: those anew, and what follows."""
    return ("hours", *_MORE[_MORE.index(asked) + 1 :])


async def offer_help(talk: Talk, given: Given) -> HelpOffered:
    """Ask what somebody would like to do, when, and who they are; read it back."""
    everything = Option("any", "offer_help.everything", says="alles")
    kinds_asked = Fact("kinds", make_categories, "unclear.kinds", (everything,), early=_MORE)
    categories = await talk.ask("kinds", kinds_asked)
    first = str(given.get("first", ""))
    hours = await ask_hours(talk, _MORE[1:], first)
    _welcome(talk, first, "far")
    km = await talk.ask("far", Fact("far", make_km, "unclear.far", _USUAL_KM, early=_but("far")))
    _welcome(talk, first, "often")
    times: Fact[int] = Fact("often", make_often, "unclear.often", _USUAL_TIMES, early=_but("often"))
    often: int = hours.max_per_week if hours.max_per_week else await talk.ask("often", times)
    _welcome(talk, first, "limits")
    refused = Fact("limits", make_limits, "unclear.limits", _NO_LIMITS, early=_but("limits"))
    limits = hours.limits or await talk.ask("limits", refused)
    who = None
    if not given.get("known"):
        asked = WhoKind("who", make_who, "unclear.who", early=("hours",))
        who = await talk.ask("who", asked, coordinator=said_coordinator(given))
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
    """Ask a known helper when they can; None when it is to stay as it was.

    What stood and lapses, where other hours come in its place, is said, and can be kept beside them.
    """
    hours = await ask_hours(talk)
    stands = make_hours(given["stands"]).spans if given.get("stands") else ()
    lapses = less(stands, hours.spans) if less(hours.spans, stands) else []
    both = (Option("both", "new_hours.both", says="allebei"),) if lapses else ()
    facts = said_hours(hours)
    gone = said_hours(replace(hours, spans=tuple(lapses)))["hours"]
    reads = Said("new_hours.instead" if lapses else "new_hours.all", {**facts, "lapses": gone})
    review = Review(("hours",), drop="review.keep", more=both)
    answer = await talk.ask("review", review, question=reads, **facts)
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
