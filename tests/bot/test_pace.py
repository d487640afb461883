"""The pace: never over a limit as Telegram counts it, never for ever."""

import heapq
from itertools import cycle, pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import BOT_MOST, GROUP_MOST, Pace, Place
from storage.terms import Lane

CHATS = st.integers(1, 4) | st.integers(1, 99) | st.integers(-2, -1)
SECONDS = st.floats(0, 0.3)
ASKED = st.lists(st.tuples(CHATS, st.sampled_from(Lane), st.floats(0, 1.5), SECONDS, SECONDS), max_size=150)
Asked = tuple[int, Lane, float, float, float]
ON_THE_WAY = 0.02


class Street:
    """Sends by a pace, each letter as early as it allows, and knows when Telegram counted each.

    Every call is at least 0.02 s on its way, there and back.
    """

    def __init__(self, pace: Pace | None = None, now: float = 1000.0) -> None:
        self.pace = pace or Pace()
        self.now = now
        self.counted: list[tuple[float, int]] = []
        self._answers: list[tuple[float, int, Place]] = []

    def send(self, chat: int, lane: Lane, there: float = 0.0, back: float = 0.0) -> float:
        """Send one letter to CHAT as soon as may be; it is THERE and BACK so many seconds. Give when it was sent."""
        since = self.now
        while (when := self._when(chat, lane, since)) > self.now:
            assert when < self.now + 61, "asking at the time that was given leads nowhere"
            self._pass_until(when)
        place = self.pace.book(chat, lane, self.now)
        self.counted.append((self.now + there + ON_THE_WAY / 2, chat))
        heapq.heappush(self._answers, (self.now + there + back + ON_THE_WAY, len(self.counted), place))
        return self.now

    def _when(self, chat: int, lane: Lane, since: float) -> float:
        if any(place.chat == chat for _, _, place in self._answers):  # as the courier has it: one at a time to a chat
            return self._answers[0][0]
        return max(self.pace.turn(lane, since, self.now), self.pace.chat_rests(chat, lane))

    def _pass_until(self, when: float) -> None:
        """Let time pass until WHEN, or the next answer before it."""
        self.now = min(when, self._answers[0][0]) if self._answers else when
        self.hear()

    def hear(self) -> None:
        """Take note of all answers that came by now."""
        while self._answers and self._answers[0][0] <= self.now:
            at, _, place = heapq.heappop(self._answers)
            self.pace.answered(place, at)

    def send_all(self, asked: list[Asked]) -> "Street":
        """Send each in turn; so many seconds pass before each."""
        for chat, lane, seconds, there, back in asked:
            self.now += seconds
            self.hear()
            self.send(chat, lane, there, back)
        return self

    def wave(self, letters: int, lane: Lane = Lane.BULK) -> list[float]:
        """Send a letter of a wave to so many chats at once; give when each was sent."""
        first = 10_000 + len(self.counted)
        return [self.send(chat, lane) for chat in range(first, first + letters)]


def most_within(times: list[float], seconds: float) -> int:
    times = sorted(times)
    return max((sum(start <= time < start + seconds - 1e-6 for time in times) for start in times), default=0)


def bound() -> Street:
    """Give a street whose pace was asked for patience when it had just sent as much as is good."""
    street = Street(now=998.0)
    assert [street.send(chat, Lane.ANSWER) for chat in range(1001, 1001 + BOT_MOST)] == [998.0] * BOT_MOST
    street.now = 998.0 + ON_THE_WAY
    street.hear()
    street.pace.hold(1001, 999.0, street.now)
    street.now = 1000.0
    return street


@given(ASKED)
def test_never_over_a_limit_and_never_starved(asked: list[Asked]) -> None:
    """Whatever is asked in whatever order, however long it is on its way, all of it goes; as Telegram counts it no
    limit of a chat is passed, nor, by waves or once it binds, the limit over all."""
    after = bound()
    before = len(after.counted)
    assert most_within([time for time, _ in after.send_all(asked).counted[before:]], 1.0) <= BOT_MOST
    waves = Street().send_all([(chat, Lane.NEWS, *rest) for chat, _, *rest in asked])  # type: ignore[misc]
    assert most_within([time for time, _ in waves.counted], 1.0) <= BOT_MOST
    sent = Street().send_all(asked).counted
    for chat in {chat for _, chat in sent}:
        times = [time for time, one in sent if one == chat]
        assert most_within(times, 1.0) <= 3
        assert most_within(times, 10.0) <= 12
        assert chat > 0 or most_within(times, 60.0) <= GROUP_MOST


@given(st.lists(st.tuples(st.floats(0, 0.04), SECONDS), min_size=1, max_size=12))
def test_a_wave_keeps_the_limit_however_it_is_held_up(delays: list[tuple[float, float]]) -> None:
    """Where the program itself comes late to some letters and the network to others, the rest catch up, and still no
    thirty-one are counted within a second."""
    street = Street()
    for chat, (late, there) in zip(range(150), cycle(delays), strict=False):
        street.now += late
        street.hear()
        street.send(chat, Lane.NEWS, there)
    assert most_within([time for time, _ in street.counted], 1.0) <= BOT_MOST


