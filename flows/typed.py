"""Typed words as an answer to buttons: a label, its number, a yes or a no. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.understanding.replies.answers import leaves_it, pick, pick_by_number, says, yes_or_no
from flows.wording.render import Reader, render

_LONGEST_ROW = 20  # buttons; nobody counts further
_SENTENCE = 6  # words of a sentence that says no more than a label does
_SHORT = 3  # words; a longer answer is looked at for what it says, not for a label that happens to stand in it


@dataclass(frozen=True, slots=True)
class Meant:
    """What typed words mean under a row of buttons: one of them, or a yes that none of them may be meant by."""

    button: Mapping[str, Any] | None
    unsure: bool = False


def meant(words: str, buttons: Sequence[Mapping[str, Any]], reader: Reader, loosely: bool = False) -> Meant:
    """Find the button that WORDS mean. LOOSELY takes parts and slips of a label as well.

    A bare yes stands only for a button that is marked for it, a number only for one in a list of equal choices. Where
    each button does something else (an offer, a card), nothing but its whole label will do.
    """
    if (tapped := exactly(words, buttons, reader)) is not None:
        return Meant(tapped)
    labels = [_label(button, reader) for button in buttons]
    left = [button for button in buttons if button.get("args", {}).get("option") == "drop"]
    if left and leaves_it(words):
        return Meant(left[0])
    nth = pick_by_number(words, _LONGEST_ROW)
    if nth is not None and _are_alike(buttons) and not _are_marked(buttons):
        return Meant(buttons[nth] if nth < len(buttons) else None)
    if nth and nth < len(buttons) and _are_alike(_but_no(buttons)) and not _are_marked(_but_no(buttons)):
        return Meant(buttons[nth])
    agreed = True if nth == 0 else yes_or_no(words)
    if agreed is not None:
        marked = [button for button in buttons if button.get("yes") is agreed]
        return Meant(marked[0]) if marked else Meant(None, unsure=agreed)
    if nth is not None:
        return Meant(None)
    return Meant(_by_words(words, buttons, labels) or (_by_part(words, buttons, labels) if loosely else None))


def exactly(words: str, buttons: Sequence[Mapping[str, Any]], reader: Reader) -> Mapping[str, Any] | None:
    """Find the one button whose whole label WORDS are, as if it was tapped."""
    found = [one for one in buttons if (label := _label(one, reader)) and _plain(label) == _plain(words)]
    return found[0] if len(found) == 1 else None


def _by_words(words: str, buttons: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> Mapping[str, Any] | None:
    """Find the one button that is marked whose label holds all that WORDS say: "ja zet maar stil" for "Ja, zet stil".

    A talk hears its own answers.
    """
    said = says(words)
    if not said or "?" in words or len(words.split()) > _SENTENCE or any(one["deed"] == "answer" for one in buttons):
        return None
    found = [nth for nth, label in enumerate(labels) if said <= says(label)]
    marked = len(found) == 1 and (buttons[found[0]].get("yes") is not None or _are_alike(buttons))
    return buttons[found[0]] if marked else None


def _by_part(words: str, buttons: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> Mapping[str, Any] | None:
    """Find the button by a part or a slip of its label, never one that drops all: that one has neither mark."""
    if len(words.split()) > _SHORT or not all(labels) or not _are_alike(buttons):
        return None
    nth = pick(words, labels)
    harmless = nth is not None and (buttons[nth].get("yes") is not None or not _are_marked(buttons))
    return buttons[nth] if nth is not None and harmless else None


def _are_alike(buttons: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether they answer one question, and do not each do something else."""
    return len({button["deed"] for button in buttons}) == 1


def _but_no(buttons: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [button for button in buttons if button.get("yes") is not False]


def _are_marked(buttons: Sequence[Mapping[str, Any]]) -> bool:
    return any(button.get("yes") is not None for button in buttons)


def _label(button: Mapping[str, Any], reader: Reader) -> str:
    """Give the label of a button; its own when it still has one, else anew from its words. Empty when it held names."""
    if button.get("label"):
        return str(button["label"])
    try:
        return render(str(button["words"]), {}, reader).text
    except KeyError:
        return ""


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").replace(",", " ").strip(" .!?,").split())
