"""The benches measure what they say: the whole house answers the crowd of the intake."""

from pathlib import Path

import pytest

from bench.intake import Contest
from bench.limits import Warden
from bench.outbox import OURS, measure
from bench.parts import PARTS, measure_each
from bench.senders import SENDERS
from bench.stand import OURS_PTB, Contestant, Stand
from bench.table import Target, write_block
from bot.practice.api_limits import Limits
from bot.settings import Library


@pytest.fixture(name="stand")
def fixture_stand(tmp_path: Path) -> Stand:
    return Stand(tmp_path)


async def test_the_crowd_of_the_intake_is_answered_rightly(stand: Stand) -> None:
    """Every chat gets the five questions and the thanks of the whole house, each once."""
    contest = Contest(stand, (OURS_PTB,))
    try:
        await contest.open()
        await contest.rounds(1, 6)
    finally:
        await contest.close()
    score = contest.scores[OURS_PTB.name]
    assert score.rates[0] > 1
    assert (score.wrong, score.repeats) == (0, 0)


def test_the_way_of_an_update_is_measured_part_by_part() -> None:
    """The intake goes its whole way through the real parts, and each of them takes some time."""
    (parts,) = measure_each([Library.PTB], chats=3).values()
    assert list(parts) == list(PARTS)
    assert min(parts.values()) > 0


async def test_the_courier_brings_a_wave_and_answers_in_it() -> None:
    """All letters arrive, those of one chat in order, and none is refused."""
    warden, lost = await measure(SENDERS[OURS], 24)
    assert (lost, warden.order_breaks, warden.refused, warden.too_early) == (0, 0, 0, 0)
    assert warden.waits


def test_the_warden_sees_who_oversteps() -> None:
    """A fourth message at once to one chat is refused, a call before the wait is over is noted, and so is disorder."""
    warden = Warden(Limits(lambda: 100.0))
    for number in (1, 3, 2):
        assert warden.judge("sendmessage", {"chat_id": "7", "text": f"dag {number}"}) is None
    refusal = warden.judge("sendmessage", {"chat_id": "7", "text": "dag 4"})
    assert refusal is not None
    assert (refusal["error_code"], refusal["parameters"]["retry_after"]) == (429, 1)
    assert warden.judge("sendmessage", {"chat_id": "7", "text": "dag 4"}) is not None
    assert (warden.refused, warden.too_early, warden.order_breaks, len(warden.taken)) == (2, 1, 1, 3)


def test_a_peer_that_cannot_be_had_is_missing(stand: Stand) -> None:
    """Who needs what is not here takes no part, and what can't be measured is a missed target."""
    contest = Contest(stand, (Contestant("nobody", ("nobody",), ("no_such_module",)),))
    assert contest.present == []
    assert not Target("a ratio", None, 1.0).met


def test_a_figure_keeps_its_promise_on_the_right_side() -> None:
    """At least and at most include the bound itself."""
    assert Target("rate", 2.5, 2.5, more=True).met
    assert not Target("rate", 2.4, 2.5, more=True).met
    assert Target("wait", 0.5, 0.5).met
    assert not Target("wait", 0.6, 0.5).met


def test_a_bench_writes_its_own_block_and_no_other(tmp_path: Path) -> None:
    """On the page of promises only the block of the bench that ran is written anew; without one it says so."""
    page = tmp_path / "promises.md"
    page.write_text("a\n<!-- begin one -->\nold\n<!-- end one -->\n<!-- begin two -->\nkept\n<!-- end two -->\n")
    write_block(page, "one", "new \\1")
    assert page.read_text() == (
        "a\n<!-- begin one -->\n\nnew \\1\n\n<!-- end one -->\n<!-- begin two -->\nkept\n<!-- end two -->\n"
    )
    with pytest.raises(ValueError, match="three"):
        write_block(page, "three", "")
