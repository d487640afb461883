"""What every table of the house is made of: rows that are made and changed by SQLAlchemy alone."""

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlmodel import SQLModel


class Row(SQLModel):
    """A row of a table. What it is made with is not validated, as in every table of SQLModel.

    SQLModel would also keep its own account of each value that is set, at ten times the cost; nobody reads it. For the
    same reason what it would validate with is not built.
    """

    model_config = {"defer_build": True}

    def __init__(self, **values: Any) -> None:
        """Lay VALUES where SQLAlchemy looks when it writes a new row. Raises TypeError for what the table lacks."""
        plain, made = _left_out(type(self))
        if unknown := values.keys() - type(self).model_fields.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        kept = self.__dict__
        kept.update(plain)
        for name, make in made.items():
            if name not in values:
                kept[name] = make()
        kept.update(values)

    if not TYPE_CHECKING:  # where types are checked, a name that is not there is a mistake

        def __getattr__(self, name: str) -> Any:
            """Say that there is no NAME; pydantic would look for it in places where a row has nothing."""
            raise AttributeError(name)

    __setattr__ = object.__setattr__  # type: ignore[assignment]  # a function all the same


def values_of(row: Row) -> dict[str, Any]:
    """Give what a new ROW holds, by column."""
    return {name: value for name, value in row.__dict__.items() if name != "_sa_instance_state"}


@cache
def _left_out(table: type[Row]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what stands in for values that are left out of TABLE: plain ones, and those that are made anew each time."""
    free = {name: field for name, field in table.model_fields.items() if not field.is_required()}
    made = {name: field.default_factory for name, field in free.items() if field.default_factory is not None}
    return {name: field.default for name, field in free.items() if name not in made}, made
