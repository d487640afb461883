"""Random people, taps, clocks and kills on the real desk and store: whatever happens, the laws of the house hold.

A few short histories are played in every run, always the same ones. `pytest tests/laws --hypothesis-profile=long` plays
many long ones, and other ones each time.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Coroutine, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from flows.post import Attachment
from storage.queries.course import AT_REST
from tests.laws.house import A_MOMENT, House
from tests.laws.laws import LAWS, Stopped
from tests.laws.picture import Act, Course, pressed, take_picture, typed
from tests.laws.sentences import ASKED_WHOLE, ASKERS, PEOPLE, STRANGERS, lines

Result = TypeVar("Result")

PARTS = 2  # each of the two cores gets a part
SHORT = settings(max_examples=1, stateful_step_count=25, database=None, phases=[Phase.generate])

somebody = st.sampled_from(sorted(PEOPLE))
asked = st.sampled_from(lines(ASKED_WHOLE))
askers = st.sampled_from([name for name, says in PEOPLE.items() if says in (ASKERS, STRANGERS)])
any_one = st.integers(0, 10_000)
taps = st.lists(st.integers(0, 2), max_size=3)
deaths = st.sampled_from([None] * 4 + [3, 8, 13, 18, 25, 40])  # after how many statements to the store
MINUTES = (0, 0, 0, 12, 45, 130, 400, 1300)


@cache
def _filled() -> tuple[Path, dict[str, int]]:
    folder = Path(tempfile.mkdtemp(prefix="village-"))
    with asyncio.Runner() as runner:
        return folder, runner.run(House.fill(folder)).chats


class History(RuleBasedStateMachine):
    """A village in which anything may happen."""

    @initialize(asked=st.lists(st.tuples(askers, asked, st.integers(0, 2)), min_size=1, max_size=4))
    def begins(self, asked: Sequence[tuple[str, str, int]]) -> None:
        """Some have asked for something, and some of that has been agreed."""
        filled, chats = _filled()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(prefix="history-"))
        self.house = House.move_in(filled, self.folder, chats)
        self.stopped, self.flooded = Stopped(), False
        self.picture = self._run(take_picture(self.house.database, self.house.moment))
        for who, what, yes in asked:
            self.asks(who, what, yes)

    @rule(who=askers, what=asked, yes=st.integers(0, 2))
    def asks(self, who: str, what: str, yes: int) -> None:
        """Somebody asks and taps yes to what is read back; some who are asked say yes."""
        self._says(who, what)
        self._goes_on(who, (0, 0, 0))
        for _ in range(yes):
            self._taps_one(self.house.standing("accept"), -1)

    @rule(who=somebody, nth=any_one, then=taps, killed=deaths)
    def says(self, who: str, nth: int, then: Sequence[int], killed: int | None = None) -> None:
        """Somebody types something, and taps answers to what it leads to."""
        self.house.kill_after(killed)
        words = lines(PEOPLE[who])
        self._says(who, words[nth % len(words)])
        self._goes_on(who, then)

    @precondition(lambda self: self.picture.parties())
    @rule(one=any_one, nth=any_one, then=taps)
    def says_about_a_visit(self, one: int, nth: int, then: Sequence[int]) -> None:
        """One of the two of a visit that is agreed types something, and taps answers to what it leads to."""
        parties = [name for chat in self.picture.parties() if (name := self.house.name_of(chat)) in PEOPLE]
        if parties:
            self.says(parties[one % len(parties)], nth, then)

    @precondition(lambda self: self.house.standing(""))
    @rule(
        deed=st.sampled_from(("", "accept", "task.", "_sure", "withdraw", "cancel", "said_", "move", "still")),
        nth=any_one,
        killed=deaths,
    )
    def taps(self, deed: str, nth: int, killed: int | None) -> None:
        """Somebody taps a button of some sort that stands on their phone."""
        self.house.kill_after(killed)
        self._taps_one(self.house.standing(deed) or self.house.standing(""), nth)

    @rule(who=somebody, nth=any_one)
    def taps_anything(self, who: str, nth: int) -> None:
        """Somebody taps a button that ever stood anywhere: their own, one that is gone, somebody else's, or none."""
        every = [*self.house.deeds, "no:token", ""]
        self._taps(who, every[nth % len(every)])

    @precondition(lambda self: not self.flooded)
    @rule(who=somebody)
    def writes_far_too_much(self, who: str) -> None:
        """Somebody writes more than anybody can read."""

        async def flood() -> None:
            for _ in range(25):
                await self.house.say(who, "hallo daar")

        self.flooded = True
        self._lives(Act(self.house.chat(who)), flood())

    @rule(minutes=st.sampled_from(MINUTES), killed=deaths)
    def time_passes(self, minutes: int, killed: int | None) -> None:
        """So many minutes go by, or (0) as many as until the next thing falls due."""
        self.house.kill_after(killed)
        ahead = [due.due_at - self.house.moment for due in self.picture.dues if due.due_at < AT_REST]
        until = max(min(ahead, default=A_MOMENT), A_MOMENT)
        self._lives(Act(), self.house.wait(timedelta(minutes=minutes) if minutes else until))

    def _goes_on(self, who: str, then: Sequence[int]) -> None:
        """Answer what was asked last, if it was asked with buttons."""
        for nth in then:
            phone = self.house.phones.get(self.house.chat(who), ())
            if phone and phone[-1].buttons:
                self._taps(who, phone[-1].buttons[nth % len(phone[-1].buttons)][1])

    def _taps_one(self, buttons: Sequence[tuple[int, str]], nth: int) -> None:
        if buttons:
            chat, token = buttons[nth % len(buttons)]
            self._taps(self.house.name_of(chat), token)

    def _says(self, who: str, words: str) -> None:
        act = self._run(typed(self.house, self.house.chat(who), words))
        sent = {"(voice)": {"attachment": Attachment("voice")}, "(here)": {"point": (51.701, 5.303)}}.get(words)
        self._lives(act, self.house.say(who, **sent) if sent else self.house.say(who, words))

    def _taps(self, who: str, token: str) -> None:
        act = self._run(pressed(self.house, self.house.chat(who), token))
        self._lives(act, self.house.press(who, token))

    def _lives(self, act: Act, deed: Awaitable[None]) -> None:
        """Let ACT happen, and look whether the laws hold."""
        self._run(self._course(act, deed))

    async def _course(self, act: Act, deed: Awaitable[None]) -> None:
        before, seen = self.picture, len(self.house.seen)
        await self.house.live(deed)
        self.picture = await take_picture(self.house.database, self.house.moment, before.events)
        events = self.picture.events[len(before.events) :]
        course = Course(act, before, self.picture, events, self.house.seen[seen:])
        for law in (*LAWS, self.stopped.hear_nothing):
            law(course)

    def _run(self, deed: Coroutine[Any, Any, Result]) -> Result:
        return self.runner.run(deed)

    def teardown(self) -> None:
        self.runner.run(self.house.close())
        self.runner.close()
        shutil.rmtree(self.folder)


@pytest.mark.parametrize("part", range(PARTS))
def test_the_laws_hold_in_every_history(part: int) -> None:
    """In every history made by random people, clocks, kills and taps: no harm without its confirmation, no address
    without the visit, one holder a visit, nothing to who said stop, every promise kept or handed to a person, no
    reminder of what is closed or moved; and no update ever fails.

    Practice: 1.ja 1.harmful 1.cancel_asks 1.withdraw_asks 1.stop i3.holder i3.address i3.silence i3.kept i3.reminders
    """
    long = settings.get_current_profile_name() == "long"
    chosen = settings(settings.default if long else SHORT, suppress_health_check=list(HealthCheck))
    machine = type("History", (History,), {})
    run_state_machine_as_test(machine if long else seed(part)(machine), settings=chosen)
