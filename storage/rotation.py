"""Locks everything anew with the first key, so that older ones can be thrown away; begun again, it goes on.

What is locked with the first key already is left alone. The program may run meanwhile: a value that it changes in
between is not overwritten.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select, update
from sqlmodel import SQLModel

from storage.columns import Secret, keyring
from storage.copying import plain_tables
from storage.database import Database

AT_ONCE = 200


@dataclass
class Rotated:
    """How many values were locked anew, and how many were locked with the first key before."""

    anew: int = 0
    before: int = 0


async def rotate(database: Database) -> Rotated:
    """Lock every secret value with the first key of the ring. Raises InvalidToken for what none of its keys opens."""
    done = Rotated()
    for table in plain_tables():
        secret = [one.name for one in SQLModel.metadata.tables[table.name].columns if isinstance(one.type, Secret)]
        if secret:
            async for rows in _batches(database, table, secret):
                await _lock(database, table, secret, rows, done)
    return done


async def _batches(
    database: Database, table: Table, secret: Sequence[str]
) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
    """Give the rows of TABLE, so many at once, in the order of their keys; no transaction is open meanwhile."""
    (key,) = table.primary_key.columns
    last: Any = None
    while True:
        asked = select(key, *(table.c[name] for name in secret), *_prints(table)).order_by(key).limit(AT_ONCE)
        async with database.reading() as session:
            found = await (await session.connection()).execute(asked if last is None else asked.where(key > last))
            rows = found.mappings().all()
        if not rows:
            return
        yield [dict(row) for row in rows]
        last = rows[-1][key.name]


def _prints(table: Table) -> list[Any]:
    return [table.c.phone_print] if "phone_print" in table.c else []


async def _lock(
    database: Database, table: Table, secret: Sequence[str], rows: Sequence[Mapping[str, Any]], done: Rotated
) -> None:
    (key,) = table.primary_key.columns
    async with database.transaction() as session:
        connection = await session.connection()
        for row in rows:
            for name in secret:
                kept = row[name]
                if kept is None:
                    continue
                if keyring.is_newest(kept):
                    done.before += 1
                    continue
                same = (key == row[key.name]) & (table.c[name] == kept)
                await connection.execute(update(table).where(same).values({name: keyring.locked(keyring.opened(kept))}))
                done.anew += 1
            if row.get("phone_print") and row["phone"]:
                printed = keyring.print_of(keyring.opened(row["phone"]))
                same = (key == row[key.name]) & (table.c.phone_print == row["phone_print"])
                await connection.execute(update(table).where(same).values(phone_print=printed))
