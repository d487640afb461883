"""/instellingen: what a community may choose, shown and changed by taps or in words; each change is in the log."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flows.belonging import may
from flows.conversing import open_talk
from flows.help.visits import OFF, check_for
from flows.menu import COORDINATORS
from flows.mornings import MORNING, hour_of
from flows.own_names import NAMES, names_of, read_name, rename, same_name
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.trust.logbook import plan_seal
from flows.understanding.requests.category import Own, categories, find_hints
from flows.understanding.time.spelling import spell
from flows.understanding.words import fold
from flows.wording.render import Reader, render
from storage.queries.groups import group_of
from storage.queries.keeping import KEEP_DAYS, LONGEST_DAYS
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, Check

ACQUAINT, CHECKS = "acquaint", "checks"
DAYS, HOURS = (14, 30, 60, 90), (7, 8, 9, 10)
_NAMED = re.compile(
    r"(.+?)\s+(?:heet|heten|noemen we|is called|are called)(?:\s+(?:nu|voortaan|now))?\s+(.+)", re.I | re.S
)
_DAYS_IN = {"maand": 30, "month": 30, "week": 7, "wek": 7, "jaar": 365, "year": 365}
_UNIT = re.compile(r"\b(maand|month|week|wek|jaar|year)(?:en|s)?\b", re.I)
_CHECK_WORDS = {
    Check.VOG: r"\bvog\b|certificate",
    Check.INTERVIEW: r"gesprek|interview",
    Check.NONE: r"\bgeen\b|\bnone\b",
}


async def settings(sitting: Sitting, person: Person, words: str) -> None:
    """/instellingen: what is chosen; with words behind it, the change that they ask for."""
    changed = _read(words, await sitting.own_names(person.current)) if words else None
    if changed is not None:
        await choose(sitting, person, None, **changed)
    elif words:
        await sitting.write(person, "choice.how")
    else:
        await _show(sitting, person)


def _read(words: str, own: Own) -> dict[str, Any] | None:
    """Read "bewaren 30", "ochtend 8", "kennismaken uit", "tuin uit", "vervoer vog", "tuin heet Moestuin"; else None."""
    if named := _NAMED.fullmatch(words.strip()):
        kind = categories(find_hints(fold(named[1]), own))[:1]
        return {"what": NAMES, "value": named[2], "category": kind[0].value} if kind else None
    number = re.search(r"\d{1,3}", spell(words))
    off = re.search(r"\b(uit|niet|nee|geen|off|no)\b", words, re.I) is not None
    on = re.search(r"\b(aan|wel|ja|weer|on|yes)\b", words, re.I) is not None
    if re.search(r"bewa\w+|keep", words, re.I):
        return {"what": KEEP_DAYS, "value": _days(words, number)} if number or _UNIT.search(words) else None
    if re.search(r"ochtend|morgen|morning", words, re.I):
        half = re.search(r"\bhalf\b|:[1-5]|\.[1-5]|kwart|quarter", words, re.I)  # only whole hours are kept
        return {"what": MORNING, "value": int(number[0])} if number and not half else None
    if re.search(r"kennis\w*|acquaint\w*", words, re.I):
        return {"what": ACQUAINT, "value": not off} if off is not on else None
    found = categories(find_hints(fold(words), own))
    if len(found) != 1:
        return None  # one at a time: of several nobody knows which was done
    check = next((one for one, said in _CHECK_WORDS.items() if re.search(said, words, re.I)), None)
    if check is not None:
        return {"what": CHECKS, "value": check.value, "category": found[0].value}
    return {"what": OFF, "value": off, "category": found[0].value} if off is not on else None


def _days(words: str, number: re.Match[str] | None) -> int:
    """Give how many days "30", "een maand" or "2 weken" are."""
    unit = _UNIT.search(words)
    return (int(number[0]) if number else 1) * (_DAYS_IN[unit[1].lower()] if unit else 1)


async def _show(sitting: Sitting, person: Person) -> None:
    where = await sitting.community(person.current)
    rules = where.rules
    off = [Said(f"category.{one}", {}) for one in rules.get(OFF, ())]
    facts: dict[str, Any] = {
        "village": where.name,
        "off": off or Said("choice.none_off", {}),
        "names": [
            Said("choice.own", {"usual": _usually(one, await sitting.reader(person)), "name": name})
            for one, name in names_of(where).items()
        ],
        "days": int(rules.get(KEEP_DAYS, LONGEST_DAYS)),
        "hour": hour_of(where),
        "acquaint": Said("choice.yes" if rules.get(ACQUAINT, True) else "choice.no", {}),
    }
    buttons = [Button(f"choice.open.{what}", "choice.open", {"what": what}) for what in
               (OFF, NAMES, CHECKS, KEEP_DAYS, MORNING, ACQUAINT)]  # fmt: skip
    await sitting.write(person, "choice.now", buttons=buttons, **facts)


async def open_one(sitting: Sitting, person: Person, letter: OutboxLetter, what: str, category: str = "") -> None:
    """Show what may be chosen of one thing, each with a button; a name is asked for in words."""
    if what == NAMES and category:
        await open_talk(sitting, person, "rename", {"category": category})
        return
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
    if what in (CHECKS, NAMES) and not category:
        return [Button("choice.kind", "choice.open", {"what": what, "category": one.value},
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
    if what == NAMES:
        await _name(sitting, person, where, str(value), category)
        return
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


async def _name(sitting: Sitting, person: Person, where: Community, words: str, category: str) -> None:
    """Call a kind of help what WORDS say; no two have one name, for then nobody could tell them apart."""
    name = read_name(words)
    if name is None or _is_taken(await sitting.reader(person), name, category):
        await sitting.write(person, "choice.no_name", name=words)
        return
    usual = _usually(category, await sitting.reader(person))
    where.rules = rename(where.rules, category, name)
    sitting.session.add(where)
    sitting.log("choice", where.id, person.id, what=NAMES, value=bool(name), category=category)
    await sitting.write(person, "choice.named" if name else "choice.usual", usual=usual, name=name)


def _usually(category: str, reader: Reader) -> str:
    """Give the name that a kind of help has anywhere else."""
    return render(f"category.button.{category}", {}, replace(reader, names={})).text


def _is_taken(reader: Reader, name: str, category: str) -> bool:
    said = (
        render(f"category.{where}{one.value}", {}, reader).text
        for one in Category
        if one.value != category
        for where in ("", "button.")
    )
    return any(same_name(one, name) for one in said)


async def named(sitting: Sitting, person: Person, given: Mapping[str, Any], name: str) -> None:
    """Keep the name that a finished talk came to."""
    if await may(sitting, person, COORDINATORS):
        await choose(sitting, person, None, NAMES, name, given["category"])
    else:  # lost since the talk was opened
        await sitting.write(person, "command.not_yours")


def _check(where: Community, category: str) -> Said | str:
    return Said(f"choice.check.{check_for(Category(category), where).value}", {}) if category else ""


def _said(what: str, value: Any) -> Said | int:
    """Say a choice: a number as it is, a yes or no in words."""
    if what == OFF:
        return Said("choice.is_off" if value else "choice.is_on", {})
    if isinstance(value, bool):
        return Said("choice.yes" if value else "choice.no", {})
    return 0 if what == CHECKS else int(value)
