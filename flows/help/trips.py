"""What is asked of somebody who is to be brought somewhere: when they have to be there, and what matters. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from flows.help.answers import Task
from flows.talk import Answer, Given, Heard, Kind, Option, Said, Talk, Unclear
from flows.understanding.time.moment import EXACT, When
from storage.terms import Category

MOST_QUESTIONS = 3  # about the help in all; counted with what, where and when as far as they had to be asked
EARLIEST = timedelta(hours=6)  # before an appointment that somebody is fetched
_AHEAD = (timedelta(minutes=30), timedelta(minutes=60))  # likely hours to be fetched
AGREE = "agree"
RIDE = "ride"  # the code among the needs that says that somebody is brought


@dataclass(frozen=True, slots=True)
class Trip:
    """How somebody gets somewhere: `appointment` is when they have to be there, in local time; None: not known.

    `needs` are codes of what matters to whoever goes; `back`: fetched again when they say that they are done, or at
    `home`, in local time.
    """

    ride: bool = False
    back: bool = False
    appointment: datetime | None = None
    needs: tuple[str, ...] = ()
    home: datetime | None = None


NO_TRIP = Trip()
MATTERS = ("means", "pick_up", "stay", "aid")  # the keys of what may be asked, as far as it can be changed


@dataclass(frozen=True, slots=True)
class Matter:
    """The kind for one of a few things that matter on the way: tapped, or said (also what is not among the taps)."""

    name: str
    taps: tuple[Option, ...]
    said: tuple[str, ...] = ()
    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give the likely answers."""
        return self.taps

    def read(self, heard: Heard) -> Answer:
        """Take what was tapped or said."""
        value = heard.option or heard.facts.get(self.name)
        if value not in self._values():
            raise Unclear("unclear.choice")
        return Answer(value)

    def recall(self, kept: Any) -> str:
        """Give the value back, while it is still one."""
        if kept not in self._values():
            raise Unclear("unclear.choice")
        return str(kept)

    def _values(self) -> list[str]:
        return [*(one.value for one in self.taps), *self.said]


@dataclass(frozen=True, slots=True)
class PickUp:
    """The kind for the hour to be fetched, as HH:MM before an appointment; or they agree on it themselves."""

    appointment: datetime
    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give the likely hours on the same day, and agreeing on it."""
        hours = [self.appointment - ahead for ahead in _AHEAD]
        taps = [Option(f"{one:%H:%M}", "ride.at", {"at": one.time()}) for one in hours
                if one.date() == self.appointment.date()]  # fmt: skip
        return (*taps, Option(AGREE, "ride.agree_tap"))

    def read(self, heard: Heard) -> Answer:
        """Take the hour, when it comes before the appointment."""
        value = heard.option or heard.facts.get("pick_up")
        if value is None:
            raise Unclear("unclear.pick_up")
        return Answer(value)

    def recall(self, kept: Any) -> str:
        """Give the hour back, while it still comes before the appointment."""
        if kept != AGREE and fetched_at(self.appointment, kept) is None:
            raise Unclear("unclear.pick_up")
        return str(kept)


def fetched_at(appointment: datetime, hour: Any) -> datetime | None:
    """Give the moment of HOUR (HH:MM) before APPOINTMENT; None when it is none, or too early to be meant."""
    try:
        at = datetime.combine(appointment.date(), time.fromisoformat(hour))
    except (TypeError, ValueError):
        return None
    return at if appointment - EARLIEST <= at < appointment else None


@dataclass(frozen=True, slots=True)
class Hour:
    """The kind for the hour to be there, on a day that was said."""

    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Let it be open."""
        return (Option("open", "ride.hour_open"),)

    def read(self, heard: Heard) -> Answer:
        """Take the one exact time that was heard, with its day."""
        if heard.option == "open":
            return Answer("open")
        heard_when = heard.facts.get("when", ())
        if len(heard_when) != 1:
            raise Unclear(str(heard.facts.get("when.not", "unclear.hour")))
        return Answer(heard_when[0])

    def recall(self, kept: Any) -> When | None:
        """Give the time back; None where it is open."""
        if kept == "open":
            return None
        try:
            when = When.recalled(kept)
        except (AttributeError, TypeError, ValueError) as misfit:
            raise Unclear("unclear.hour") from misfit
        if when.grain not in EXACT or when.start is None:
            raise Unclear("unclear.hour")
        return when


