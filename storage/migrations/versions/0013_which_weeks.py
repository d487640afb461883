"""Hours of a helper hold in every week, in every other one, or in some of a month."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.add_column("availability", sa.Column("weeks", AutoString(), nullable=False, server_default=""))
