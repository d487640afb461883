"""/instellingen: what a community may choose, shown and changed by taps or in words; each change is in the log."""

import re
from collections.abc import Mapping
from typing import Any

from flows.help.visits import OFF, check_for
from flows.mornings import MORNING, hour_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.trust.logbook import plan_seal
from flows.understanding.category import categories, find_hints
from storage.queries.groups import group_of
from storage.queries.keeping import KEEP_DAYS, LONGEST_DAYS
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, Check

ACQUAINT, CHECKS = "acquaint", "checks"
DAYS, HOURS = (14, 30, 60, 90), (7, 8, 9, 10)
_CHECK_WORDS = {
    Check.VOG: r"\bvog\b|certificate",
    Check.INTERVIEW: r"gesprek|interview",
    Check.NONE: r"\bgeen\b|\bnone\b",
}


async def settings(sitting: Sitting, person: Person, words: str) -> None:
    """/instellingen: what is chosen; with words behind it, the change that they ask for."""
    changed = _read(words) if words else None
    if changed is not None:
        await choose(sitting, person, None, **changed)
    elif words:
        await sitting.write(person, "choice.how")
    else:
        await _show(sitting, person)


def _read(words: str) -> dict[str, Any] | None:
    """Read "bewaren 30", "ochtend 8", "kennismaken uit", "tuin uit", "vervoer vog"; None for anything else."""
    number = re.search(r"\d{1,3}", words)
    off = re.search(r"\b(uit|niet|off|no)\b", words, re.I) is not None
    if re.search(r"bewa\w+|keep", words, re.I) and number:
        return {"what": KEEP_DAYS, "value": int(number[0])}
    if re.search(r"ochtend|morgen|morning", words, re.I) and number:
        return {"what": MORNING, "value": int(number[0])}
    if re.search(r"kennis\w*|acquaint\w*", words, re.I):
        return {"what": ACQUAINT, "value": not off}
    found = categories(find_hints(words))[:1]
    if not found:
        return None
    check = next((one for one, said in _CHECK_WORDS.items() if re.search(said, words, re.I)), None)
    if check is not None:
        return {"what": CHECKS, "value": check.value, "category": found[0].value}
    return {"what": OFF, "value": off, "category": found[0].value}


async def _show(sitting: Sitting, person: Person) -> None:
    where = await sitting.community(person.current)
    rules = where.rules
    off = [Said(f"category.{one}", {}) for one in rules.get(OFF, ())]
    facts: dict[str, Any] = {
        "village": where.name,
        "off": off or Said("choice.none_off", {}),
        "days": int(rules.get(KEEP_DAYS, LONGEST_DAYS)),
        "hour": hour_of(where),
        "acquaint": Said("choice.yes" if rules.get(ACQUAINT, True) else "choice.no", {}),
    }
    buttons = [Button(f"choice.open.{what}", "choice.open", {"what": what}) for what in
               (OFF, CHECKS, KEEP_DAYS, MORNING, ACQUAINT)]  # fmt: skip
    await sitting.write(person, "choice.now", buttons=buttons, **facts)


async def open_one(sitting: Sitting, person: Person, letter: OutboxLetter, what: str, category: str = "") -> None:
    """Show what may be chosen of one thing, each with a button."""
    where = await sitting.community(person.current)
    buttons = _buttons(where, what, category)
    kind: Mapping[str, Any] = {"kind": Said(f"category.{category}", {})} if category else {}
    words = "choice.ask.check" if category else f"choice.ask.{what}"
    await sitting.write(person, words, buttons=buttons, **kind)


def _buttons(where: Community, what: str, category: str) -> list[Button]:
    if what == OFF:
        off = where.rules.get(OFF, ())
        return [Button("choice.on" if one.value in off else "choice.off", "choice.set",
                       {"what": OFF, "value": one.value not in off, "category": one.value},
                       {"kind": Said(f"category.button.{one.value}", {})}) for one in Category]  # fmt: skip
    if what == CHECKS and not category:
        return [Button("choice.kind", "choice.open", {"what": CHECKS, "category": one.value},
                       {"kind": Said(f"category.button.{one.value}", {})}) for one in Category]  # fmt: skip
    if what == CHECKS:
        return [Button(f"choice.check.{one.value}", "choice.set",
                       {"what": CHECKS, "value": one.value, "category": category}) for one in Check]  # fmt: skip
    if what == ACQUAINT:
        return [Button(words, "choice.set", {"what": ACQUAINT, "value": value})
                for words, value in (("choice.yes_button", True), ("choice.no_button", False))]  # fmt: skip
    numbers = DAYS if what == KEEP_DAYS else HOURS
    words = "choice.days" if what == KEEP_DAYS else "choice.hour"
    return [Button(words, "choice.set", {"what": what, "value": one}, {"number": one}) for one in numbers]


async def choose(
    sitting: Sitting,
    person: Person,
    letter: OutboxLetter | None,
    what: str,
    value: Any,
    category: str = "",
) -> None:
    """Keep the choice, and show how it stands now."""
    where = await sitting.community(person.current)
    limits = {KEEP_DAYS: (1, LONGEST_DAYS), MORNING: (6, 12)}
    if what in limits and not limits[what][0] <= int(value) <= limits[what][1]:
        await sitting.write(person, "choice.how")
        return
    rules = dict(where.rules)
    if what == OFF:
        rules[OFF] = sorted({*rules.get(OFF, ())} | {category} if value else {*rules.get(OFF, ())} - {category})
    elif what == CHECKS:
        rules[CHECKS] = {**rules.get(CHECKS, {}), category: value}
    else:
        rules[what] = value
    where.rules = rules
    sitting.session.add(where)
    sitting.log("choice", where.id, person.id, what=what, value=value, category=category)
    if what == MORNING and await group_of(sitting.session, where.id) is not None:
        await plan_seal(sitting, where.id)
    kind = Said(f"category.{category}", {}) if category else ""
    await sitting.write(
        person, f"choice.done.{what}", value=_said(what, value), kind=kind, check=_check(where, category)
    )


def _check(where: Community, category: str) -> Said | str:
    return Said(f"choice.check.{check_for(Category(category), where).value}", {}) if category else ""


def _said(what: str, value: Any) -> Said | int:
    """Say a choice: a number as it is, a yes or no in words."""
    if what == OFF:
        return Said("choice.is_off" if value else "choice.is_on", {})
    if isinstance(value, bool):
        return Said("choice.yes" if value else "choice.no", {})
    return 0 if what == CHECKS else int(value)
