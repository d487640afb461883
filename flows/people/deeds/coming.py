"""Coming: the first words, a personal link, a language, and small talk."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from flows.belonging import belong, bind, roles_of
from flows.conversing import open_talk
from flows.help.deeds.asking import given_for
from flows.help.deeds.relaying import offer_to_carry
from flows.people.deeds.chatting import say_kindly
from flows.people.deeds.helping import has_hours, open_offer
from flows.post import Button
from flows.sitting import Sitting
from flows.speaking.deeds.choosing import ask_whose
from flows.speaking.deeds.moving import move
from flows.speaking.deeds.relatives import bind_relative
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.requests.sentence import Understood, understand
from flows.wording.catalog import languages
from flows.wording.render import render
from storage.queries.telling import wish_of
from storage.tables.people import Invite, Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Role, Standing

_GREETED_AS = (
    Role.COORDINATOR,
    Role.ATTENTION,
    Role.HELPER,
    Role.DESK,
    Role.REFERRER,
)  # by the first of these that somebody is
_OFFERS_NEWS = ("welcome.resident", "welcome.helper")  # they are asked once, and only get it with a yes


async def start(sitting: Sitting, person: Person, code: str) -> None:
    """Welcome somebody, and take the code of a personal link when there is one."""
    if code:
        await _take_invite(sitting, person, code.strip())
        return
    await _welcome(sitting, person)


async def _welcome(sitting: Sitting, person: Person) -> None:
    roles = await roles_of(sitting, person)
    words = next((f"welcome.{role.value}" for role in _GREETED_AS if role in roles), "welcome.resident")
    facts: dict[str, Any] = {"first": first_name(person), "village": await sitting.village(person)}
    if words in _OFFERS_NEWS and roles and not await wish_of(sitting.session, person.id, person.current or 0):
        news = [Button("messages.tap", "messages_yes")]
        await sitting.write(person, "messages.at_welcome", before=[Said(words, facts)], buttons=news, **facts)
    else:
        await sitting.write(person, words, **facts)


async def _take_invite(sitting: Sitting, person: Person, code: str) -> None:
    invite = await sitting.session.get(Invite, code)
    if invite is None or invite.used_at is not None or invite.expires_at <= sitting.now:
        await sitting.write(person, "invite.refused")
        return
    if invite.person not in (None, person.id) and (person.name or await roles_of(sitting, person)):
        await sitting.write(person, "invite.not_yours")  # a link with somebody else's name on it takes nobody's chat
        return
    if invite.about is not None:
        if await (move if invite.about == invite.person else bind_relative)(sitting, person, invite):
            await _use(sitting, invite, person)
        return
    await _use(sitting, invite, person)
    whom = await bind(sitting, person, invite.person) if invite.person else person
    whom.current, whom.name = invite.community, whom.name or whom.called
    await belong(sitting, whom, invite.community, invite.role, consent="invited", standing=Standing.KNOWN)
    sitting.note("invite.used", whom.id, invite.community, whom.id, role=invite.role.value)
    sitting.log("invite.used", invite.community, whom.id, whom.id, role=invite.role.value)
    await _welcome(sitting, whom)
    if invite.role is Role.HELPER and not await has_hours(sitting, whom, invite.community):
        await open_offer(sitting, whom)


async def _use(sitting: Sitting, invite: Invite, person: Person) -> None:
    """Note that a link has been used: it works once."""
    invite.used_at, invite.used_by = sitting.now, person.id
    sitting.session.add(invite)


async def help_me(sitting: Sitting, person: Person, *_: object) -> None:
    """Say what can be done here."""
    roles = await roles_of(sitting, person)
    words = next((f"help.{role.value}" for role in _GREETED_AS if role in roles), "help.resident")
    await sitting.write(person, words)


async def choose_language(sitting: Sitting, person: Person, wanted: str) -> None:
    """Ask for a language, or take the one that was named."""
    found = next((one for one in languages() if wanted.strip().lower()[:2] == one), None)
    if found is None:
        buttons = [Button(f"language.{one}", "language", {"language": one}) for one in languages()]
        await sitting.write(person, "language.which", buttons=buttons, asks=True)
        return
    await set_language(sitting, person, None, found)


async def set_language(sitting: Sitting, person: Person, letter: OutboxLetter | None, language: str) -> None:
    """Speak LANGUAGE from now on."""
    person.language = language
    sitting.session.add(person)
    await sitting.write(person, "language.done")


async def thanks(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody says thank you to a computer."""
    await say_kindly(sitting, person, "small.thanks")


async def smalltalk(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody says good morning, or something that was not understood: choices, then a talk that ends at a person."""
    if yes_or_no(understood.text) is not None or await _is_read(sitting, person, understood.text):
        await sitting.write(person, "small.fine")
        return
    if not understood.sure and await last_asked(sitting, person) == "small.hello":
        await _ask_for_help(sitting, person, understood)
        return
    if not understood.sure and await offer_to_carry(sitting, person, understood.text):
        return
    if Role.COORDINATOR in await roles_of(sitting, person):
        commands = (("vandaag", "today"), ("nieuw", "new"), ("help", "help"))
        buttons = [Button(f"small.duty_{tap}", "say_command", {"name": one, "words": ""}) for one, tap in commands]
        await sitting.write(person, "small.duty", buttons=buttons)
        return
    await sitting.write(
        person,
        "small.hello",
        buttons=[
            Button("small.ask", "small_ask"),
            Button("small.help", "small_help"),
            Button("button.person", "person"),
        ],
        asks=True,
        first=first_name(person),
    )


async def _is_read(sitting: Sitting, person: Person, words: str) -> bool:
    """Say whether somebody typed what stands on the button under news."""
    return words.strip(" .!").casefold() == render("button.read", {}, await sitting.reader(person)).text.casefold()


async def small_ask(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Somebody would like to ask something, and has not said what."""
    await _ask_for_help(sitting, person, understand("", await sitting.local(person.current)))


async def _ask_for_help(sitting: Sitting, person: Person, understood: Understood) -> None:
    if not await ask_whose(sitting, person, replace(understood, intent=Intent.REQUEST), None):
        guesses = [one.category.value for one in understood.likely]
        given = {**await given_for(sitting, person), "words": understood.text, "guesses": guesses}
        await open_talk(sitting, person, "ask_for_help", given)


async def last_asked(sitting: Sitting, person: Person) -> str:
    """Give the id of the words with which this person was asked something last."""
    letters = select(OutboxLetter.words).where(OutboxLetter.person == person.id, col(OutboxLetter.asks).is_(True))
    return (await sitting.session.exec(letters.order_by(col(OutboxLetter.id).desc()).limit(1))).first() or ""
