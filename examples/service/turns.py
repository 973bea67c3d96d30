"""Turns: work in processes of its own, for a limited time, and no client before the others have had a turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, Lock, create_task_group, fail_after, to_process
from bodies import Refusal

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
SECONDS = 10
MOST_WAITING = 20


class Turns:
    """The work of one kind: by so many processes, each client's requests one after another.

    A process that takes too long is ended, whatever it does; threads cannot be.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._limiter: CapacityLimiter | None = None
        self._turns: dict[str, Lock] = {}
        self._waiting: Counter[str] = Counter()

    async def start(self, function: Callable[[], object]) -> None:
        """Start the processes with some first work."""
        async with create_task_group() as group:
            for _ in range(self._processes):
                group.start_soon(to_process.run_sync, function)

    async def work(self, client: str, function: Callable[[*Ts], T], *arguments: *Ts) -> T:
        """What the function gives, when it is this client's turn.

        Raises:
            Refusal: with 429 where the client has too many requests waiting, with 422 where the work takes too long.
        """
        if self._waiting[client] >= MOST_WAITING:
            raise Refusal(429, "too many requests at once", [f"wait for the answers of the {MOST_WAITING} before"])
        self._limiter = self._limiter or CapacityLimiter(self._processes)
        turn = self._turns.setdefault(client, Lock())
        self._waiting[client] += 1
        try:
            async with turn, self._limiter:
                with fail_after(SECONDS):
                    own = CapacityLimiter(1)  # How many work at a time is settled already.
                    return await to_process.run_sync(function, *arguments, cancellable=True, limiter=own)
        except TimeoutError:
            why = f"it takes more than {SECONDS} seconds; send fewer regions or observations"
            raise Refusal(422, "the request is too heavy", [why]) from None
        finally:
            self._waiting[client] -= 1
            if not self._waiting[client]:
                del self._waiting[client], self._turns[client]