def test_a_wave_uses_the_limit_evenly() -> None:
    """A wave to a thousand chats goes at more than 97% of 30 a second, evenly, so that an answer soon finds a place."""
    times = Street().wave(1000)
    assert 0.97 * 30 < 999 / (times[-1] - times[0]) <= 30
    assert max(after - before for before, after in pairwise(times)) < 0.04


def test_an_answer_in_a_wave_waits_for_the_next_place() -> None:
    """In the midst of a wave an answer goes within a twentieth of a second, the wave gives way, and no limit is passed;
    so do several at once."""
    street, waited = Street(), list[float]()
    for _ in range(40):
        street.wave(11)
        since = street.now
        waited.append(street.send(1 + len(waited), Lane.ANSWER) - since)
    assert max(waited) < 0.05
    assert most_within([time for time, _ in street.counted], 1.0) <= BOT_MOST
    street.wave(60)
    since = street.now
    assert [street.send(chat, Lane.ANSWER) for chat in range(101, 106)][-1] - since < 0.25
    assert most_within([time for time, _ in street.counted], 1.0) <= BOT_MOST


def test_a_place_is_kept_free_for_alarms() -> None:
    """When bound answers have filled the second, or a group its minute, an alarm still goes at once."""
    street = bound()
    assert [street.send(chat, Lane.ANSWER) for chat in range(1, 30)] == [1000.0] * 29
    assert street.pace.turn(Lane.ANSWER, 1000.0, 1000.0) >= 1001.0
    assert street.pace.turn(Lane.ALARM, 1000.0, 1000.0) <= 1000.0
    group = Street()
    group.send_all([(-1, Lane.ANSWER, 2.0, 0.0, 0.0)] * 19)
    assert group.pace.chat_rests(-1, Lane.ANSWER) >= 1062.0
    assert group.pace.chat_rests(-1, Lane.ALARM) <= group.now


def test_answers_may_go_beyond_until_patience_is_asked_for() -> None:
    """A hundred who write at once are answered at once; waves wait for a place, and not for ever."""
    street = Street()
    assert [street.send(chat, Lane.ANSWER) for chat in range(1, 101)] == [1000.0] * 100
    assert street.send(101, Lane.NEWS) == 1000.0  # none went of late
    assert 1000.0 < street.send(102, Lane.NEWS) <= 1000.2
    assert street.send(103, Lane.ANSWER) == street.now
    street.pace.hold(7, 1003.0, street.now)
    assert street.pace.is_bound(street.now)
    assert street.pace.turn(Lane.ANSWER, street.now, street.now) > street.now


def test_three_at_once_then_one_a_second() -> None:
    """A chat may have three letters at once; after that it rests, and says so."""
    street = Street()
    sent = [street.send(7, Lane.ANSWER) for _ in range(4)]
    assert sent[2] < 1000.1
    assert 1001.0 <= sent[3] < 1001.1
    street.now += 0.1
    street.hear()
    assert list(street.pace.resting(street.now)) == [7]
    assert street.pace.resting(street.now + 1.0) == {}


def test_patience_is_kept() -> None:
    """A pause that the messenger asked for holds that chat, or everybody; a shorter one does not cut it short."""
    pace = Pace()
    pace.hold(7, 40.0, 10.0)
    pace.hold(7, 20.0, 10.0)
    assert pace.chat_rests(7, Lane.ALARM) == 40.0
    assert pace.turn(Lane.ANSWER, 10.0, 10.0) <= 10.0
    pace.hold(None, 30.0, 10.0)
    assert [pace.turn(lane, 10.5, 10.5) for lane in Lane] == [30.0] * len(Lane)
    assert pace.held_until() == 30.0
    assert pace.resting(10.5) == {7: 40.0}


def test_a_call_that_hangs_keeps_its_place_for_two_seconds() -> None:
    """What is on its way counts as long as it may be counted yet; what never comes back does not stop a wave."""
    pace = Pace()
    for chat in range(BOT_MOST):
        pace.book(chat, Lane.ANSWER, 1000.0)
    pace.hold(1, 1000.0, 1000.0)
    assert pace.turn(Lane.NEWS, 1001.5, 1001.5) > 1002.0
    assert pace.turn(Lane.NEWS, 1003.1, 1003.1) <= 1003.1


def test_idle_chats_are_forgotten() -> None:
    """A long wave leaves no trace of chats that are at rest again."""
    street = Street()
    street.wave(3000)
    street.pace.hold(5, 1.0, 0.0)
    street.now += 5.0
    street.wave(2)
    assert len(street.pace.resting(0.0)) < 300
