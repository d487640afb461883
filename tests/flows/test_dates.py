"""Moments as they are said: every minute, both nights on which the clock changes, every grain of time."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.understanding.time.moment import When
from flows.wording.catalog import languages
from flows.wording.dates import say_by, say_clock, say_moment, say_when

LANGUAGES = languages()
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_minute_of_the_clock(language: str) -> None:
    """Every minute can be said, with its figures; each spoken hour names one moment of the day only."""
    spoken = set[str]()
    for minute in range(24 * 60):
        moment = datetime.combine(date(2026, 11, 24), time(minute // 60, minute % 60))
        said = say_clock(moment, language)
        assert re.search(rf"\b{moment.hour}[.:]{moment.minute:02d}\b", said)
        assert ("(" in said) == (minute % 5 == 0)
        spoken.add(said.split(" (")[0])
    assert len(spoken) == 24 * 60


@pytest.mark.parametrize(
    ("hour", "minute", "nl", "en"),
    [
        (14, 30, "half drie 's middags (14.30 uur)", "half past two in the afternoon (14:30)"),
        (0, 0, "twaalf uur 's nachts (0.00 uur)", "twelve o'clock midnight (0:00)"),
        (12, 20, "tien voor half een 's middags (12.20 uur)", "twenty past twelve in the afternoon (12:20)"),
        (23, 45, "kwart voor twaalf 's avonds (23.45 uur)", "quarter to twelve in the evening (23:45)"),
        (10, 7, "10.07 uur", "10:07"),
    ],
)
def test_the_clock_as_people_say_it(hour: int, minute: int, nl: str, en: str) -> None:
    """The clock is said as people say it, with the figures behind it."""
    moment = datetime.combine(date(2026, 11, 24), time(hour, minute))
    assert (say_clock(moment, "nl"), say_clock(moment, "en")) == (nl, en)


@pytest.mark.parametrize("evening", [datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_nights_on_which_the_clock_changes(evening: datetime, language: str) -> None:
    """Every minute of them is said as the clock on the wall shows it."""
    for minute in range(6 * 60):
        moment = evening + timedelta(minutes=minute)
        local = moment.astimezone(AMSTERDAM)
        for said in (say_moment(moment, str(AMSTERDAM), language), say_by(moment, evening, str(AMSTERDAM), language)):
            assert re.search(rf"\b{local.hour}[.:]{local.minute:02d}\b", said)
            assert (str(local.day) in said) or local.date() <= evening.astimezone(AMSTERDAM).date() + timedelta(days=1)


def _wall(day: int, hour: int = 0, minute: int = 0, month: int = 11) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute))


@pytest.mark.parametrize(
    ("when", "nl", "en"),
    [
        (When(_wall(24, 14, 30), None, "minute"), "dinsdag 24 november om 14.30 uur", "Tuesday 24 November at 14:30"),
        (When(_wall(24, 14), None, "hour"), "dinsdag 24 november rond 14.00 uur", "Tuesday 24 November around 14:00"),
        (When(_wall(24, 12), _wall(24, 18), "part"), "dinsdag 24 november, 's middags",
         "Tuesday 24 November, in the afternoon"),
        (When(_wall(24, 12), _wall(24, 13, 30), "part"), "dinsdag 24 november, tussen de middag",
         "Tuesday 24 November, around lunchtime"),
        (When(_wall(24, 18), _wall(24, 20, 30), "part"), "dinsdag 24 november, 's avonds",
         "Tuesday 24 November, in the evening"),
        (When(_wall(24, 22), _wall(25, 6), "part"), "dinsdag 24 november, 's nachts", "Tuesday 24 November, at night"),
        (When(_wall(24, 14), _wall(24, 16), "minute"), "dinsdag 24 november tussen 14.00 uur en 16.00 uur",
         "Tuesday 24 November between 14:00 and 16:00"),
        (When(_wall(24), _wall(25), "day"), "dinsdag 24 november", "Tuesday 24 November"),
        (When(_wall(24), _wall(27), "day"), "van dinsdag 24 november tot en met donderdag 26 november",
         "from Tuesday 24 November up to and including Thursday 26 November"),
        (When(_wall(23), _wall(30), "week"), "in de week van maandag 23 november", "in the week of Monday 23 November"),
        (When(_wall(1, month=12), _wall(31, month=12), "month"), "in december", "in December"),
        (When(_wall(21), _wall(5, month=12), "week"), "de dag maakt niet uit", "any day is fine"),
        (When(None, None, "day"), "de dag maakt niet uit", "any day is fine"),
        (When(None, _wall(28), "day"), "uiterlijk vrijdag 27 november", "by Friday 27 November at the latest"),
        (When(None, _wall(27, 12), "minute"), "uiterlijk vrijdag 27 november om 12.00 uur",
         "by Friday 27 November at 12:00 at the latest"),
        (When(_wall(24), None, "day"), "vanaf dinsdag 24 november", "from Tuesday 24 November"),
        (When(_wall(24, 15), None, "minute", "WEEKLY;BYDAY=TU"),
         "elke dinsdag, voor het eerst dinsdag 24 november om 15.00 uur",
         "every Tuesday, for the first time Tuesday 24 November at 15:00"),
        (When(_wall(24), _wall(25), "day", "WEEKLY;INTERVAL=2;BYDAY=TU"),
         "om de twee weken op dinsdag, voor het eerst dinsdag 24 november",
         "every two weeks on Tuesday, for the first time Tuesday 24 November"),
        (When(None, None, "week", "WEEKLY", times=2), "elke week twee keer", "every week, two times"),
        (When(_wall(24, 9), None, "minute", "DAILY"), "elke dag, voor het eerst dinsdag 24 november om 9.00 uur",
         "every day, for the first time Tuesday 24 November at 9:00"),
    ],
)  # fmt: skip
def test_every_grain_of_time(when: When, nl: str, en: str) -> None:
    """Moments, hours, parts of a day, days, weeks, months, ends and repeats: each is said in plain words."""
    assert (say_when(when, "nl"), say_when(when, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("when", "nl", "en"),
    [
        (When(_wall(24, 14), _wall(24, 16), "minute"),
         "dinsdag 24 november tussen twee uur en vier uur 's middags (14.00 uur tot 16.00 uur)",
         "Tuesday 24 November between two o'clock and four o'clock in the afternoon (14:00 to 16:00)"),
        (When(_wall(24, 11), _wall(24, 13), "minute"),
         "dinsdag 24 november tussen elf uur 's ochtends (11.00 uur) en een uur 's middags (13.00 uur)",
         "Tuesday 24 November between eleven o'clock in the morning (11:00) and one o'clock in the afternoon (13:00)"),
        (When(None, _wall(27, 12), "minute"), "uiterlijk vrijdag 27 november om twaalf uur 's middags (12.00 uur)",
         "by Friday 27 November at twelve o'clock noon (12:00) at the latest"),
        (When(_wall(24, 9, 30), None, "month"), "dinsdag 24 november vanaf half tien 's ochtends (9.30 uur)",
         "Tuesday 24 November from half past nine in the morning (9:30)"),
    ],
)  # fmt: skip
def test_spoken_spans_and_ends(when: When, nl: str, en: str) -> None:
    """To askers a span and an end have the clock as people say it too, the part of the day once where that can be."""
    assert (say_when(when, "nl", spoken=True), say_when(when, "en", spoken=True)) == (nl, en)


def test_by_when_as_people_say_it() -> None:
    """Today the part of the day is said once; on another day it stands behind the hour."""
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    said = [
        say_by(now + timedelta(hours=hours), now, str(AMSTERDAM), language, spoken=True)
        for hours in (7, 24)
        for language in ("nl", "en")
    ]
    assert said == [
        "vanmiddag om vijf uur (17.00 uur)",
        "this afternoon at five o'clock (17:00)",
        "morgen om tien uur 's ochtends (10.00 uur)",
        "tomorrow at ten o'clock in the morning (10:00)",
    ]


GRAINS = st.sampled_from(("minute", "hour", "part", "day", "week", "month"))
EVERY = st.sampled_from(
    (None, "DAILY", "WEEKLY", "WEEKLY;BYDAY=MO,TH", "MONTHLY;BYDAY=1TU", "MONTHLY", "WEEKLY;INTERVAL=3")
)
MOMENTS = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1))  # noqa: DTZ001 - the clock on the wall


@settings(max_examples=300, deadline=None)
@given(MOMENTS, MOMENTS, GRAINS, EVERY, st.sampled_from(LANGUAGES), st.booleans())
def test_any_time_can_be_said(
    start: datetime | None, end: datetime | None, grain: str, every: str | None, language: str, spoken: bool
) -> None:
    """Whatever was understood of a time, it is said in words without a brace left open."""
    said = say_when(When(start, end, grain, every), language, spoken)
    assert said
    assert not {"{", "}"} & set(said)
