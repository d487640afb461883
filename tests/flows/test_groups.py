"""The coordinators' group: who may do what there, how it ends, and that nothing of anybody is ever said in it."""

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from bot.practice.lindendorp import LINDENDORP
from flows.coordination.unreachable import hand_over
from flows.help.answers import Task as Wanted
from flows.help.conversations import HelpWanted
from flows.help.deeds.asking import make_request
from flows.menu import COORDINATORS
from flows.sitting import Sitting
from flows.tasks import open_task
from flows.themes import MENU
from flows.understanding.time.moment import When
from storage.outbox import forget_old, move_chat
from storage.tables.care import Task
from storage.tables.help import Request
from storage.tables.people import Group, Membership, Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, Danger, Role, Standing
from tests.street import Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
GROUP, OTHER = -500, -600
KINDS = ("danger", "call", "acquaint", "propose", "approve", "not_found", "told", "nobody_home",
         "wants_person", "half_said", "broken", "left", "block", "drop_out")  # fmt: skip


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv())
    yield opened
    await opened.close()


async def code(street: Street) -> str:
    await street.say("Anja", "/groep")
    found = re.search(r"/koppel (\S+)", street.last("Anja").text)
    assert found
    return found[1]


async def bind(street: Street, group: int = GROUP) -> None:
    await street.say_in(group, "Anja", f"/koppel {await code(street)}")


def texts(street: Street, group: int = GROUP) -> list[str]:
    return [one.text for one in street.phones.get(group, [])]


async def bound(street: Street) -> list[int | None]:
    return [one.chat for one in await street.rows(Group) if one.chat is not None]


async def test_a_code_binds_one_group_once_within_the_hour(street: Street) -> None:
    """A code works once, for an hour, for a coordinator who types it; else nothing happens and nothing is said."""
    first = await code(street)
    for name, words, more in (
        ("Vera", f"/koppel {first}", {}),
        ("Niemand", f"/koppel {first}", {}),
        ("Anja", f"/koppel {first}", {"sender": None}),
        ("Anja", f"/koppel {first}", {"forwarded": True}),
        ("Anja", f"/koppel {first}", {"edited": True}),
        ("Anja", f"/koppel@other_bot {first}", {}),
        ("Anja", "/koppel ZZZZZZZZ", {}),
        ("Anja", first, {}),
    ):
        await street.say_in(GROUP, name, words, **more)
    assert await bound(street) == []
    street.moment += timedelta(hours=1)
    await street.say_in(GROUP, "Anja", f"/koppel {first}")
    assert (await bound(street), texts(street)) == ([], [])
    again = await code(street)
    await street.say_in(GROUP, "Karel", f"@Burenbel_bot {again.lower()}")
    assert await bound(street) == [GROUP]
    await street.say_in(OTHER, "Anja", f"/koppel {again}")
    assert (await bound(street), texts(street, OTHER)) == ([GROUP], [])


async def test_a_new_group_comes_in_the_place_of_the_old(street: Street) -> None:
    """A community has one group; the buttons in the one before do nothing any more."""
    await bind(street)
    await street.say("Riet", "ik wil iemand spreken")
    await bind(street, OTHER)
    await street.press_in(GROUP, "Anja", street.button_in(GROUP, "Opgepakt"))
    assert street.notices == [""]
    (task,) = await street.rows(Task)
    assert (await bound(street), task.picked_up_by) == ([OTHER], None)


ELSEWHERE = ("/start", "/nieuw", "/wijs 1 Vera", "/mens", "/onbekend")


async def test_only_group_commands_of_coordinators_are_heard(street: Street) -> None:
    """Whatever else is said in the group, by whomever, gets no answer and changes nothing; but a coordinator's command
    that belongs elsewhere hears so."""
    await bind(street)
    before = len(texts(street))
    for name in ("Anja", "Vera", "Niemand"):
        for words in (
            "dag",
            "ja",
            "stop",
            "boodschappen morgen",
            "/open@other_bot",
            "ik ben gevallen en kan niet opstaan",
        ):
            await street.say_in(GROUP, name, words)
    for words in ELSEWHERE:
        await street.say_in(GROUP, "Vera", words)
        await street.say_in(GROUP, "Niemand", words)
    for words in MENU.group_commands:
        await street.say_in(GROUP, "Vera", f"/{words} 1")
        await street.say_in(GROUP, "Anja", f"/{words} 1", sender=None)
        await street.say_in(GROUP, "Anja", f"/{words} 1", forwarded=True)
        await street.say_in(OTHER, "Anja", f"/{words} 1")
    assert (len(texts(street)), texts(street, OTHER)) == (before, [])
    for words in ELSEWHERE:
        await street.say_in(GROUP, "Anja", words)
    assert (len(texts(street)), texts(street, OTHER)) == (before + len(ELSEWHERE), [])
    assert [await street.rows(one) for one in (Request, Task)] == [[], []]
    await street.say("Anja", "/hier gevaar")
    assert "alleen in de groep" in street.last("Anja").text


