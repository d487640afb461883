"""Pieces of what is said about a task: to the asker, to whoever goes, and to everybody who is asked. Pure."""

from collections.abc import Iterable

from flows.help.answers import Task
from flows.talk import Given, Said
from storage.terms import Category


def said_task(what: Task, destination: str) -> Said:
    """Say what is to be done, to whoever knows of it."""
    return Said(f"doing.{what.category.value}", {"task": what.task, "where": destination})


def said_coordinator(given: Given) -> Said | str:
    """Say who will call: by name where somebody is on duty."""
    return str(given.get("coordinator") or "") or Said("person.coordinator", {})


def said_going(what: Task, destination: str) -> Said:
    """Say what is to be done, to whoever goes."""
    return Said(f"going.{what.category.value}", {"task": what.task, "where": destination})


def said_briefly(what: Task) -> Said:
    """Say back in a few words what was understood."""
    button = Said(f"category.button.{what.category.value}", {})
    return Said("noted.task" if what.task else "noted.bare", {"what": button, "task": what.task})


def said_public(category: Category) -> Said:
    """Say what everybody may read who is asked: no name, no words of the asker, nothing of their health."""
    return Said(f"public.{category.value}", {})


def said_limits(codes: Iterable[str]) -> list[Said]:
    """Say what a helper would rather not meet."""
    return [Said(f"limit.{one}", {}) for one in codes]
