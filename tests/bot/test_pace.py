"""The pace: never over a limit, never for ever."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import BOT_MOST, GROUP_MOST, Pace
from storage.terms import Lane

CHATS = st.integers(1, 4) | st.integers(1, 99) | st.integers(-2, -1)
ASKED = st.lists(st.tuples(CHATS, st.sampled_from(Lane), st.floats(0, 1.5)), max_size=150)


def send_all(pace: Pace, asked: list[tuple[int, Lane, float]]) -> list[tuple[float, int]]:
    """Send each in turn as early as the pace allows; SECONDS pass before each."""
    now, sent = 1000.0, []
    for chat, lane, seconds in asked:
        now += seconds
        for _ in range(4):
            when = pace.take(chat, lane, now)
            if when is None:
                break
            assert when > now
            now = when
        else:
            raise AssertionError("asking at the time that was given leads nowhere")
        sent.append((now, chat))
    return sent


def most_within(times: list[float], seconds: float) -> int:
    return max((sum(start <= time < start + seconds - 1e-6 for time in times) for start in times), default=0)


def bound() -> Pace:
    """Give a pace that was asked for patience when it had just sent as much as is good."""
    pace = Pace()
    assert [pace.take(chat, Lane.ANSWER, 999.0) for chat in range(1001, 1001 + BOT_MOST)] == [None] * BOT_MOST
    pace.hold(1001, 1000.0, 999.0)
    return pace


@given(ASKED)
def test_never_over_a_limit_and_never_starved(asked: list[tuple[int, Lane, float]]) -> None:
    """Whatever is asked in whatever order, all of it goes; no limit of a chat is passed, nor, once it binds, any."""
    assert most_within([time for time, _ in send_all(bound(), asked)], 1.0) <= BOT_MOST
    waves = send_all(Pace(), [(chat, Lane.NEWS, seconds) for chat, _, seconds in asked])
    assert most_within([time for time, _ in waves], 1.0) <= BOT_MOST
    sent = send_all(Pace(), asked)
    for chat in {chat for _, chat in sent}:
        times = [time for time, one in sent if one == chat]
        assert most_within(times, 1.0) <= 3
        assert most_within(times, 10.0) <= 12
        assert chat > 0 or most_within(times, 60.0) <= GROUP_MOST


def test_a_wave_is_spread() -> None:
    """A wave to a thousand chats goes at 28 a second, evenly, so that an answer soon finds a place."""
    wave = send_all(Pace(), [(chat, Lane.BULK, 0.0) for chat in range(1, 1001)])
    times = [time for time, _ in wave]
    assert 999 / 28 - 0.1 <= times[-1] - times[0] < 999 / 28 + 0.1
    assert max(after - before for before, after in pairwise(times)) < 0.04


def test_a_place_is_kept_free_for_alarms() -> None:
    """When bound answers have filled the second, or a group its minute, an alarm still goes at once."""
    pace = bound()
    assert [pace.take(chat, Lane.ANSWER, 1000.0) for chat in range(1, 30)] == [None] * 29
    assert pace.take(30, Lane.ANSWER, 1000.0) == 1001.0
    assert pace.take(31, Lane.ALARM, 1000.0) is None
    group = Pace()
    send_all(group, [(-1, Lane.ANSWER, 2.0)] * 19)
    assert group.take(-1, Lane.ANSWER, 1038.5) == 1062.0
    assert group.take(-1, Lane.ALARM, 1038.5) is None


def test_answers_may_go_beyond_until_patience_is_asked_for() -> None:
    """A hundred who write at once are answered at once; waves wait for a place, and not for ever."""
    pace = Pace()
    assert [pace.take(chat, Lane.ANSWER, 1000.0) for chat in range(1, 101)] == [None] * 100
    assert pace.take(101, Lane.NEWS, 1000.0) is None  # none went of late
    later = pace.take(102, Lane.NEWS, 1000.0)
    assert later is not None
    assert 1000.0 < later <= 1000.2
    assert pace.room(1000.0) > BOT_MOST
    pace.hold(7, 1003.0, 1000.0)
    assert pace.take(103, Lane.ANSWER, 1000.0) == 1001.0
    assert pace.room(1000.0) == 0


def test_three_at_once_then_one_a_second() -> None:
    """A chat may have three letters at once; after that it rests, and says so."""
    pace = Pace()
    assert [pace.take(7, Lane.ANSWER, 10.0) for _ in range(4)] == [None, None, None, 11.0]
    assert pace.resting(10.0) == {7: 11.0}
    assert pace.resting(11.0) == {}


def test_patience_is_kept() -> None:
    """A pause that the messenger asked for holds that chat, or everybody; a shorter one does not cut it short."""
    pace = Pace()
    pace.hold(7, 40.0, 10.0)
    pace.hold(7, 20.0, 10.0)
    assert pace.take(7, Lane.ALARM, 10.0) == 40.0
    assert pace.take(8, Lane.ANSWER, 10.0) is None
    pace.hold(None, 30.0, 10.0)
    assert pace.take(8, Lane.ALARM, 10.5) == 30.0
    assert pace.resting(10.5) == {7: 40.0}


def test_idle_chats_are_forgotten() -> None:
    """A long wave leaves no trace of chats that are at rest again."""
    pace = Pace()
    send_all(pace, [(chat, Lane.BULK, 0.0) for chat in range(1, 3001)])
    pace.hold(5, 1.0, 0.0)
    send_all(pace, [(chat, Lane.BULK, 5.0) for chat in range(1, 3)])
    assert len(pace.resting(0.0)) < 300
