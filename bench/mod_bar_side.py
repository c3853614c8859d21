"""A search beside its bare page: the same rows, bytes, look-ups and number of requests, on the same database."""

import time
from collections.abc import Callable

Behov = dict[str, str]


def prepare() -> None:
    """Make a database with the example parties, on a site that also has the bare page."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from socialaftale.parter.eksempeldata import load

    settings.ROOT_URLCONF = "bench.bar_side"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load()


def bare_of(search: Callable, behov: Behov, raekke: bytes = b"<tr") -> list[str]:
    """Return the addresses of the bare pages; `raekke` is what each row of the search's page begins with."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    search(behov)
    with CaptureQueriesContext(connection) as opslag:
        svar = search(behov)
        antal = len(opslag)
    omdirigeret = ["/bar-side/0/0/0/"] * len(getattr(svar, "redirect_chain", ()))
    return [*omdirigeret, f"/bar-side/{svar.content.count(raekke)}/{antal}/{len(svar.content)}/"]


def seconds(work: Callable, ur: Callable[[], float] = time.perf_counter) -> float:
    """Return how long a page took by the clock given; `time.process_time` does not count what else the machine does."""
    start = ur()
    svar = work()
    if svar.status_code != 200:
        raise RuntimeError(f"Siden svarede {svar.status_code}")
    return ur() - start
