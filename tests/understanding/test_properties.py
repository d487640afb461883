"""What holds for every text: nothing crashes, what is kept is recalled, nothing lies in the past."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import Leniency, PhoneNumberMatcher

from flows.understanding.hours.absence import read_absences
from flows.understanding.hours.availability import read_available
from flows.understanding.replies.answers import pick, read_phone, read_who, yes_or_no
from flows.understanding.replies.who import find_phone
from flows.understanding.requests.report import report
from flows.understanding.requests.sentence import understand
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.time.moment import When, read_when

_SAID = """
    maandag di do zo. vrijdg morgen vandaag overmorgen om half drie 3 12 24 31 0 99 uur kwart voor na tot van
    tussen en of niet maar - / . , : 14:30 9.00 24-11 30-2 2026 0000 november mei e de elke week weken dag om
    volgende deze over een 's avonds ochtend nacht middag weekend kerst pasen lamp dokter naar <D0> ١٢ uiterlijk
    t/m eind begin uurtje minuten 29/2 maand laatste 1e 5e vanaf geen honden herfstvakantie behalve max 2x per
    week tot en met
"""
WORDS = _SAID.split()
NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31)).map(lambda d: d.replace(second=0, microsecond=0))  # noqa: DTZ001
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(SENTENCES, NOWS)
def test_nothing_crashes_and_what_is_kept_is_recalled(text: str, now: datetime) -> None:
    """Any text gives facts, and each reading survives being written down."""
    found = understand(text, now)
    for when in (*([found.when] if found.when else []), *found.ask):
        assert When.recalled(when.kept()) == when
        assert not (when.start and when.end) or when.start < when.end
    assert report(text, now, None)["text"] == text


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
def test_answers_never_crash(text: str) -> None:
    """Any text is some answer or none."""
    assert yes_or_no(text) in (True, False, None)
    assert pick(text, ["Ja, dat klopt", "Iets veranderen", text]) in (0, 1, 2, None)
    assert read_phone(text) is None or text
    assert read_who(text).phone is None or text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789+- .()a/１", max_size=16) | SENTENCES)
def test_no_phone_number_is_passed_over(text: str) -> None:
    """Looking first whether there are digits enough finds the same as looking closely at once."""
    closely = next(iter(PhoneNumberMatcher(text, "NL", Leniency.VALID)), None)
    found = find_phone(text)
    assert (found and (found.start, found.end)) == (closely and (closely.start, closely.end))


@settings(max_examples=150, deadline=None)
@given(SENTENCES, st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_spans_are_valid(text: str, today: date) -> None:
    """Hours lie within their day and absences end after they begin."""
    found = read_available(text, today)
    for span in found.spans if found else ():
        assert 0 <= span.weekday <= 6
        assert 0 <= span.from_minute < span.until_minute <= 1440
    assert all(first <= last for first, last in read_absences(text, today))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(WEEKDAYS), st.integers(0, 23), st.sampled_from(["", "om {} uur", "na {} uur", "om {}.30 uur"]), NOWS
)
def test_plain_weekday_lies_ahead(weekday: str, hour: int, clock: str, now: datetime) -> None:
    """A plain weekday is today or one of the seven days after it, and an hour said with it is still to come."""
    readings = read_when(f"{weekday} {clock.format(hour)}".strip(), now)
    assert readings
    for when in readings:
        assert when.start is not None
        assert now.date() <= when.start.date() <= now.date() + timedelta(days=8)
        assert not clock or when.start > now


def test_long_text_takes_no_longer_than_its_length() -> None:
    """A very long text is cut, so that nobody can keep the house busy."""
    begun = datetime.now().timestamp()  # noqa: DTZ005 - a stopwatch
    understand("morgen om half drie van 10 tot 12 uur op 3-4 " * 5000, datetime(2026, 11, 23))  # noqa: DTZ001
    assert datetime.now().timestamp() - begun < 2  # noqa: DTZ005
