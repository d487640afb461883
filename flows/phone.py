"""The phone that somebody writes on, and who is spoken with there: several may live by it."""

from flows.conversing import talk_here
from flows.sitting import Sitting
from storage.queries import speakers
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


class Phone:
    """The phone of `writer`; `person` is who is spoken with, and is the writer until somebody else is turned to."""

    def __init__(self, sitting: Sitting, writer: Person) -> None:
        self.sitting = sitting
        self.writer = writer
        self.person = writer

    async def turn_to(self, meant: int | None) -> bool:
        """Speak with whom a letter or a talk is for (None: the writer); False where they don't live by it any more."""
        self.person = self.writer
        if meant is None or meant == self.writer.id:
            return True
        other = await self.sitting.get(Person, meant)
        phone = await speakers.phone_of(self.sitting.session, other)
        if phone is None or phone.id != self.writer.id:
            return False
        self.person = other
        return True

    async def talk(self) -> Record | None:
        """Give the talk that is open here, and turn to whoever is in it."""
        record = await talk_here(self.sitting, self.writer)
        return record if record is not None and await self.turn_to(record.person) else None

    async def asked_last(self) -> OutboxLetter | None:
        """Give the letter that asked something here last; None when that was in a talk that is over."""
        letter = await self.sitting.at_hand.asked(self.writer.id)
        talks = {one["args"].get("record") for one in letter.buttons} if letter else set()
        for talk in talks - {None}:
            record = await self.sitting.session.get(Record, talk)
            if record is None or record.closed_at is not None:
                return None
        return letter
