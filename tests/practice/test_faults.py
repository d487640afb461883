"""Faults on purpose: each does what its name says, the same for the same seed, and the journal tells what came in."""

import random
from pathlib import Path

import pytest
from aiohttp import ClientError

from bot.messenger import Refused, TryLater, Unknown, Unreachable, World
from bot.practice.api import practice_api
from bot.practice.api_faults import LATE_SECONDS, UNANSWERED, Faults, Shot, Sort, read_faults
from bot.practice.api_journal import Journal
from bot.practice.world_things import BOT
from bot.ptb_messenger import PtbMessenger
from flows.post import Parcel
from tests.practice.calling import RIET, Now, calling, practice_world

SENT: list[tuple[Sort, type[World] | None, bool]] = [  # what the house makes of it, and whether the letter arrived
    (Sort.TOO_MANY, TryLater, False),
    (Sort.TOO_MANY_IN_ALL, TryLater, False),
    (Sort.BROKEN_SERVER, TryLater, False),
    (Sort.BAD_GATEWAY, Unknown, False),
    (Sort.CUT_BEFORE, Unknown, False),
    (Sort.CUT_AFTER, Unknown, True),
    (Sort.LATE, None, True),
    (Sort.BROKEN, Unknown, True),
    (Sort.HALF, Unknown, True),
    (Sort.BLOCKED, Unreachable, False),
    (Sort.DEACTIVATED, Unreachable, False),
]


@pytest.mark.parametrize(("sort", "error", "arrives"), SENT)
async def test_each_fault_of_a_letter(sort: Sort, error: type[World] | None, arrives: bool) -> None:
    """A letter under each fault: what the house is told, whether it arrived, and that the journal knows both."""
    world, journal = practice_world(Now()), Journal()
    faults = Faults(shots=[Shot(sort, "sendMessage")])
    async with practice_api(world, fault=faults, journal=journal) as url:
        messenger = PtbMessenger(world.token, url)
        await messenger.open()
        if error is None:
            assert await messenger.send(Parcel(RIET, "Hoi")) > 0
        else:
            with pytest.raises(error):
                await messenger.send(Parcel(RIET, "Hoi"))
        await messenger.close()
    assert bool([one for one in world.view(RIET) if one.sender == BOT]) is arrives
    (call,) = [one for one in journal.calls if one.method == "sendMessage"]
    assert (call.taken, call.answered) == (arrives, sort not in (*UNANSWERED, Sort.CUT_BEFORE))
    assert faults.done == {sort: 1}


async def test_stale_edits_and_presses() -> None:
    """An edit that changes nothing and a press that is too old are no errors to the house; an edit of nothing is."""
    world = practice_world(Now())
    faults = Faults(shots=[Shot(Sort.NOT_MODIFIED, "editMessageText"), Shot(Sort.EDIT_GONE, "editMessageText", 2),
                           Shot(Sort.PRESS_OLD, "answerCallbackQuery")])  # fmt: skip
    async with practice_api(world, fault=faults) as url:
        messenger = PtbMessenger(world.token, url)
        await messenger.open()
        message = await messenger.send(Parcel(RIET, "Hoi"))
        await messenger.edit(Parcel(RIET, "Dag"), message)
        with pytest.raises(Refused, match="not found"):
            await messenger.edit(Parcel(RIET, "Dag"), message)
        await messenger.answer("1")
        await messenger.close()
    assert sum(faults.done.values()) == 3


async def test_one_429_of_the_whole_bot_closes_every_chat_for_a_while() -> None:
    """After it every letter is refused until the time has come, and the journal counts who called a chat too early."""
    at = [100.0]
    journal = Journal(lambda: at[0])
    faults = Faults(shots=[Shot(Sort.TOO_MANY_IN_ALL, "sendMessage")], clock=lambda: at[0])
    async with calling(practice_world(Now()), fault=faults, journal=journal) as call:
        for seconds in (0.0, 0.5, 0.6, 1.1):
            at[0] = 100 + seconds
            await call("sendMessage", chat_id=RIET, text="Hoi")
    assert [one.taken for one in journal.calls] == [False, False, False, True]
    assert [one.early for one in journal.calls] == [False, True, True, True]  # each refusal named a later moment
    assert journal.report()["calls before retry_after"] == 3


