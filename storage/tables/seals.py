"""What guards the log: the seal of every row of it, in their order, and where that order ends."""

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables.row import Row


class Seal(Row, table=True):
    """The seal of one row of the log. Its number and link are empty until it has its place in the order."""

    __tablename__ = "seal"

    row: int = Field(primary_key=True, sa_type=BigInteger)  # of the log; no foreign key, for a row may be found gone
    mark: str  # of what the row says
    number: int | None = Field(default=None, unique=True, sa_type=BigInteger)
    link: str | None = None  # of number, mark and the link before it


class LogEnd(Row, table=True):
    """Where the order of the log ends: one row, sealed as well, so that no row at the end can be taken off."""

    __tablename__ = "log_end"

    id: int = Field(default=1, primary_key=True)
    since: int = Field(default=0, sa_type=BigInteger)  # the last row from before there were seals
    number: int = Field(default=0, sa_type=BigInteger)
    row: int = Field(default=0, sa_type=BigInteger)
    link: str = ""
    seal: str = ""  # of number, row and link; empty while there is none
