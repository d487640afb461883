"""By when an asker hears something. Pure: local wall time in, local wall time out."""

from datetime import datetime, time, timedelta

DAY_STARTS, DAY_ENDS = time(8), time(21)  # between these nobody is disturbed but the one who asked for it
AFTERNOON, NOON = time(17), time(12)
LATEST_BEFORE = timedelta(hours=1)  # an asker must know this long before the moment itself
SOONEST = timedelta(minutes=15)
TO_HEAR = timedelta(minutes=30)  # after the helpers wake, so that nobody hears "not found" before anybody was asked
TAXI_BEFORE = timedelta(hours=2)
LONGEST_SILENCE = 3  # days


def promise_time(now: datetime, start: datetime | None, urgent: bool, first: bool = True) -> datetime:
    """Give the moment by which the asker hears from us, always after NOW.

    Within the hour when it presses, two hours for something today, else the end of the afternoon or the next noon;
    never in the quiet hours unless the visit itself comes sooner, and an hour before the visit where that can be.
    Later promises (not FIRST) do not nag: far ahead every third day, then daily, on the day itself the last word alone.
    """
    left = None if start is None else start - now
    today = start is not None and start.date() == now.date()
    if start is not None and not first and (today or start - now <= timedelta(hours=6)):
        return _before_the_visit(start, now)
    if not first and (left is None or left > timedelta(hours=24)):
        by = datetime.combine(now.date() + timedelta(days=_days_between(left, urgent)), NOON)
        return by if start is None or by <= start - LATEST_BEFORE else _before_the_visit(start, now)
    if first and (urgent or (left is not None and left <= timedelta(hours=6))):
        by = now + timedelta(minutes=45)
    elif today:
        by = now + timedelta(hours=2)
    elif now.time() < time(15):
        by = datetime.combine(now.date(), AFTERNOON)
    else:
        by = datetime.combine(now.date() + timedelta(days=1), NOON)
    by = max(_awake(_on_the_quarter(by)), next_loud(now) + TO_HEAR if is_quiet(now) else now)
    if start is not None and by > start - LATEST_BEFORE:
        by = _before_the_visit(start, now)
    return by


def _days_between(left: timedelta | None, urgent: bool) -> int:
    """Give after how many days there is a word again: half of what is left, three at most; daily when it presses."""
    if urgent:
        return 1
    return LONGEST_SILENCE if left is None else min(max(left.days // 2, 1), LONGEST_SILENCE)


def is_last_word(now: datetime, start: datetime | None) -> bool:
    """Say whether a word at NOW is the last before START: another would come too late, or in the night."""
    if start is None:
        return False
    following = _before_the_visit(start, now)
    return following > start - LATEST_BEFORE or is_quiet(following)


def taxi_time(now: datetime, appointment: datetime) -> datetime:
    """Give when somebody sees to a taxi for the way back: two hours before the appointment, or at once when later."""
    by = appointment - TAXI_BEFORE
    if is_quiet(by):
        by = datetime.combine(by.date() - timedelta(days=1 if by.time() < DAY_STARTS else 0), DAY_ENDS) - SOONEST
    return max(by, now)


def _before_the_visit(start: datetime, now: datetime) -> datetime:
    """Give the last good moment before START: rather the evening before than in the quiet hours."""
    soonest = _soonest(start, now)
    by = max(start - LATEST_BEFORE, soonest)
    if not is_quiet(by):
        return by
    night = by.date() - timedelta(days=1 if by.time() < DAY_STARTS else 0)
    evening = datetime.combine(night, DAY_ENDS) - SOONEST
    if evening >= soonest:
        return evening
    return next_loud(by) if next_loud(by) < start else by


def _soonest(start: datetime, now: datetime) -> datetime:
    """Give the first moment at which there can be news: at night some time after the helpers wake and are asked."""
    morning = next_loud(now)
    after = (morning + TO_HEAR, morning + SOONEST) if is_quiet(now) else ()
    return next((one for one in after if one < start), now + SOONEST)


def is_quiet(moment: datetime) -> bool:
    """Say whether it is in the quiet hours, in which no helper is asked who did not allow it."""
    return not DAY_STARTS <= moment.time() < DAY_ENDS


def next_loud(moment: datetime) -> datetime:
    """Give the first moment from MOMENT on that is not in the quiet hours."""
    if not is_quiet(moment):
        return moment
    day = moment.date() if moment.time() < DAY_STARTS else moment.date() + timedelta(days=1)
    return datetime.combine(day, DAY_STARTS)


def _awake(by: datetime) -> datetime:
    if not is_quiet(by):
        return by
    return next_loud(by) + timedelta(hours=1)


def _on_the_quarter(moment: datetime) -> datetime:
    late = moment + timedelta(minutes=14, seconds=59)
    return late.replace(minute=late.minute // 15 * 15, second=0, microsecond=0)
