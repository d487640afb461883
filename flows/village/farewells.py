"""Somebody tells of a death or a hospital bed: kind words, and a task. Nothing else happens by itself."""

import re
from datetime import timedelta

from flows.belonging import roles_of
from flows.conversing import drop, talk_of
from flows.coordination.choice import offer_choice
from flows.coordination.tasks import at_hand
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name, on_duty, open_task
from flows.understanding.replies.loss import Loss, is_of_an_elder, is_of_themselves, read_loss
from flows.understanding.replies.visiting import drops_out
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import read_named
from flows.understanding.words import fold
from flows.village.resting import ADMITTED, DIED, ask, over
from storage.queries import help as queries
from storage.queries import people, speakers
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Bond, Role

_CONFIDED = ("worry", "tell", "relay")  # talks whose words go to a person anyhow
_ASKS = re.compile(
    r"\b(?:kan|kun|kunt|zou|wil) (?:er )?(?:iemand|u|je|jullie)\b|\bwie\b|\bik zoek\b|\bcan (?:some|any)"
    r"|\b(?:iemand|someone|somebody) (?:die|om|who|to)\b"
)
_AT_LENGTH = 12  # words; who tells of a death in fewer has said what there is to say
_LOOKED_BACK = timedelta(days=90)


async def told_of_loss(sitting: Sitting, person: Person, understood: Understood, _: Record | None) -> bool:
    """Answer words that tell of a death or a hospital bed; False when they do not, or say more than that."""
    text = understood.text
    loss, record = read_loss(text), await talk_of(sitting, person.id)
    if loss is None or (record is not None and record.flow in _CONFIDED):
        return False
    where = await sitting.community(person.current)
    if Role.COORDINATOR in await roles_of(sitting, person, where.id):
        await sitting.write(person, "loss.how")
        return True
    about, kind = await _about(sitting, person, text, loss, where.id)
    await open_task(sitting, kind, where.id, person=about, code=loss.value, words=text)
    if record is not None:
        await drop(sitting, person, record)
    coordinator = await on_duty(sitting, where.id)
    following = None if coordinator else await people.next_duty(sitting.session, where, sitting.now)
    later = Said("loss.later", {"by": following[0]}) if following else ""
    await sitting.write(person, f"loss.{loss.value}", coordinator=coordinator, later=later)
    asks = _ASKS.search(fold(text)) or _tells_of_a_task(understood)
    return not (asks or (drops_out(text) and await _goes(sitting, person, where.id)))


def _tells_of_a_task(understood: Understood) -> bool:
    """Say whether what is told at length is help that is asked for as well."""
    return understood.asks_plainly and len(understood.text.split()) >= _AT_LENGTH


async def _goes(sitting: Sitting, person: Person, community: int) -> bool:
    """Say whether somebody counts on PERSON: what they say of a visit is asked about as well."""
    return bool(await queries.visits_of_helper(sitting.session, person.id, community))


async def _about(sitting: Sitting, person: Person, text: str, loss: Loss, community: int) -> tuple[Person, str]:
    """Give whom it is about, with the kind of task: of one who is named, of one by that phone, or told by PERSON."""
    near = await _by_phone(sitting, person, community)
    known = [*near, *await _helped_by(sitting, person, community)]
    named = read_named(text, [first_name(one) for one in known])
    if named is not None:
        return known[named], "loss"
    if loss is Loss.ADMITTED and is_of_themselves(text) and len(near) == 1:
        return person, "loss"
    helps = Role.HELPER in await roles_of(sitting, person, community)
    unsure = len(near) > 1 or (is_of_an_elder(text) and not helps)
    return person, "loss_who" if unsure else "loss_said"


async def _by_phone(sitting: Sitting, person: Person, community: int) -> list[Person]:
    """Give PERSON, whoever lives by the same phone, and the elders for whom they may ask; not who rests."""
    bonds = [
        *await speakers.bonds_of(sitting.session, person.id, Bond.SHARED, community),
        *await speakers.bonds_of(sitting.session, person.id, Bond.RELATIVE, community),
    ]
    return [person, *(one for _, one in bonds if not one.rest)]


async def _helped_by(sitting: Sitting, person: Person, community: int) -> list[Person]:
    """Give whom PERSON helps, or helped of late."""
    found = await queries.helped(sitting.session, community, sitting.now - _LOOKED_BACK)
    askers = {request.asker for visit, request in found if visit.helper == person.id}
    return [await sitting.get(Person, one) for one in sorted(askers)]


async def task_died(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Overleden: ask whether all is to be still around whom it is about."""
    await _ask(sitting, person, letter, task, DIED)


async def task_admitted(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Opgenomen: ask the same for a hospital."""
    await _ask(sitting, person, letter, task, ADMITTED)


async def _ask(sitting: Sitting, person: Person, letter: OutboxLetter, task: int, why: str) -> None:
    """Ask whether it is meant, and first whom it is about where several may be."""
    row = await at_hand(sitting, person, task)
    if row is None or row.person is None:
        return
    about = await sitting.get(Person, row.person)
    found = await _by_phone(sitting, about, row.community) if row.kind == "loss_who" else [about]
    if len(found) == 1:
        await ask(sitting, person, letter, about.id, why)
    else:
        await offer_choice(sitting, person, "whom.which_of", found, "rest_ask", {"why": why})


async def task_home(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Weer thuis, under what somebody wrote around whom all is still."""
    row = await at_hand(sitting, person, task)
    if row is not None and row.person is not None:
        await over(sitting, person, letter, row.person)
