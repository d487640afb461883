"""The table of security requirements is true: every test that it names is there, and every chapter that applies."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
PAGE = (HOUSE / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| \d", line)]
CHAPTERS = {1, 2, 4, 5, 8, 11, 12, 13, 14, 16}


def test_every_chapter_that_applies_has_its_rows() -> None:
    """Each row begins with a requirement of its chapter, and ends with a result."""
    assert {int(row.split()[1].partition(".")[0]) for row in ROWS} == CHAPTERS
    assert len(ROWS) > 50
    for row in ROWS:
        *_, result, end = row.split("|")
        assert end == ""
        assert re.match(r" (met|partly: .+|partly|yours)", result), row


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[^`]+)`", PAGE))))
def test_every_test_that_is_named_is_there(named: str) -> None:
    """A file that exists, and in it a test of that name."""
    path, _, name = named.partition("::")
    assert (HOUSE / path).exists()
    assert not name or re.search(rf"^(async )?def {name}\(", (HOUSE / path).read_text(encoding="utf-8"), re.M), named
