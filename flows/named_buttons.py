"""A button that bears a name, found by the words that name it: names are taken from labels once they are sent."""

from collections.abc import Mapping
from typing import Any

from flows.sitting import Sitting
from flows.understanding.replies.answers import pick
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

_WHO = ("whom", "helper", "elder")  # by which a button says whom it means
_LONGEST = 4  # words in which somebody is named


async def by_name(sitting: Sitting, words: str, letter: OutboxLetter) -> Mapping[str, Any] | None:
    """Give the one button under LETTER that means whom WORDS name, or the request of that number; None for no other."""
    if len(words.split()) > _LONGEST or len({one["deed"] for one in letter.buttons if _stands_for(one)}) != 1:
        return None
    buttons = [one for one in letter.buttons if _stands_for(one)]
    names = [await _name(sitting, one["args"]) for one in buttons]
    if words.strip().isdigit():
        found = [one for one, name in zip(buttons, names, strict=True) if name == words.strip()]
        return found[0] if found else None
    nth = pick(words, names)
    return buttons[nth] if nth is not None else None


def _stands_for(button: Mapping[str, Any]) -> bool:
    """Say whether BUTTON stands for a person or a request, and is no yes or no about one."""
    args = button["args"]
    numbered = button["deed"] == "say_command" and str(args.get("words", "")).partition(" ")[0].isdigit()
    return button.get("yes") is None and (numbered or any(isinstance(args.get(key), int) for key in _WHO))


async def _name(sitting: Sitting, args: Mapping[str, Any]) -> str:
    whom = next((args[key] for key in _WHO if isinstance(args.get(key), int)), None)
    one = await sitting.session.get(Person, whom) if whom is not None else None
    return (one.name or one.called) if one is not None else str(args.get("words", "")).partition(" ")[0]