class _Few:
    """Asks while there are questions left; else what was not asked is what it would be if nobody minded."""

    def __init__(self, talk: Talk, left: int) -> None:
        self.talk, self.left = talk, left

    async def ask(self, key: str, kind: Kind[Any], instead: Any, **facts: Any) -> Any:
        if self.left <= 0:
            return instead
        self.left -= 1
        return await self.talk.ask(key, kind, **facts)


_MEANS = (Option("there", "ride.means_there", yes=True), Option("door", "ride.means_door", yes=False))
_STAYS = (
    Option("inside", "ride.stay_inside"),
    Option("back", "ride.stay_back"),
    Option("bring", "ride.stay_bring"),
)
_AIDS = (Option("none", "ride.aid_none", yes=False), Option("rollator", "ride.aid_rollator"),
         Option("wheelchair", "ride.aid_wheelchair"))  # fmt: skip


def is_ride(what: Task) -> bool:
    """Say whether somebody is to be brought; going along with them is none."""
    return what.category is Category.TRANSPORT and bool(what.ride.sort)


async def ask_trip(talk: Talk, given: Given, what: Task, when: When, where: str) -> tuple[When, Trip]:
    """Ask what a ride needs that was not said, in few questions; give when to be at the door, and the trip."""
    if not is_ride(what):
        return when, Trip()
    ride, known = what.ride, given.get("said", ())
    few = _Few(talk, MOST_QUESTIONS - sum(key not in known for key in ("what", "where", "when")))
    means = ride.means or ("there" if ride.sort == "must" or "when" not in known else "")
    if when.grain in ("day", "part") and when.start is not None:
        hour = await few.ask("hour", Hour(), None, when=when, where=where)
        if hour:
            when, means = replace(when, start=hour.start, end=hour.end, grain=hour.grain), means or "there"
    appointment = None
    if when.grain in EXACT and when.start is not None:
        means = means or await few.ask("means", Matter("means", _MEANS), "there", at=when.start.time(), where=where)
        if means == "there":
            appointment = when.start
            when = await _pick_up(few, what, when, appointment)
    asked = ride.sort == "asked"  # who only has to get there is asked nothing more
    stay = ride.stay or (await few.ask("stay", Matter("stay", _STAYS, ("wait",)), "") if asked else "")
    aid = ride.aid or (await few.ask("aid", Matter("aid", _AIDS), "") if asked else "")
    codes = (RIDE, ride.by, aid, "" if stay == "back" else stay)
    home = _home(when, ride.home) if stay == "back" else None
    return when, Trip(True, stay == "back", appointment, tuple(one for one in codes if one), home)


def _home(when: When, hour: str) -> datetime | None:
    """Give when to be fetched again: at HOUR (HH:MM) on that day, where it comes after WHEN."""
    if not hour or when.start is None:
        return None
    at = datetime.combine(when.start.date(), time.fromisoformat(hour))
    return at if at > when.start else None


async def _pick_up(few: _Few, what: Task, when: When, appointment: datetime) -> When:
    """Give when to be at the door: the hour that was said or chosen, else some time before the appointment."""
    hour = what.ride.pick_up
    if not hour and what.ride.sort == "asked":
        hour = await few.ask("pick_up", PickUp(appointment), AGREE, at=appointment.time())
    at = fetched_at(appointment, hour)
    if at is None:
        return replace(when, start=appointment, end=None, grain="before")
    return replace(when, start=at, end=None, grain="minute")


def said_trip(trip: Trip, when: When) -> list[Said]:
    """Say back what was said of a ride, a line each; of what nobody asked, how to say it."""
    lines = []
    if trip.appointment is not None and when.grain != "before":
        lines.append(Said("ride.line.there", {"at": trip.appointment.time()}))
    if when.grain == "before":
        lines.append(Said("ride.line.agree", {}))
    lines += said_needs(trip.needs)
    if trip.back:
        lines.append(Said("ride.line.home", {"at": trip.home.time()}) if trip.home else Said("ride.line.back", {}))
    if trip.ride and not {"rollator", "wheelchair", "none"} & set(trip.needs):
        lines.append(Said("ride.line.hint", {}))
    return lines


_SHOWN = ("walking", "rollator", "wheelchair", "inside", "wait", "bring")


def said_needs(needs: tuple[str, ...]) -> list[Said]:
    """Say what matters to whoever goes, a line each."""
    return [Said(f"ride.line.{code}", {}) for code in needs if code in _SHOWN]
