"""How far the work of a thread is, and its end once nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.worker import get_current_worker

MANY: Final = 1_000
"""From so many on it is told."""


class NobodyWaitsError(Exception):
    """The screen was left, or wants it anew."""


def telling(say: Callable[[str], object], sentence: str) -> Callable[[int, int], None]:
    """What a thread calls with how many are done of how many: says it at each hundredth.

    Args:
        say: shows a sentence, from the thread.
        sentence: has `{done}` and `{total}`.
    """
    worker = get_current_worker()

    def tell(done: int, total: int) -> None:
        if worker.is_cancelled:
            raise NobodyWaitsError
        if total >= MANY and done % (total // 100) == 0:
            say(sentence.format(done=done, total=total))

    return tell
