"""Typed words as an answer to buttons: a label, its number, a yes or a no. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.understanding.answers import pick, yes_or_no
from flows.wording.render import Reader, render

_SHORT = 3  # words; a longer answer is looked at for what it says, not for a label that happens to stand in it


@dataclass(frozen=True, slots=True)
class Meant:
    """What typed words mean under a row of buttons: one of them, or a yes that none of them may be meant by."""

    button: Mapping[str, Any] | None
    unsure: bool = False


def meant(words: str, buttons: Sequence[Mapping[str, Any]], reader: Reader, loosely: bool = False) -> Meant:
    """Find the button that WORDS mean. LOOSELY takes parts and slips of a label as well.

    A bare yes or number stands only for a button that is marked for it, or for one in a list of equal choices.
    """
    labels = [_label(button, reader) for button in buttons]
    exact = [nth for nth, label in enumerate(labels) if label and _plain(label) == _plain(words)]
    if len(exact) == 1:
        return Meant(buttons[exact[0]])
    agreed = _agreed(words)
    if agreed is not None:
        marked = [button for button in buttons if button.get("yes") is agreed]
        return Meant(marked[0]) if marked else Meant(None, unsure=agreed)
    if loosely and len(words.split()) <= _SHORT and all(labels):
        nth = pick(words, labels)
        return Meant(None if nth is None else buttons[nth])
    return Meant(None)


def _agreed(words: str) -> bool | None:
    return True if _plain(words) == "1" else None if words.strip().isdigit() else yes_or_no(words)


def _label(button: Mapping[str, Any], reader: Reader) -> str:
    """Give the label of a button; its own when it still has one, else anew from its words. Empty when it held names."""
    if button.get("label"):
        return str(button["label"])
    try:
        return render(str(button["words"]), {}, reader).text
    except KeyError:
        return ""


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").strip(" .!?,").split())
