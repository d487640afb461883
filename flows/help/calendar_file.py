"""A visit as a calendar file that any phone takes in. Pure; holds no address and no phone, for calendars travel."""

from datetime import UTC, datetime, timedelta

from flows.wording.render import plain

PRODUCT = "-//Burenbel//Burenbel//NL"


def calendar_file(visit: int, start: datetime, lasts: timedelta, title: str, stamp: datetime) -> bytes:
    """Make the file: START and STAMP are aware, TITLE is any text. The same visit again replaces the last."""
    from icalendar import Calendar, Event  # only loaded where a file is made

    event = Event()
    event.add("uid", f"{visit}@burenbel")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", (start + lasts).astimezone(UTC))
    event.add("summary", plain(title))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
