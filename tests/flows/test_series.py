"""Help that comes back: its times, days that are left out, and another rule from now on."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.help.series import days_off, from_now_on, next_time, with_days_off
from flows.understanding.hours.lasting import FromNowOn, NotThen, read_lasting
from flows.understanding.time.moment import When, read_when

SATURDAY = datetime.fromisoformat("2026-11-21T10:04")
RULES = ("WEEKLY;BYDAY=TU", "WEEKLY;INTERVAL=2;BYDAY=TU", "DAILY", "MONTHLY;BYDAY=1MO", "WEEKLY;BYDAY=MO,TH", "WEEKLY")
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1))  # noqa: DTZ001 - the clock on the wall
SERIES = st.builds(lambda start, rule: When(start, start + timedelta(hours=1), "minute", rule), STARTS,
                   st.sampled_from(RULES))  # fmt: skip
STRETCHES = st.lists(
    st.builds(lambda day, days: (day, day + timedelta(days=days)), st.dates(date(2026, 6, 1), date(2027, 3, 1)),
              st.integers(0, 40)), max_size=4)  # fmt: skip


@given(SERIES, STARTS, STRETCHES)
def test_the_next_time_is_ahead_and_never_left_out(when: When, now: datetime, off: list[tuple[date, date]]) -> None:
    """The next time always lies ahead, never on a day that is left out, and takes as long as it always did."""
    found = next_time(when, now, off)
    if found is not None:
        assert found.start is not None
        assert found.start > now
        assert not [one for one in off if one[0] <= found.start.date() <= one[1]]
        assert found.end == found.start + timedelta(hours=1)


@given(STRETCHES)
def test_days_that_are_left_out_are_kept(off: list[tuple[date, date]]) -> None:
    """What is written beside a request's time is read back, and the time itself stays as it was."""
    kept = with_days_off({"every": "DAILY"}, off)
    assert days_off(kept) == off
    assert kept["every"] == "DAILY"


@given(SERIES, STARTS, st.booleans(), st.booleans(), st.integers(0, 23))
def test_a_new_rule_begins_ahead(when: When, visit: datetime, names_day: bool, agreed: bool, hour: int) -> None:
    """A rule that holds from now on begins ahead of now, after what is agreed, at the hour that was said."""
    said = When(SATURDAY.replace(hour=hour, minute=0), None, "minute")
    now = visit - timedelta(hours=3)
    new = from_now_on(when, said, names_day, visit, agreed, now)
    if new is not None:
        assert new.start is not None
        assert new.start >= now
        assert new.start.hour == hour
        assert not agreed or new.start.date() > visit.date()


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("de komende twee weken niet", "2026-11-21", "2026-12-04"),
        ("ik ga 2 weken op vakantie vanaf 14 december", "2026-12-14", "2026-12-27"),
        ("pas weer in januari", "2026-11-21", "2026-12-31"),
        ("pas weer na de vakantie", "2026-11-21", "2027-01-03"),
        ("niet in de kerstvakantie", "2026-12-19", "2027-01-03"),
        ("donderdag niet nodig", "2026-11-26", "2026-11-26"),
        ("ik ga op vakantie van 1 tot 14 december", "2026-12-01", "2026-12-14"),
        ("de komende 3 weken hoeft er niemand te komen", "2026-11-21", "2026-12-11"),
        ("the next two weeks not needed", "2026-11-21", "2026-12-04"),
    ],
)
def test_a_while_without_help_is_read(words: str, first: str, last: str) -> None:
    """Days without help are read with their dates."""
    assert read_lasting(words, SATURDAY) == NotThen(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words",
    ["kan iemand dinsdag mee naar de dokter, ik kan niet alleen", "ik kan niet goed lopen", "elke keer een uur later",
     "dank je wel", "dinsdag om 10 uur hulp in de tuin"],
)  # fmt: skip
def test_other_words_are_left_alone(words: str) -> None:
    """What asks for help, or says nothing of days, changes no help that comes back."""
    assert read_lasting(words, SATURDAY) is None


