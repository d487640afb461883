"""What waits for a person: opened here, told to whoever is on duty, told again until somebody picks it up.

Every theme may open a task; what the buttons under it do stands in flows/coordination.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.alarm.first_words import first_words
from flows.alert_record import heard, written
from flows.concern_facts import facts_of_concern
from flows.confidence import CONFIDED, told_now
from flows.groups import settle_in_group, show_in_group
from flows.help.visits import when_of
from flows.post import Button
from flows.recordings import SPOKEN, play, take_back
from flows.sitting import Sitting
from flows.talk import Said
from flows.task_buttons import buttons_of
from flows.task_days import of_what_day
from flows.understanding.replies.guards import find_secret
from flows.understanding.time.when import When
from flows.whereabouts import houses_of
from flows.wording.render import dialled
from storage.ids import new_id
from storage.queries import people, speakers
from storage.tables.care import Task
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, Danger, Form, Lane, OfferState, Role, Standing

DANGER_AGAIN, DANGER_SELDOM = timedelta(minutes=5), timedelta(hours=1)
DANGER_OFTEN_BY_DAY, DANGER_OFTEN_BY_NIGHT = 12, 3  # times in a row, before it is told seldom
DEPUTY_AFTER, OTHERS_AGAIN = timedelta(hours=2), timedelta(hours=24)
SPOKEN_AGAIN = timedelta(minutes=30)  # nobody knows yet what was said

CANNOT_CALL, CANNOT_CALL_SAFELY = "cannot_call", "cannot_call_safely"  # who has somebody else call 112
CAREFUL = (Danger.VIOLENCE.value, CANNOT_CALL_SAFELY)  # alerts of whom nobody rings before asking when it is safe
SEARCHES = (
    "not_found",
    "waits",
    "drop_out",
    "taxi",
    "ready",
)  # over when somebody was found, or it is not needed any more
LATE_MARK = " | "  # in what is said of an outage: before the numbers of requests to which a word came late
NO_OFFICER = "no_officer"  # the kind of task by which coordinators hear that a concern waits, and nothing of it
FIRST_CONTACTS = ("acquaint", "wants_person", "low", "forgets")  # with somebody lonely, perhaps, or confused
TAXIS = "taxis"  # the rule of a community that lists whom to call for a ride: [{"name", "phone"}]


async def open_task(
    sitting: Sitting,
    kind: str,
    community: int,
    *,
    person: Person | None = None,
    visit: int | None = None,
    code: str = "",
    words: str = "",
    letter: int | None = None,
) -> Task:
    """Open a task and tell whoever is on duty; at night it waits for the morning, unless it is danger."""
    about = person.id if person else None
    task = Task(
        id=new_id(), community=community, kind=kind, person=about, visit=visit, code=code, words=words or None,
        letter=letter, opened_at=sitting.now,
    )  # fmt: skip
    sitting.session.add(task)
    sitting.note(f"task.{kind}", task.id, community, about=about, visit=visit, code=code)
    await tell(sitting, task)
    return task


async def tell(sitting: Sitting, task: Task) -> None:
    """Tell the next one on duty of TASK, and plan to tell another if nobody picks it up."""
    officers = await told_now(sitting, task) if task.kind in CONFIDED else None
    rota, again = officers or (await _others_on_duty(sitting, task), None)
    if not rota and task.kind != "danger":
        if officers and again is None and not await open_of(sitting, task.community, kind=NO_OFFICER):
            await open_task(sitting, NO_OFFICER, task.community)
        sitting.plan("task", task.id, task.community, again or await _next_duty(sitting, task, bool(officers)))
        return
    told = [rota[task.told % len(rota)]] if rota else await _all_others(sitting, task)
    for coordinator in told:
        await show(sitting, task, coordinator)
    await show_in_group(sitting, task)
    task.told += 1
    sitting.plan("task", task.id, task.community, sitting.now + again_after(task, awake=bool(rota)))


async def _next_duty(sitting: Sitting, task: Task, waits: bool) -> datetime:
    """Say when TASK is told where nobody can be now: when somebody comes on duty, or a day later where it WAITS."""
    where = await sitting.community(task.community)
    following = None if waits else await people.next_duty(sitting.session, where, sitting.now)
    return following[0] if following else sitting.now + OTHERS_AGAIN


async def tell_all(sitting: Sitting, task: Task) -> list[Person]:
    """Tell everybody on duty of TASK at once, at night every coordinator; give those who are on duty."""
    rota = await _others_on_duty(sitting, task)
    for coordinator in rota or await _all_others(sitting, task):
        await show(sitting, task, coordinator)
    await show_in_group(sitting, task)
    sitting.plan("task", task.id, task.community, sitting.now + DANGER_AGAIN)
    return rota


async def _others_on_duty(sitting: Sitting, task: Task) -> list[Person]:
    """Give who is on duty, others than whoever TASK is about if there are any: nobody looks after their own alert."""
    rota = await people.on_duty(sitting.session, await sitting.community(task.community), sitting.now)
    others = [one for one in rota if one.id != task.person]
    return others if others or task.kind == "danger" else rota


async def _all_others(sitting: Sitting, task: Task) -> list[Person]:
    return [one for one in await coordinators(sitting, task.community) if one.id != task.person]


def again_after(task: Task, awake: bool) -> timedelta:
    """Say after how long somebody is told again: danger soon, the rest to the deputy, then daily."""
    if task.kind == SPOKEN and task.told == 1:
        return SPOKEN_AGAIN
    if task.kind != "danger":
        return DEPUTY_AFTER if task.told == 1 else OTHERS_AGAIN
    often = DANGER_OFTEN_BY_DAY if awake else DANGER_OFTEN_BY_NIGHT
    return DANGER_AGAIN if task.told < often else DANGER_SELDOM


async def coordinators(sitting: Sitting, community: int) -> list[Person]:
    """Give every coordinator of COMMUNITY, on duty or not."""
    return list(await people.members(sitting.session, community, Role.COORDINATOR, Standing.KNOWN))


async def show(sitting: Sitting, task: Task, coordinator: Person) -> None:
    """Write to COORDINATOR what waits, with the buttons for its kind; the look is logged."""
    if coordinator.chat is None or not coordinator.reachable:
        return
    play(sitting, task, coordinator)
    said, buttons = await told_of(sitting, task, coordinator)
    lane = Lane.ALARM if task.kind == "danger" else Lane.NEWS
    day = await of_what_day(sitting, task)
    await sitting.write(coordinator, said.words, before=day, buttons=buttons, about=task.id, community=task.community,
                        lane=lane, **said.facts)  # fmt: skip
    about = None if task.kind in CONFIDED else task.person  # nobody's log tells them that anybody worries
    sitting.log("look.task", task.community, coordinator.id, about, task=task.id)


async def told_of(sitting: Sitting, task: Task, coordinator: Person) -> tuple[Said, list[Button]]:
    """Give what COORDINATOR reads of TASK, and the buttons for its kind."""
    about = await sitting.get(Person, task.person) if task.person else None
    facts = {**facts_of(about), "words": task.words, **await _of_visit(sitting, task)}
    facts["went"] = await _went(sitting, task) if task.kind == "after" else ""
    facts["between"] = await _between(sitting, task)
    others = await speakers.others_by_phone(sitting.session, about) if about else []
    facts["shared"] = ", ".join(one.name for one in others)
    if task.kind == "outage":
        facts["words"], _, facts["late"] = (task.words or "").partition(LATE_MARK)
    if task.kind == "propose":
        facts["words"] = await _proposed(sitting, task)
    if task.kind == "move":
        facts |= await _wish(sitting, task)
    facts["no_phone"] = "" if facts["phone"] else Said("task.no_phone", {})
    facts["checklist"] = Said("call.checklist", {}) if task.kind in FIRST_CONTACTS else ""
    facts["code"] = Said(f"task.code.{task.code}", {}) if task.code else None
    if task.kind == "call":
        facts |= {"coordinator": first_name(coordinator), "village": (await sitting.community(task.community)).name}
        facts["no_phone"] = "" if facts["phone"] else Said("call.no_phone", {"address": facts["address"]})
    if task.kind in CONFIDED:
        facts |= await facts_of_concern(sitting, task)
    danger = task.kind == "danger"
    facts["answer"] = _first_answer(task, about)
    if danger and about is not None:
        address = await _houses(sitting, task, about)
        facts |= {"address": address, "words": heard(task.words), "written": written(task.words)}
    words = "task.danger_violence" if danger and task.code in CAREFUL else f"task.{task.kind}"
    letter = await sitting.session.get(OutboxLetter, task.letter) if task.letter else None
    return Said(words, facts), buttons_of(task, letter, facts)


async def _houses(sitting: Sitting, task: Task, by: Person) -> list[Said | str]:
    """Say where it is that BY calls for help: with whom they went to, with whom they name, or at home."""
    houses = await houses_of(sitting, task, by)
    if not houses:
        return [Said("task.where_unknown", facts_of(by))]
    words = "task.at_visit" if task.visit else "task.at_named"
    return [facts_of(one)["address"] if one.id == by.id else Said(words, facts_of(one)) for one in houses]


async def _between(sitting: Sitting, task: Task) -> Said | str:
    """Say whose visit it is where it is about money or a swindle: who comes, and to whom; else empty."""
    about_money = task.kind == "signal" or task.code == Danger.FRAUD
    visit = await sitting.get(Visit, task.visit) if task.visit and about_money else None
    if visit is None or visit.helper is None:
        return ""
    asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
    return Said("task.between", {**facts_of(asker), "helper": first_name(await sitting.get(Person, visit.helper))})


async def _went(sitting: Sitting, task: Task) -> Said | str:
    """Say who was to come, where it is asked how a visit went: both of them may be called."""
    visit = await sitting.get(Visit, task.visit) if task.visit else None
    helper = await sitting.get(Person, visit.helper) if visit is not None and visit.helper else None
    return Said("task.went", {"helper": called(helper), "phone": helper.phone or ""}) if helper is not None else ""


def _first_answer(task: Task, about: Person | None) -> str:
    """Give the fixed words with which somebody in danger was answered; empty where it is no danger."""
    if task.kind != "danger" or about is None or task.code not in {one.value for one in Danger}:
        return ""
    return first_words(Danger(task.code), about.form or Form.U, about.language).text.replace("\n", " ")


async def on_duty(sitting: Sitting, community: int, at: datetime | None = None) -> str:
    """Give what whoever is on duty is called, now or AT a moment; empty where nobody is."""
    rota = await people.on_duty(sitting.session, await sitting.community(community), at or sitting.now)
    return first_name(rota[0]) if rota else ""


def facts_of(person: Person | None) -> dict[str, Any]:
    """Give what a coordinator may read of PERSON: name, first name, phone, address. Empty where not known."""
    if person is None:
        return dict.fromkeys(("name", "first", "phone", "address"), "")
    address = ", ".join(part for part in (person.street, person.place) if part)
    return {
        "name": full_name(person),
        "first": first_name(person),
        "phone": person.phone or "",
        "address": address,
    }


def first_name(person: Person) -> str:
    """Give what somebody is called."""
    return (person.name or person.called).split(" ")[0]


def full_name(person: Person) -> str | Said:
    """Give the whole name of somebody, as far as it is known."""
    return person.name or person.called or Said("person.unknown", {})


def called(person: Person) -> str | Said:
    """Give what somebody is called, where something must stand: "de ander" when that is not known."""
    return first_name(person) or Said("person.other", {})


async def close(sitting: Sitting, task: Task, by: Person | None = None) -> None:
    """Close TASK; nobody is told of it again."""
    task.closed_at = sitting.now
    if task.words and find_secret(task.words) is not None:
        task.words = None  # an alert may hold how to come in; nobody goes there any more
    await take_back(sitting, task)
    sitting.unplan(task.id, "task")
    await settle_in_group(sitting, task, by)
    sitting.note("task.closed", task.id, task.community, by.id if by else None)


async def open_of(sitting: Sitting, community: int, *, visit: int | None = None, kind: str = "") -> list[Task]:
    """Give the open tasks of COMMUNITY, oldest first: all, those about a visit, those of a kind."""
    asked = select(Task).where(Task.community == community, col(Task.closed_at).is_(None)).order_by(col(Task.id))
    found = (await sitting.session.exec(asked)).all()
    return [task for task in found if (visit is None or task.visit == visit) and (not kind or task.kind == kind)]


async def _proposed(sitting: Sitting, task: Task) -> str:
    """Give the name of the helper who said yes and waits to be confirmed."""
    asked = select(Person.name).join(Offer, col(Offer.person) == Person.id)
    found = await sitting.session.exec(asked.where(Offer.visit == task.visit, Offer.state == OfferState.PROPOSED))
    return found.first() or ""


async def _wish(sitting: Sitting, task: Task) -> dict[str, Any]:
    """Give the other time that waits for a yes; empty when it is gone."""
    visit = await sitting.get(Visit, task.visit or 0)
    wish = (visit.move or {}).get("when")
    return {"when": When.recalled(wish) if wish else ""}


async def _of_visit(sitting: Sitting, task: Task) -> dict[str, Any]:
    """Give the number and the time of the visit that TASK is about, and the taxis where it is a ride."""
    if task.visit is None:
        return {"number": None, "when": None, "taxis": ""}
    visit, where = await sitting.get(Visit, task.visit), await sitting.community(task.community)
    request = await sitting.get(Request, visit.request)
    said = taxis(where) if request.category is Category.TRANSPORT else ""
    return {"number": request.number, "when": when_of(visit, where), "taxis": said}


def taxis(where: Community) -> str:
    """Give the taxi list of a community in one line; empty where there is none."""
    return ", ".join(f"{one['name']} {dialled(one['phone'])}" for one in where.rules.get(TAXIS, ()))
