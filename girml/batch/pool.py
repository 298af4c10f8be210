"""Worker processes under watch: one that dies, hangs or eats memory is replaced, and the document at fault found out.

A block whose worker is lost is given out again. Where a document may be at fault, its block is read one document at a
time, so that the worker's last word tells which one it is; that is blamed, and the rest of the block read without it.
"""

import time
from collections import Counter, deque
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, NamedTuple

from girml.batch.blocks import ALONE, KILLED, MEMORY, TIME, Block, Fault
from girml.batch.hand import Hand
from girml.batch.worker import Done, Message, Read, Ready, Setup, Task, Unwritable
from girml.errors import RunError

_TICK = 0.1
_START_SECONDS = 120.0
_MOST_FAILED_STARTS = 3
_DEATHS, _STRIKES, _MOST_DEATHS = 2, 3, 100
"""So often a worker may die over a block before it is read one at a time, over one document before that is blamed, and
over a block, or before it begins, in all: a worker may be killed from outside, and then no document is at fault."""


class Budget(NamedTuple):
    """What a document may take: seconds, and how many megabytes its worker, None where that is not watched."""

    seconds: float
    megabytes: int | None


class Tick(NamedTuple):
    """Time has passed; so many documents of unfinished blocks are read."""

    reading: int


class Finished(NamedTuple):
    """A block is done."""

    block: Block
    result: Any


class Pool:
    """Workers that do a task with blocks; a context manager, at the end of which its processes end."""

    def __init__(self, setup: Setup, task: Task, workers: int, budget: Budget, ahead: int) -> None:
        self._setup, self._task, self._most, self._budget, self._ahead = setup, task, workers, budget, ahead
        self._context = get_context("spawn")
        self._hands: list[Hand] = []
        self._waiting: deque[Block] = deque()
        self._open: set[int] = set()
        self._deaths: Counter[int] = Counter()
        self._strikes: Counter[int] = Counter()
        self._failed_starts = self._last = 0

    def results(self, blocks: Iterator[Block]) -> Iterator[Tick | Finished]:
        """Yield each block as it is done, in any order, and a tick several times a second; no block begins that is
        `ahead` of one that is not done. OSError where a worker cannot write, RunError where workers cannot start."""
        while self._assign(blocks):
            yield from self._listen()
            self._watch()
            yield Tick(sum(hand.at for hand in self._hands))

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for hand in self._hands:
            hand.end()

    @property
    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [hand.process_id for hand in self._hands]

    def _assign(self, blocks: Iterator[Block]) -> bool:
        """Give blocks to workers that are free, and start workers for more; return whether anything is being done."""
        for hand in [hand for hand in self._hands if hand.free]:
            if not self._fill(blocks, 1):
                break
            self._give(hand, self._waiting.popleft())
        starting = sum(not hand.ready for hand in self._hands)
        while len(self._hands) < self._most and self._fill(blocks, starting + 1):
            self._hands.append(Hand(self._context, self._setup, self._task))
            starting += 1
        return bool(self._open)

    def _fill(self, blocks: Iterator[Block], number: int) -> bool:
        """Return whether so many blocks wait to be given out; take new ones where it needs to be."""
        while len(self._waiting) < number:
            if self._open and self._last - min(self._open) >= self._ahead:
                return False
            block = next(blocks, None)
            if block is None:
                return False
            self._last = block.number
            self._open.add(block.number)
            self._waiting.append(block)
        return True

    def _give(self, hand: Hand, block: Block) -> None:
        if not hand.give(block):
            self._lose(hand, None)

    def _listen(self) -> Iterator[Finished]:
        by_pipe = {hand.pipe: hand for hand in self._hands}
        for pipe in wait(list(by_pipe), _TICK):
            hand = by_pipe[pipe]  # type: ignore[index]
            message = hand.hear()
            if message is None:
                self._lose(hand, None)
            elif (finished := self._heard(hand, message)) is not None:
                yield finished

    def _heard(self, hand: Hand, message: Message) -> Finished | None:
        match message:
            case Ready():
                hand.ready, self._failed_starts = True, 0
                self._check_room(hand)
            case Read(number):
                hand.at = number
            case Unwritable(reason):
                raise OSError(0, reason)
            case Done(result):
                block = hand.take()
                self._open.discard(block.number)
                return Finished(block, result)
        return None

    def _check_room(self, hand: Hand) -> None:
        """Raise RunError where a worker is over its budget before it reads anything."""
        if self._budget.megabytes and hand.megabytes() > self._budget.megabytes:
            raise RunError(f"A worker takes {hand.megabytes():.0f} MB before it reads: allow more by --memory.")

    def _watch(self) -> None:
        """End the workers that are over their budget."""
        now = time.monotonic()
        for hand in list(self._hands):
            if not hand.ready:
                if now - hand.since > _START_SECONDS:
                    self._lose(hand, None)
            elif hand.block is not None and now - hand.since > self._budget.seconds:
                self._lose(hand, TIME)
            elif self._budget.megabytes and hand.megabytes() > self._budget.megabytes:
                self._lose(hand, MEMORY)

    def _lose(self, hand: Hand, reason: str | None) -> None:
        """End a worker; give its block out again, without the document that is at fault if it is known."""
        self._hands.remove(hand)
        if not hand.ready:
            self._failed_starts += 1
            if self._failed_starts >= (_MOST_FAILED_STARTS if hand.gave_up() else _MOST_DEATHS):
                raise RunError("Workers end before they can begin: see what stands above, and try --workers 1.")
        hand.end()
        if hand.block is not None:
            self._waiting.appendleft(self._suspected(hand.block, hand.at, reason))

    def _suspected(self, block: Block, at: int, reason: str | None) -> Block:
        """Return a block as it is to be read again after its worker was lost over the document at a position."""
        self._deaths[block.number] += 1
        if self._deaths[block.number] > _MOST_DEATHS + len(block.items):
            raise RunError(f"Part {block.number} cannot be finished, its workers end: give the same command again.")
        if block.at_once != ALONE:
            alone = reason is not None or self._deaths[block.number] >= _DEATHS
            return block._replace(at_once=ALONE) if alone else block
        if at >= len(block.items):
            return block
        item = block.items[at]
        self._strikes[item.number] += 1
        if reason is None and self._strikes[item.number] < _STRIKES:
            return block
        return block.blamed(at, Fault(reason or KILLED, self._blame(item.name, reason)))

    def _blame(self, name: str, reason: str | None) -> str:
        if reason == TIME:
            return f"{name} was given up after {self._budget.seconds:g} seconds: allow it more with --seconds."
        if reason == MEMORY:
            return f"{name} took more than {self._budget.megabytes} MB: allow it more with --memory."
        return f"{name} made {_STRIKES} workers end: report this text, it may be a fault of girml."
