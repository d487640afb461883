"""Messages to many: what they say, how far they went, who wants them, and until when a letter of one may go."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Secret, UTCMoment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.create_table(
        "telling",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("community", sa.BigInteger(), sa.ForeignKey("community.id"), nullable=False),
        sa.Column("by", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.Column("of", Secret()),
        sa.Column("words", Secret()),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("made_at", UTCMoment(timezone=True), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("letter", sa.BigInteger()),
        sa.Column("shown_at", UTCMoment(timezone=True)),
    )
    op.create_index("telling_of", "telling", ["community", "state"])
    op.add_column("membership", sa.Column("messages", sa.Boolean()))
    op.add_column("membership", sa.Column("messages_asked_at", UTCMoment(timezone=True)))
    op.add_column("outbox", sa.Column("not_after", UTCMoment(timezone=True)))
