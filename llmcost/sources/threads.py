"""Threads that nobody waits for."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class DaemonThreads(ThreadPoolExecutor):
    """A thread for each call, which ends with the program if not before; asyncio takes no other kind of pool.

    asyncio looks up names in threads and waits for all of them in the end; a look-up can't be called off, and
    without a name server that answers it takes minutes.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Start a call, whatever became of the others."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # else whoever gives up would forbid the thread to tell

        def work() -> None:
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - it is told to whoever asked
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=work, daemon=True).start()
        return future
