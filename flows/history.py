"""The laws of history: what holds of everything that happened and of how it stands now, whatever came in between.

Each law is a sentence, looks at the event log and the tables, and gives each thing that breaks it: ids and codes only.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.help.life import OPEN, UNPROMISED, Deed, NotPossible, step
from flows.help.visits import gone_by
from storage.outbox import MOST_TRIES
from storage.queries.history import History
from storage.tables.course import Event
from storage.tables.help import Offer, Visit
from storage.tables.post import OutboxLetter
from storage.terms import LetterState, OfferState, VisitState

LATE = timedelta(minutes=10)  # after its moment a promise that nobody has kept yet counts as broken
ASKS_ONCE_MORE = frozenset({"promise", "expire", "taxi"})  # what is planned for whoever still waits for somebody
_LETS_GO = frozenset({Deed.WITHDRAW, Deed.REFUSE, Deed.CHANGE, Deed.CANCEL, Deed.PASS_ON})
_DEEDS = {f"visit.{deed.value}": deed for deed in Deed}
_SETTLES = frozenset({"promise.kept", "promise.made", "promise.with_person"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What breaks a law: the thing and its id, and the event where that is known."""

    law: str
    thing: str
    id: int
    event: int | None = None

    def __str__(self) -> str:
        return f"{self.thing} {self.id}: {self.law}" + (f" (event {self.event})" if self.event else "")


@dataclass(frozen=True, slots=True)
class Life:
    """How a visit stands by its events alone: its state, and who was to go."""

    state: VisitState = VisitState.ASKED
    holder: int | None = None


def faults(history: History) -> Iterator[Fault]:
    """Give everything that breaks a law, law after law."""
    for law in LAWS:
        yield from law(history)


def lives_follow_their_table(history: History) -> Iterator[Fault]:
    """Each deed follows a state in which it can be done, a yes one in which nobody goes; and so it stands now."""
    offers = {one.id: one.person for one in history.offers}
    told = _by_subject(history.events, _DEEDS.keys())
    for visit in history.visits:
        life = Life()
        for event in told[visit.id]:
            try:
                life = _next(life, event, offers)
            except (NotPossible, KeyError) as wrong:
                yield Fault(f"{_DEEDS[event.kind]} in state {life.state}: {type(wrong).__name__}", "visit", visit.id,
                            event.id)  # fmt: skip
                break
        else:
            if life.state is not visit.state:
                yield Fault(f"{visit.state}, and by its events {life.state}", "visit", visit.id)


def _next(life: Life, event: Event, offers: Mapping[int, int]) -> Life:
    """Give LIFE after EVENT. Raises NotPossible for a deed that cannot be done, or a yes where somebody goes."""
    deed = _DEEDS[event.kind]
    state = step(life.state, deed).state
    if state.value != event.facts["state"] or (deed is Deed.ACCEPT and life.holder is not None):
        raise NotPossible(life.state, deed)
    if deed is Deed.ACCEPT:
        return Life(state, offers[event.facts["offer"]])
    if deed is Deed.ASSIGN:
        return Life(state, event.facts["helper"])
    return Life(state, None if deed in _LETS_GO else life.holder)


def one_holder_a_visit(history: History) -> Iterator[Fault]:
    """A visit has at most one holder, who is the one that goes; an occurrence as many, all different, as were asked."""
    held = defaultdict[int, list[Offer]](list)
    for offer in history.offers:
        if offer.state is OfferState.ACCEPTED:
            held[offer.visit].append(offer)
    seats = Counter[tuple[Any, ...]]()
    for visit in history.visits:
        holders = [one.person for one in held[visit.id]]
        if len(holders) > 1:
            yield Fault(f"{len(holders)} holders", "visit", visit.id)
        if visit.state is VisitState.AGREED:
            yield from _goes(history, visit, holders)
            seats[visit.request, visit.leg, visit.starts_at] += 1
            seats[visit.request, visit.leg, visit.starts_at, visit.helper] += 1
    for seat, taken in seats.items():
        if taken > (history.requests[seat[0]].helpers if len(seat) == 3 else 1):
            yield Fault(f"{taken} who go at one time", "request", seat[0])


def _goes(history: History, visit: Visit, holders: Sequence[int]) -> Iterator[Fault]:
    """Look whether whoever holds an agreed VISIT is the one that goes; nobody may, once it is over."""
    if holders != [visit.helper] and not (visit.helper is None and gone_by(visit, history.now)):
        yield Fault("agreed, and its holder is not the one who goes", "visit", visit.id)
    if not visit.door_word:
        yield Fault("agreed without a door word", "visit", visit.id)


