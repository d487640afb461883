"""Values as JSON, and back: by orjson, and by Python's own library for what only that takes."""

import json
from typing import Any

import orjson


def packed(value: Any) -> str:
    """Write VALUE; half a character and a number of any size are written too. Raises TypeError and ValueError."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value)


def unpacked(said: str | bytes) -> Any:
    """Read what is SAID. Raises ValueError when it is no JSON."""
    try:
        return orjson.loads(said)
    except orjson.JSONDecodeError:
        return json.loads(said)
