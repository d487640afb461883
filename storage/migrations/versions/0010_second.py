"""Acts that wait for a second coordinator; and who made a start link."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCMoment

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.create_table(
        "second",
        sa.Column("task", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("community", sa.BigInteger(), sa.ForeignKey("community.id"), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("asked_at", UTCMoment(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger()),
        sa.Column("decided_at", UTCMoment(timezone=True)),
        sa.Column("agreed", sa.Boolean(), nullable=False),
    )
    op.add_column("invite", sa.Column("made_by", sa.BigInteger()))
