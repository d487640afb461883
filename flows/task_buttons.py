"""What can be tapped under a task, by its kind; under a call whatever could have been tapped in the letter itself."""

from typing import Any

from flows.post import Button
from flows.read_out import answers_to
from flows.recordings import SPOKEN
from storage.tables.care import Task
from storage.tables.post import OutboxLetter

_PICK_UP = (("task.pick_up", "task.pick_up"),)
_LOSS = (("task.died", "task.died"), ("task.admitted", "task.admitted"))
_ANSWERS = {  # by kind of task: the words of each button, and its deed
    "danger": (("ringing.button", "danger.ring"), *_PICK_UP),
    "worry": (("task.pick_up", "concern.seen"),),
    "in_doubt": (("task.said", "task.close"), ("task.no_answer", "task.later")),
    "acquaint": (("task.acquainted", "task.acquainted"), ("task.ask_now", "task.acquainted")),
    "propose": (("task.couple", "task.couple"), ("task.not_couple", "task.not_couple")),
    "move": (("move.yes", "task.move_yes"), ("move.no", "task.move_no"), ("task.no_answer", "task.later")),
    "after": (("after.done", "task.went_well"), ("after.not_done", "task.did_not"), ("task.pick_up", "task.pick_up")),
    "weather": (("weather.on", "task.weather_on"), ("weather.off", "task.weather_off")),
    "loss": (*_LOSS, *_PICK_UP),
    "loss_who": (*_LOSS, *_PICK_UP),
    "rest_wrote": (("task.home", "task.home"), *_PICK_UP),
    "rest_call": (("task.said", "task.close"), ("task.no_answer", "task.later")),
    "replace": (("task.search", "task.search"), *_PICK_UP),
    "care": (("care.arranged", "care.arranged"), ("care.not_arranged", "care.not_arranged"), *_PICK_UP),
    "taxi": (("homeward.taxi_done", "task.taxi"), ("task.pick_up", "task.pick_up")),
    "ready": (("homeward.taxi_done", "task.taxi"), ("task.pick_up", "task.pick_up")),
    "for_other": (
        ("task.for_other_yes", "task.for_other_yes"),
        ("task.for_other_no", "task.for_other_no"),
        ("task.later", "task.later"),
    ),
    SPOKEN: (
        ("spoken.type", "spoken.type_in"),
        ("spoken.unclear", "spoken.not_heard"),
        *_PICK_UP,
    ),
    "check_again": (("checks.seen_again", "task.seen_again"), ("task.later", "task.later")),
    "double": (("double.same", "task.same"), ("double.two", "task.two")),
    "second": (("second.yes", "task.second_yes"), ("second.no", "task.second_no")),
    "child": (("task.child_grown", "task.close"), ("task.later", "task.later")),
    "approve": (("task.approved", "task.approved"), ("task.refuse", "task.refuse"), ("task.later", "task.later")),
}
_WHO_CAN = frozenset(["not_found", "waits", "drop_out"])  # kinds of task that somebody else may solve


def has_answers(kind: str) -> bool:
    """Say whether tasks of KIND are dealt with by answers of their own, and not by picking them up."""
    return kind == "call" or (kind in _ANSWERS and kind != "danger")


def buttons_of(task: Task, letter: OutboxLetter | None, facts: dict[str, Any]) -> list[Button]:
    """Give the buttons under TASK; LETTER is what is read out, where it is a call."""
    if letter is not None:
        return answers_to(letter, task.id, facts["first"] or facts["name"])
    buttons = [Button(words, deed, {"task": task.id}, facts) for words, deed in _ANSWERS.get(task.kind, _PICK_UP)]
    if task.kind in _WHO_CAN:
        buttons.append(Button("task.who_can", "say_command", {"name": "wie", "words": str(facts["number"])}))
    return buttons
