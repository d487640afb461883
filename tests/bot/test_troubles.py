"""Troubles of the whole house: noted, over after a while, told to a person where that is of use."""

from datetime import UTC, datetime, timedelta

from bot.troubles import CAUSES, MENDS, QUIET, TOLD_FROM, Trouble, Troubles

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Now:
    """A clock that goes on when told to."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def _lasting(trouble: Trouble, seconds: int) -> tuple[Now, Troubles]:
    """Let TROUBLE be met every five seconds, for so many SECONDS."""
    now = Now()
    troubles = Troubles(now)
    for _ in range(0, seconds + 1, 5):
        troubles.note(trouble)
        troubles.settle()
        now.at += timedelta(seconds=5)
    return now, troubles


def test_each_names_its_cause_and_mend() -> None:
    """Every trouble says why it is, what to do, when it is over and when a person hears of it."""
    for table in (CAUSES, MENDS, QUIET, TOLD_FROM):
        assert set(table) == set(Trouble)  # type: ignore[call-overload]


def test_a_silence_of_ten_minutes_is_told_once_it_is_over() -> None:
    """Deafness is present while it lasts; when it is over a person hears from when to when, once."""
    now, troubles = _lasting(Trouble.DEAF, 660)
    assert [one.trouble for one in troubles.present()] == [Trouble.DEAF]
    assert troubles.untold() == []
    now.at += timedelta(minutes=1)
    troubles.settle()
    assert troubles.present() == []
    (spell,) = troubles.untold()
    assert (spell.since, spell.until) == (NOON, NOON + timedelta(seconds=660))
    troubles.told(spell)
    assert troubles.untold() == []
    assert troubles.met[Trouble.DEAF] == 1


def test_a_short_silence_is_told_to_nobody() -> None:
    """A minute without Telegram is a line in the log, and no letter."""
    now, troubles = _lasting(Trouble.DEAF, 60)
    now.at += timedelta(minutes=1)
    troubles.settle()
    assert (troubles.present(), troubles.untold()) == ([], [])


def test_a_second_listener_is_told_at_once_and_once() -> None:
    """Somebody has to act: it is told while it lasts, and not again when it flickers or is over."""
    now, troubles = _lasting(Trouble.TWO_LISTENERS, 0)
    (spell,) = troubles.untold()
    troubles.told(spell)
    for _ in range(20):
        now.at += timedelta(minutes=5)
        troubles.note(Trouble.TWO_LISTENERS)
        troubles.settle()
        assert troubles.untold() == []
    now.at += timedelta(minutes=11)
    troubles.settle()
    assert (troubles.present(), troubles.untold()) == ([], [])
    assert troubles.met[Trouble.TWO_LISTENERS] == 1
