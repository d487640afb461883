"""How near somebody stands to whoever writes of them."""

from enum import StrEnum


class Near(StrEnum):
    """How near the one for whom help is asked stands to the writer."""

    HOUSEMATE = "housemate"
    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    CLIENT = "client"  # of whoever works with people