def promises_are_kept_or_handed_on(history: History) -> Iterator[Fault]:
    """Whoever still waits for somebody has a promise or a person, and no promised hour goes by without a word."""
    planned = {due.subject for due in history.dues if due.kind in ASKS_ONCE_MORE}
    for visit in history.visits:
        if visit.state in UNPROMISED and visit.with_person is None and visit.id not in history.handed:
            if visit.id not in planned:
                yield Fault("open without a next promise and without a person", "visit", visit.id)
            if visit.promise_at is not None and visit.promise_at + LATE <= history.now:
                yield Fault("its promised hour went by", "visit", visit.id)


def every_promise_had_its_word(history: History) -> Iterator[Fault]:
    """A promise once made was kept, made anew, taken over, or done with before its hour was long gone."""
    told = _by_subject(history.events, _SETTLES | _DEEDS.keys())
    for visit, events in told.items():
        for place, event in enumerate(events):
            due = event.kind == "promise.made" and _passed(event, history.now) and visit not in history.handed
            if due and not any(_settles(one) for one in events[place + 1 :]):
                yield Fault("a promise was made and nothing came of it", "visit", visit, event.id)


def _passed(made: Event, now: datetime) -> bool:
    return datetime.fromisoformat(made.facts["by"]) + LATE <= now


def _settles(event: Event) -> bool:
    return event.kind in _SETTLES or event.facts.get("state") not in UNPROMISED


def requests_end_or_go_on(history: History) -> Iterator[Fault]:
    """A closed request looks for nobody; one that is not closed goes on. An agreed visit is looked after."""
    open_ = {visit.request for visit in history.visits if visit.state in OPEN}
    waits = {visit.request for visit in history.visits if visit.state in UNPROMISED}
    for request in history.requests.values():
        if request.closed_at is not None and request.id in waits:
            yield Fault("closed, and somebody is still looked for", "request", request.id)
        if request.closed_at is None and request.id not in open_ and not request.when.get("every"):
            yield Fault("nothing of it is open, and it was never closed", "request", request.id)
    ahead = {due.subject for due in history.dues} | history.handed
    for visit in history.visits:
        if visit.state is VisitState.AGREED and visit.id not in ahead and visit.helper is not None:
            yield Fault("agreed, and nobody will ask how it went", "visit", visit.id)


def letters_are_one_row_each(history: History) -> Iterator[Fault]:
    """A letter that was sent is one row with one message, tried no more than it may; an open offer has its letter."""
    messages = Counter((one.chat, one.message) for one in history.letters if _is_new_message(one))
    for letter in history.letters:
        if letter.state is LetterState.SENT and (letter.sent_at is None or letter.message is None):
            yield Fault("sent, and nobody knows when or as what", "letter", letter.id)
        if letter.tries > MOST_TRIES[letter.letter_class]:
            yield Fault(f"{letter.letter_class}, and tried {letter.tries} times", "letter", letter.id)
        if _is_new_message(letter) and messages[letter.chat, letter.message] > 1:
            yield Fault("its message is another letter's too", "letter", letter.id)
    written = {letter.id for letter in history.letters}
    for offer in history.offers:
        if offer.state is OfferState.OPEN and offer.letter is not None and offer.letter not in written:
            yield Fault("open, and its letter is gone", "offer", offer.id)


def _is_new_message(letter: OutboxLetter) -> bool:
    """Say whether LETTER became a message of its own, in a chat whose numbers are never counted anew."""
    sent = letter.state is LetterState.SENT and letter.edits is None and letter.removes is None
    return sent and letter.message is not None and letter.chat > 0


def what_was_set_aside_was_told(history: History) -> Iterator[Fault]:
    """Whatever was set aside after its last try, a person was told of."""
    told = {event.subject for event in history.events if event.kind == "update.set_aside"}
    for update in history.updates:
        if update.id not in told:
            yield Fault("set aside, and nobody was told", "update", update.id)


def _by_subject(events: Sequence[Event], kinds: Any) -> defaultdict[int, list[Event]]:
    found = defaultdict[int, list[Event]](list)
    for event in events:
        if event.kind in kinds:
            found[event.subject].append(event)
    return found


LAWS: tuple[Callable[[History], Iterator[Fault]], ...] = (
    lives_follow_their_table,
    one_holder_a_visit,
    promises_are_kept_or_handed_on,
    every_promise_had_its_word,
    requests_end_or_go_on,
    letters_are_one_row_each,
    what_was_set_aside_was_told,
)
