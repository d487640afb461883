"""How the program is, in numbers and codes: what was found, whether that is well, and the same for Prometheus; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

DEAF_SECONDS = 90.0
TICK_SECONDS = 180.0
UPDATE_SECONDS, LETTER_SECONDS, DUE_SECONDS = 60.0, 120.0, 300.0


@dataclass(frozen=True, slots=True)
class Vitals:
    """What was found. Ages in seconds; None where there is nothing to count from."""

    store: str = "ok"  # or what is the matter with it
    lock_held: bool = True
    poll_age: float | None = None
    tick_age: float | None = None
    updates_waiting: int = 0
    oldest_update_age: float | None = None
    letters_waiting: int = 0
    oldest_letter_age: float | None = None
    dues_waiting: int = 0
    oldest_due_age: float | None = None
    letters_in_doubt: int = 0
    troubles: tuple[str, ...] = ()
    begun: Mapping[str, int] = field(default_factory=dict)  # how often each trouble began
    turns: Mapping[str, int] = field(default_factory=dict)  # how far each part of the house has come


def causes(found: Vitals) -> list[str]:
    """Say in plain words why the program is not well; nothing when it is."""
    told = [] if found.store == "ok" else [f"the store is in trouble: {found.store}"]
    told += [f"trouble: {one}" for one in found.troubles]
    for age, most, words in (
        (found.poll_age, DEAF_SECONDS, "nothing was heard of Telegram for {} s"),
        (found.tick_age, TICK_SECONDS, "the clock did not look at what is due for {} s"),
        (found.oldest_update_age, UPDATE_SECONDS, "an update waits for {} s"),
        (found.oldest_letter_age, LETTER_SECONDS, "a letter waits for {} s"),
        (found.oldest_due_age, DUE_SECONDS, "what fell due waits for {} s"),
    ):
        if age is not None and age > most:
            told.append(words.format(round(age)))
    return told


def exposition(found: Vitals | None, logged: Mapping[tuple[str, str], int]) -> str:
    """Give FOUND (None: not at work yet) and how often each event was LOGGED in the text format of Prometheus."""
    return "".join(f"{line}\n" for line in (*_of_vitals(found), *_of_log(logged)))


def _of_vitals(found: Vitals | None) -> Iterator[str]:
    yield from _gauge("up", "whether the program is at work and well", int(found is not None and not causes(found)))
    yield from _gauge(
        "at_work", "whether this process is at work, and does not wait for another", int(found is not None)
    )
    if found is None:
        return
    values = asdict(found)
    for name, words in _GAUGES.items():
        if values[name] is not None:
            yield from _gauge(name if "age" not in name else f"{name}_seconds", words, values[name])
    yield from _gauge("store_ok", "whether the store could be read and written", int(found.store == "ok"))
    yield from _labelled("troubles_total", "troubles of the whole house that began", "trouble", found.begun)
    yield from _labelled("turns_total", "rounds that each part of the house made", "part", found.turns)


_GAUGES = {
    "poll_age": "since Telegram last gave an answer that was kept",
    "tick_age": "since the clock last looked at what is due",
    "updates_waiting": "updates that were kept and not handled yet",
    "oldest_update_age": "how long the oldest of them waits",
    "letters_waiting": "letters that may go and have not gone",
    "oldest_letter_age": "how long the oldest of them waits",
    "dues_waiting": "what fell due and was not done yet",
    "oldest_due_age": "how long the oldest of it waits",
    "letters_in_doubt": "letters of which nobody knows whether they arrived",
}


def _of_log(logged: Mapping[tuple[str, str], int]) -> Iterator[str]:
    yield from _head("log_lines_total", "lines in the log", "counter")
    for (level, event), count in sorted(logged.items()):
        yield f'burenbel_log_lines_total{{level="{level}",event="{event}"}} {count}'


def _gauge(name: str, words: str, value: float) -> Iterator[str]:
    yield from _head(name, words, "gauge")
    yield f"burenbel_{name} {value:g}"


def _labelled(name: str, words: str, label: str, values: Mapping[str, int]) -> Iterator[str]:
    yield from _head(name, words, "counter")
    for key, value in sorted(values.items()):
        yield f'burenbel_{name}{{{label}="{key}"}} {value}'


def _head(name: str, words: str, sort: str) -> Iterator[str]:
    yield f"# HELP burenbel_{name} {words}"
    yield f"# TYPE burenbel_{name} {sort}"
