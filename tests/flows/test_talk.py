"""The laws of the engine, over every conversation of the corpus and random histories."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.kinds import Choice, Text
from flows.talk import (
    EARLIER,
    MOST_QUESTIONS,
    Back,
    BrokenFlow,
    Change,
    Flow,
    Given,
    Heard,
    Kept,
    Option,
    Talk,
    hear,
    stand,
)
from tests.flows.corpus import (
    CORPUS,
    HISTORIES,
    KNOWN,
    Inbound,
    branching,
    generous,
    is_closed,
    linear,
    opened,
    reviewed,
    run,
    through_json,
)

FLOWS = st.sampled_from(CORPUS)
law = settings(max_examples=200, deadline=None)


@law
@given(FLOWS, KNOWN, HISTORIES)
def test_the_record_alone_gives_the_standing(flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]) -> None:
    """After any history the record, through JSON and back, gives the same path, says, question and result, twice."""
    for _, _, turn in run(flow, known, history):
        kept = through_json(turn.answers)
        assert kept == turn.answers
        assert stand(flow, {}, kept) == turn.standing == stand(flow, {}, kept)


@law
@given(FLOWS, KNOWN, HISTORIES)
def test_what_is_not_taken_changes_nothing(flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]) -> None:
    """An inbound with a note leaves the answers and the question as they were."""
    for before, _, turn in run(flow, known, history):
        if turn.note is not None:
            assert (turn.answers, turn.standing, turn.changed) == (before, stand(flow, {}, before), ())


@law
@given(FLOWS, KNOWN, HISTORIES)
def test_an_answer_never_shortens_the_path(flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]) -> None:
    """An answer that corrects nothing leaves the path as it was and goes on from there by at least its own question."""
    for before, inbound, turn in run(flow, known, history):
        was = stand(flow, {}, before)
        if not isinstance(inbound, Heard) or turn.note or was.asks is None or was.asks.kind.closing:
            continue
        if inbound.corrects or inbound.facts.get(EARLIER):
            continue
        assert turn.standing.path[: len(was.path) + 1] == (*was.path, was.asks.key)


@law
@given(FLOWS, KNOWN, HISTORIES)
def test_back_undoes_the_last_turn_exactly(flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]) -> None:
    """After back, all is as before the last turn, also where that took the place of an earlier answer or asked anew.

    Only what was dropped at the closing question stays dropped.
    """
    for nth, (before, _, turn) in enumerate(run(flow, known, history), start=1):
        if turn.note is not None or all(kept.turn != nth for kept in turn.answers.values()):
            continue
        back = hear(flow, {}, turn.answers, Back(), nth + 1)
        dropped = (before.keys() - turn.answers.keys()) | (before.keys() - back.answers.keys())
        assert back.answers == {key: kept for key, kept in before.items() if key not in dropped}
        assert not dropped or is_closed(flow, turn.answers) or is_closed(flow, before)


@law
@given(KNOWN, HISTORIES)
def test_what_was_known_beforehand_survives_back(known: Mapping[str, Any], history: Sequence[Inbound]) -> None:
    """However often somebody goes back, the answers that opened the talk stay as they were."""
    turns = run(generous, known, [*history, *[Back()] * (len(history) + 1)])
    final = turns[-1][2].answers
    assert final == {key: kept for key, kept in opened(known).items() if key in final}
    assert final.keys() == known.keys() or any(is_closed(generous, turn.answers) for _, _, turn in turns)


def test_change_opens_even_what_was_known_beforehand() -> None:
    """Change asks a prefilled answer again, the others fly past, and back takes the change back."""
    known = opened({"a": 1, "b": 2})
    turn = hear(reviewed, {}, known, Change("a"), 1)
    assert turn.standing.asks is not None
    assert turn.standing.asks.key == "a"
    assert hear(reviewed, {}, turn.answers, Back(), 2).answers == known
    again = hear(reviewed, {}, turn.answers, Heard(facts={"a": 5}), 2)
    assert again.standing.path == ("a", "b")
    assert again.changed == ("a",)


@law
@given(FLOWS, KNOWN, HISTORIES)
def test_branches_not_taken_are_forgotten(flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]) -> None:
    """When the closing question is reached, nothing is kept that is not on the path to it."""
    for _, _, turn in run(flow, known, history):
        asks = turn.standing.asks
        if turn.note is None and (asks is None or asks.kind.closing):
            assert set(turn.answers) <= set(turn.standing.path)


@law
@given(FLOWS, KNOWN, HISTORIES)
def test_an_old_button_never_answers(flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]) -> None:
    """A button that stood under another question changes nothing and says that it is past."""
    for before, inbound, turn in run(flow, known, history):
        asks = stand(flow, {}, before).asks
        if isinstance(inbound, Heard) and inbound.key is not None and (asks is None or inbound.key != asks.key):
            assert (turn.answers, turn.note) == (before, "talk.past")


@law
@given(FLOWS, KNOWN, HISTORIES)
def test_a_correction_overrides_only_what_was_answered(
    flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]
) -> None:
    """A correcting word changes earlier answers and fills in the open question, and nothing beyond it."""
    for before, inbound, turn in run(flow, known, history):
        asks = stand(flow, {}, before).asks
        if turn.note or asks is None or not isinstance(inbound, Heard) or not inbound.corrects:
            continue
        if inbound.facts.keys() & before.keys():
            assert turn.answers.keys() <= before.keys() | {asks.key}


def test_without_a_correcting_word_an_earlier_answer_stands() -> None:
    """A later message that speaks of an earlier answer leaves it, unless it begins with a word such as "nee"."""
    kept = opened({"a": 1})
    assert hear(reviewed, {}, kept, Heard(facts={"a": 7, "b": 2}), 1).answers["a"].value == 1
    corrected = hear(reviewed, {}, kept, Heard(facts={"a": 7, "b": 2}, corrects=True), 1)
    assert {key: one.value for key, one in corrected.answers.items()} == {"a": 7, "b": 2}
    assert corrected.changed == ()  # all of it is read back, for the first time


def test_words_that_speak_only_of_what_was_answered_before_change_that() -> None:
    """What is no answer to the question may be another answer to an earlier one, and then it is taken as that."""
    kept = opened({"a": 1})
    meanwhile = hear(reviewed, {}, kept, Heard(facts={EARLIER: {"a": 7}}), 1)
    assert (meanwhile.note, meanwhile.answers["a"].value, meanwhile.changed) == (None, 7, ("a",))
    assert hear(reviewed, {}, kept, Heard(facts={"a": 7, EARLIER: {}}), 1).note
    assert hear(reviewed, {}, kept, Heard(facts={EARLIER: {"c": 7}}), 1).note


def test_what_is_said_along_fills_only_what_is_open() -> None:
    """What an answer says of later questions is taken where they are open or wait to be answered anew."""
    everything = Heard(facts={"a": 1, "b": 2, "c": 3})
    taken = hear(generous, {}, opened({"c": 9}), everything, 1)
    assert taken.standing.result == (1, 2, 9)
    waiting = {"b": Kept(None, 1, Kept(8)), "c": Kept(9)}
    assert hear(generous, {}, waiting, everything, 2).standing.result == (1, 2, 9)


def test_a_changed_branch_asks_only_what_is_new() -> None:
    """At the review another way is taken: what both ways need is kept, the rest is asked, the old branch is gone."""
    answers = {"way": Kept("ride", 1), "from": Kept("here", 2), "a": Kept(1, 3), "b": Kept(2, 4)}
    turn = hear(branching, {}, answers, Heard(facts={"way": "shop"}), 5)
    assert turn.standing.asks is not None
    assert turn.standing.asks.key == "at"
    done = hear(branching, {}, turn.answers, Heard("there"), 6)
    assert set(done.answers) == {"way", "at", "b"}


def test_a_saying_is_not_repeated_once_its_question_is_answered() -> None:
    """What is said before a question is heard with it, and not again after its answer."""
    first = stand(linear, {}, {})
    assert [one.words for one in first.says] == ["hello"]
    assert [one.words for one in hear(linear, {}, {}, Heard("x"), 1).standing.says] == ["and now"]


def test_a_loop_without_an_end_stops() -> None:
    """After forty questions on one path a flow counts as broken."""

    async def endless(talk: Talk, given: Given) -> None:
        nth = 0
        while nth := nth + 1:
            await talk.ask(f"n.{nth}", Text())

    answers = opened({f"n.{nth}": "x" for nth in range(1, MOST_QUESTIONS)})
    assert len(stand(endless, {}, answers).path) == MOST_QUESTIONS - 1
    with pytest.raises(BrokenFlow):
        stand(endless, {}, opened({f"n.{nth}": "x" for nth in range(1, MOST_QUESTIONS + 1)}))


def test_asking_one_key_twice_is_broken() -> None:
    """A flow that uses a key for two questions fails at once."""

    async def twice(talk: Talk, given: Given) -> None:
        await talk.ask("same", Text())
        await talk.ask("same", Text())

    with pytest.raises(BrokenFlow):
        stand(twice, {}, opened({"same": "x"}))


async def test_awaiting_anything_else_is_broken() -> None:
    """A flow that waits for something that is no question fails at once, also inside a running loop."""

    async def sleeps(talk: Talk, given: Given) -> None:
        await asyncio.sleep(0)

    async def waits(talk: Talk, given: Given) -> None:
        await asyncio.get_running_loop().create_future()

    for flow in (sleeps, waits):
        with pytest.raises(BrokenFlow):
            stand(flow, {}, {})


def test_a_flow_cannot_swallow_its_own_suspension() -> None:
    """A flow that catches every error still stops at its question."""

    async def greedy(talk: Talk, given: Given) -> str:
        try:
            return await talk.ask("words", Text())
        except Exception:  # noqa: BLE001 - this is what is tried
            return "swallowed"

    assert stand(greedy, {}, {}).asks is not None


def _of_keys(keys: Sequence[str]) -> Flow:
    async def flow(talk: Talk, given: Given) -> tuple[str, ...]:
        return tuple([await talk.ask(key, Text()) for key in keys])

    return flow


@law
@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_a_release_that_moves_questions_finds_its_answers(before: list[str], after: list[str]) -> None:
    """Questions may be added, dropped and put in another order: what was answered is found, what is new is asked."""
    answers = opened(dict.fromkeys(before, "x"))
    standing = stand(_of_keys(after), {}, answers)
    new = [key for key in after if key not in before]
    assert (standing.asks and standing.asks.key) == (new[0] if new else None)
    assert standing.path == tuple(after[: after.index(new[0])] if new else after)


@pytest.mark.parametrize("kept", ["gone", None, 3, [], {"value": "yes"}])
def test_a_misfit_is_asked_again(kept: object) -> None:
    """An answer that today's question no longer knows is asked again, answered, and can be taken back."""

    async def flow(talk: Talk, given: Given) -> str:
        return await talk.ask("choice", Choice((Option("yes", "-"),)))

    answers = {"choice": Kept(kept, 1)}
    assert stand(flow, {}, answers).asks is not None
    turn = hear(flow, {}, answers, Heard(option="yes"), 2)
    assert turn.standing.result == "yes"
    assert hear(flow, {}, turn.answers, Back(), 3).answers == answers
