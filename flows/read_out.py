"""What stands under lines that a coordinator reads out: the answers that could have been tapped, or nobody answers.

Each button carries the task of the call and the option of the letter that is read out (flows/calling).
"""

from typing import Any

from flows.post import Button
from flows.talk import Said
from flows.wording.catalog import FIRST_LANGUAGE, catalog
from storage.tables.post import OutboxLetter

_READ = ("read", "card_read")  # deeds that say no more than that it was heard
_NOT_BY_PHONE = ("to_calendar", "ask_again", "stop_erase", "erase_sure")  # only on a screen, or by themselves alone
_ANSWERS = ("answer", "change")  # deeds of a talk


def answers_to(letter: OutboxLetter, task: int, first: str | Said, on_line: bool = False) -> list[Button]:
    """Give what can be tapped while LETTER is read out to whoever is called FIRST, for the call that is TASK.

    Who is ON the LINE has answered the phone already: what they don't answer now is left for another time.
    """
    given = {"task": task}
    aside = Button("call.later", "call.later", given) if on_line else Button("task.no_answer", "call.no_answer", given)
    if is_news(letter):
        more = [Button("call.more", "call.more", given, {"first": first})] if others_of(letter) else []
        return [Button("task.said", "call.said", given), *([] if on_line else [aside]), *more]
    answers = [button_for(row, task) for row in others_of(letter, reads=True)]
    if is_of_talk(letter):
        answers.append(Button("call.write_down", "call.words", given))
    nothing = [] if letter.buttons else [Button("call.nothing", "call.said", given)]
    return [*answers, *nothing, aside]


def is_news(letter: OutboxLetter) -> bool:
    """Say whether LETTER is only to be heard, so that no answer to it is waited for."""
    return not letter.asks or any(row["deed"] in _READ for row in letter.buttons)


def is_of_talk(letter: OutboxLetter) -> bool:
    """Say whether LETTER is a question of a talk, which words may answer as well."""
    return letter.asks and all(row["deed"] in _ANSWERS for row in letter.buttons)


def heard_of(letter: OutboxLetter) -> dict[str, Any] | None:
    """Give the button of LETTER that says it was heard; None where it has none."""
    return next((row for row in letter.buttons if row["deed"] in _READ), None)


def others_of(letter: OutboxLetter, reads: bool = False) -> list[dict[str, Any]]:
    """Give the buttons of LETTER that mean something by phone; with READS also the one that says it was heard."""
    return [row for row in letter.buttons if row["deed"] not in _NOT_BY_PHONE and (reads or row["deed"] not in _READ)]


def button_for(row: dict[str, Any], task: int) -> Button:
    """Give a button of a letter as it stands under the lines that are read out."""
    text = catalog(FIRST_LANGUAGE).get(row["words"])
    fixed = isinstance(text, str) and "{" not in text
    words, facts = (row["words"], {}) if fixed else ("call.label", {"label": row["label"]})
    return Button(words, "call.record", {"task": task, "option": row["option"]}, facts)