def test_every_button_and_command_of_a_group_is_for_coordinators() -> None:
    """The short list of what can be done in a group is open to coordinators alone."""
    assert {row.roles for row in MENU.group_commands.values()} == {COORDINATORS}
    assert {name: row.roles for name, row in MENU.deeds.items() if row.in_group} == {"group.pick_up": COORDINATORS}


async def test_a_button_in_a_group_is_looked_up_there(street: Street) -> None:
    """A token of a private letter or of nothing is refused in a group, and one of the group anywhere else."""
    await bind(street)
    await street.say("Riet", "ik wil iemand spreken")
    private = street.last("Anja").buttons[0][1]
    shown = street.button_in(GROUP, "Opgepakt")
    for token in (private, "no:token", "", shown.split(":")[0] + ":9"):
        await street.press_in(GROUP, "Anja", token)
        assert street.notices[-1] == "Die knop hoort bij iets dat al klaar is."
    await street.press_in(OTHER, "Anja", shown)
    await street.press("Anja", shown)
    await street.press_in(GROUP, "Riet", shown)
    (task,) = await street.rows(Task)
    assert task.picked_up_by is None


async def test_roles_are_looked_at_with_each_press(street: Street) -> None:
    """Whoever is no coordinator any more takes nothing up; whoever can't be written to is told to write first."""
    await bind(street)
    await street.say("Riet", "ik wil iemand spreken")
    token = street.button_in(GROUP, "Opgepakt")
    anja, karel = await street.person("Anja"), await street.person("Karel")
    async with street.database.transaction() as session:
        mine = (col(Membership.person) == anja.id) & (col(Membership.role) == Role.COORDINATOR)
        await session.exec(update(Membership).where(mine).values(standing=Standing.LEFT))
        await session.exec(update(Person).where(col(Person.id) == karel.id).values(reachable=False))
    for name, notice in (("Anja", "Dat kan alleen een coördinator"), ("Karel", "Schrijf mij eerst")):
        await street.press_in(GROUP, name, token)
        assert notice in street.notices[-1]
    (task,) = await street.rows(Task)
    assert task.picked_up_by is None


async def test_what_was_taken_up_and_let_lie_is_told_again(street: Street) -> None:
    """Whoever takes up a call in the group and does nothing for a day lets go of it; the next on duty is told."""
    await bind(street)
    await street.say("Joop", "kan iemand woensdag om 2 uur met me mee naar de dokter")
    await street.say("Joop", "joop bakker esdoornstraat 3, 06-12345107")
    await street.tap("Joop", "Ja, dat klopt")
    token = street.button_in(GROUP, "Opgepakt")
    for _ in range(2):  # twice is once
        await street.press_in(GROUP, "Karel", token)
    await street.press_in(GROUP, "Anja", token)
    assert "al opgepakt" in street.last("Anja").text
    told = len(street.phones[street.chat("Anja")])
    await street.turn_to(OPENING + timedelta(hours=23))
    (task,) = [one for one in await street.rows(Task) if one.kind == "acquaint"]
    assert task.picked_up_by == (await street.person("Karel")).id
    await street.turn_to(OPENING + timedelta(hours=25))
    (task,) = [one for one in await street.rows(Task) if one.kind == "acquaint"]
    assert task.picked_up_by is None
    assert len(street.phones[street.chat("Anja")]) > told


@pytest.mark.parametrize("way", ["put out", "unreachable"])
async def test_a_bot_that_was_put_out_lets_go(way: str, street: Street) -> None:
    """When the bot can't write in the group any more, nothing is shown there, and whoever bound it hears so."""
    await bind(street)
    if way == "put out":
        await street.say_in(GROUP, "Vera", reachable=False)
    else:
        async with street.database.transaction() as session:
            await hand_over(Sitting(session, street.moment, MENU), GROUP)
        await street.deliver()
    assert await bound(street) == []
    assert "niet meer in jullie groep" in street.last("Anja").text
    before = len(texts(street))
    await street.say("Riet", "ik wil iemand spreken")
    assert len(texts(street)) == before


