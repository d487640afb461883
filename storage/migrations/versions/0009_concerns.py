"""Concerns get a table of their own, with who follows them up, when, and what came of it."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Secret, UTCMoment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.create_table(
        "concern",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("community", sa.BigInteger(), sa.ForeignKey("community.id"), nullable=False),
        sa.Column("task", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("visit", sa.BigInteger(), nullable=True),
        sa.Column("raised_by", sa.BigInteger(), nullable=True),
        sa.Column("words", Secret(), nullable=True),
        sa.Column("notes", Secret(), nullable=True),
        sa.Column("made_at", UTCMoment(timezone=True), nullable=False),
        sa.Column("seen_by", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", UTCMoment(timezone=True), nullable=True),
        sa.Column("follow_up_at", UTCMoment(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("closed_at", UTCMoment(timezone=True), nullable=True),
    )
    op.create_index("concern_open", "concern", ["community", "closed_at"])
    op.create_index("ix_concern_task", "concern", ["task"])
