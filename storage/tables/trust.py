"""What waits for a second coordinator."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from storage.columns import UTCMoment
from storage.tables.row import Row


class Second(Row, table=True):
    """An act that one coordinator asked for and another has to agree to. Codes and ids only."""

    __tablename__ = "second"

    task: int = Field(primary_key=True, sa_type=BigInteger)  # by which it is shown
    community: int = Field(sa_type=BigInteger, foreign_key="community.id")
    act: str  # the name of the deed in the menu
    args: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    asked_by: int = Field(sa_type=BigInteger, foreign_key="person.id")
    asked_at: datetime = Field(sa_type=UTCMoment)
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    decided_at: datetime | None = Field(default=None, sa_type=UTCMoment)
    agreed: bool = False
