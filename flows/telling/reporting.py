"""How a message to many goes: one message that is changed now and then, and at the end whom it did not reach."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.belonging import may
from flows.coordination.paging import pages
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import coordinators, full_name
from flows.telling.choosing import choose
from flows.telling.letters import progress_letter, words_of
from storage.queries import people
from storage.queries import telling as queries
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.tables.telling import Telling
from storage.terms import Lane, LetterClass, LetterState

EVERY = timedelta(seconds=5)  # at most this often the message is changed
CELLS, MOST = 10, 20  # of the bar; names on a page


async def show_progress(
    sitting: Sitting,
    telling: Telling,
    waiting: int = 0,
    *,
    until: datetime | None = None,
    held: bool = False,
    stopped: bool = False,
) -> datetime | None:
    """Show how far it is, with so many WAITING; that nothing leaves UNTIL then, or while all is HELD still.

    Where it was shown a moment ago nothing is shown, and it is said from when on it may be again.
    """
    again = telling.shown_at + EVERY if telling.shown_at is not None else sitting.now
    if again > sitting.now:
        return again
    letter, running = await progress_letter(sitting, telling), held or waiting or until is not None
    done, total = max(telling.done - waiting, 0), max(telling.total, telling.done)
    words = "telling.stopped" if stopped else "telling.went"
    if running:
        words = "telling.waits" if until else "telling.held" if held else "telling.going"
    buttons = [Button("telling.stop", "telling_stop", {"telling": telling.id})] if running else []
    shown = await sitting.write(
        await sitting.get(Person, telling.by), words, buttons=buttons, community=telling.community, edits=letter,
        lane=Lane.NEWS if letter else Lane.ANSWER, letter_class=LetterClass.COURTESY, bar=_bar(done, total),
        done=str(done), total=str(total), at=until,
    )  # fmt: skip
    telling.letter, telling.shown_at = telling.letter or (shown.id if shown else None), sitting.now
    sitting.session.add(telling)
    return None


def _bar(done: int, total: int) -> str:
    full = CELLS * done // total if total else CELLS
    return "▓" * full + "░" * (CELLS - full)


async def report(sitting: Sitting, telling: Telling, closed: Sequence[int], stopped: bool) -> None:
    """Tell whoever sent it whom it reached; a coordinator beside them where they are none any more."""
    person = await sitting.get(Person, telling.by)
    if not await may(sitting, person, COORDINATORS, telling.community):
        others = await coordinators(sitting, telling.community)
        if not others:
            return
        person = others[0]
    states = await queries.states(sitting.session, telling.id, words_of(telling))
    left = max(telling.total - telling.done, 0) if stopped else 0
    called = states.get(LetterState.BY_PHONE, 0)
    sent = states.get(LetterState.SENT, 0)
    head = [
        Said("telling.reached", {"count": sent}) if sent else Said("telling.reached_none", {}),
        *([Said("telling.called", {"count": called})] if called else []),
        *([Said("telling.left", {"count": left})] if left else []),
        *([Said("telling.asked", {})] if telling.asks else []),
    ]
    await _write_names(sitting, telling, person, await _missed(sitting, telling, closed), head)


async def page(sitting: Sitting, person: Person, letter: OutboxLetter, telling: int, start: int) -> None:
    """Verder or terug in the names of whom it did not reach."""
    row = await sitting.get(Telling, telling)
    if row.community != letter.community:
        return
    closed = [] if row.asks else [one for one in (await choose(sitting, row)).closed if one <= row.upto]
    await _write_names(sitting, row, person, await _missed(sitting, row, closed), [], start)


async def _missed(sitting: Sitting, telling: Telling, closed: Sequence[int]) -> list[Said]:
    """Give a line for each whom it did not reach, by name, and what is known of why."""
    found = await queries.not_reached(sitting.session, telling.id, words_of(telling))
    why = {one: "doubt" if state is LetterState.UNKNOWN else "refused" for one, state in found.items()}
    why |= dict.fromkeys(closed, "closed")
    persons = await people.by_ids(sitting.session, list(why))
    named = sorted(persons.values(), key=lambda one: (full_name(one), one.id))
    return [Said(f"telling.missed.{why[one.id]}", {"name": full_name(one)}) for one in named]


async def _write_names(
    sitting: Sitting, telling: Telling, person: Person, missed: Sequence[Said], head: Sequence[Said], start: int = 0
) -> None:
    shown = missed[start : start + MOST]
    if shown:
        sitting.log("look.telling", telling.community, person.id, count=len(shown))
    lines = [*head, *([Said("telling.missed_head", {"count": len(missed)})] if missed else []), *shown]
    *before, last = lines
    await sitting.write(
        person, last.words, before=before, community=telling.community, lane=Lane.NEWS if head else Lane.ANSWER,
        buttons=[Button("button.read", "read", yes=True),
                 *pages("telling_page", start, MOST, len(missed), {"telling": telling.id})],
        **last.facts,
    )  # fmt: skip
