"""People without an app live the whole life of a request: what they say by phone is done as if they had tapped it."""

from datetime import timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from storage.tables.course import LogEntry
from tests.calling.village import NAMES, Village, run

AT_TEN = timedelta(days=4)
MOVES = {  # by name: who says what, one after the other
    "yes": (("Piet", "Ja, ik doe het"),),
    "other_yes": (("Wim", "Ja, ik doe het"),),
    "no": (("Piet", "Deze keer niet"),),
    "cannot": (("Piet", "Ik kan toch niet"), ("Piet", "Ja, ik kan toch niet")),
    "goes_after_all": (("Piet", "Ik kan toch niet"), ("Piet", "Nee, ik ga wel")),
    "called_off": (("Toos", "Hoeft niet meer"), ("Toos", "Ja, afzeggen")),
    "not_called_off": (("Toos", "Hoeft niet meer"), ("Toos", "Nee, laten staan")),
    "went_well": (("Toos", "Gelukt"),),
    "been_there": (("Piet", "Gelukt"),),
    "not_been": (("Piet", "Ging niet door"), ("Piet", "Ik kon niet")),
    "did_not_come": (("Toos", "Ging niet door"),),
}
lives = st.lists(
    st.one_of(st.sampled_from(sorted(MOVES)), st.sampled_from([timedelta(minutes=20), timedelta(hours=3), AT_TEN])),
    min_size=2,
    max_size=7,
)
some = st.sets(st.sampled_from(NAMES), min_size=1).map(frozenset)


@settings(max_examples=3, database=None, phases=[Phase.generate], derandomize=True)
@given(lives, some)
def test_a_life_by_phone_passes_the_same_states(life: list[str | timedelta], without: frozenset[str]) -> None:
    """Whatever befalls a request, it passes the same states with taps and with calls, whoever has no app.

    Practice: 8.no_phone
    """
    run(_compare(life, without))


async def _compare(life: list[str | timedelta], without: frozenset[str]) -> None:
    tapped, called = await Village.move_in(frozenset()), await Village.move_in(without)
    try:
        for move in life:
            if isinstance(move, timedelta):
                await tapped.passes(move)
                await called.passes(move)
            else:
                await _do(move, tapped, called)
            assert await tapped.standing() == await called.standing(), move
        assert await called.faults() == []
    finally:
        await tapped.close()
        await called.close()


async def _do(move: str, tapped: Village, called: Village) -> None:
    for name, label in MOVES[move]:
        if not await tapped.says(name, label):
            return
        assert await called.says(name, label), f"{name} can't say {label} by phone"


async def test_what_is_recorded_is_in_the_log() -> None:
    """Each answer that was given by phone stands in the log, with who recorded it and for whom."""
    village = await Village.move_in(frozenset(NAMES))
    try:
        assert await village.says("Piet", "Ja, ik doe het")
        anja = await village.person("Anja")
        rows = [one for one in await village.rows(LogEntry) if one.act == "call.recorded"]
        assert [(one.actor, one.facts["deed"]) for one in rows] == [(anja.id, "accept")]
    finally:
        await village.close()
