"""Where help has to go in danger: to whom an alert names, to whom a helper went, or to whoever wrote it."""

from flows.alert_record import heard
from flows.belonging import roles_of
from flows.sitting import Sitting
from flows.understanding.requests.near import Near
from flows.understanding.requests.whom import read_spoken_of, read_whom, says_i
from storage.queries import people
from storage.tables.care import Task
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Danger, Role

AT_HOME = (Danger.FRAUD, Danger.VIOLENCE)  # whoever is named there is seldom the one in danger


async def houses_of(sitting: Sitting, task: Task, by: Person) -> list[Person]:
    """Give in whose house the danger may be that BY wrote of, the likeliest first; empty where nobody can tell.

    A resident who writes is mostly at home; a coordinator or a helper mostly is not.
    """
    words, roles = heard(task.words), await roles_of(sitting, by, task.community)
    residents = [one for one in await people.members(sitting.session, task.community, Role.RESIDENT) if one.id != by.id]
    nth = read_spoken_of(words, [one.name for one in residents])
    named = [] if nth is None else [residents[nth]]
    own = [by] if says_i(words) else []
    if task.visit is not None and task.code != Danger.FRAUD:  # a helper calls from the house they are in
        request = await sitting.get(Request, (await sitting.get(Visit, task.visit)).request)
        return named or [await sitting.get(Person, request.asker)]
    if not roles <= {Role.RESIDENT}:
        return named + own
    if own or task.code in AT_HOME:
        return [by, *named]
    whom = read_whom(words)
    elsewhere = whom is not None and whom.near is not Near.HOUSEMATE
    return named + ([] if elsewhere and not named else [by])
