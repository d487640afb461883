"""The tokens of buttons: what was made here is read back, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.outbox import read_token, token_of


@given(st.integers(0, 2**63 - 1), st.from_regex(r"[0-9A-Za-z_.-]{1,50}", fullmatch=True))
def test_a_token_comes_back(letter_id: int, option: str) -> None:
    """What a button carries fits in 64 bytes and is read back as it was made."""
    token = token_of(letter_id, option) if letter_id else "0:" + option
    assert len(token.encode()) <= 64
    assert read_token(token) == (letter_id, option)


@given(st.text())
def test_no_foreign_token_is_read(token: str) -> None:
    """A token that was not made here is nothing, or an id that fits the column."""
    read = read_token(token)
    assert read is None or 0 <= read[0] < 2**63


@pytest.mark.parametrize(
    "token", ["", "1", "1:", ":ok", "-1:ok", "1_0:ok", "A:ok", "zzzzzzzzzzzzz:ok", "1:a b", "१:ok", "1:ok\n"]
)
def test_bad_tokens(token: str) -> None:
    """Signs, capitals, foreign digits, line ends and numbers too large are all refused."""
    assert read_token(token) is None


@pytest.mark.parametrize("option", ["", "a b", "é", "x" * 51])
def test_an_option_that_cannot_be_carried(option: str) -> None:
    """An option that no button can carry is found out when the token is made."""
    with pytest.raises(ValueError, match="no button"):
        token_of(1, option)
