"""Pieces of what is said about a task: to the asker, to whoever goes, and to everybody who is asked. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.help.answers import Task
from flows.help.trips import is_ride
from flows.talk import Given, Said
from flows.understanding.time.moment import When
from storage.terms import Category


def said_task(what: Task, destination: str) -> Said:
    """Say what is to be done, to whoever knows of it."""
    words = "ride.doing" if is_ride(what) else f"doing.{what.category.value}"
    said = Said(words, {"task": what.task, "where": destination})
    return Said("remark.will_read", {"what": said, "note": what.note}) if what.note else said


def said_coordinator(given: Given) -> Said | str:
    """Say who will call: by name where somebody is on duty."""
    return str(given.get("coordinator") or "") or Said("person.coordinator", {})


def said_going(what: Task, destination: str) -> Said:
    """Say what is to be done, to whoever goes."""
    words = "ride.going" if is_ride(what) else f"going.{what.category.value}"
    return with_note(Said(words, {"task": what.task, "where": destination}), what)


def with_note(said: Said, what: Task) -> Said:
    """Add what the asker has to say to whoever goes."""
    return Said("remark.said", {"what": said, "note": what.note}) if what.note else said


def said_meeting(place: str) -> Said | str:
    """Say where the two meet, where that is not at the asker's door."""
    return Said("card.meets", {"place": place}) if place else ""


def said_briefly(what: Task) -> Said:
    """Say back in a few words what was understood."""
    button = Said(f"category.button.{what.category.value}", {})
    return Said("noted.task" if what.task else "noted.bare", {"what": button, "task": what.task})


def said_others(others: Sequence[Mapping[str, Any]]) -> list[Said]:
    """Say which tasks of the same message follow, by their word or else by their kind, with the time that is known."""
    bare = [one for one in others if not one.get("known")]
    named = [one["task"] or Said(f"category.button.{one['category']}", {}) for one in bare]
    later = [_said_then(one, one["known"]) for one in others if one.get("known")]
    return [*later, *([Said("noted.next", {"others": named})] if named else [])]


def said_wished(name: str) -> list[Said]:
    """Say who is asked first; whether there is such a helper is nobody's business."""
    return [Said("noted.wished", {"name": name})] if name else []


def _said_then(other: Mapping[str, Any], known: Mapping[str, Any]) -> Said:
    """Say what is asked for after this, at which time."""
    when = When.recalled(known["when"][0])
    if known.get("where"):
        return Said("noted.then_where", {"where": known["where"], "when": when})
    return (
        Said("noted.then_task", {"task": other["task"], "when": when})
        if other["task"]
        else Said("noted.then", {"when": when})
    )


def said_public(category: Category, ride: bool = False) -> Said:
    """Say what everybody may read who is asked: no name, no words of the asker, nothing of their health."""
    return Said("ride.public" if ride else f"public.{category.value}", {})


def said_several(helpers: int) -> list[Said]:
    """Say how many people are to come, where it is more than one."""
    return [Said("several.needed", {"number": helpers})] if helpers > 1 else []


def said_limits(codes: Iterable[str]) -> list[Said]:
    """Name what may be in a house, or be asked of somebody."""
    return [Said(f"limit.{one}", {}) for one in codes]


def said_refused(codes: Iterable[str]) -> list[Said]:
    """Say back, each on its own, what a helper would rather not meet."""
    return [Said(f"limit.not.{one}", {}) for one in codes]
