"""The laws of the house: what holds in every history, whatever people, clocks, kills and taps make of it.

Each is a sentence and looks at one act and what came of it; each raises AssertionError where it is broken.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.practice.lindendorp import COORDINATORS, HELPERS, RESIDENTS
from flows.help.visits import gone_by
from flows.history import faults
from storage.tables.course import Event
from storage.tables.help import Visit
from storage.terms import VisitState
from tests.laws.house import Sight
from tests.laws.picture import Act, Course, Picture
from tests.test_stories import HARMFUL

CONFIRMED_BY = {
    "visit.cancel": {"cancel_sure", "cancel_series", "series_pause", "leave_sure", "erase_sure", "rest_sure",
                     "weather_hold", "task.weather_off"},
    "visit.withdraw": {"withdraw_sure", "leave_sure", "erase_sure", "rest_sure"},
    "visit.refuse": {"rather_not_sure"},
    "member.left": {"stop_leave", "leave_sure"},
    "person.erased": {"erase_sure"},
    "person.rests": {"rest_sure"},
    "weather.held": {"weather_hold"},
    "visit.accept": {"accept", "task.couple"},
    "visit.propose": {"accept"},
}  # fmt: skip
_CLAIMS = ("ja, ik doe het", "yes, i'll do it", "yes, i will do it")
_THIS_VERY_ONE = ("cancel_sure", "withdraw_sure", "rather_not_sure", "cancel_series", "series_pause")
ZONE = ZoneInfo("Europe/Amsterdam")


def harm_is_confirmed(course: Course) -> None:
    """Nothing is cancelled, withdrawn, refused, left, erased or claimed but by the button or answer that says so."""
    for event in course.events:
        if event.kind in CONFIRMED_BY:
            assert _confirms(course.act, event), f"{event.kind} without its confirmation: {course.act}"


def _confirms(act: Act, event: Event) -> bool:
    if event.kind in ("visit.accept", "visit.propose") and act.words.strip(" .!").casefold() in _CLAIMS:
        return True
    return any(_is_of(button, event) for button in act.buttons if button["deed"] in CONFIRMED_BY[event.kind])


def _is_of(button: Mapping[str, Any], event: Event) -> bool:
    """Say whether a confirmation that names a visit names this one."""
    return button["deed"] not in _THIS_VERY_ONE or button["args"]["visit"] == event.subject


def addresses_stay_with_the_visit(course: Course) -> None:
    """An address or a number is read by whose it is, by coordinators, and by whoever holds a visit there."""
    for sight in course.seen:
        digits = re.sub(r"\D", "", sight.text)
        for villager in (*RESIDENTS, *HELPERS):
            number = re.sub(r"\D", "", villager.phone).lstrip("0")
            if (villager.street in sight.text or number in digits) and sight.chat not in (villager.id, *_COORDINATORS):
                assert _holds(course, sight, villager.street), f"{sight.chat} read of {villager.name}: {sight.text!r}"


_COORDINATORS = tuple(one.id for one in COORDINATORS)


def _holds(course: Course, sight: Sight, street: str) -> bool:
    """Say whether a message is about a visit at STREET that its reader held at that moment."""
    if sight.visit is None or sight.visit.helper != sight.to:
        return False
    asker = course.before.people.get(course.after.asker(sight.visit))
    return asker is not None and asker.street == street


def history_is_whole(course: Course) -> None:
    """No law of history is broken: one holder a visit, every promise kept or handed on, every deed in its state."""
    assert [str(one) for one in faults(course.after.history())] == []


def promised_words_come_in_time(course: Course) -> None:
    """At each hour that a promise falls due, the asker gets a word or a person gets a task, and then not too late."""
    for event in course.events:
        if event.kind == "promise.kept":
            made = [one for one in course.after.events if one.subject == event.subject and one.kind == "promise.made"]
            earlier = [one for one in made if one.id < event.id]
            assert earlier, "a promise was kept that nobody made"
            told = any(sight.visit and sight.visit.id == event.subject for sight in course.seen)
            handed = any(task.visit == event.subject for task in course.after.tasks)
            assert told or handed, "a promise fell due and nobody heard of it"


def reminders_are_true(course: Course) -> None:
    """Whoever is reminded has that visit, agreed and ahead, tomorrow or in the next hours."""
    for sight in course.seen:
        if sight.words.startswith(("remind.", "task.along_")) and not sight.edited:
            visit = sight.visit
            assert visit is not None
            assert visit.state is VisitState.AGREED, "a reminder of a visit that is not agreed"
            who = (visit.helper, course.after.asker(visit), visit.with_person)
            assert sight.to in who, "a reminder to somebody who has nothing to do with it"
            assert _is_its_time(sight, visit), f"a reminder at the wrong time: {sight.text!r} at {sight.at}"


def _is_its_time(sight: Sight, visit: Visit) -> bool:
    assert visit.starts_at is not None
    now, starts = sight.at.astimezone(ZONE), visit.starts_at.astimezone(ZONE)
    if sight.words.endswith("_evening"):
        return starts.date() == now.date() + timedelta(days=1) and now.hour >= 18
    return starts.date() == now.date() and not gone_by(visit, sight.at)


def all_is_handled(course: Course) -> None:
    """No update fails and nothing that falls due fails."""
    assert [row.failed for row in course.after.failed] == []
    assert [row.kind for row in course.after.dues if row.tries] == []


def harm_never_stands_alone(course: Course) -> None:
    """Under no message there is nothing but harm to tap."""
    for sight in course.seen:
        assert not sight.labels or set(sight.labels) - HARMFUL, f"only harm can be tapped under {sight.text!r}"


class Stopped:
    """Who said stop, or was forgotten: nothing new reaches them until they write or tap again."""

    def __init__(self) -> None:
        self.people = set[int]()

    def hear_nothing(self, course: Course) -> None:
        """Whoever stopped gets nothing more than the goodbye, and what stands in their chat may be changed."""
        if course.act.chat is not None:
            self.people -= _living_by(course.before, course.act.chat)
        for sight in course.seen:
            assert sight.to not in self.people or sight.edited, f"{sight.to} had stopped and got {sight.text!r}"
        for event in course.events:
            if event.kind in ("member.left", "person.erased"):
                self.people.add(event.subject)


def _living_by(picture: Picture, chat: int) -> frozenset[int]:
    return picture.phones.get(chat, frozenset())


LAWS: tuple[Callable[[Course], None], ...] = (
    all_is_handled,
    harm_is_confirmed,
    harm_never_stands_alone,
    addresses_stay_with_the_visit,
    history_is_whole,
    promised_words_come_in_time,
    reminders_are_true,
)
