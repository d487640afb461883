"""What is packed comes back as Python's own library gives it back, whatever it holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.packing import packed, unpacked

TEXTS = st.text(st.characters(), max_size=8)  # half characters among them
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_packed_comes_back(value: object) -> None:
    """Each way is understood by the other."""
    assert unpacked(packed(value)) == json.loads(packed(value)) == unpacked(json.dumps(value)) == value


@given(TEXTS)
def test_what_is_no_json_is_said_to_be_none(text: str) -> None:
    """Whatever Python's library refuses is refused."""
    try:
        known = json.loads(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            unpacked(text)
    else:
        assert unpacked(text) == known or known != known
