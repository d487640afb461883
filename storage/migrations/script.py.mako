"""${message}"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Go forward; there is no way back."""
    ${upgrades if upgrades else "pass"}
