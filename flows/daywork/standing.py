"""A helper is given a pause, taken off the list, or put back on it: both can be undone, and they hear of it."""

from datetime import date, datetime, time, timedelta

from flows.belonging import belong, end_role
from flows.daywork.ending import take_all_off
from flows.help.deeds.withdrawing import let_offers_go
from flows.help.visits import moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name, full_name
from storage.queries import people
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, Role, Standing

PAUSE = timedelta(days=14)
_READ = Button("button.read", "read", yes=True)


async def pause(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int, away: bool, until: str = "") -> None:
    """Pauze, or weer vragen: nothing is asked UNTIL a day, else for a fortnight; or they may be asked again."""
    where = await sitting.community(letter.community)
    helper, sheet = await sitting.get(Person, whom), await people.helper_of(sitting.session, whom, where.id)
    if sheet is None:
        await sitting.write(person, "whom.nobody", name=full_name(helper))
        return
    back = date.fromisoformat(until) if until else (await sitting.local(where.id)).date() + PAUSE
    sheet.away_until = moment_of(datetime.combine(back, time()), where) if away else None
    if not away:
        helper.quiet_until = None
        sitting.session.add(helper)
    sitting.session.add(sheet)
    sitting.log("helper.pause" if away else "helper.unpause", where.id, person.id, whom)
    undo = Button("helpers.ask_again" if away else "helpers.pause", "helper_pause", {"whom": whom, "away": not away})
    await sitting.write(person, "helpers.paused" if away else "helpers.unpaused", buttons=[_READ, undo],
                        community=where.id, name=full_name(helper), day=back if away else "")  # fmt: skip


async def ask_stop(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int) -> None:
    """Stopt ermee: asked once more, with what it does."""
    helper = await sitting.get(Person, whom)
    buttons = [Button("helpers.stop_yes", "helper_stop_sure", {"whom": whom}),
               Button("helpers.stop_no", "helper_stay", {"whom": whom}, yes=False)]  # fmt: skip
    await sitting.write(person, "helpers.stop_sure", buttons=buttons, asks=True, community=letter.community,
                        name=full_name(helper))  # fmt: skip


async def stay(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int) -> None:
    """Nee: nothing has changed."""
    await sitting.write(person, "helpers.stays", name=full_name(await sitting.get(Person, whom)))


async def stop(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int) -> None:
    """Take a helper off the list; where they were to go somebody else is looked for, and they hear it kindly."""
    where = await sitting.community(letter.community)
    helper = await sitting.get(Person, whom)
    member = await people.membership(sitting.session, whom, where.id, Role.HELPER)
    if member is None or member.standing is Standing.LEFT:
        await sitting.write(person, "whom.nobody", name=full_name(helper))
        return
    await let_offers_go(sitting, helper, where.id)
    await take_all_off(sitting, person, letter, helper, where.id)
    end_role(sitting, member)
    sitting.log("helper.stop", where.id, person.id, whom)
    await sitting.write(helper, "helpers.told_stop", buttons=[_READ], community=where.id, lane=Lane.NEWS,
                        coordinator=first_name(person))  # fmt: skip
    back = Button("helpers.back", "helper_back", {"whom": whom})
    await sitting.write(person, "helpers.stopped", buttons=[_READ, back], community=where.id, name=full_name(helper))


async def back(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int) -> None:
    """Toch weer erbij: they may be asked again."""
    where = await sitting.community(letter.community)
    helper = await sitting.get(Person, whom)
    await belong(sitting, helper, where.id, Role.HELPER, consent="own", standing=Standing.KNOWN)
    sitting.log("approve", where.id, person.id, whom)
    await sitting.write(person, "helpers.is_back", community=where.id, name=full_name(helper))
