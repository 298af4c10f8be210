"""A task for workers in which some documents do harm; a module of its own, for workers import it."""

import os
import signal
import time
from collections.abc import Callable

from girml.batch.blocks import Block
from girml.pipeline import Extractor

HANG, DIE, EAT, FULL = b"hang", b"die", b"eat", b"full"


def planted(_extractor: Extractor, block: Block, told: Callable[[int], None]) -> list[str]:
    """Return what became of each document: its fault's reason, or "read"."""
    found = []
    for number, item in enumerate(block.items, 1):
        if item.data == HANG:
            time.sleep(1000)
        elif item.data == DIE:
            os.kill(os.getpid(), signal.SIGKILL)
        elif item.data == EAT:
            eaten = [bytearray(b"x" * 10_000_000) for _ in range(60)]
            time.sleep(len(eaten))
        elif item.data == FULL:
            raise OSError(28, "No space left on device")
        told(number)
        found.append(item.fault.reason if item.fault else "read")
    return found
