"""How well a helper has been looked at: seen on, by whom, and when to look again; never the document itself."""

from datetime import date, datetime, time
from typing import Any

from flows.belonging import belong
from flows.coordination.approving import approve, approve_helper
from flows.coordination.choice import offer_choice
from flows.coordination.halves import ask_rest
from flows.coordination.tasks import at_hand
from flows.daywork.check_words import LASTS, Seen, read_check
from flows.help.matching import CHECKS
from flows.help.visits import moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import close, open_of, open_task
from storage.queries import people
from storage.tables.course import Due
from storage.tables.people import Helper, Person
from storage.tables.post import OutboxLetter
from storage.terms import Check, Role, Standing

MORNING = time(9)


async def approve_or_check(sitting: Sitting, person: Person, words: str) -> None:
    """/keur naam: approve whoever waits; with a check behind the name that is kept, and approves them as well."""
    try:
        seen = read_check(words, (await sitting.local(person.current)).date())
    except ValueError:
        await sitting.write(person, "usage.keur")
        return
    if seen.check is None:
        await approve_helper(sitting, person, seen.name)
        return
    where = await sitting.community(person.current)
    found = await people.named(sitting.session, where.id, seen.name, Role.HELPER) if seen.name else []
    if len(found) == 1:
        await keep_check(sitting, person, None, found[0].id, **_kept(seen))
    elif found:
        await offer_choice(sitting, person, "whom.which", found, "keep_check", _kept(seen), name=seen.name)
    else:
        asks, behind = "half.no_helper" if seen.name else "half.keur", words.replace(seen.name, "").strip()
        await ask_rest(sitting, person, "keur", asks, behind=behind, name=seen.name)


def _kept(seen: Seen) -> dict[str, Any]:
    """Give what was seen as a button can carry it."""
    return {"check": (seen.check or Check.NONE).value, "seen": _said(seen.seen), "again": _said(seen.again)}


async def keep_check(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, check: str, seen: str | None,
    again: str | None, lower: bool = False,
) -> None:  # fmt: skip
    """Write down which check of WHOM was seen; who was waiting to be approved is.

    A lesser check leaves the better one that was seen before, unless it is put in its place: LOWER.
    """
    where = await sitting.community(letter.community if letter is not None else person.current)
    helper, sheet = await sitting.get(Person, whom), await people.helper_of(sitting.session, whom, where.id)
    if sheet is None:
        sheet = await _sheet(sitting, helper, where.id)
    before = {"check": sheet.check.value, "seen": _said(sheet.check_seen_on), "again": _said(sheet.check_again_on)}
    held = not lower and CHECKS.index(check) < CHECKS.index(before["check"] or "") and check != Check.NONE
    if not held:
        await _set(sitting, person, sheet, check, seen, again)
    member = await people.membership(sitting.session, whom, where.id, Role.HELPER)
    if member is not None and member.standing is Standing.NEW and check != Check.NONE:
        await approve(sitting, person, helper, where.id)
        for task in await open_of(sitting, where.id, kind="approve"):
            if task.person == whom:
                await close(sitting, task, person)
    undo = Button("checks.undo", "keep_check", {"whom": whom, **before, "lower": True})
    words = "checks.better_held" if held else "checks.none_kept" if check == Check.NONE else "checks.kept"
    await sitting.write(person, words, buttons=[Button("button.read", "read", yes=True), *([] if held else [undo])],
                        community=where.id, name=helper.name,
                        seen=sheet.check_seen_on, again=sheet.check_again_on or "")  # fmt: skip


def _said(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


async def _sheet(sitting: Sitting, helper: Person, community: int) -> Helper:
    await belong(sitting, helper, community, Role.HELPER, consent="own")
    sheet = await people.helper_of(sitting.session, helper.id, community)
    if sheet is None:
        raise LookupError(f"person {helper.id} has no sheet as a helper")
    return sheet


async def _set(
    sitting: Sitting, person: Person, sheet: Helper, check: str, seen: str | None, again: str | None
) -> None:
    """Keep the check on the sheet of a helper, and plan to look again."""
    sheet.check = Check(check)
    sheet.check_seen_on = datetime.fromisoformat(seen).date() if seen else None
    sheet.check_again_on = datetime.fromisoformat(again).date() if again else None
    sheet.check_seen_by = person.id if seen else None
    sitting.session.add(sheet)
    sitting.log("check", sheet.community, person.id, sheet.person, check=check, seen=seen, again=again)
    for task in await open_of(sitting, sheet.community, kind="check_again"):
        if task.person == sheet.person:
            await close(sitting, task, person)
    sitting.unplan(sheet.id, "check_again")
    if sheet.check_again_on is not None:
        where = await sitting.community(sheet.community)
        at = moment_of(datetime.combine(sheet.check_again_on, MORNING), where)
        sitting.plan("check_again", sheet.id, sheet.community, at or sitting.now)


async def look_again(sitting: Sitting, due: Due) -> None:
    """Have a coordinator look again at the check of a helper whose day has come."""
    sheet = await sitting.session.get(Helper, due.subject)
    if sheet is None or sheet.check_again_on is None:
        return
    member = await people.membership(sitting.session, sheet.person, sheet.community, Role.HELPER)
    if member is None or member.standing is not Standing.KNOWN:
        return
    helper = await sitting.get(Person, sheet.person)
    if not [one for one in await open_of(sitting, sheet.community, kind="check_again") if one.person == helper.id]:
        await open_task(sitting, "check_again", sheet.community, person=helper)


async def seen_again(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Opnieuw gezien: from today on, for as long as such a check lasts."""
    row = await at_hand(sitting, person, task)
    sheet = row and row.person and await people.helper_of(sitting.session, row.person, row.community)
    if row is None or not sheet:
        return
    await close(sitting, row, person)
    today = (await sitting.local(row.community)).date()
    lasts = LASTS.get(sheet.check)
    again = (today + lasts).isoformat() if lasts else None
    await keep_check(sitting, person, letter, sheet.person, sheet.check.value, today.isoformat(), again)
