"""What is read out in a call hangs by its task, with the answers that may be given to it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.add_column("task", sa.Column("letter", sa.BigInteger(), nullable=True))
