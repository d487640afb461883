"""Copies a whole store into an empty one: every row of every table as it lies there, locked words still locked."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Connection, MetaData, RowMapping, String, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from storage.columns import Secret
from storage.database import Database
from storage.tables import care, course, help, people, post, seals, telling, trust  # noqa: A004 - a theme is called help

__all__ = [
    "care",
    "course",
    "help",
    "people",
    "post",
    "seals",
    "telling",
    "trust",
]  # imported so that their tables are known

ROWS_AT_ONCE = 1000


class NotEmpty(Exception):
    """There is something already where the copy is to go; the text names the tables."""


class NotWhole(Exception):
    """Not every row arrived; the text says of which table."""


async def copy_store(source: Database, target: Database) -> dict[str, int]:
    """Copy all of SOURCE into TARGET in one transaction, and give how many rows each table has now.

    Both have been migrated. Raises NotEmpty and NotWhole: nothing is kept then.
    """
    tables = plain_tables()
    async with target.engine.begin() as writing:
        counted = await writing.run_sync(count, tables)
        if filled := [name for name, rows in counted.items() if rows]:
            raise NotEmpty(", ".join(filled))
        async with source.engine.connect() as reading:
            await reading.execution_options(burenbel_reads=True)
            for table in tables:
                async for rows in _batches(reading, table):
                    await writing.execute(insert(table), rows)
            there = await reading.run_sync(count, tables)
        here = await writing.run_sync(count, tables)
        if short := [f"{name}: {here[name]} of {rows}" for name, rows in there.items() if here[name] != rows]:
            raise NotWhole(", ".join(short))
    return here


def count(connection: Connection, tables: Iterable[Table]) -> dict[str, int]:
    """Count the rows of TABLES, by name."""
    return {one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables}


def plain_tables() -> list[Table]:
    """Give every table in the order in which they lean on each other, with secrets as the strings that they lie in."""
    kept = MetaData()
    return [Table(one.name, kept, *map(_plain, one.columns)) for one in SQLModel.metadata.sorted_tables]


def _plain(column: Column[Any]) -> Column[Any]:
    plain = String() if isinstance(column.type, Secret) else column.type
    plain = JSON(none_as_null=True) if isinstance(plain, JSON) else plain
    return Column(column.name, plain, primary_key=column.primary_key)


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[dict[str, Any]]]:
    """Give the rows of TABLE, so many at once."""
    found = await connection.stream(select(table))
    async for rows in found.mappings().partitions(ROWS_AT_ONCE):
        yield [_clean(row) for row in rows]


def _clean(row: RowMapping) -> dict[str, Any]:
    """Take out what PostgreSQL cannot hold in a text, and SQLite can: NUL."""
    return {name: one.replace("\0", "\ufffd") if isinstance(one, str) else one for name, one in row.items()}
