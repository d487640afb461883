"""All who help, page by page, and one of them whole: check, buddy, pause, notes and what they did; never a score."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flows.coordination.choice import offer_choice
from flows.coordination.halves import ask_rest
from flows.coordination.paging import pages
from flows.daywork.check_words import LASTS
from flows.daywork.free_helpers import show_free
from flows.daywork.helper_terms import ask_terms
from flows.daywork.requests import note_lines
from flows.daywork.silence import silent_ones
from flows.help.visits import when_of
from flows.people.hours import Hours, said_hours
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, facts_of, full_name
from flows.understanding.hours.week_hours import spans_of
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.queries import people
from storage.tables.people import Helper, Membership, Person
from storage.tables.post import OutboxLetter
from storage.terms import Check, Role, Standing

MOST, MOST_VISITS = 8, 3
A_WEEK = timedelta(days=7)
Sheet = tuple[Helper, Person, Membership]
ONLY = ("new", "silent", "away", "check")
_ONLY = {  # the word behind the command: whom of all to show
    **dict.fromkeys(("nieuw", "nieuwe", "new"), "new"),
    **dict.fromkeys(("stil", "stille", "silent"), "silent"),
    **dict.fromkeys(("pauze", "weg", "paused", "away"), "away"),
    **dict.fromkeys(("controle", "vog", "check", "checks"), "check"),
}


async def show_helpers(sitting: Sitting, person: Person, words: str) -> None:
    """/vrijwilligers: all of them, those who are new, silent, away or to be looked at again, or one who is named.

    Behind the name and a colon stands what is to be otherwise for them; a time or a kind of help asks who can then.
    """
    where = await sitting.community(person.current)
    only = _ONLY.get(fold(words.strip())) if words else ""
    if only is not None:
        await _write_list(sitting, person, where.id, only, start=0)
        return
    name, _, said = (part.strip() for part in words.partition(":"))
    found = await people.named(sitting.session, where.id, name, Role.HELPER)
    if len(found) == 1:
        if not said or not await ask_terms(sitting, person, found[0], said):
            await write_helper(sitting, person, found[0], where.id)
    elif found:
        await offer_choice(sitting, person, "whom.which", found, "helper_page", {}, name=name)
    elif not await show_free(sitting, person, words):
        await ask_rest(sitting, person, "vrijwilligers", "half.no_helper", name=name)


async def page(sitting: Sitting, person: Person, letter: OutboxLetter, start: int, only: str = "") -> None:
    """Verder or terug in the list, in the place of this page."""
    await _write_list(sitting, person, (await sitting.community(letter.community)).id, only, start, letter)


async def tap_helper(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int) -> None:
    """One of the list, whole."""
    await write_helper(sitting, person, await sitting.get(Person, whom), (await sitting.community(letter.community)).id)


async def _write_list(
    sitting: Sitting, person: Person, community: int, only: str, start: int, letter: OutboxLetter | None = None
) -> None:
    silent = await silent_ones(sitting, community) if only == "silent" else []
    found = silent or [one for one in await queries.sheets(sitting.session, community) if _is_of(sitting, one, only)]
    shown = found[start : start + MOST]
    sitting.log("look.helpers", community, person.id, count=len(shown))
    if not shown:
        words = f"helpers.none_{only}" if only else "helpers.none"
        await sitting.write(person, words, community=community, edits=letter)
        return
    lines = [await _line(sitting, one) for one in shown]
    buttons = [Button("helpers.this", "helper_page", {"whom": one.id}, {"name": full_name(one)}) for _, one, _ in shown]
    ask = [Button("silence.ask_all", "silent_ask")] if only == "silent" else []
    head = Said(f"helpers.head_{only}" if only else "helpers.head", {"count": len(found)})
    await sitting.write(
        person, lines[-1].words, before=[head, *lines[:-1]], community=community, edits=letter,
        buttons=[*ask, *buttons, *pages("helpers_page", start, MOST, len(found), {"only": only})], **lines[-1].facts,
    )  # fmt: skip


def _is_of(sitting: Sitting, one: Sheet, only: str) -> bool:
    """Say whether ONE is among those who are to be shown ONLY."""
    sheet, person, member = one
    match only:
        case "new":
            return member.standing is Standing.NEW
        case "away":
            return is_away(sitting, sheet, person)
        case "check":
            return sheet.check_again_on is not None and sheet.check_again_on <= (sitting.now + 4 * A_WEEK).date()
        case "silent":
            return False
    return True


def is_away(sitting: Sitting, sheet: Helper, person: Person) -> bool:
    """Say whether nothing is asked of this helper for now."""
    return any(until is not None and until > sitting.now for until in (sheet.away_until, person.quiet_until))


async def _line(sitting: Sitting, one: Sheet) -> Said:
    sheet, person, member = one
    state = "new" if member.standing is Standing.NEW else "away" if is_away(sitting, sheet, person) else "known"
    check = Said(f"helpers.check.{sheet.check.value}", {})
    return Said(f"helpers.line_{state}", {"name": full_name(person), "check": check})


async def write_helper(sitting: Sitting, person: Person, helper: Person, community: int) -> None:
    """Write all of one HELPER to a coordinator; the look is logged."""
    sheet = await people.helper_of(sitting.session, helper.id, community)
    member = await people.membership(sitting.session, helper.id, community, Role.HELPER)
    if sheet is None or member is None:
        await sitting.write(person, "whom.nobody", name=full_name(helper))
        return
    lines = [
        Said("helpers.page", {**facts_of(helper), "standing": Said(f"helpers.standing.{member.standing.value}", {}),
                              **await _sheet_facts(sitting, sheet, helper)}),
        *await _history(sitting, helper, community),
        *await note_lines(sitting, helper.id, community, None),
    ]  # fmt: skip
    sitting.log("look.helper", community, person.id, helper.id)
    await sitting.write(person, lines[-1].words, before=lines[:-1], community=community, about=helper.id,
                        buttons=_buttons(sitting, sheet, helper, member), **lines[-1].facts)  # fmt: skip


async def _sheet_facts(sitting: Sitting, sheet: Helper, helper: Person) -> dict[str, Any]:
    """Give what stands on the sheet of a helper; what is not known is empty."""
    found = await queries.hours_of(sitting.session, [sheet.id])
    hours: Mapping[str, Any] = said_hours(
        Hours(spans_of(found), (), tuple(sheet.limits), open_ended=False, max_per_week=None)
    )
    seen_by = await sitting.get(Person, sheet.check_seen_by) if sheet.check_seen_by else None
    buddy = await sitting.get(Person, sheet.buddy) if sheet.buddy and sheet.buddy_visits else None
    return {
        "kinds": [Said(f"helps.{one}", {}) for one in sheet.categories] or [Said("offer_help.all", {})],
        "hours": hours["hours"],
        "limits": hours["limits"],
        "often": sheet.max_per_week,
        "check": Said(f"helpers.check.{sheet.check.value}", {}),
        "seen": Said("helpers.seen_by" if seen_by else "helpers.seen", {"day": sheet.check_seen_on,
                     "who": called(seen_by) if seen_by else ""}) if sheet.check_seen_on else "",
        "again": sheet.check_again_on or "",
        "buddy": Said("helpers.buddy", {"name": full_name(buddy), "count": sheet.buddy_visits}) if buddy else "",
        "away": _away_until(sitting, sheet, helper),
        "young": Said("task.code.young", {}) if sheet.young else "",
    }  # fmt: skip


def _away_until(sitting: Sitting, sheet: Helper, helper: Person) -> Any:
    untils = [one for one in (sheet.away_until, helper.quiet_until) if one is not None and one > sitting.now]
    return Said("helpers.away", {"day": max(untils).date()}) if untils else ""


async def _history(sitting: Sitting, helper: Person, community: int) -> list[Said]:
    """Say how many visits somebody did, and the last few; how often they were asked this week."""
    where, done = await sitting.community(community), await queries.done_by(sitting.session, helper.id, community)
    asked = await queries.offers_to(sitting.session, helper.id, community, sitting.now - A_WEEK)
    lines = [Said("helpers.done", {"count": len(done)}), Said("helpers.asked", {"count": len(asked)})]
    for visit, request in done[:MOST_VISITS]:
        asker = await sitting.get(Person, request.asker)
        lines.append(Said("helpers.visit", {"when": when_of(visit, where), "what": request.category,
                                            "asker": called(asker), "number": request.number}))  # fmt: skip
    return lines


def _buttons(sitting: Sitting, sheet: Helper, helper: Person, member: Membership) -> list[Button]:
    whom = {"whom": helper.id}
    note = Button("request.tap.note", "helper_note", whom)
    if member.standing is Standing.LEFT:
        return [note, Button("helpers.back", "helper_back", whom)]
    today = sitting.now.date().isoformat()
    approve = [Button("task.approved", "approve_one", {"helper": helper.id})] if member.standing is Standing.NEW else []
    again = (sitting.now.date() + LASTS[Check.VOG]).isoformat()
    vog = Button("helpers.vog_today", "keep_check", {**whom, "check": Check.VOG.value, "seen": today, "again": again})
    away = is_away(sitting, sheet, helper)
    pause = Button("helpers.ask_again" if away else "helpers.pause", "helper_pause", {**whom, "away": not away})
    return [*approve, pause, *([vog] if sheet.check is not Check.VOG else []), note,
            Button("helpers.stop", "helper_stop", whom)]  # fmt: skip
