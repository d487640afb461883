"""All still around one person: they died, or lie in hospital. Nothing is written to them, nor about them.

Whoever counts on them hears it from a person: the coordinator who says so gets the list of whom to call.
"""

from datetime import timedelta

from flows.conversing import drop, talk_of
from flows.coordination.choice import pick
from flows.coordination.tasks import at_hand
from flows.help.deeds.answering import decline
from flows.help.deeds.cancelling import end
from flows.help.deeds.cards import take_card
from flows.help.deeds.living import free_again, live, promise
from flows.help.deeds.repeating import next_visit
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.help.life import Deed
from flows.help.visits import over as ended
from flows.help.visits import when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.speaking.deeds.handing_on import hand_on
from flows.talk import Said
from flows.tasks import close, first_name, open_of, open_task
from flows.village.partners import partners
from storage.ids import new_id
from storage.queries import help as queries
from storage.tables.care import Task
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState, VisitState

ADMITTED, DIED = "admitted", "died"
CALL, CALL_AGAIN = "rest_call", timedelta(hours=4)  # whoever was to come is to be called; asked after again
_OF_THEM = (
    "call",
    "after",
    "half_said",
    "nobody_home",
    "unreachable",
    "in_doubt",
    "left",
    "approve",
    "loss",
    "loss_who",
    "rest_wrote",
    "double",
    "check_again",
)


async def admitted(sitting: Sitting, person: Person, words: str) -> None:
    """/opname naam."""
    await pick(sitting, person, words, "rest_ask", {"why": ADMITTED}, ask, "opname")


async def died(sitting: Sitting, person: Person, words: str) -> None:
    """/overleden naam."""
    await pick(sitting, person, words, "rest_ask", {"why": DIED}, ask, "overleden")


async def home_again(sitting: Sitting, person: Person, words: str) -> None:
    """/terug_thuis naam."""
    await pick(sitting, person, words, "rest_over", {}, over, "terug_thuis")


