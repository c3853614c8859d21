"""The process beside the site: it sends mail and does what is due. One at a time; a second one does no harm."""

import logging
import signal

from django.db import close_old_connections

from socialaftale.faelles import udbakke

log = logging.getLogger(__name__)
PAUSE_SEKUNDER = 5


def run(once: bool = False) -> int:
    """Work until told to stop; a round that is under way is finished first. A round that fails is tried again."""
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    while True:
        _round()
        if once or signal.sigtimedwait(stop, PAUSE_SEKUNDER):
            return 0


def _round() -> None:
    close_old_connections()
    try:
        while udbakke.send_due():
            pass
    except Exception:
        log.exception("Arbejderens omgang fejlede; den prøver igen.")
