"""What the process that parses documents may take: files are untrusted, and so are their parsers."""

SECONDS = 60
MOST_MEMORY = 2_000_000_000
"""Of addresses, in bytes."""
MOST_TEXT = 10_000_000
"""No document may show more characters."""


def bind() -> None:
    """Bind this process: to its memory and its time, to write no file, and to end with the one that started it."""
    import ctypes
    import resource
    import signal
    import sys

    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


_PR_SET_PDEATHSIG = 1
