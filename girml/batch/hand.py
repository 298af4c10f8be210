"""One worker as its parent knows it: its process, its pipe, and what it holds."""

import os
import threading
import time
from multiprocessing.context import SpawnContext
from pathlib import Path

from girml.batch.blocks import Block
from girml.batch.worker import Message, Setup, Task, work

_STATM = "/proc/{}/statm"
_MEGABYTE = 1_000_000
_WAIT = 1.0


def memory_is_known() -> bool:
    """Return whether this system tells how large a process is."""
    return Path(_STATM.format("self")).exists()


class Hand:
    """A worker: the block it holds, how many documents of that it has read, and since when it said nothing."""

    def __init__(self, context: SpawnContext, setup: Setup, task: Task) -> None:
        self.pipe, theirs = context.Pipe()
        # Other threads may end long before the process.
        bound = {"bound": threading.current_thread() is threading.main_thread()}
        self._process = context.Process(target=work, args=(theirs, setup, task), kwargs=bound, daemon=True)
        self._process.start()
        theirs.close()
        self.ready = False
        self.block: Block | None = None
        self.at = 0
        self.since = time.monotonic()

    @property
    def process_id(self) -> int:
        """The id of its process."""
        return self._process.pid or 0

    @property
    def free(self) -> bool:
        """Whether it waits for a block."""
        return self.ready and self.block is None

    def give(self, block: Block) -> bool:
        """Give it a block; return whether it lives to take it."""
        self.block, self.at = block, 0
        try:
            self.pipe.send(block)
        except OSError:
            return False
        self.since = time.monotonic()
        return True

    def hear(self) -> Message | None:
        """Return what it says; None where it is dead."""
        try:
            message: Message = self.pipe.recv()
        except (EOFError, OSError):
            return None
        self.since = time.monotonic()
        return message

    def take(self) -> Block:
        """Take its block, which is done."""
        assert self.block is not None
        block, self.block, self.at = self.block, None, 0
        return block

    def megabytes(self) -> float:
        """Return how large it is; 0 where that is not known."""
        try:
            pages = int(Path(_STATM.format(self._process.pid)).read_bytes().split()[1])
        except (OSError, IndexError, ValueError):
            return 0.0
        return pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE

    def gave_up(self) -> bool:
        """Return whether it ended by itself, not by a signal."""
        self._process.join(_WAIT)
        return bool(self._process.exitcode and self._process.exitcode > 0)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()
