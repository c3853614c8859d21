"""The process beside the site: it sends mail and does what is due. One at a time; a second one does no harm."""

import logging
import signal

from django.db import close_old_connections

from socialaftale.faelles import arbejde, udbakke

log = logging.getLogger(__name__)
PAUSE_SEKUNDER = 5


def run(once: bool = False) -> int:
    """Work until told to stop; a round that is under way is finished first. A round that fails is tried again.

    With `once` it stops when nothing is due.
    """
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    while True:
        gjort = _round()
        if once and not gjort:
            return 0
        if signal.sigtimedwait(stop, 0 if gjort else PAUSE_SEKUNDER):
            return 0


def _round() -> int:
    """Do a piece of everything that is due, mail first; what fails does not keep the rest from being done."""
    close_old_connections()
    return sum(_tried(goer) for goer in (udbakke.send_due, *arbejde.registered()))


def _tried(goer: arbejde.Arbejde) -> int:
    try:
        return goer()
    except Exception:
        log.exception("Arbejderen kunne ikke gøre %s færdig; den prøver igen.", goer.__name__)
        return 0
