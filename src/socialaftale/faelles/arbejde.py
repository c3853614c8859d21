"""What is due beside the mail. A floor registers a function; the worker calls it again and again, one round at a time.

    @arbejde.register
    def write_reminders() -> int: ...

It does what is due now, or a piece of it, in transactions of its own, and returns how many things it did: 0 is nothing.
Two workers may call it at once, and one after a crash: what it did must be written where it looks for what is due.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from . import tid

Arbejde = Callable[[], int]

_ARBEJDER: list[Arbejde] = []


def register(arbejde: Arbejde) -> Arbejde:
    """Let the worker do it; usable as a decorator."""
    _ARBEJDER.append(arbejde)
    return arbejde


def every(pause: timedelta) -> Callable[[Arbejde], Arbejde]:
    """Let the worker do it, but look for what is due no oftener than this; usable as a decorator.

    The function itself is returned: whoever calls it does it at once.
    """

    def register_with_pause(goer: Arbejde) -> Arbejde:
        sidst: list[datetime] = []

        @wraps(goer)
        def once_in_a_while() -> int:
            if sidst and timedelta(0) <= tid.now() - sidst[0] < pause:  # a clock that was set back holds nothing up
                return 0
            sidst[:] = [tid.now()]
            return goer()

        register(once_in_a_while)
        return goer

    return register_with_pause


def registered() -> list[Arbejde]:
    """Return what is done in a round, in the order of registration."""
    return list(_ARBEJDER)
