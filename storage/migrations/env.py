"""Runs migrations on the connection that storage/migrate.py hands over."""

from typing import Any

from alembic import context
from sqlmodel import SQLModel

from storage.crash_points import CrashPoint, crash_here
from storage.tables import care, course, help, people, post, seals, trust  # noqa: A004 - the theme is called help

__all__ = ["care", "course", "help", "people", "post", "seals", "trust"]  # imported so that their tables are known

connection = context.config.attributes["connection"]


def _after_step(*_: Any, **__: Any) -> None:
    crash_here(CrashPoint.MIGRATION_STEP)


context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transaction_per_migration=True,
    on_version_apply=_after_step,
)
context.run_migrations()
