"""Several hands for the walk: processes that share what was invented, each with a connection of its own.

They are forked with plain pipes, since shared memory may not be writable everywhere.
"""

import gc
import json
import os
import signal
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any

from django.db import connections

MOST = 4

Task = dict[str, Any]
Work = Callable[[Task], None]
Begin = Callable[[], object]


class HandFailed(Exception):
    """What stopped one of the hands, as it told it."""


@dataclass
class _Hand:
    pid: int
    tasks: IO[str]
    answers: IO[str]


class Hands:
    """Does tasks at once, as many as there are processors up to four; alone where there is one.

    `begin` is done once in every process, before its first task.
    """

    def __init__(self, work: Work, *, begin: Begin = bool, most: int = MOST) -> None:
        number = min(most, len(os.sched_getaffinity(0)))
        self._work = work
        self._hands: list[_Hand] = []
        if number > 1:
            # No two may share a connection, and what is frozen is not copied by a collection.
            connections.close_all()
            gc.collect()
            gc.freeze()
            for _ in range(number):
                self._hands.append(_fork(work, begin, self._hands))
        begin()

    @property
    def number(self) -> int:
        """How many tasks are done at once."""
        return max(1, len(self._hands))

    def __enter__(self) -> "Hands":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for hand in self._hands:
            hand.tasks.close()
            if kind is not None:
                os.kill(hand.pid, signal.SIGKILL)
            os.waitpid(hand.pid, 0)
            hand.answers.close()
        gc.unfreeze()

    def do(self, tasks: Iterable[Task]) -> None:
        """Do all these tasks and wait; each next one goes to the hand that is asked next."""
        if not self._hands:
            for task in tasks:
                self._work(task)
            return
        asked: list[_Hand] = []
        for place, task in enumerate(tasks):
            hand = self._hands[place % len(self._hands)]
            hand.tasks.write(json.dumps(task) + "\n")
            hand.tasks.flush()
            asked.append(hand)
        for hand in asked:
            answer = hand.answers.readline()
            if answer != "done\n":
                raise HandFailed(json.loads(answer) if answer else "A process of the load ended.")


def _fork(work: Work, begin: Begin, before: list[_Hand]) -> _Hand:
    here, to_here = os.pipe()
    there, to_there = os.pipe()
    pid = os.fork()
    if pid:
        os.close(there)
        os.close(to_here)
        return _Hand(pid, tasks=os.fdopen(to_there, "w"), answers=os.fdopen(here))
    try:
        # Whoever started the load answers an interrupt; a hand ends when its pipe does.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for hand in before:
            os.close(hand.tasks.fileno())
            os.close(hand.answers.fileno())
        os.close(here)
        os.close(to_there)
        _serve(work, begin, os.fdopen(there), os.fdopen(to_here, "w"))
    finally:
        os._exit(0)


def _serve(work: Work, begin: Begin, tasks: IO[str], answers: IO[str]) -> None:
    begin()
    for line in tasks:
        try:
            work(json.loads(line))
            answers.write("done\n")
        except Exception:
            answers.write(json.dumps(traceback.format_exc()) + "\n")
        answers.flush()
