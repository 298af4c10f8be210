"""Numbers as words of features: exact where they are small, in steps where they are not."""


def fine(number: int) -> str:
    """Return a number as it is up to twenty-one, the most figures that stand together in a row."""
    return str(number) if number < 22 else "22+"


def size(number: int) -> str:
    """Return a number as it is up to seven, then in steps."""
    return str(number) if number < 8 else "8+" if number < 16 else "16+" if number < 32 else "32+"