def test_an_hour_or_a_day_from_now_on() -> None:
    """An hour alone keeps the day; a day alone keeps the hour."""
    weekly = When(SATURDAY.replace(day=24, hour=10, minute=0), None, "minute", "WEEKLY;BYDAY=TU")
    for words, start, rule in (
        ("voortaan om 11 uur", "2026-11-24T11:00", "WEEKLY;BYDAY=TU"),
        ("voortaan op woensdag", "2026-11-25T10:00", "WEEKLY;BYDAY=WE"),
        ("kan het voortaan donderdag om 3 uur 's middags", "2026-11-26T15:00", "WEEKLY;BYDAY=TH"),
    ):
        wish = read_lasting(words, SATURDAY)
        assert isinstance(wish, FromNowOn)
        assert weekly.start is not None
        new = from_now_on(weekly, wish.when, wish.names_day, weekly.start, False, SATURDAY)
        assert new is not None
        assert (new.start, new.every) == (datetime.fromisoformat(start), rule)


@pytest.mark.parametrize(
    ("said", "before", "agreed", "every", "start"),
    [
        ("elke week ipv om de week", "WEEKLY;INTERVAL=2;BYDAY=TU", False, "WEEKLY;BYDAY=TU", "2026-11-24T10:00"),
        ("om de week i.p.v. elke week", "WEEKLY;BYDAY=TU", True, "WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-08T10:00"),
        ("in plaats van elke week graag om de week", "WEEKLY;BYDAY=TU", False, "WEEKLY;INTERVAL=2;BYDAY=TU",
         "2026-11-24T10:00"),
        ("niet elke week maar om de week", "WEEKLY;BYDAY=TU", False, "WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24T10:00"),
        ("om de week is genoeg", "WEEKLY;BYDAY=TU", False, "WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24T10:00"),
        ("voortaan om de drie weken", "WEEKLY;BYDAY=TU", True, "WEEKLY;INTERVAL=3;BYDAY=TU", "2026-12-15T10:00"),
        ("voortaan elke maand", "WEEKLY;BYDAY=TU", True, "MONTHLY;BYDAY=4TU", "2026-12-22T10:00"),
        ("voortaan elke week", "MONTHLY;BYDAY=4TU", True, "WEEKLY;BYDAY=TU", "2026-12-01T10:00"),
        ("every other week instead of every week", "WEEKLY;BYDAY=TU", False, "WEEKLY;INTERVAL=2;BYDAY=TU",
         "2026-11-24T10:00"),
        ("from now on every two weeks", "WEEKLY;BYDAY=TU", True, "WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-08T10:00"),
    ],
)  # fmt: skip
def test_another_rhythm(said: str, before: str, agreed: bool, every: str, start: str) -> None:
    """How often it comes back is changed in words; its day and hour stay, and an agreed visit stays too."""
    wish, planned = read_lasting(said, SATURDAY), datetime.fromisoformat("2026-11-24T10:00")
    assert isinstance(wish, FromNowOn)
    found = from_now_on(When(planned, None, "minute", before), wish.when, wish.names_day, planned, agreed, SATURDAY)
    assert found is not None
    assert (found.every, found.start) == (every, datetime.fromisoformat(start))


@pytest.mark.parametrize("said", ["kan er elke week iemand komen", "elke 2 weken", "ik wil niet elke week bellen"])
def test_no_other_rhythm(said: str) -> None:
    """Words that name a rhythm and no change are no change."""
    assert not isinstance(read_lasting(said, SATURDAY), FromNowOn)


def test_what_was_left_out_from_the_start_stays_out() -> None:
    """A rule keeps to the days that were left out when it was said, and ends on its last day."""
    said = read_when("elke zaterdag om 10 uur, behalve met kerst, tot 10 januari", SATURDAY)[0]
    kept = When.recalled(said.kept())
    assert kept == said
    times, now = list[date](), SATURDAY
    while (found := next_time(kept, now)) and found.start:
        times.append(found.start.date())
        now = found.start
    assert times == [date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 12), date(2026, 12, 19),
                     date(2027, 1, 2), date(2027, 1, 9)]  # fmt: skip


def test_another_hour_keeps_what_is_left_out() -> None:
    """Another hour from now on takes nothing away from the days that are left out, nor from the last one."""
    before = read_when("elke dinsdag om 10 uur, behalve in de kerstvakantie, tot 1 maart", SATURDAY)[0]
    wish = read_lasting("voortaan om 11 uur", SATURDAY)
    assert isinstance(wish, FromNowOn)
    assert before.start is not None
    after = from_now_on(before, wish.when, wish.names_day, before.start, agreed=False, now=SATURDAY)
    assert after is not None
    assert (after.off, after.last) == (before.off, before.last)
    assert after.off
    assert after.last == date(2027, 2, 28)
