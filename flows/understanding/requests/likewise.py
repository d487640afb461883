"""Whether somebody asks for the same as the time before, in these words and no others. Pure."""

from flows.late import late_pattern
from flows.understanding.words import fold

_LIKEWISE = late_pattern(
    r"^(?:graag |weer |kan (?:het|dat) )*(?:(?:het)?zelfde|hetzelfde|net)?(?: weer)? ?(?:zo)?als (?:de )?"
    r"(?:vorige|laatste|afgelopen) (?:week|keer)(?: weer)?(?: graag| aub| alsjeblieft| alstublieft)?$"
    r"|^(?:graag )?weer hetzelfde(?: graag)?$|^(?:the )?same (?:again|as last (?:week|time))(?: please)?$"
)


def is_likewise(text: str) -> bool:
    """Tell whether TEXT asks for the same again and names nothing else."""
    return _LIKEWISE.match(fold(text).strip(" .!?")) is not None
