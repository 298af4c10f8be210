"""A worker: a process that reads the blocks it is given, one after the other, and tells of each document."""

import ctypes
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import girml
from girml.batch.blocks import ALONE, Block
from girml.batch.reading import Told
from girml.pipeline import Extractor

Task = Callable[[Extractor, Block, Told], Any]
"""What is done with a block; it hears of each document that is read, and gives what the worker answers."""


class Setup(NamedTuple):
    """What a worker reads with."""

    model: str
    threshold: float | None
    prose: bool

    def extractor(self) -> Extractor:
        """Return the extractor."""
        return girml.load(self.model, threshold=self.threshold, prose=self.prose)


class Ready(NamedTuple):
    """A worker has loaded its model."""


class Read(NamedTuple):
    """So many documents of its block a worker has read."""

    number: int


class Done(NamedTuple):
    """A worker has done its block."""

    result: Any


class Unwritable(NamedTuple):
    """A worker could not write, and why."""

    reason: str


Message = Ready | Read | Done | Unwritable

_PR_SET_PDEATHSIG = 1
_PAUSE = 0.1
_COLLECTING = (100_000, 50, 100)


def work(pipe: Connection, setup: Setup, task: Task, *, bound: bool) -> None:
    """Do the blocks that come through the pipe until it ends; a bound worker ends with the thread that started it."""
    # An interrupt is for the parent, which then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if bound:
        _end_with_thread()
    threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()
    extractor = setup.extractor()
    _collect_seldom()
    pipe.send(Ready())
    while True:
        try:
            block = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(task, extractor, block, _teller(pipe, block)))


def _teller(pipe: Connection, block: Block) -> Told:
    """Return what tells the parent of documents: of each where one may be at fault, else now and then."""
    pause = 0.0 if block.at_once == ALONE else _PAUSE
    last = time.monotonic()

    def told(number: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= pause:
            last = now
            pipe.send(Read(number))

    return told


def _collect_seldom() -> None:
    """Spare the collector what is there for good, and what goes with its last reference: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTING)


def _answer(task: Task, extractor: Extractor, block: Block, told: Told) -> Message:
    try:
        return Done(task(extractor, block, told))
    except OSError as reason:
        return Unwritable(reason.strerror or str(reason))


def _end_with_thread() -> None:
    """Let the system end this process when the thread that started it ends, even in the midst of a document."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _watch_parent(parent: int) -> None:
    """End this process when its parent is gone, as soon as the interpreter gives this thread a turn."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
