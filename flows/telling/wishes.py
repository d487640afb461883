"""Whether somebody wants messages to many: never without a yes of their own, and over with a word or a tap."""

import re

from flows.belonging import roles_of
from flows.conversing import ask_again
from flows.coordination.choice import pick
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called
from flows.telling.letters import MESSAGE
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.requests.sentence import Understood
from flows.understanding.words import fold
from storage.queries import people, speakers
from storage.queries import telling as queries
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role

_THEM = r"(?:berichten|berichtjes|nieuws|nieuwtjes|nieuwsbrieven|messages|news)"
_MORE = r"(?: (?:uit|van|over|voor|from|about) .{1,40})?"
_NO = re.compile(
    r"(?:nee |ik wil |wil |ik hoef |liever |graag |please |i want |send |stuur (?:me |mij )?)*"
    rf"(?:geen|no)(?: (?:die|van die|deze|zulke|such|more))? {_THEM}"
    rf"(?: (?:meer|more|alsjeblieft|alstublieft|aub|ontvangen|krijgen|please))*{_MORE}|"
    rf"(?:stop|hou op|ophouden|stoppen)(?: maar)? met (?:die |de |deze |zulke )?{_THEM}{_MORE}|"
    rf"stop (?:sending )?(?:these |the )?{_THEM}|"
    rf"ik (?:wil|hoef) (?:die |de |deze )?{_THEM} (?:niet|niet meer)(?: (?:krijgen|ontvangen|hebben))?"
)
_YES = re.compile(
    rf"(?:ja |yes )?(?:ik wil|ik zou|mag ik|ik krijg|stuur (?:me|mij)|doe mij|graag|toch|i want|i would like|send me)"
    rf"(?: (?:ook|wel|graag|toch|weer|maar|de|die|jullie|af en toe|to get|the|also))* {_THEM}{_MORE}"
    rf"(?: (?:krijgen|ontvangen|hebben|willen))?"
)
_BARE = re.compile(rf"{_THEM}")


async def messages(sitting: Sitting, person: Person, words: str) -> None:
    """/berichten: how it is, and the other way with a tap; or "ja", and from a coordinator "Toos ja"."""
    said = words.strip().rsplit(" ", 1)
    wants = yes_or_no(said[-1]) if words else None
    if wants is None and fold(said[-1]) in ("aan", "on", "uit", "off"):
        wants = fold(said[-1]) in ("aan", "on")
    if wants is not None and len(said) == 1:
        await _keep(sitting, person, person.current, wants)
    elif wants is not None and Role.COORDINATOR in await roles_of(sitting, person):
        await pick(sitting, person, said[0], "messages_for", {"wants": wants}, keep_for, "berichten", behind=said[-1])
    elif words and Role.COORDINATOR in await roles_of(sitting, person):
        await pick(sitting, person, words, "messages_ask_for", {}, ask_for, "berichten")
    else:
        await _show(sitting, person)


async def _show(sitting: Sitting, person: Person) -> None:
    where = await sitting.community(person.current)
    if not await people.memberships(sitting.session, person.id, where.id):
        await sitting.write(person, "messages.stranger", village=where.name, community=where.id)
        return
    wants = await queries.wish_of(sitting.session, person.id, where.id)
    buttons = (
        [Button("messages.no_more", "messages_no"), Button("messages.stay", "messages_yes", yes=True)]
        if wants
        else [Button("messages.yes", "messages_yes", yes=True), Button("messages.no", "messages_no", yes=False)]
    )
    words = "messages.now_on" if wants else "messages.ask"
    await sitting.write(person, words, buttons=buttons, asks=True, village=where.name, community=where.id)


async def tap_yes(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Ja, graag."""
    await _keep(sitting, person, letter.community, wants=True)


async def tap_no(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Geen berichten meer, or rather none at all."""
    await _keep(sitting, person, letter.community, wants=False)


async def _keep(sitting: Sitting, person: Person, community: int | None, wants: bool) -> None:
    where = await sitting.community(community)
    if not await queries.keep_wish(sitting.session, person.id, where.id, wants):
        await sitting.write(person, "messages.stranger", village=where.name, community=where.id)
        return
    sitting.note("member.wants_messages" if wants else "member.wants_none", person.id, where.id, person.id)
    buttons = [] if wants else [Button("messages.again", "messages_yes")]
    words = "messages.on" if wants else "messages.off"
    await sitting.write(person, words, buttons=buttons, village=where.name, community=where.id)


async def ask_for(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Ask what somebody said, where it was not written behind the name."""
    buttons = [Button("messages.they_do", "messages_for", {"whom": whom, "wants": True}, yes=True),
               Button("messages.they_do_not", "messages_for", {"whom": whom, "wants": False}, yes=False)]  # fmt: skip
    await sitting.write(person, "messages.ask_for", buttons=buttons, asks=True, community=person.current,
                        name=called(await sitting.get(Person, whom)))  # fmt: skip


async def keep_for(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int, wants: bool) -> None:
    """Write down what somebody said by phone or at the door."""
    where = (await sitting.community(letter.community if letter else person.current)).id
    one = await sitting.get(Person, whom)
    kept = await queries.keep_wish(sitting.session, whom, where, wants)
    if kept:
        sitting.note("member.wants_messages" if wants else "member.wants_none", whom, where, person.id)
        sitting.log("messages.for", where, person.id, whom, wants=wants)
    words = "messages.for_stranger" if not kept else "messages.for_on" if wants else "messages.for_off"
    await sitting.write(person, words, name=called(one), community=where)


async def told(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "geen berichten meer", "ik wil wel berichten" or "berichten"; False for anything else.

    Who never said whether they want any, and wants none, means more than that: it is left to what stop means. So does
    who asked for quiet and wants messages again.
    """
    plain = fold(understood.text).strip(" .!?,").replace(",", "")
    if _NO.fullmatch(plain):
        where = await _last_from(sitting, person)
        if await queries.wish_of(sitting.session, person.id, where) is None:
            return False
        for one in await speakers.others_by_phone(sitting.session, person):  # nobody can see who typed it
            await queries.keep_wish(sitting.session, one.id, where, wants=False)
        await _keep(sitting, person, where, wants=False)
    elif _YES.fullmatch(plain) and (person.quiet_until is None or person.quiet_until <= sitting.now):
        await _keep(sitting, person, person.current, wants=True)
    elif record is None and _BARE.fullmatch(plain):
        await _show(sitting, person)
    else:
        return False
    if record is not None:
        await ask_again(sitting, person, record)
    return True


async def _last_from(sitting: Sitting, person: Person) -> int:
    """Give the community from which PERSON was sent the last message to many; where none was, the one they talk to."""
    last = await queries.last_from(sitting.session, person.id, MESSAGE)
    return last or (await sitting.community(person.current)).id
