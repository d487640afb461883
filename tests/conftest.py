"""What tests of every storey may ask for."""

from hypothesis import settings

from tests.storage.postgres import new_postgres

__all__ = ["new_postgres"]

settings.register_profile("house", deadline=None)  # a busy machine says nothing of the house
settings.register_profile("long", deadline=None, max_examples=200, stateful_step_count=60)  # --hypothesis-profile=long
settings.load_profile("house")
