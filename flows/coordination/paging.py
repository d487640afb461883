"""The buttons under a page of a long list: on to the next, and back."""

from collections.abc import Mapping
from typing import Any

from flows.post import Button


def pages(deed: str, start: int, most: int, count: int, args: Mapping[str, Any] | None = None) -> list[Button]:
    """Give the buttons that lead from the page that begins at START, of MOST lines, to those around it."""
    given = dict(args or {})
    buttons = []
    if start + most < count:
        buttons.append(Button("page.next", deed, {**given, "start": start + most}))
    if start:
        buttons.append(Button("page.back", deed, {**given, "start": max(start - most, 0)}))
    return buttons
