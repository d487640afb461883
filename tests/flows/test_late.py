"""What is made late is made once, and does just what it would have done if it had been made at once."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.late import Late, late_pattern

WRITTEN = (r"\bkan (?:iemand|je)\b", r"(\d+) uur", r"^$", r"(?<!\w)(om|rond) (\d\d?)")


@given(st.sampled_from(WRITTEN), st.text("kanimdjeourb 0123456789", max_size=30))
def test_a_late_pattern_finds_what_a_pattern_finds(written: str, text: str) -> None:
    """However it is looked with first."""
    for way in ("search", "match", "fullmatch"):
        found, known = getattr(late_pattern(written), way)(text), getattr(re.compile(written), way)(text)
        assert (found and found.span()) == (known and known.span())
    assert late_pattern(written).sub("x", text) == re.sub(written, "x", text)
    assert late_pattern(written).split(text) == re.split(written, text)
    assert [one.span() for one in late_pattern(written).finditer(text)] == [
        one.span() for one in re.finditer(written, text)
    ]


def test_a_late_pattern_has_nothing_else() -> None:
    """A name that no pattern has is said to be none."""
    with pytest.raises(AttributeError, match="sing"):
        late_pattern("x").sing  # type: ignore[attr-defined]  # noqa: B018


def test_it_is_made_once() -> None:
    """Also where several need it at the same time: they wait for the one that makes it."""
    made = []

    def make() -> int:
        sleep(0.02)
        made.append(1)
        return len(made)

    thing = Late(make)
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(lambda _: thing(), range(8))] == [1] * 8
    assert len(made) == 1


def test_nothing_is_made_before_it_is_needed() -> None:
    """A program that only begins has compiled nothing of what people may write; once it is ready, all of it."""
    code = "import flows.themes, flows.late as l; print(len(l._waiting)); l.get_ready(); print(len(l._waiting))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    before, after = map(int, said.stdout.split())
    assert before > 300
    assert after == 0
