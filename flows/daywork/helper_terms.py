"""What a coordinator has otherwise for a helper, in words: nothing asked until a day, or other kinds of help."""

import re
from collections.abc import Sequence
from datetime import timedelta

from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import full_name
from flows.understanding.hours.new_hours import read_away
from flows.understanding.requests.category import categories, find_hints
from flows.understanding.words import fold
from storage.queries import people
from storage.tables.people import Helper, Person
from storage.tables.post import OutboxLetter
from storage.terms import Category

_AWAY = re.compile(r"\b(?:pauze|rust|pause|break|niets|nothing)\b")
_NOT_ANY_MORE = re.compile(r"\b(?:geen|niet|no|not)\b")  # that it is not wanted would hide what it is
_RIDES = re.compile(r"\b(?:auto)?rit(?:ten|ten?|jes?)?\b")
_LEAVE = Button("helpers.terms_no", "errand.leave", yes=False)


async def ask_terms(sitting: Sitting, person: Person, helper: Person, said: str) -> bool:
    """Read back what is SAID of a pause or of kinds of help; False where it says neither."""
    where = await sitting.community(person.current)
    sheet = await people.helper_of(sitting.session, helper.id, where.id)
    if sheet is None:
        return False
    words = _RIDES.sub("vervoer", fold(said))
    if _AWAY.search(words):
        await _ask_away(sitting, person, helper, words)
        return True
    named = categories(find_hints(_NOT_ANY_MORE.sub("", words)))
    if not named:
        return False
    kinds = _changed(sheet, named, off=bool(_NOT_ANY_MORE.search(words)))
    if not kinds:
        return False  # nothing would be left: that is to stop, which stands on the page
    args = {"whom": helper.id, "kinds": [one.value for one in kinds]}
    await sitting.write(person, "helpers.terms_ask", asks=True, about=helper.id, community=where.id,
                        buttons=[Button("helpers.terms_yes", "helper_kinds", args, yes=True), _LEAVE],
                        name=full_name(helper), kinds=[Said(f"helps.{one.value}", {}) for one in kinds])  # fmt: skip
    return True


async def _ask_away(sitting: Sitting, person: Person, helper: Person, words: str) -> None:
    """Ask whether nothing is to be asked until the day that WORDS name; a fortnight where they name none."""
    today = (await sitting.local(person.current)).date()
    days = [last for first, last in read_away(words, today) if first <= today and last.year < today.year + 2]
    until = (days[0] + timedelta(days=1)).isoformat() if days else ""
    button = Button("helpers.terms_yes", "helper_pause", {"whom": helper.id, "away": True, "until": until}, yes=True)
    await sitting.write(person, "helpers.away_ask" if days else "helpers.away_ask_short", buttons=[button, _LEAVE],
                        asks=True, about=helper.id, name=full_name(helper), day=until and days[0])  # fmt: skip


def _changed(sheet: Helper, named: Sequence[Category], *, off: bool) -> list[Category]:
    """Give the kinds of help that are left without those NAMED, or with them beside the others."""
    now = [Category(one) for one in sheet.categories] or [*Category]
    return [one for one in now if one not in named] if off else [*now, *(one for one in named if one not in now)]


async def keep_kinds(sitting: Sitting, person: Person, letter: OutboxLetter, whom: int, kinds: list[str]) -> None:
    """Ja, doe maar: the helper is asked for these kinds alone from now on."""
    where = await sitting.community(letter.community)
    sheet = await people.helper_of(sitting.session, whom, where.id)
    helper = await sitting.get(Person, whom)
    if sheet is None:
        await sitting.write(person, "whom.nobody", name=full_name(helper))
        return
    sheet.categories = kinds
    sitting.session.add(sheet)
    sitting.log("helper.kinds", where.id, person.id, whom)
    await sitting.write(person, "helpers.terms_kept", community=where.id, name=full_name(helper))
