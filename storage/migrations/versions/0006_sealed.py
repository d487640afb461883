"""Every row of the log gets a seal, in an order that has an end; rows from before are told apart."""

import sqlalchemy as sa
from alembic import op

from storage.sealing import end_words, first_words, signet

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back."""
    op.create_table(
        "seal",
        sa.Column("row", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), unique=True),
        sa.Column("link", sa.String()),
    )
    op.create_table(
        "log_end",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
    )
    last = op.get_bind().execute(sa.text("SELECT max(id) FROM log")).scalar()
    if last is not None:
        seal = signet.seal(end_words(0, last, first_words(last)))
        end = sa.text(
            'INSERT INTO log_end (id, since, number, "row", link, seal) VALUES (1, :row, 0, :row, :link, :seal)'
        )
        op.get_bind().execute(end, {"row": last, "link": first_words(last), "seal": seal})
