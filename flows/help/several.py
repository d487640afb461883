"""Several tasks in one message: the first is asked for, the others wait for their turn. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flows.help.adjusting import on_that_day
from flows.understanding.category import Own
from flows.understanding.moment import When
from flows.understanding.sentence import Understood, understand
from flows.understanding.several import split_tasks
from storage.terms import Category


def first_of(understood: Understood, now: datetime, own: Own = ()) -> tuple[Understood, list[dict[str, Any]]]:
    """Give the first task of a message, with the time that was said for all, and the others as they are kept."""
    parts = split_tasks(understood.text)
    if len(parts) == 1:
        return understood, []
    first = _with_time(understand(parts[0], now, own, asked=True), understood)
    return replace(first, flags=understood.flags), [kept(understand(part, now, own, asked=True)) for part in parts[1:]]


def next_of(
    others: Sequence[Mapping[str, Any]], before: When | None, now: datetime, own: Own = ()
) -> tuple[Understood, list[dict[str, Any]]]:
    """Give the next of the tasks that wait.

    BEFORE is the time of the task before it: where it has none of its own it is then, with an hour alone on that day.
    """
    found, rest = understand(str(others[0]["words"]), now, own, asked=True), [dict(one) for one in others[1:]]
    if found.when is None:
        return replace(found, when=before), rest
    then = on_that_day(before, found.text) if before else None
    return replace(found, when=then, ask=()) if then else found, rest


def _with_time(first: Understood, whole: Understood) -> Understood:
    return first if first.when else replace(first, when=whole.when, ask=whole.ask)


def kept(task: Understood) -> dict[str, Any]:
    """Give a task as it is kept while it waits for its turn."""
    category = task.category or Category.OTHER
    return {"words": task.text, "category": category.value, "task": task.task}