@pytest.mark.parametrize("way", ["told", "found out"])
async def test_a_group_that_moves_stays_bound(way: str, street: Street) -> None:
    """A group that becomes a supergroup keeps its binding, its topics and its buttons."""
    await bind(street)
    await street.say_in(GROUP, "Anja", "/hier rest", thread=9)
    await street.say("Riet", "ik wil iemand spreken")
    if way == "told":
        await street.say_in(GROUP, "Anja", moved_to=OTHER, sender=None)
    else:
        async with street.database.transaction() as session:
            await move_chat(session, GROUP, OTHER)
    assert await bound(street) == [OTHER]
    street.phones[OTHER] = street.phones[GROUP]
    await street.press_in(OTHER, "Karel", street.button_in(GROUP, "Opgepakt"))
    assert street.notices[-1] == "Kijk in je eigen chat."
    await street.say("Mien", "ik wil iemand spreken")
    assert street.phones[OTHER][-1].thread == 9


async def test_a_button_in_a_group_lasts(street: Street) -> None:
    """Letters to a group are not swept away like goodbyes: a day later the button still works."""
    await bind(street)
    await street.say("Riet", "ik wil iemand spreken")
    async with street.database.transaction() as session:
        await forget_old(session, street.moment + timedelta(days=1))
        assert (await session.exec(select(OutboxLetter).where(OutboxLetter.chat == GROUP))).all()
    await street.press_in(GROUP, "Anja", street.button_in(GROUP, "Opgepakt"))
    assert street.notices[-1] == "Kijk in je eigen chat."


OF_NO_VISIT = ("danger", "call", "approve", "wants_person", "half_said", "broken", "left")
TELLING = st.from_regex(r"[QX][bcdfgjkqvwxz]{4,9}", fullmatch=True)  # words that no text of ours holds by chance
SOMEBODY = st.fixed_dictionaries({"name": TELLING, "street": TELLING, "place": TELLING, "called": TELLING})
TASK = st.tuples(st.sampled_from(KINDS), st.sampled_from([*Danger, ""]), TELLING, st.integers(600_000_00, 699_999_99),
                 st.sampled_from(Category), st.booleans())  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOMEBODY, st.lists(TASK, min_size=1, max_size=6))
async def test_no_letter_to_a_group_tells_of_anybody(
    street: Street, who: dict[str, str], tasks: list[tuple[str, str, str, int, Category, bool]]
) -> None:
    """Whatever waits: no name, street, number or word of anybody ever stands in a group, and no kind of danger.

    Practice: i3.groups
    """
    if not await bound(street):
        await bind(street)
    seen = len(street.news)
    async with street.database.transaction() as session:
        sitting = Sitting(session, street.moment, MENU)
        where = await sitting.community(None)
        for kind, danger, words, phone, category, with_visit in tasks:
            person = Person(**who, phone=f"+316{phone}", current=where.id, made_at=street.moment)
            session.add(person)
            await session.flush()
            visit = await _visit(sitting, person, words, category) if with_visit or kind not in OF_NO_VISIT else None
            code = danger if kind == "danger" else ""
            await open_task(sitting, kind, where.id, person=person, visit=visit, code=code or "", words=words)
    await street.deliver()
    await street.say_in(GROUP, "Anja", "/open")
    for number in range(1, 4):
        await street.say_in(GROUP, "Anja", f"/vraag {number}")
    await street.press_in(GROUP, "Karel", street.button_in(GROUP, "Opgepakt"))
    shown = " ".join(one.text for chat, one in street.news[seen:] if chat == GROUP)
    secret = {*who.values(), *(words for _, _, words, *_ in tasks), *(str(phone) for *_, phone, _, _ in tasks)}
    assert not [one for one in secret if one.casefold() in shown.casefold()]
    assert not re.search(r"nood|gas\b|brand|medicijn|vermist|oplichting|niet pluis|geweld", shown, re.I)
    assert "Er" in shown


async def _visit(sitting: Sitting, person: Person, words: str, category: Category) -> int:
    when = When(OPENING + timedelta(days=2), None, "minute")
    wanted = HelpWanted(Wanted(category, words, words), when, words, None)
    _, visit = await make_request(sitting, person, wanted)
    return visit.id


async def test_a_strange_group_is_left(street: Street) -> None:
    """An hour after it was put in a group that is nobody's the bot is gone, without a word; a bound one it keeps."""
    await street.say_in(OTHER, "Riet", "wat leuk, een bot")
    await street.say_in(GROUP, "Anja", f"/koppel {await code(street)}")
    await street.say_in(OTHER, "Riet", "hallo?")
    await street.turn_to(OPENING + timedelta(minutes=59))
    assert street.left == []
    await street.turn_to(OPENING + timedelta(minutes=61))
    assert street.left == [OTHER]
    assert not [one for chat, one in street.news if chat == OTHER]
    await street.say_in(OTHER, "Riet", "hallo?")
    await street.turn_to(OPENING + timedelta(hours=3))
    assert street.left == [OTHER, OTHER]
