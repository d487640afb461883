"""The calendar file of a visit."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from flows.help.calendar_file import calendar_file

START = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)


def test_a_calendar_reads_it_back() -> None:
    """Start, end and title come out as they went in, and the same visit keeps its name."""
    file = calendar_file(42, START, timedelta(minutes=90), "Burenbel, bij Riet; 1\\2", START)
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (START, START + timedelta(minutes=90))
    assert (str(event["summary"]), str(event["uid"])) == ("Burenbel, bij Riet; 1\\2", "42@burenbel")
