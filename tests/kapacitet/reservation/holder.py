"""One process of those that want the last place: `python -m tests.kapacitet.reservation.holder AFDELING OPKALD.json`.

Its callers press at once, each from a thread with a connection of its own; each line of the answer is one caller's.
"""

import json
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

TRAADE = 8


def main(argv: list[str]) -> None:
    django.setup()
    afdeling, fil = argv
    opkald = json.loads(Path(fil).read_text(encoding="utf-8"))
    with ThreadPoolExecutor(TRAADE) as traade:
        for svar in traade.map(lambda et: _call(int(afdeling), *et), opkald):
            print(svar, flush=True)


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
            connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
