"""A time limit for what runs in the database: one thread watches all, for each start of one costs time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event, Lock, Thread
from time import monotonic, sleep

_TICK_SECONDS = 0.2


class _Watch:
    """What is running, each with the moment it is to be interrupted; sleeps while nothing is."""

    def __init__(self) -> None:
        self._running: dict[int, tuple[float, Callable[[], None]]] = {}
        self._numbers = count()
        self._busy = Event()
        self._start = Lock()
        self._thread: Thread | None = None

    def enter(self, moment: float, interrupt: Callable[[], None]) -> int:
        number = next(self._numbers)
        self._running[number] = (moment, interrupt)
        if not self._busy.is_set():
            self._busy.set()
        if self._thread is None or not self._thread.is_alive():  # none is left in a forked process
            self._begin()
        return number

    def leave(self, number: int) -> None:
        self._running.pop(number, None)

    def _begin(self) -> None:
        with self._start:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._watch, name="time-limits", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while True:
            self._busy.wait()
            self._busy.clear()
            while self._running:
                sleep(_TICK_SECONDS)
                for number, (moment, interrupt) in list(self._running.items()):
                    if monotonic() >= moment and self._running.pop(number, None) is not None:
                        interrupt()


_WATCH = _Watch()


@contextmanager
def time_limit(interrupt: Callable[[], None], seconds: float) -> Iterator[None]:
    """Call `interrupt` if what runs inside takes longer than `seconds`, a fifth of a second late at most."""
    number = _WATCH.enter(monotonic() + seconds, interrupt)
    try:
        yield
    finally:
        _WATCH.leave(number)