def test_a_call_that_was_on_its_way_already_is_not_early() -> None:
    """Whoever called before the answer that names a time had gone out could not know it; who calls after it could."""
    at = [100.0]
    journal = Journal(lambda: at[0])
    refused = b'{"ok": false, "parameters": {"retry_after": 1}}'
    first, second = journal.arrived(), journal.arrived() + 0.1
    at[0] = 100.2
    journal.note(first, "sendMessage", {"chat_id": RIET}, refused, answered=True)
    for called in (second, 100.3):
        journal.note(called, "sendMessage", {"chat_id": RIET}, b'{"ok": true}', answered=True)
    assert [one.early for one in journal.calls] == [False, False, True]


async def test_the_journal_counts_how_often_a_letter_arrives() -> None:
    """The same words to the same chat with the same buttons are one letter."""
    journal = Journal()
    async with calling(practice_world(Now()), journal=journal) as call:
        for text in ("Hoi", "Hoi", "Dag"):
            await call("sendMessage", chat_id=RIET, text=text)
        await call("getMe")
    assert sorted(journal.arrivals().values()) == [1, 2]
    assert journal.report() | {"calls": 4, "taken": 4, "letters": 2} == journal.report()
    assert journal.report()["letters that arrived more than once"] == 1


def test_the_words_under_a_file_are_the_words_of_a_letter() -> None:
    """What is sent as a picture or a document is known by what stands under it."""
    journal = Journal()
    journal.note(
        journal.arrived(), "sendDocument", {"chat_id": RIET, "caption": "Tot dan"}, b'{"ok": true}', answered=True
    )
    assert [one.text for one in journal.calls] == ["Tot dan"]


def test_the_same_seed_gives_the_same_faults() -> None:
    """Faults come at their rates, the same ones for the same seed, and only to the calls they are for."""

    def drawn(seed: int) -> list[object]:
        faults = Faults({Sort.CUT_AFTER: 0.1, Sort.NOT_MODIFIED: 0.5}, seed=seed)
        return [faults("sendMessage", {}) for _ in range(1000)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert 60 < sum(one is not None for one in drawn(3)) < 140
    assert all(one is None or one.after for one in drawn(3))  # type: ignore[attr-defined]


def test_a_script_of_faults_is_read(tmp_path: Path) -> None:
    """Rates and shots stand in a plain file; a sort that nobody knows is refused."""
    script = tmp_path / "faults.toml"
    script.write_text('seed = 7\n[rates]\nlate = 0.5\n[[shots]]\nfault = "502"\nmethod = "getUpdates"\nnth = 2\n')
    faults = read_faults(script)
    assert (faults.seed, faults.rates) == (7, {Sort.LATE: 0.5})
    assert faults.shots == [Shot(Sort.BAD_GATEWAY, "getUpdates", 2)]
    script.write_text("[rates]\nearthquake = 0.5\n")
    with pytest.raises(ValueError, match="earthquake"):
        read_faults(script)


async def test_updates_come_twice_of_themselves() -> None:
    """Where every update comes twice, each is given out once more after it was confirmed, and not a third time."""
    world = practice_world(Now())
    world.updates.repeat(1.0, random.Random(1))  # noqa: S311 - any will do
    given: list[int] = []
    while found := world.updates.fetch(given[-1] + 1 if given else 0):
        given += [one.id for one in found]
    assert given == [1000, 1000]
    world.say(RIET, "dag")
    (update,) = world.updates.pending()
    world.updates.confirm(update)
    world.updates.confirm(world.updates.pending()[0])
    assert world.updates.pending() == []
    assert world.updates.repeated == 2


async def test_a_late_answer_is_late_and_whole() -> None:
    """A late answer says what it would have said."""
    faults = Faults(shots=[Shot(Sort.LATE, "getMe"), Shot(Sort.HALF, "getMe", 2)])
    async with calling(practice_world(Now()), fault=faults) as call:
        assert (await call("getMe"))["ok"]
        with pytest.raises(ClientError):
            await call("getMe")
    assert LATE_SECONDS > 0
