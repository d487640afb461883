"""When the house was last seen awake, so that a standstill is known for what it was."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCMoment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.create_table(
        "sign",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("at", UTCMoment(timezone=True), nullable=False),
    )