async def ask(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, why: str) -> None:
    """Ask whether it is meant, and say what it does."""
    other = await sitting.get(Person, whom)
    if other.rest == why:
        await sitting.write(person, "rest.already", name=other.name or other.called)
        return
    buttons = [
        Button("rest.yes", "rest_sure", {"whom": whom, "why": why}, yes=True),
        Button("rest.no", "rest_not", yes=False),
    ]
    name, street = other.name or other.called, other.street or ""
    await sitting.write(person, f"rest.sure_{why}", buttons=buttons, asks=True, name=name, street=street)


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Nee: nothing has changed."""
    await sitting.write(person, "rest.left")


async def rest(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int, why: str) -> None:
    """Make all still around WHOM, and give the coordinator the list of whom to call."""
    other, where = await sitting.get(Person, whom), await sitting.community(letter.community)
    lines = await partners(sitting, other, where)
    other.rest = why
    sitting.session.add(other)
    for visit, request in await queries.visits_of_asker(sitting.session, whom, where.id):
        await _lay_down(sitting, person, visit, request, series=why == DIED)
    for visit, request in await queries.visits_of_helper(sitting.session, whom, where.id):
        ends = ended(visit)
        if ends is None or ends > sitting.now:  # of what has been, the asker says how it went
            await _hand_over(sitting, person, other, visit, request)
    await _still_the_rest(sitting, other, where.id)
    heir = await hand_on(sitting, other, asked=why != DIED, stays=True)
    sitting.note("person.rests", whom, where.id, person.id, why=why)
    sitting.log("rest", where.id, person.id, whom, why=why)
    await sitting.write(
        person,
        "rest.end",
        before=[Said(f"rest.done_{why}", {"name": other.name or other.called}), *lines],
        buttons=[Button("button.read", "read", yes=True), Button("rest.undo", "rest_over", {"whom": whom})],
        community=where.id,
        nobody="" if lines else Said("rest.nobody_to_call", {}),
        name=other.name or other.called,
        heir=Said("rest.heir", {"first": first_name(heir)}) if heir else "",
    )


async def _lay_down(sitting: Sitting, person: Person, visit: Visit, request: Request, series: bool) -> None:
    """Take a visit that was asked for away without a word; the card of who was to come says who calls them."""
    if visit.helper is not None:
        asker = await sitting.get(Person, request.asker)
        await _remember_to_call(sitting, visit.helper, asker, visit.community)
    live(sitting, visit, Deed.CANCEL, person.id)
    await take_card(sitting, visit, OfferState.CLOSED, "card.someone_calls", coordinator=first_name(person))
    await end(sitting, visit, series)
    sitting.unplan(visit.id)


async def _remember_to_call(sitting: Sitting, helper: int, whom: Person, community: int) -> None:
    """Keep among what waits that HELPER is to be called; the list of whom to call has just gone out."""
    if any(
        task.person == helper and task.code == str(whom.id) for task in await open_of(sitting, community, kind=CALL)
    ):
        return
    task = Task(id=new_id(), community=community, kind=CALL, person=helper, code=str(whom.id),
                words=whom.name or whom.called, opened_at=sitting.now)  # fmt: skip
    sitting.session.add(task)
    sitting.note(f"task.{CALL}", task.id, community, about=helper)
    sitting.plan("task", task.id, community, sitting.now + CALL_AGAIN)
    await sitting.session.flush()


async def _hand_over(sitting: Sitting, person: Person, helper: Person, visit: Visit, request: Request) -> None:
    """Take a visit off a helper; the asker hears it from PERSON, who decides whether somebody else is looked for."""
    live(sitting, visit, Deed.WITHDRAW, person.id)
    await take_card(sitting, visit, OfferState.WITHDRAWN)
    await free_again(sitting, visit, request)
    sitting.unplan(visit.id, "promise")
    visit.with_person, visit.promise_at = person.id, None
    asker = await sitting.get(Person, request.asker)
    await open_task(sitting, "replace", visit.community, person=asker, visit=visit.id, words=first_name(helper))


async def _still_the_rest(sitting: Sitting, other: Person, community: int) -> None:
    """Take back what they were asked, end what they were saying, and close what a coordinator had to do about them."""
    for offer in await queries.waiting_offers_to(sitting.session, other.id, community):
        for task in await open_of(sitting, community, visit=offer.visit, kind="propose"):
            await close(sitting, task)
        await decline(sitting, offer.id, "offer.not_needed")
    while (record := await talk_of(sitting, other.id)) is not None:
        await drop(sitting, other, record)
        await sitting.session.flush()
    for task in await open_of(sitting, community):
        if task.person == other.id and task.kind in _OF_THEM:
            await close(sitting, task)


async def over(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Weer thuis: write again, and go on with what comes back."""
    other, where = await sitting.get(Person, whom), await sitting.community(person.current)
    name = other.name or other.called
    if not other.rest:
        await sitting.write(person, "rest.not", name=name)
        return
    other.rest = ""
    sitting.session.add(other)
    await sitting.session.flush()
    begun = 0
    for request in await queries.unclosed_requests(sitting.session, whom, where.id):
        visits = await queries.visits_of_request(sitting.session, request.id)
        if request.when.get("every") and visits and visits[0].state is VisitState.CANCELLED:
            begun += await next_visit(sitting, visits[0]) is not None
    for task in await open_of(sitting, where.id):
        if (task.kind == "rest_wrote" and task.person == whom) or (task.kind == CALL and task.code == str(whom)):
            await close(sitting, task)
    sitting.note("person.back", whom, where.id, person.id)
    sitting.log("rest.over", where.id, person.id, whom)
    await sitting.write(person, "rest.over_repeats" if begun else "rest.over", name=name, count=begun)


async def search_again(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Iemand anders zoeken: the asker has been called, and now somebody else is looked for."""
    row = await at_hand(sitting, person, task)
    if row is None or row.visit is None:
        return
    await close(sitting, row, person)
    visit = await queries.locked_visit(sitting.session, row.visit)
    if visit.state is not VisitState.SEARCHING:
        await sitting.write(person, "task.over", about=row.id, community=row.community)
        return
    request = await sitting.get(Request, visit.request)
    asker = await sitting.get(Person, request.asker)
    visit.with_person = None
    said = await promise(sitting, visit, request)
    await sitting.write(
        asker, "asker.replaced", buttons=asker_buttons(visit), about=visit.id, community=visit.community,
        lane=Lane.NEWS, when=when_of(visit, await sitting.community(visit.community)), promise=said,
    )  # fmt: skip
    await ask_wave(sitting, visit, request)
    await sitting.write(person, "task.search_begun", about=row.id, community=row.community, name=asker.name)
