"""Room for all that goes on around a visit: there and back, several helpers, who speaks for whom, groups, streets."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

from storage.columns import Secret, UTCMoment, term
from storage.terms import Bond, Leg

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Columns = tuple[Column[Any], ...]

ADDED: dict[str, Columns] = {
    "person": (
        Column("home", Secret()),
        Column("rest", sa.String(), nullable=False, server_default=""),
        Column("muted_until", UTCMoment(timezone=True)),
        Column("burst", sa.Float(), nullable=False, server_default="0"),
        Column("burst_at", UTCMoment(timezone=True)),
    ),
    "helper": (Column("young", sa.Boolean(), nullable=False, server_default=sa.false()),),
    "invite": (Column("about", sa.BigInteger()),),
    "request": (
        Column("helpers", sa.Integer(), nullable=False, server_default="1"),
        Column("needs", Secret()),
    ),
    "visit": (
        Column("leg", term(Leg), nullable=False, server_default="whole"),
        Column("seat", sa.Integer(), nullable=False, server_default="0"),
        Column("meets", Secret()),
        Column("appointment_at", UTCMoment(timezone=True)),
        Column("swapped", sa.Boolean(), nullable=False, server_default=sa.false()),
        Column("read_at", UTCMoment(timezone=True)),
        Column("move", sa.JSON()),
        Column("costs", sa.String(), nullable=False, server_default=""),
    ),
    "outbox": (Column("meant", sa.BigInteger()),),
}


def upgrade() -> None:
    """Go forward; there is no way back."""
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "speaker",
        Column("id", sa.BigInteger(), primary_key=True),
        Column("community", sa.BigInteger(), sa.ForeignKey("community.id"), nullable=False),
        Column("resident", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        Column("person", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        Column("bond", term(Bond), nullable=False),
        Column("consent", sa.String(), nullable=False),
        Column("recorded_by", sa.BigInteger()),
        Column("made_at", UTCMoment(timezone=True), nullable=False),
        sa.UniqueConstraint("resident", "person", "community"),
    )
    op.create_index("speaker_of", "speaker", ["person"])
    op.create_table(
        "coordinators_group",
        Column("id", sa.BigInteger(), primary_key=True),
        Column("community", sa.BigInteger(), sa.ForeignKey("community.id"), nullable=False, index=True),
        Column("code", sa.String(64), nullable=False, unique=True),
        Column("made_by", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        Column("made_at", UTCMoment(timezone=True), nullable=False),
        Column("chat", sa.BigInteger(), unique=True),
        Column("bound_by", sa.BigInteger()),
        Column("bound_at", UTCMoment(timezone=True)),
        Column("threads", sa.JSON(), nullable=False),
    )
    op.create_table(
        "street",
        Column("id", sa.BigInteger(), primary_key=True),
        Column("community", sa.BigInteger(), sa.ForeignKey("community.id"), nullable=False),
        Column("name", sa.String(), nullable=False),
        Column("place", sa.String(), nullable=False),
        Column("first_number", sa.Integer()),
        Column("last_number", sa.Integer()),
        Column("latitude", sa.Float(), nullable=False),
        Column("longitude", sa.Float(), nullable=False),
    )
    op.create_index("street_named", "street", ["community", "name"])
