"""A secret that is found in a message is nowhere afterwards: in no table, in no other chat, and gone from its own."""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.practice.lindendorp import LINDENDORP
from flows.post import Attachment
from storage.tables.care import Task
from storage.tables.post import OutboxLetter
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
SECRETS = (
    ("de pincode is 7391", "7391"),
    ("mijn bsn is 111222333", "111222333"),
    ("mijn kaartnummer is 4539148803436467", "4539148803436467"),
    ("het wachtwoord is Zonnebloem88", "Zonnebloem88"),
)
AROUND = (
    "",
    "kan iemand morgen om 3 uur boodschappen doen.",
    "ik ben gevallen en kan niet opstaan.",
    "ik ben vorige maand gevallen.",
    "dankjewel!",
    "rot op, klootzak.",
    "nee wacht, het is woensdag.",
    "/vraag 1",
    "ik heb griep.",
)
BEFORE = (  # what goes on when it is said
    (),
    ("Riet: kan iemand mij helpen",),
    ("Riet: boodschappen morgen om 3 uur",),
    ("Riet: Kan iemand dinsdag om half drie met me mee naar de dokter?", "Riet: ja", "Vera taps: Ja, ik doe het",
     "Riet taps: Bericht aan Vera"),
    ("Riet: /mens",),
)  # fmt: skip


async def _do(street: Street, deed: str) -> None:
    who, _, what = deed.partition(": ")
    if who.endswith(" taps"):
        await street.tap(who.removesuffix(" taps"), what)
    else:
        await street.say(who, what)


async def _tables(street: Street) -> list[str]:
    """Give every value of every column of the store, unlocked."""
    async with street.database.reading() as session:
        connection = await session.connection()
        rows = [row for table in SQLModel.metadata.sorted_tables for row in await connection.execute(select(table))]
    return [str(value) for row in rows for value in row]


async def _play(before: tuple[str, ...], said: str, secret: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        street = await Street.open(Path(folder), OPENING, LINDENDORP.people_csv())
        try:
            for deed in before:
                await _do(street, deed)
            await street.say("Riet", said, message=77)
            await street.say("Riet", said, message=78, attachment=Attachment("photo"))
            await street.turn_to(datetime.fromisoformat("2026-11-22T09:00"))
            shown = re.compile(rf"\b{secret}\b")
            assert [value for value in await _tables(street) if shown.search(value)] == []
            assert [one.text for _, one in street.news if shown.search(one.text)] == []
            removed = [letter.removes for letter in await street.rows(OutboxLetter) if letter.removes]
            assert removed == [77, 78]
        finally:
            await street.close()


@settings(max_examples=4, deadline=None)
@given(st.sampled_from(BEFORE), st.sampled_from(AROUND), st.sampled_from(SECRETS), st.sampled_from(AROUND))
def test_a_secret_is_nowhere(before: tuple[str, ...], first: str, secret: tuple[str, str], then: str) -> None:
    """Whatever else a message says and whatever it answers, the secret stands in no table and in no chat.

    Practice: 6.secrets
    """
    asyncio.run(_play(before, f"{first} {secret[0]}. {then}".strip(), secret[1]))


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    yield opened
    await opened.close()


async def test_the_way_in_is_known_while_somebody_lies_there(street: Street) -> None:
    """How to come in reaches whoever is alerted, and is forgotten when the alert is closed."""
    await street.say("Riet", "ik ben gevallen en kan niet opstaan, de code van het sleutelkastje is 7391", message=77)
    assert "7391" in street.last("Anja").text
    assert [letter.removes for letter in await street.rows(OutboxLetter) if letter.removes] == [77]
    await street.tap("Anja", "Opgepakt")
    await street.tap("Anja", "Opgepakt")
    assert [task.words for task in await street.rows(Task)] == [None]


async def test_an_edited_message_keeps_no_secret_either(street: Street) -> None:
    """What was said first has been answered; a secret that is written into it later is taken away all the same."""
    await street.say("Riet", "mijn pincode is 7391", message=77, edited=True)
    assert "Zet dit niet in een bericht" in street.last("Riet").text


async def test_a_forwarded_insult_is_nobodys_own(street: Street) -> None:
    """Words of somebody else, sent on, lead to no pause."""
    await street.say("Riet", "rot op, klootzak", forwarded=True)
    assert "Ik stuur vandaag niemand" not in street.last("Riet").text
