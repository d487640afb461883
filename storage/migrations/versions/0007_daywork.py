"""What coordinators do in a day: the hour of their morning, notes, who saw a check, and who goes along at first."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Secret, UTCMoment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.add_column("membership", sa.Column("morning_at", sa.Integer()))
    op.add_column("helper", sa.Column("check_seen_by", sa.BigInteger()))
    op.add_column("helper", sa.Column("buddy", sa.BigInteger()))
    op.add_column("helper", sa.Column("buddy_visits", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("helper", sa.Column("still_asked_at", UTCMoment(timezone=True)))
    op.create_table(
        "note",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("community", sa.BigInteger(), sa.ForeignKey("community.id"), nullable=False),
        sa.Column("person", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("request", sa.BigInteger()),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("words", Secret()),
        sa.Column("made_at", UTCMoment(timezone=True), nullable=False),
    )
    op.create_index("note_about", "note", ["person", "request"])
