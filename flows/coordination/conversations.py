"""What a coordinator is asked who speaks for somebody, or gave half a command. It only asks and says."""

from dataclasses import dataclass

from flows.help.answers import What, Where, Who, WhoKind, make_address, make_who
from flows.help.conversations import FIRST_GUESSES, HelpWanted, ask_when, read_back
from flows.help.trips import ask_trip
from flows.kinds import Choice, Fact, Text
from flows.talk import Given, Option, Said, Talk
from storage.terms import Category


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """What the talk comes to: who needs help, how they agreed to it, and what is wanted (None without their yes)."""

    who: Who
    consent: str
    wanted: HelpWanted | None


async def on_behalf(talk: Talk, given: Given) -> OnBehalf:
    """Ask for whom, whether they agreed, what and when; read it back."""
    who = await talk.ask("who", WhoKind("who", make_who, "unclear.who_for", contact=False))
    if not who.street:
        at = await talk.ask("street", Fact("street", make_address, "unclear.street"), name=who.name)
        who = Who(who.name, at.street, at.postcode, at.place, who.phone or at.phone)
    ways = Option("in_person", "on_behalf.in_person", yes=True), Option("by_phone", "on_behalf.by_phone")
    consent = await talk.ask("consent", Choice((*ways, Option("none", "on_behalf.none", yes=False))), name=who.name)
    if consent == "none":
        return OnBehalf(who, consent, None)
    what = await talk.ask("what", What(FIRST_GUESSES), name=who.name)
    destination = await talk.ask("where", Where()) if what.category is Category.TRANSPORT else ""
    when, trip = await ask_trip(talk, given, what, await ask_when(talk, name=who.name), destination)
    return OnBehalf(who, consent, await read_back(talk, what, when, destination, who, given, trip))


async def half(talk: Talk, given: Given) -> str:
    """Ask for what is missing in a command."""
    return await talk.ask("rest", Text(), question=Said(given["asks"], given["facts"]))
