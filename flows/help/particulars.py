"""Particulars of a task in the words of an asker: how somebody is brought, when fetched, how many are to come. Pure."""

from datetime import datetime, timedelta
from typing import Any

from flows.help.answers import place_of
from flows.help.trips import AGREE, MATTERS, fetched_at
from flows.talk import Answers
from flows.understanding.requests.category import find_hints
from flows.understanding.requests.how_many import read_how_many
from flows.understanding.requests.ride import leaves_open, read_ahead, read_ride
from flows.understanding.time.moment import EXACT, When, read_when
from flows.understanding.words import fold
from storage.terms import Category

_HALF_A_DAY = timedelta(hours=12)


def particulars(words: str, category: Category) -> dict[str, Any]:
    """Give what WORDS say of how somebody is brought, and of how many are to come, as parts of a task."""
    ride = read_ride(words).kept() if category is Category.TRANSPORT else {}
    helpers = read_how_many(words, category)
    return ({"ride": ride} if ride else {}) | ({"helpers": helpers} if helpers > 1 else {})


def about_the_same(words: str, facts: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """Take words about a task that is known as more about it: on the way to a doctor a rollator is no odd job."""
    before = answers["what"].value if "what" in answers else None
    if not before:
        return facts
    category = Category(before["category"])
    more, other = particulars(words, category), facts.get("what", before)
    if category is Category.TRANSPORT:
        return facts if not more and other["category"] != category else _on_the_way(words, facts, answers, more)
    if not more:
        return facts
    if other["category"] == category:
        return {**facts, "what": {**before, **other, **more}}
    names_another = any(one.strong for one in find_hints(fold(words)))  # "met z'n tweeën, het is zwaar" names none
    return facts if names_another else {**facts, "what": {**before, **more}}


def _on_the_way(words: str, facts: dict[str, Any], answers: Answers, more: dict[str, Any]) -> dict[str, Any]:
    """Sort what was said of a ride: an answer that was given before is given anew, the rest belongs to the task."""
    before = answers["what"].value
    known, said = before.get("ride", {}), dict(more.pop("ride", {}))
    facts = {key: value for key, value in facts.items() if key != "what"}
    pick_up = _fetched(words, answers)
    if pick_up and (said.get("means") == "door" or "pick_up" not in answers) and known.get("means") != "door":
        if said.pop("means", "") == "door":
            facts.pop("when", None)  # the appointment stays when it is
            said["pick_up"] = pick_up
        facts["pick_up"] = pick_up
    home = _home(words, answers) if said.get("stay") == "back" else None
    if home is not None:
        facts.pop("when", None)
        said["home"] = home
    facts |= {key: said[key] for key in MATTERS if key in said}
    if known.get("sort") or said.get("sort") != "asked":
        said.pop("sort", None)
    ride = {**known, **{key: value for key, value in said.items() if key not in answers}}
    anew = {**before, **more, **({"ride": ride} if ride else {})}
    return facts if anew == before else {**facts, "what": anew}


def _fetched(words: str, answers: Answers) -> str | None:
    """Give the hour before the appointment that WORDS name, as HH:MM, or that the two agree on it; None: neither."""
    appointment = _appointment(answers)
    if appointment is None:
        return None
    ahead = read_ahead(words)
    if ahead is not None:
        return f"{appointment - ahead:%H:%M}"
    said = read_when(words, appointment.replace(hour=0, minute=0))
    hours = [one.start for one in said if one.start is not None and one.grain in EXACT]
    halves = [hour + shift for hour in hours for shift in (timedelta(0), -_HALF_A_DAY, _HALF_A_DAY)]
    fits = [f"{one:%H:%M}" for one in halves if fetched_at(appointment, f"{one:%H:%M}")]
    return fits[0] if fits else AGREE if leaves_open(words) else None


def _home(words: str, answers: Answers) -> str | None:
    """Give the hour of the way back that WORDS name, as HH:MM, after the hour that is known; None where they do not."""
    _, before = times_said(answers)
    there = before[0].start if len(before) == 1 and before[0].grain in EXACT else None
    if there is None:
        return None
    said = read_when(words, there.replace(hour=0, minute=0))
    hours = [one.start for one in said if one.start is not None and one.grain in EXACT]
    return f"{hours[0]:%H:%M}" if len(hours) == 1 and hours[0].date() == there.date() and hours[0] > there else None


def times_said(answers: Answers) -> tuple[str, list[When]]:
    """Give the time that was said, or those among which nobody chose yet, and under which question it stands.

    That is the hour, where that was asked by itself.
    """
    readings = [When.recalled(one) for one in (answers["when"].value if "when" in answers else None) or ()]
    if len(readings) > 1 and "which" in answers and answers["which"].value:
        readings = [readings[place_of(answers["which"].value)]]
    hour = answers["hour"].value if "hour" in answers else None
    if isinstance(hour, dict) and not all(one.grain in EXACT for one in readings):
        return "hour", [When.recalled(hour)]
    return "when", readings


def _appointment(answers: Answers) -> datetime | None:
    """Give when they have to be there, as far as it was said."""
    _, said = times_said(answers)
    return said[0].start if len(said) == 1 and said[0].grain in EXACT else None
