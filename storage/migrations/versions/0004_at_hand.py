"""What was asked last is found by an index of its own; how much somebody wrote of late is kept in memory."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    for name, sqlite, postgresql in (
        ("outbox_asked", "asks IS 1", "asks IS true"),
        ("outbox_checks", "words = 'alarm.check'", "words = 'alarm.check'"),
    ):
        op.create_index(
            name, "outbox", ["person", "id"], sqlite_where=sa.text(sqlite), postgresql_where=sa.text(postgresql)
        )
    for column in ("burst", "burst_at"):
        op.drop_column("person", column)
