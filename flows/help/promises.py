"""By when an asker hears something. Pure: local wall time in, local wall time out."""

from datetime import datetime, time, timedelta

DAY_STARTS, DAY_ENDS = time(8), time(21)  # between these nobody is disturbed but the one who asked for it
AFTERNOON, NOON = time(17), time(12)
LATEST_BEFORE = timedelta(hours=1)  # an asker must know this long before the moment itself
SOONEST = timedelta(minutes=15)
TAXI_BEFORE = timedelta(hours=2)


def promise_time(now: datetime, start: datetime | None, urgent: bool, first: bool = True) -> datetime:
    """Give the moment by which the asker hears from us, always after NOW.

    Within the hour when it presses, two hours for something today, else the end of the afternoon or the next noon;
    never in the quiet hours unless the visit itself comes sooner, and an hour before the visit where that can be.
    Later promises (not FIRST) do not nag: once a day, and the last one falls due with the visit itself.
    """
    left = None if start is None else start - now
    if start is not None and start - now <= timedelta(hours=6) and not first:
        return max(start, now + SOONEST)
    if not first and (left is None or left > timedelta(hours=24)):
        return datetime.combine(now.date() + timedelta(days=1), NOON)
    if urgent or (left is not None and left <= timedelta(hours=6)):
        by = now + timedelta(minutes=45)
    elif left is not None and left <= timedelta(hours=24) and start is not None and start.date() == now.date():
        by = now + timedelta(hours=2)
    elif now.time() < time(15):
        by = datetime.combine(now.date(), AFTERNOON)
    else:
        by = datetime.combine(now.date() + timedelta(days=1), NOON)
    by = _awake(_on_the_quarter(by))
    if start is not None and by > start - LATEST_BEFORE:
        by = _before_the_visit(start, now + SOONEST)
    return by


def taxi_time(now: datetime, appointment: datetime) -> datetime:
    """Give when somebody sees to a taxi for the way back: two hours before the appointment, or at once when later."""
    by = appointment - TAXI_BEFORE
    if is_quiet(by):
        by = datetime.combine(by.date() - timedelta(days=1 if by.time() < DAY_STARTS else 0), DAY_ENDS) - SOONEST
    return max(by, now)


def _before_the_visit(start: datetime, soonest: datetime) -> datetime:
    """Give the last good moment before START: rather the evening before than in the quiet hours."""
    by = max(start - LATEST_BEFORE, soonest)
    if not is_quiet(by):
        return by
    night = by.date() - timedelta(days=1 if by.time() < DAY_STARTS else 0)
    evening = datetime.combine(night, DAY_ENDS) - SOONEST
    if evening >= soonest:
        return evening
    return next_loud(by) if next_loud(by) < start else by


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
