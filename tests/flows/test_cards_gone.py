"""The morning after a visit no address and no number stands on the phone of who went, or was to go; however it went."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.practice.lindendorp import LINDENDORP
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
RIETS = ("Eikenlaan", "06-12345678", "de Wit")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Give a street on which Vera goes along with Riet on Tuesday at half past two."""
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    await opened.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
    await opened.say("Riet", "ja")
    await opened.tap("Vera", "Ja, ik doe het")
    assert shown(opened, "Vera") == set(RIETS)
    yield opened
    await opened.close()


def shown(street: Street, name: str) -> set[str]:
    """Give what of Riet's stands on the phone of NAME."""
    on_phone = [one.text for one in street.phones.get(street.chat(name), ())]
    return {one for one in RIETS if any(one in text for text in on_phone)}


def nobody_has_it(street: Street) -> bool:
    helpers = ("Vera", "Omar", "Wim", "Lars", "Piet", "Fatima", "Bep")
    return not any(shown(street, name) for name in helpers)


async def the_morning_after(street: Street) -> None:
    await street.turn_to(datetime.fromisoformat("2026-11-25T09:01"))


@pytest.mark.parametrize("said", ["Gelukt", ""])
async def test_whatever_was_said_of_it(street: Street, said: str) -> None:
    """It went well, or nobody said anything: the address stays for that day, and then goes."""
    await street.turn_to(datetime.fromisoformat("2026-11-24T17:30"))
    if said:
        await street.tap("Vera", said)
    assert shown(street, "Vera") == set(RIETS)
    await the_morning_after(street)
    assert nobody_has_it(street)
    if not said:  # what is put right afterwards brings nothing back
        await street.say("Anja", "/vraag 1 bij de kapper")
        await street.tap("Anja", "Ja, dat klopt")
        assert nobody_has_it(street)
    await street.turn_to(datetime.fromisoformat("2026-11-28T12:00"))
    assert nobody_has_it(street)


async def test_handed_over_and_called_off(street: Street) -> None:
    """Whoever does not go after all has nothing from that moment; whoever goes instead has it until the day after."""
    await street.say("Anja", "/wijs 1 omar")
    assert (shown(street, "Vera"), shown(street, "Omar")) == (set(), set(RIETS))
    await street.tap("Omar", "Ik kan toch niet")
    await street.tap("Omar", "Ja, ik kan toch niet")
    assert nobody_has_it(street)
    await street.say("Anja", "/wijs 1 wim")
    await street.tap("Riet", "Hoeft niet meer")
    await street.tap("Riet", "Ja, afzeggen")
    assert nobody_has_it(street)


async def test_after_a_restart_and_a_standstill(street: Street) -> None:
    """It is kept as a plan: a program that starts again, even days later, takes the address away first of all."""
    await street.turn_to(datetime.fromisoformat("2026-11-24T17:30"))
    await street.tap("Vera", "Gelukt")
    street.open_doors()
    street.moment = street.on_the_wall(datetime.fromisoformat("2026-11-27T03:00"))
    while await street.rounds.tick():
        pass
    await street.deliver()
    assert nobody_has_it(street)


async def test_at_another_time(street: Street) -> None:
    """At another time the address stays until the day after that."""
    await street.say("Riet", "kan het ook woensdag om half drie?")
    await street.say("Riet", "ja")
    await street.tap("Vera", "Ja, dat kan")
    await the_morning_after(street)
    assert shown(street, "Vera") == set(RIETS)
    await street.turn_to(datetime.fromisoformat("2026-11-25T17:30"))
    await street.tap("Vera", "Gelukt")
    await street.turn_to(datetime.fromisoformat("2026-11-26T09:01"))
    assert nobody_has_it(street)
