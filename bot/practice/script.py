"""What a scene in the practice village is made of: who types and taps, when the clock is turned, what must stand where.

The words are for whoever watches: a coordinator, in a browser.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Types:
    """Somebody types these words."""

    person: int
    words: str


@dataclass(frozen=True, slots=True)
class Taps:
    """Somebody taps the newest button that says this."""

    person: int
    label: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The clock is turned to this local wall time."""

    to: datetime


Deed = Types | Taps | Turns


@dataclass(frozen=True, slots=True)
class Sight:
    """A message of the bot that holds these words, on somebody's phone."""

    person: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scene.

    `words` tell what happens. Its deeds are done at one and the same moment; when it has any, each sight must be on
    a message that came or was changed since. `phones` are who holds the three phones from this step on.
    """

    words: str
    deeds: tuple[Deed, ...] = ()
    sees: tuple[Sight, ...] = ()
    phones: tuple[int, int, int] | None = None

    @property
    def front(self) -> int | None:
        """Give whose phone to look at where only one can be shown: whoever does something, or else sees it."""
        doing = [one.person for one in self.deeds if not isinstance(one, Turns)]
        return next(iter([*doing, *(sight.person for sight in self.sees)]), None)


@dataclass(frozen=True, slots=True)
class Scene:
    """A small story that plays in a village where nobody has written yet.

    `start` is local wall time. `ends_with` is on whose phone it ends; the last step sees it there.
    """

    id: str
    title: str
    about: str
    start: datetime
    steps: tuple[Step, ...]
    ends_with: int
    ending: str  # where it should end, and what to do next
    phones: tuple[int, int, int] = field(default=(101, 201, 301))
