"""Rows are plain: what they are made with is written, what is left out is as the table says, a change is kept."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from storage.database import Database
from storage.tables.course import Event
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterState

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
_GIVEN = st.fixed_dictionaries(
    {"chat": st.integers(1, 2**40), "written_at": st.just(NOON)},
    optional={
        "lane": st.sampled_from(Lane),
        "asks": st.booleans(),
        "words": st.text(max_size=9),
        "buttons": st.lists(st.fixed_dictionaries({"option": st.text(max_size=3)}), max_size=2),
    },
)


@given(_GIVEN)
def test_a_row_holds_what_it_was_made_with_and_else_what_its_table_says(values: dict[str, object]) -> None:
    """The same as the library's own account of it, field by field."""
    made = OutboxLetter(**values).model_dump()
    free = {name: field for name, field in OutboxLetter.model_fields.items() if not field.is_required()}
    left_out = {name: field.get_default(call_default_factory=True) for name, field in free.items() if name != "id"}
    assert made == {"id": made["id"], **left_out, **values}


def test_two_rows_share_nothing() -> None:
    """What is put into one does not turn up in the other, and each has an id of its own."""
    one, other = (Event(at=NOON, community=1, kind="x", subject=1) for _ in range(2))
    one.facts["a"] = 1
    assert other.facts == {}
    assert one.id != other.id


def test_a_name_that_the_table_lacks_is_a_mistake() -> None:
    """It is said at once, instead of being dropped in silence."""
    with pytest.raises(TypeError, match="subjekt"):
        Event(at=NOON, community=1, kind="x", subjekt=1)  # type: ignore[call-arg]


async def test_what_is_changed_before_and_after_writing_is_kept(database: Database) -> None:
    """A change of a new row, of a written row, and of one that was read."""
    letter = OutboxLetter(chat=1, written_at=NOON, body=json.dumps({"text": "dag"}))
    letter.words = "first"
    async with database.transaction() as session:
        session.add(letter)
        await session.flush()
        letter.asks = True
    async with database.transaction() as session:
        (read,) = (await session.exec(select(OutboxLetter))).all()
        assert (read.words, read.asks, read.state, read.buttons) == ("first", True, LetterState.WAITING, [])
        read.state = LetterState.SENT
    async with database.reading() as session:
        assert (await session.exec(select(OutboxLetter.state))).one() is LetterState.SENT
