"""What the answers of somebody who needs help may be: the task, the place, the time, and who they are. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flows.kinds import Fact, Review
from flows.talk import Answer, Heard, Option, Unclear
from flows.understanding.replies.answers import pick_by_number, yes_or_no
from flows.understanding.requests.ride import NO_RIDE, Ride
from flows.understanding.time.moment import When
from storage.terms import Category

LONGEST_PLACE = 120
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:wie|wat|hoe|waarom|wanneer|who|what|how|why) (?:is|zijn|was|komt|gaat|heet|moet|kan|are)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: its category, the few words worth showing to whoever comes, and as it was said.

    `ride` is what was said of being brought somewhere, `helpers` how many are to come at once, `note` what else
    whoever comes is to read, in the words of the asker.
    """

    category: Category
    task: str
    words: str
    ride: Ride = NO_RIDE
    helpers: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as they told us: where no street or phone was said, it is empty."""

    name: str
    street: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class What:
    """The kind for a task: named in words, or tapped; `words` is what was said before, kept with what is tapped.

    They are kept with what is named, too, where they were `unread`: no task was found in them.
    """

    guesses: tuple[Category, ...]
    words: str = ""
    unread: bool = False
    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give the likeliest categories."""
        return tuple(Option(one.value, f"category.button.{one.value}") for one in self.guesses)

    def read(self, heard: Heard) -> Answer:
        """Take the category that was tapped or understood; the other things said are taken along."""
        if heard.option in {one.value for one in self.guesses}:
            return Answer({"category": heard.option, "task": "", "words": self.words})
        if "what" not in heard.facts:
            raise Unclear("unclear.what")
        more = {key: heard.facts[key] for key in ("when", "where") if key in heard.facts}
        what = heard.facts["what"]
        if self.unread and self.words:
            what = {**what, "words": f"{self.words}. {what['words']}"}
        return Answer(what, more)

    def recall(self, kept: Any) -> Task:
        """Give the task back."""
        return make_task(kept)


def make_task(kept: Mapping[str, Any]) -> Task:
    """Make a task of what was kept. Raises Unclear when it no longer fits."""
    try:
        ride, helpers = Ride.recalled(kept.get("ride", {})), int(kept.get("helpers", 1))
        note = str(kept.get("note", ""))
        return Task(Category(kept["category"]), str(kept["task"]), str(kept["words"]), ride, helpers, note)
    except (AttributeError, KeyError, TypeError, ValueError) as misfit:
        raise Unclear("unclear.what") from misfit


def make_readings(kept: Any) -> tuple[When, ...]:
    """Make the one reading, or the few between which people would differ. Raises ValueError."""
    readings = tuple(When.recalled(one) for one in kept)
    if not readings:
        raise ValueError("no reading at all")
    return readings


def make_who(kept: Mapping[str, Any]) -> Who:
    """Make somebody of what was kept. Raises ValueError without a name."""
    if not kept.get("name"):
        raise ValueError("nobody without a name")
    return who_of(kept)


def make_address(kept: Mapping[str, Any]) -> Who:
    """Make an address, and what was said along with it, of what was kept. Raises ValueError without a street."""
    if not kept.get("street"):
        raise ValueError("no street")
    return who_of(kept)


def who_of(kept: Mapping[str, Any]) -> Who:
    """Make as much of somebody as was kept."""
    return Who(**{key: str(kept.get(key) or "") for key in ("name", "street", "postcode", "place", "phone")})


@dataclass(frozen=True, slots=True)
class WhoKind(Fact[Who]):
    """Who somebody is; the number can be shared with a button of the messenger."""

    contact: bool = True


def with_more(answer: Answer, heard: Heard) -> Answer:
    """Take along what the words add to the task that is known."""
    if "enriched" not in heard.facts:
        return answer
    return Answer(answer.value, {**answer.also, "what": heard.facts["enriched"]}, overrides=True)


@dataclass(frozen=True, slots=True)
class WhenKind(Fact[tuple[When, ...]]):
    """When something is to be, and what else was said along with it."""

    def read(self, heard: Heard) -> Answer:
        """Take the time, the place, and what is added to the task."""
        return with_more(Fact.read(self, heard), heard)


@dataclass(frozen=True, slots=True)
class Where:
    """The kind for a place to go to: as understood, else in their own words."""

    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give nothing to tap."""
        return ()

    def read(self, heard: Heard) -> Answer:
        """Take the place, and when it was said along with it."""
        place = heard.facts.get("where") or ("" if "where.not" in heard.facts else heard.text.strip())
        asks = "where" not in heard.facts and _ASKS.search(place)
        if not place or len(place) > LONGEST_PLACE or yes_or_no(place) is not None or asks:
            raise Unclear("unclear.where")
        return with_more(Answer(place, {key: heard.facts[key] for key in ("when",) if key in heard.facts}), heard)

    def recall(self, kept: Any) -> str:
        """Give the place back."""
        if not isinstance(kept, str) or not kept:
            raise Unclear("unclear.where")
        return kept


@dataclass(frozen=True, slots=True)
class LastLook(Review):
    """The read-back of a request: what is no change of it, and tells something, is noted for whoever comes."""

    def read(self, heard: Heard) -> Answer:
        """Take the answer, the change, or the remark."""
        try:
            return Review.read(self, heard)
        except Unclear:
            if heard.option is not None or heard.corrects or "noted" not in heard.facts:
                raise
            return Answer(None, {"what": heard.facts["noted"]}, overrides=True)


def _rhythm(when: When) -> str | None:
    """Give how often it comes back, without its days: "om de twee weken" names no day."""
    return when.every and when.every.partition(";")[0]


_SAME: tuple[Callable[[When], Any], ...] = (  # what tells one reading from another, the surest first
    _rhythm,
    lambda when: when.start,
    lambda when: when.start and when.start.date(),
    lambda when: when.start and when.start.time(),
)


def place_of(kept: str) -> int:
    """Give the place among the readings of the one that was chosen, as Which keeps it."""
    return int(kept.partition(":")[0])


@dataclass(frozen=True, slots=True)
class Which:
    """The kind for one of two readings of a time: tapped, or told by a day, an hour or its place in the row."""

    readings: tuple[When, ...]
    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give both readings; where it comes back, and they differ in how, that tells them apart."""
        words = "when.rhythm" if len({one.every for one in self.readings} - {None}) > 1 else "when.this"
        return tuple(Option(f"{nth}:{one.kept()}"[:200], words, {"when": one}) for nth, one in enumerate(self.readings))

    def read(self, heard: Heard) -> Answer:
        """Take what was tapped, else the one reading with the heard rhythm, start, date or hour, or in that place."""
        values = [one.value for one in self.options()]
        if heard.option in values:
            return Answer(heard.option)
        nth = self._told(heard.facts.get("when", ()))
        if nth is None:
            nth = pick_by_number(heard.text.strip().lower().removeprefix("de "), len(values))
        if nth is None:
            raise Unclear("unclear.choice")
        return Answer(values[nth])

    def recall(self, kept: Any) -> When:
        """Give the reading back, while it is still among them."""
        for option, one in zip(self.options(), self.readings, strict=True):
            if option.value == kept:
                return one
        raise Unclear("unclear.choice")

    def _told(self, kept: Any) -> int | None:
        said = [When.recalled(one) for one in kept]
        for same in _SAME:
            heard = {same(one) for one in said} - {None}
            found = [nth for nth, one in enumerate(self.readings) if same(one) in heard]
            if len(found) == 1:
                return found[0]
        return None
