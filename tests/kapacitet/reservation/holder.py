"""One process of those that want the last place: `python -m tests.kapacitet.reservation.holder OPKALD.json`.

Each line it is told is an afdeling whose last place is to be had. Its callers press at once, from threads with a
connection each; each line of the answer is one caller's, and `SLUT` is the last.
"""

import json
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

TRAADE = 8
SLUT = "slut"


def main(argv: list[str]) -> None:
    django.setup()
    opkald = json.loads(Path(argv[0]).read_text(encoding="utf-8"))
    with ThreadPoolExecutor(TRAADE) as traade:
        for afdeling in sys.stdin:
            for svar in traade.map(lambda et, pk=int(afdeling): _call(pk, *et), opkald):
                print(svar)
            print(SLUT, flush=True)


def _call(afdeling_pk: int, bruger_pk: int, reference: str) -> str:
    """Press as a person would: wait and press again, with the same id, where another holds the database."""
    from django.core.exceptions import ValidationError
    from django.db import OperationalError, connection

    from socialaftale.kapacitet.reservation.actions import hold_place
    from socialaftale.parter.models import Bruger
    from socialaftale.tilbud.models import Afdeling

    klient_id = uuid.uuid4()
    while True:
        try:
            bruger = Bruger.objects.select_related("organisation").get(pk=bruger_pk)
            felter = {"afdeling": Afdeling.objects.get(pk=afdeling_pk), "myndighed": bruger.organisation}
            reservation = hold_place(klient_id=klient_id, reference=reference, by=bruger, **felter)
            return f"{reference} {'holdes' if reservation.aktiv_at else 'venter'}"
        except ValidationError as fejl:
            return f"{reference} nej {fejl.messages[0]}"
        except OperationalError:
            time.sleep(0.05)
        finally:
            connection.close()  # back to the pool, as after a request


if __name__ == "__main__":
    main(sys.argv[1:])
