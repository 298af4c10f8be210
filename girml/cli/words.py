"""Words of the command line that several verbs take: options, and numbers checked as they are read."""

from argparse import ArgumentParser, ArgumentTypeError

from girml.pipeline.models import LEARNED

FAULTS = "Exit status: 0 no fault, 1 faults, one a line on standard output, 2 wrong usage or nothing to check."


def add_model(verb: ArgumentParser) -> None:
    """Add the option that names the model."""
    verb.add_argument(
        "--model",
        default=LEARNED,
        metavar="MODEL",
        help="learned, deterministic, or the folder of a pack; learned, unless said",
    )


def whole(text: str) -> int:
    """Return a whole number from 1 on; ArgumentTypeError for anything else, as of the others here."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is no whole number from 1 on.")
    return int(text)


def port(text: str) -> int:
    """Return a port, 0 for any that is free."""
    if not text.isascii() or not text.isdecimal() or not 0 <= int(text) < 1 << 16:
        raise ArgumentTypeError(f"{text} is no port: give a number from 0 to 65535.")
    return int(text)


def seconds(text: str) -> float:
    """Return a number of seconds above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text} is no number of seconds: give one above 0.")
    return value


def probability(text: str) -> float:
    """Return a number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text} is no probability: give a number from 0 to 1.")
    return value
