"""The life table of a visit: what leads where, and what can never happen."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.help.life import OPEN, STEPS, UNPROMISED, Deed, NotPossible, Told, step
from storage.terms import VisitState as S

FINAL = frozenset(S) - OPEN
TAKES = {Deed.ACCEPT, Deed.ASSIGN}
HELPERS = ("vera", "omar", "noor")
DEEDS = st.lists(st.tuples(st.sampled_from(Deed), st.sampled_from(HELPERS)), max_size=25)


def _reachable() -> set[S]:
    found, new = set[S](), {S.ASKED}
    while new:
        found |= new
        new = {one.state for (state, _), one in STEPS.items() if state in found} - found
    return found


def test_every_state_is_reached() -> None:
    """From asked, deeds lead to every state that there is."""
    assert _reachable() == set(S)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_state_has_a_way_out(state: S) -> None:
    """No visit gets stuck: each open state leads on, can be cancelled, changed, passed on, given away and closed."""
    ways = {deed: one.state for (where, deed), one in STEPS.items() if where is state}
    assert any(after is not state for after in ways.values())
    assert {Deed.CANCEL, Deed.CHANGE, Deed.PASS_ON, Deed.ASSIGN, Deed.CLOSE} <= ways.keys()


def test_final_states_stay_final() -> None:
    """Only a coordinator who still finds somebody brings a visit back; a late word only reaches them."""
    leaving = {(state, deed): one.state for (state, deed), one in STEPS.items() if state in FINAL}
    assert {key: after for key, after in leaving.items() if after is not key[0]} == {
        (S.NOT_FOUND, Deed.ASSIGN): S.AGREED
    }
    assert all(Told.COORDINATOR in STEPS[key].told for key, after in leaving.items() if after is key[0])


def test_only_a_yes_or_an_assignment_makes_an_agreement() -> None:
    """Nothing but accept and assign leads to agreed."""
    assert {deed for (state, deed), one in STEPS.items() if one.state is S.AGREED and state is not S.AGREED} == TAKES


def test_a_first_yes_is_only_taken_while_searching() -> None:
    """Whoever says yes second, or after it was cancelled, cannot accept."""
    assert {state for state, deed in STEPS if deed is Deed.ACCEPT} == {S.SEARCHING}


def test_whoever_would_come_hears_that_it_is_off() -> None:
    """Whatever takes an agreed visit away from its helper tells that helper; and the asker, unless a search goes on."""
    for (state, deed), one in STEPS.items():
        if state is S.AGREED and one.state not in (S.AGREED, S.DONE, S.DID_NOT_HAPPEN):
            assert Told.HELPER in one.told, deed
            assert Told.ASKER in one.told or one.state is S.SEARCHING


def test_nobody_falls_through() -> None:
    """A search that ends without anybody tells the asker and a coordinator; a no-show tells a coordinator."""
    for state in UNPROMISED:
        assert {Told.ASKER, Told.COORDINATOR} <= set(step(state, Deed.CLOSE).told)
    assert Told.COORDINATOR in step(S.AGREED, Deed.REPORT_NO_SHOW).told
    assert Told.COORDINATOR in step(S.AGREED, Deed.CLOSE).told


def _holder_after(before: S, after: S, deed: Deed, holder: str | None, helper: str) -> str | None:
    if deed in TAKES:
        return helper
    return holder if after in (S.AGREED, S.DONE, S.DID_NOT_HAPPEN) else None


@settings(max_examples=400, deadline=None)
@given(DEEDS)
def test_a_visit_has_one_holder_exactly_while_it_is_agreed(deeds: Sequence[tuple[Deed, str]]) -> None:
    """Whatever is done in whatever order: the impossible changes nothing, and nobody goes unless it is agreed."""
    state: S = S.ASKED
    holder: str | None = None
    for deed, helper in deeds:
        try:
            after = step(state, deed).state
        except NotPossible as refused:
            assert (refused.state, refused.deed) == (state, deed)  # noqa: PT017 - most steps of a walk are refused
            continue
        state, holder = after, _holder_after(state, after, deed, holder, helper)
        assert (holder is not None) == (state in (S.AGREED, S.DONE, S.DID_NOT_HAPPEN))
