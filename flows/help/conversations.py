"""What is asked of somebody who needs help. It only asks and says."""

from dataclasses import dataclass
from typing import Any

from flows.help.answers import (
    LastLook,
    Task,
    What,
    WhenKind,
    Where,
    Which,
    Who,
    WhoKind,
    make_address,
    make_readings,
    make_who,
)
from flows.help.costs import said_bag, said_costs
from flows.help.sayings import (
    said_briefly,
    said_coordinator,
    said_meeting,
    said_others,
    said_public,
    said_several,
    said_task,
    said_wished,
)
from flows.help.trips import MATTERS, NO_TRIP, Trip, ask_trip, is_ride, said_needs, said_trip
from flows.kinds import Fact
from flows.talk import Given, Option, Said, Talk
from flows.understanding.requests.meeting import meeting_place
from flows.understanding.time.moment import When
from storage.terms import Category

FIRST_GUESSES = (Category.GROCERIES, Category.COMPANY, Category.OTHER)
_TODAY = Option("today", "when.today", says="vandaag")
_TOMORROW = Option("tomorrow", "when.tomorrow", says="morgen")
_ANY = Option("any", "when.any", says="maakt niet uit")


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """What the talk comes to. `who` is None when we knew already; `dropped` when they would rather not ask."""

    what: Task
    when: When  # to be at the door
    destination: str
    who: Who | None
    dropped: bool = False
    trip: Trip = NO_TRIP


async def ask_when(talk: Talk, **facts: Any) -> When:
    """Ask when, and which of two where people would differ."""
    readings = await talk.ask(
        "when", WhenKind("when", make_readings, "unclear.when", (_TODAY, _TOMORROW, _ANY), more=("where",)), **facts
    )
    if len(readings) == 1:
        return readings[0]
    return await talk.ask("which", Which(readings[:2]))


async def ask_for_help(talk: Talk, given: Given) -> HelpWanted:
    """Ask what, when and where, as far as it has not been said; once in a life who; and read it back."""
    guesses = tuple(Category(one) for one in given.get("guesses", ())) or FIRST_GUESSES
    what = await talk.ask("what", What(guesses, given.get("words", ""), "what" not in given.get("said", ("what",))))
    destination = ""
    if what.category is Category.TRANSPORT:
        destination = await talk.ask("where", Where())
    when = await ask_when(
        talk, noted=said_briefly(what), ask=Said("when.ask_ride" if is_ride(what) else "when.ask", {})
    )
    when, trip = await ask_trip(talk, given, what, when, destination)
    who = None
    if not given.get("known"):
        contact = WhoKind("who", make_who, "unclear.who")
        who = await talk.ask("who", contact, coordinator=said_coordinator(given))
        if not who.street:
            street = await talk.ask("street", Fact("street", make_address, "unclear.street"), name=who.name)
            who = Who(street.name or who.name, street.street, street.postcode, street.place, who.phone or street.phone)
    elif not given.get("street", True):
        who = await talk.ask("street", Fact("street", make_address, "unclear.street"), name="")
    return await read_back(talk, what, when, destination, who, given, trip)


async def read_back(
    talk: Talk, what: Task, when: When, destination: str, who: Who | None, given: Given, trip: Trip = NO_TRIP
) -> HelpWanted:
    """Read everything back, with what the neighbours will read, and ask whether it is right."""
    lines = ("what", "when", "where", *MATTERS) if destination else ("what", "when")
    answer = await talk.ask(
        "review",
        LastLook(lines, told=("hour",)),
        what=said_task(what, destination),
        when=when,
        meets=said_meeting(meeting_place(what.words)),
        trip=[*said_several(what.helpers), *said_trip(trip, when)],
        after=[
            *said_wished(str(given.get("wished", ""))),
            *said_others(given.get("others", ())),
        ],
        costs=said_costs(what.category, given.get("costs", {})),
        bag=said_bag(what.category, f"{what.words} {what.task}"),
        public=said_public(what.category, trip.ride),
        more=[*said_several(what.helpers), *said_needs(trip.needs)],
        name=who.name if who else "",
        street=who.street if who else "",
        phone=who.phone if who else "",
    )
    return HelpWanted(what, when, destination, who, dropped=answer == "drop", trip=trip)
