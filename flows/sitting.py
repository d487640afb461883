"""One transaction at a door of the house: what is read, what is written, who hears of it. All or nothing."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.flood import Floods
from flows.menu import Menu
from flows.own_names import names_of, own_of
from flows.post import Button
from flows.talk import BrokenFlow, Said
from flows.understanding.requests.category import Own
from flows.understanding.requests.sentence import Understood, understand
from flows.wording.render import UNSEEN, Reader, Rendered, joined, render
from storage.agenda import Agenda
from storage.at_hand import AtHand
from storage.ids import new_id
from storage.ink import Ink
from storage.journal import Journal
from storage.packing import packed
from storage.queries import people, speakers
from storage.tables.course import Event
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import Form, Lane, LetterClass, LetterState

Row = TypeVar("Row", bound=SQLModel)

STILL = "still_since"  # the rule of a community in which a coordinator holds all still
LONGEST_LABEL = 64  # characters of a button; ours are shorter, but a name on one may be any
NO_CHAT = 0  # where letters lie that are read out


@dataclass
class Line:
    """A phone call that goes on right now: with whom, and what they are to hear next."""

    person: int
    said: list[OutboxLetter] = field(default_factory=list)


class Sitting:
    """What every deed gets: the open session and what lies at hand in it, the moment, the menu, and a pen.

    `floods` is what each sender poured of late, where somebody watches.
    """

    def __init__(self, session: AsyncSession, now: datetime, menu: Menu, floods: Floods | None = None) -> None:
        self.session = session
        self.ink = Ink(session)
        self.at_hand = AtHand(session, self.ink)
        self.agenda = Agenda(session)
        self.journal = Journal(session)
        self.now = now
        self.menu = menu
        self.floods = floods or Floods()
        self.line: Line | None = None
        self._communities: dict[int | None, Community] = {}
        self._local: dict[int | None, datetime] = {}

    async def get(self, table: type[Row], row_id: int) -> Row:
        """Give the row with this id. Raises LookupError when there is none."""
        row = await self.session.get(table, row_id)
        if row is None:
            raise LookupError(f"no {table.__name__} {row_id}")
        return row

    async def community(self, community: int | None) -> Community:
        """Give the community; the first one for somebody who has not come to any yet."""
        if community not in self._communities:
            first = None if community else (await people.communities(self.session))[0]
            self._communities[community] = first or await self.get(Community, community or 0)
        return self._communities[community]

    async def still(self, community: int) -> bool:
        """Say whether a coordinator holds all still there: nothing is asked of anybody."""
        return STILL in (await self.community(community)).rules

    async def local(self, community: int | None) -> datetime:
        """Give the moment as the clock on the wall there says it, without a zone."""
        if community not in self._local:
            zone = ZoneInfo((await self.community(community)).zone)
            self._local[community] = self.now.astimezone(zone).replace(tzinfo=None)
        return self._local[community]

    async def own_names(self, community: int | None) -> Own:
        """Give what kinds of help are called there, to be understood in what people write."""
        return own_of(await self.community(community))

    async def understood(self, words: str, community: int | None) -> Understood:
        """Read WORDS as they were said there and now."""
        return understand(words, await self.local(community), await self.own_names(community))

    async def reader(self, person: Person, community: int | None = None) -> Reader:
        """Say how PERSON is to be spoken to."""
        where = await self.community(community or person.current)
        return Reader(person.language, (person.form or Form.U).value, where.zone, self.now, names=names_of(where))

    async def write(
        self,
        to: Person,
        words: str,
        /,
        *,
        buttons: Sequence[Button] = (),
        before: Sequence[Said] = (),
        about: int | None = None,
        community: int | None = None,
        lane: Lane = Lane.ANSWER,
        letter_class: LetterClass = LetterClass.CRITICAL,
        asks: bool = False,
        edits: OutboxLetter | None = None,
        ask_contact: str | None = None,
        document: tuple[str, bytes] | None = None,
        **facts: Any,
    ) -> OutboxLetter | None:
        """Put a letter in the outbox; it leaves when the transaction has been committed.

        Who lives by somebody else's phone is written to there. To somebody without an open chat it is read out: a
        coordinator calls, and None is given back where it isn't worth a call. So it is for news to somebody who was
        admitted or died, of which nothing is made.
        """
        if to.rest and lane in (Lane.NEWS, Lane.BULK):
            return None  # all around them is still: whoever writes still gets an answer, nothing comes by itself
        phone = await speakers.phone_of(self.session, to)
        chat = phone.chat if phone else None
        reader = replace(await self.reader(to, community), aloud=chat is None)
        text = _in_full((*before, Said(words, facts)), reader)
        if phone is not None and (phone.id != to.id or (to.greeted_at is None and lane is not Lane.ALARM)):
            text = await self._greeted(to, phone, community, reader, text)
        holder = phone or to
        letter = OutboxLetter(
            id=new_id(), chat=chat or NO_CHAT, person=holder.id, meant=to.id if holder.id != to.id else None,
            community=community or to.current, about=about, lane=lane, letter_class=letter_class, asks=asks,
            words=words, body=_body(text, ask_contact and render(ask_contact, {}, reader).text, document),
            buttons=[_button(place, one, reader) for place, one in enumerate(buttons)], written_at=self.now,
            edits=edits.id if edits else None,
        )  # fmt: skip
        if chat is None:
            letter.state = LetterState.BY_PHONE
            return await self.menu.by_phone(self, to, letter)
        if edits is not None and edits.chat != NO_CHAT:  # a message is changed where it stands
            letter.chat, letter.letter_class = edits.chat, LetterClass.EDIT
        elif edits is not None:
            letter.edits = None  # it was read out: there is nothing to change
        self.at_hand.add_letter(letter)
        return letter

    async def _greeted(
        self, to: Person, phone: Person, community: int | None, reader: Reader, text: Rendered
    ) -> Rendered:
        """Put before TEXT whom it is for on a PHONE that is not theirs; else what everybody hears once: who we are."""
        if phone.id != to.id:
            return joined([render("shared.for", {"whom": to.name.split(" ")[0]}, reader), text])
        to.greeted_at = self.now
        first = render("greeting.first", {"village": await self.village(to, community)}, reader)
        return joined([first, text], "\n\n")

    def remove(self, person: Person, message: int | None) -> None:
        """Have MESSAGE taken out of the chat of PERSON, on both sides; a bot can do so for two days."""
        if person.chat is not None and message is not None:
            self.session.add(
                OutboxLetter(
                    chat=person.chat,
                    person=person.id,
                    lane=Lane.ALARM,
                    letter_class=LetterClass.EDIT,
                    removes=message,
                    written_at=self.now,
                )
            )

    @staticmethod
    def body_of(text: str) -> str:
        """Give the body of a letter whose words are fixed and need no filling in."""
        return _body(Rendered(text), None, None)

    async def village(self, person: Person, community: int | None = None) -> str:
        """Give the name of the community that PERSON is talking to."""
        return (await self.community(community or person.current)).name

    def note(self, kind: str, subject: int, community: int, actor: int | None = None, **facts: Any) -> None:
        """Write down what happened: codes and ids only."""
        self.ink.add(Event(at=self.now, community=community, kind=kind, subject=subject, actor=actor, facts=facts))

    def log(self, act: str, community: int, actor: int | None, subject: int | None = None, **facts: Any) -> None:
        """Write down a look at personal data or an act of a coordinator: codes and ids only."""
        self.journal.write(act, self.now, community, actor, subject, facts)

    def plan(self, kind: str, subject: int, community: int, at: datetime) -> None:
        """Have KIND done to SUBJECT from AT on, in the place of any earlier plan of that kind."""
        if kind not in self.menu.dues:
            raise LookupError(f"nobody does {kind!r} when it falls due")
        self.agenda.plan(kind, subject, community, at)

    def unplan(self, subject: int, *kinds: str) -> None:
        """Drop what was planned for SUBJECT: these KINDS, or all."""
        self.agenda.unplan(subject, *kinds)


def _in_full(said: Sequence[Said], reader: Reader) -> Rendered:
    """Render all that is SAID, one below the other. Raises BrokenFlow when nothing comes out."""
    text = joined([render(one.words, one.facts, reader) for one in said])
    if not text.text.strip():
        raise BrokenFlow(f"the words {said[-1].words!r} came out empty")
    return text


def _body(text: Rendered, ask_contact: str | None, document: tuple[str, bytes] | None) -> str:
    file = None if document is None else [document[0], base64.b64encode(document[1]).decode()]
    return packed(
        {
            "text": text.text,
            "bold": [list(one) for one in text.bold],
            "document": file,
            "ask_contact": ask_contact,
            "drop_keyboard": False,
            "protect": False,
        }
    )


def _label(text: str) -> str:
    """Give TEXT as it fits on a button: in one line, and never empty, for such a message would not be taken."""
    line = " ".join(text.split()) or UNSEEN
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1] + "…"


def _button(place: int, button: Button, reader: Reader) -> dict[str, Any]:
    return {
        "option": str(place),
        "label": _label(render(button.words, button.facts, reader).text),
        "words": button.words,
        "deed": button.deed,
        "args": dict(button.args),
        "yes": button.yes,
    }
