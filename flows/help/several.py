"""Several tasks in one message: the first is asked for, the others wait for their turn. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flows.help.adjusting import on_that_day
from flows.understanding.requests.category import Own, find_hints
from flows.understanding.requests.destination import place_alone, read_destination
from flows.understanding.requests.ride import read_ride
from flows.understanding.requests.sentence import Understood, understand
from flows.understanding.requests.several import split_tasks
from flows.understanding.time.both import all_meant, cut_at_times, times_that_day
from flows.understanding.time.moment import When
from flows.understanding.words import fold
from storage.terms import Category


def first_of(understood: Understood, now: datetime, own: Own = ()) -> tuple[Understood, list[dict[str, Any]]]:
    """Give the first task of a message, with the time that was said for all, and the others as they are kept."""
    parts = split_tasks(understood.text)
    if len(parts) == 1:
        return _by_time(understood, now, own)
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


def known_of(other: Mapping[str, Any]) -> dict[str, Any]:
    """Give what is known already of a task that waits: all of it where only its time is another."""
    return dict(other.get("known", {}))


def _by_time(understood: Understood, now: datetime, own: Own) -> tuple[Understood, list[dict[str, Any]]]:
    """Part one task that is asked for at several times: each is asked for by itself, there and back in one."""
    times = [one for one in (understood.when, *understood.ask) if one is not None]
    category, text = understood.category, understood.text
    if category is Category.TRANSPORT and len(times) == 1 and is_a_day(times[0]):
        return understood, [_then(understood, text, times[0], now, own)] * (times_that_day(text) - 1)
    if category is None or len(times) < 2:
        return understood, []
    first = replace(understood, when=times[0], ask=())
    parts = cut_at_times(text, now, _names_place if category is Category.TRANSPORT else _names_task)
    if len(parts) == len(times):
        return first, [_then(understood, part, one, now, own) for part, one in zip(parts[1:], times[1:], strict=True)]
    meant = all_meant(text, now)
    if not meant or (category is Category.TRANSPORT and len({_day(one) for one in meant}) < len(meant)):
        return understood, []
    return first, [_then(understood, text, one, now, own) for one in meant[1:]]


def is_a_day(when: When) -> bool:
    """Say whether WHEN is one day or a part of it, and does not come back."""
    return when.every is None and when.grain in ("day", "part") and when.start is not None


def _then(whole: Understood, words: str, when: When, now: datetime, own: Own) -> dict[str, Any]:
    """Give the task of WORDS at another time, as it is kept; it is of the kind that the WHOLE message asks for."""
    part = understand(words, now, own, asked=True)
    other = (
        part if part.category and whole.category is not Category.TRANSPORT else replace(part, category=whole.category)
    )
    task = kept(replace(other, task=other.task or (whole.task if words == whole.text else "")))
    sort = read_ride(whole.text).sort if whole.category is Category.TRANSPORT else ""
    what = {**task, **({"ride": {"sort": sort}} if sort else {})}
    where = place_alone(read_destination(words))
    return {**task, "known": {"what": what, "when": [when.kept()], **({"where": where} if where else {})}}


def _names_place(words: str) -> bool:
    return bool(read_destination(words))


def _names_task(words: str) -> bool:
    return bool(find_hints(fold(words)))


def _day(when: When) -> Any:
    return when.start and when.start.date()


def _with_time(first: Understood, whole: Understood) -> Understood:
    return first if first.when else replace(first, when=whole.when, ask=whole.ask)


def kept(task: Understood) -> dict[str, Any]:
    """Give a task as it is kept while it waits for its turn."""
    category = task.category or Category.OTHER
    return {"words": task.text, "category": category.value, "task": task.task}
