"""What is asked before somebody is spoken for: for whom it is, and whether they agree. It only asks and says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.help.answers import What, Where, Who, WhoKind, make_who
from flows.help.conversations import FIRST_GUESSES, HelpWanted, ask_when, read_back
from flows.help.sayings import said_coordinator
from flows.kinds import Choice, Text
from flows.talk import Answer, Given, Heard, Option, Said, Talk
from storage.terms import Category

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Whose:
    """For whom it is, by the id of a person; `agreed` is False where they would rather not be written to here."""

    person: int
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Joining:
    """Who wants to live by this phone too; `agreed` is False where they are not here, or would rather not."""

    name: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class ForOther:
    """How somebody goes on who asks for another one: ask, call or self; and who it is, for a coordinator to call."""

    how: str
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """The kind for how somebody goes on who asks for another: tapped; or they tell at once who it is, to be called."""

    choices: tuple[Option, ...]
    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give the ways as they are."""
        return self.choices

    def read(self, heard: Heard) -> Answer:
        """Take the way that was tapped; who tells the name and the address of the other would have them called."""
        if heard.option is None and "who" in heard.facts:
            return Answer("call", {"who": heard.facts["who"]})
        return Choice(self.choices, named="how").read(heard)

    def recall(self, kept: Any) -> str:
        """Give the way back, while it is still among them."""
        return Choice(self.choices).recall(kept)


async def whose(talk: Talk, given: Given) -> Whose:
    """Ask for whom it is, of those who live by this phone or may be asked for; and once whether they agree."""
    people = {str(one["id"]): one for one in given["people"]}
    options = tuple(Option(key, "whose.this", {"name": one["name"]}) for key, one in people.items())
    names: list[str | Said] = [one["name"] for one in people.values()]
    if given.get("self"):
        options = (*options, Option(str(given["self"]), "whose.self"))
        names.append(Said("whose.self_too", {}))
    answer = await talk.ask("whom", Choice(options, named="whom", unclear="unclear.whom"), names=said_or(names))
    if people.get(answer, {}).get("asks"):
        return Whose(int(answer), await _agreed(talk, people[answer]["name"], given["holder"]))
    return Whose(int(answer))


def said_or(names: Sequence[str | Said]) -> str | Said:
    """Say names with "or" between the last two."""
    return names[0] if len(names) == 1 else Said("whose.or", {"one": list(names[:-1]), "other": names[-1]})


async def joining(talk: Talk, given: Given) -> Joining:
    """Ask who else lives by this phone, whether they are here, and whether they agree."""
    name = str(given.get("name") or "") or await talk.ask("name", Text(most=LONGEST_NAME))
    here = Option("here", "joining.is_here", yes=True), Option("away", "joining.is_away", yes=False)
    if await talk.ask("here", Choice(here), name=name) == "away":
        return Joining(name, agreed=False)
    return Joining(name, await _agreed(talk, name, given["holder"]))


async def _agreed(talk: Talk, name: str, holder: str) -> bool:
    """Ask the other one, who reads along now, whether they may be written to on this phone."""
    ways = Option("yes", "shared.agree", yes=True), Option("no", "shared.rather_not", yes=False)
    return await talk.ask("agree", Choice(ways), name=name, holder=holder) == "yes"


async def for_other(talk: Talk, given: Given) -> ForOther:
    """Ask whether they will ask the other one first, or have a coordinator call; then whom to call."""
    ways = Option("ask", "for_other.ask"), Option("call", "for_other.call", yes=True), Option("self", "for_other.self")
    pronoun = Said(f"pronoun.{given['pronoun']}", {})
    how = await talk.ask("how", Ways(ways), pronoun=pronoun, coordinator=said_coordinator(given))
    if how != "call":
        return ForOther(how)
    return ForOther(how, await talk.ask("who", WhoKind("who", make_who, "unclear.who_for", contact=False)))


async def ask_for_elder(talk: Talk, given: Given) -> HelpWanted:
    """Ask what a relative wants for somebody, and when; read it back."""
    name = given["name"]
    what = await talk.ask("what", What(FIRST_GUESSES), name=name)
    destination = await talk.ask("where", Where(), name=name) if what.category is Category.TRANSPORT else ""
    when = await ask_when(talk, name=name)
    return await read_back(talk, what, when, destination, Who(name), given)
