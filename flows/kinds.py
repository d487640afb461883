"""What an answer may be. Each kind reads an inbound into the JSON value to keep, and recalls that value for the flow.

What is kept is canonical, never a message: "morgen" is a date by the time it is kept. The words have been looked at
before they come here (each conversation names who listens), so a kind only takes the fact that answers its question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flows.talk import Answer, Heard, Option, Unclear

MOST_LETTERS = 1000  # of a text; what is longer is kind to nobody who has to read it

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Text:
    """Some words of their own."""

    most: int = MOST_LETTERS
    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give nothing to tap."""
        return ()

    def read(self, heard: Heard) -> Answer:
        """Take the words as they are."""
        words = heard.text.strip()
        if not words:
            raise Unclear("unclear.text")
        if len(words) > self.most:
            raise Unclear("unclear.long")
        return Answer(words)

    def recall(self, kept: Any) -> str:
        """Give the words back."""
        if not isinstance(kept, str) or not kept or len(kept) > self.most:
            raise Unclear("unclear.text")
        return kept


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few things to tap; what is heard as `named` picks one of them too."""

    choices: tuple[Option, ...]
    closing: bool = False
    named: str = ""
    unclear: str = "unclear.choice"

    def options(self) -> tuple[Option, ...]:
        """Give the choices as they are."""
        return self.choices

    def read(self, heard: Heard) -> Answer:
        """Take the option that was tapped or named."""
        said = heard.option or heard.facts.get(self.named)
        if said not in [one.value for one in self.choices]:
            raise Unclear(self.unclear)
        return Answer(said)

    def recall(self, kept: Any) -> str:
        """Give the value back, while it is still among the choices."""
        if kept not in [one.value for one in self.choices]:  # a list: what was kept may be unhashable
            raise Unclear(self.unclear)
        return str(kept)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """Something that the words say, found by whoever listens to this conversation.

    `name` is its name among the heard facts; `make` turns what is kept into the value for the flow and raises
    ValueError (or KeyError, TypeError, AttributeError) when it no longer fits. `more` names further facts that are
    taken along when the same words say them; those that may come `early` are kept though nothing else was said, in the
    place of what was said before, and the question is asked again.
    """

    name: str
    make: Callable[[Any], T]
    unclear: str
    taps: tuple[Option, ...] = ()
    more: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give a few likely answers."""
        return self.taps

    def read(self, heard: Heard) -> Answer:
        """Take the fact, and what else was said. A reason of its own why it is not there is heard as `name.not`."""
        found = heard.facts.get(self.name)
        early = {key: heard.facts[key] for key in self.early if key in heard.facts}
        if found is None and not early:
            raise Unclear(str(heard.facts.get(f"{self.name}.not", self.unclear)))
        more = {key: heard.facts[key] for key in self.more if key in heard.facts} if found is not None else {}
        return Answer(found, {**more, **early}, overrides=bool(early))

    def recall(self, kept: Any) -> T:
        """Make the value anew from what was kept."""
        try:
            return self.make(kept)
        except (ValueError, KeyError, TypeError, AttributeError) as misfit:
            raise Unclear(self.unclear) from misfit


@dataclass(frozen=True, slots=True)
class Review:
    """The read-back at the end: right, change something, or rather not.

    `lines` are the keys that can be changed from here; a fact about one of them, or of those that can only be `told`,
    changes it at once. What `more` offers to tap is heard as the words that it says.
    """

    lines: tuple[str, ...]
    told: tuple[str, ...] = ()
    drop: str = "review.drop"
    more: tuple[Option, ...] = ()
    closing: bool = True

    def options(self) -> tuple[Option, ...]:
        """Give the three fixed answers, and what more there is."""
        return (
            Option("ok", "review.ok", yes=True),
            *self.more,
            Option("change", "review.change", yes=False),
            Option("drop", self.drop),
        )

    def read(self, heard: Heard) -> Answer:
        """Take the answer, or the change that the words contain."""
        if heard.option in ("ok", "drop"):
            return Answer(heard.option)
        if heard.option == "change":
            raise Unclear("review.which")
        anew = {key: heard.facts[key] for key in (*self.lines, *self.told) if key in heard.facts}
        if not anew:
            raise Unclear("review.which" if heard.corrects else "unclear.review")
        return Answer(None, anew, overrides=True)

    def recall(self, kept: Any) -> str:
        """Give the answer back."""
        if kept not in ("ok", "drop"):
            raise Unclear("unclear.review")
        return str(kept)
