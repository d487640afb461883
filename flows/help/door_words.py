"""Door words: clear, friendly, unlike each other in sound; a new one for every task and helper."""

import secrets

from sqlmodel import col, select

from flows.sitting import Sitting
from flows.wording.catalog import catalog
from storage.tables.help import Visit
from storage.terms import VisitState


async def new_door_word(sitting: Sitting, community: int, language: str) -> str:
    """Give a word of LANGUAGE that no agreed visit of COMMUNITY bears right now."""
    asked = select(Visit.door_word).where(Visit.community == community, col(Visit.state) == VisitState.AGREED)
    taken = set((await sitting.session.exec(asked)).all())
    words: list[str] = catalog(language)["door.words"]
    free = [word for word in words if word not in taken] or words
    return secrets.choice(free)
