"""Typed answers to what danger asked: they go before any talk, whatever was asked since."""

import re
from dataclasses import replace
from datetime import timedelta

from sqlmodel import col, select

from flows.alarm.first_words import soft_check
from flows.coordination import danger
from flows.post import Inbound
from flows.sitting import Sitting
from flows.tasks import open_of
from flows.understanding.replies.answers import yes_or_no
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Form

CHECK_STANDS = timedelta(hours=12)  # that a soft check may still be answered in words
_EARLIER_THEN = re.compile(
    r"^\W*(?:nee|no)\W+(?:\w+\W+){0,3}?(?:eerder|earlier)(?:[^.,;!?]{0,30}[.,;!?])?\s*", re.IGNORECASE
)
_CANNOT_CALL = re.compile(
    r"\b(?:kan|kannie|lukt|gaat|durf)\b.*\b(?:niet?|niemand)\b.*\bbel(?:len)?\b|\bbellen (?:kan|lukt|gaat) niet?\b"
    r"|\b(?:cannot|can ?not|can'?t) (?:call|phone|ring)\b",
    re.IGNORECASE,
)


async def answered(sitting: Sitting, person: Person, inbound: Inbound) -> Inbound | None:
    """Do what a button under danger does when it is typed; give what is left to be read, None where that is nothing."""
    if inbound.forwarded or inbound.edited:
        return inbound
    if await cannot_call(sitting, person, inbound.text):
        return None
    left = await _answers_check(sitting, person, inbound.text)
    return replace(inbound, text=left) if left else None


async def cannot_call(sitting: Sitting, person: Person, text: str) -> bool:
    """Take words like "ik kan niet bellen" for the button, while an alert of this person is open."""
    if not _CANNOT_CALL.search(text.replace("’", "'")):
        return False
    where = await sitting.community(person.current)
    ringing = [one for one in await open_of(sitting, where.id, kind="danger") if one.person == person.id]
    letter = await _last(sitting, person, "alarm.%")
    if not ringing or letter is None:
        return False
    await danger.cannot_call(sitting, person, letter, str(ringing[-1].code))
    return True


async def _answers_check(sitting: Sitting, person: Person, text: str) -> str:
    """Take TEXT for a button of the soft check; give what is left of it: all of it where it is no answer."""
    check = await sitting.at_hand.check(person.id)
    if check is None or not check.buttons or sitting.now - check.written_at > CHECK_STANDS:
        return text
    newest = await _last(sitting, person, "%")
    bare = yes_or_no(text) if newest is not None and newest.id == check.id else None
    option = ("now" if bare else "earlier") if bare is not None else _named(text, person)
    button = next((one for one in check.buttons if one["option"] == option), None)
    if button is None:
        return text
    check.buttons = []
    sitting.session.add(check)
    rest = _EARLIER_THEN.sub("", text) if option == "earlier" else ""
    if rest != text and (await sitting.understood(rest, person.current)).category is not None:
        return rest  # "nee, eerder. Kan iemand dinsdag met me mee?"
    deed = sitting.menu.deeds[str(button["deed"])]
    await deed.do(sitting, person, check, **button["args"])
    return ""


def _named(text: str, person: Person) -> str | None:
    """Give the button whose label TEXT begins with, or whose last word it is: "nee eerder, vorig jaar", "nu"."""
    said = re.findall(r"\w+", text.casefold())
    for option, label in soft_check(person.language, person.form or Form.U).buttons:
        words = re.findall(r"\w+", label.casefold())
        if said[: len(words)] == words or said == words[-1:]:
            return option
    return None


async def _last(sitting: Sitting, person: Person, words: str) -> OutboxLetter | None:
    """Give the last letter to this person whose words are called so; % stands for anything."""
    here = select(OutboxLetter).where(OutboxLetter.person == person.id, col(OutboxLetter.words).like(words))
    return (await sitting.session.exec(here.order_by(col(OutboxLetter.id).desc()).limit(1))).first()
