"""A request keeps what else whoever comes has to know, beside the few words of the task."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Secret

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.add_column("request", sa.Column("note", Secret(), nullable=True))
