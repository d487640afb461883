"""What the practice page is told when it asks for what cannot be done."""


class Unfit(Exception):
    """The page asked for what cannot be done; the words are for whoever looks at it."""
