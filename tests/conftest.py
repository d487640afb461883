"""What tests of every storey may ask for."""

from tests.storage.postgres import new_postgres

__all__ = ["new_postgres"]
