"""The large village: 300 helpers and 120 residents, and what a coordinator asks of it is answered within a second."""

import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from bot.practice.large import ASKING, HELPING, LARGE
from storage.tables.people import Membership
from storage.terms import Role
from tests.street import Street

WITHIN = 1.0  # seconds of work
COMMANDS = ("/vandaag", "/wie 1", "/open", "/vrijwilligers", "/vraag 1", "/wie 1 Aagje", "/vrijwilligers stil")


async def test_a_large_village_answers_at_once(tmp_path: Path) -> None:
    """Each command of the day takes less than a second of work there."""
    street = await Street.open(tmp_path, datetime(2026, 11, 21, 10, 4), LARGE.people_csv())  # noqa: DTZ001
    try:
        roles = Counter(one.role for one in await street.rows(Membership))
        assert (roles[Role.HELPER], roles[Role.RESIDENT]) == (HELPING, ASKING)
        await street.say("Riet", "wie wil deze week boodschappen voor me doen?")
        await street.say("Riet", "ja")
        for words in COMMANDS:
            began, before = time.process_time(), len(street.news)
            await street.say("Anja", words)
            assert time.process_time() - began < WITHIN, words
            assert len(street.news) == before + 1, words
    finally:
        await street.close()
